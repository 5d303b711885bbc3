import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import type { demoAccounts } from "@/core/offices/queries";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** The ways into a demo: one button an account. Drawn on a database marked as a demo, and nowhere else. */
export function DemoDoors({
  accounts,
  guests,
  next,
  t,
  locale,
}: {
  accounts: ReturnType<typeof demoAccounts>;
  guests: { href: string; ofInstitution: string }[];
  next?: string;
  t: Translator;
  locale: Locale;
}) {
  const home = accounts[0]?.office.id;
  return (
    <section className="demo-doors" aria-labelledby="demo">
      <h2 id="demo">{t("signin.demo.title")}</h2>
      <Notice tone="warn" icon={<Icon name="alert" />}>
        <p>{t("signin.demo.text")}</p>
      </Notice>
      <ul>
        {accounts.map((account) => (
          <li key={account.userId}>
            <span>
              <b>{account.name}</b>
              <span className="meta block">
                {t(`vocabulary.userRoles.${account.role}`)} · {readText(account.office.shortName, locale, account.office.language)}
              </span>
            </span>
            <form method="post" action={paths.enterDemo()}>
              <input type="hidden" name="user" value={account.userId} />
              <input type="hidden" name="next" value={account.office.id === home ? (next ?? "") : ""} />
              <Button>
                {t("signin.demo.enter")} <span className="heard-only">{account.name}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      {guests.length > 0 && (
        <>
          <h2 className="mt-8">{t("signin.demo.liaison")}</h2>
          <ul>
            {guests.map((guest) => (
              <li key={guest.href}>
                <a className="link" href={guest.href}>
                  {t("signin.demo.liaisonOf", guest)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
