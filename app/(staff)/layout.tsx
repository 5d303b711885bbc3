import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { staffContext } from "@/app/context";
import { keptPost } from "@/app/kept";
import { otherOffices } from "@/app/other-offices";
import { Shell } from "@/components/shell/shell";
import { Done } from "@/components/ui/done";
import { OfficeOfForms } from "@/components/ui/form-office";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { canKeepOffice } from "@/core/offices/policy";
import { isDemo } from "@/core/offices/queries";
import { childrenOf } from "@/core/offices/tree/queries";
import { languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { catalogues } from "@/lib/messages";
import { paths } from "@/lib/paths";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { store, actor, office, t, locale } = await staffContext();
  const others = otherOffices(store, actor, locale);
  const here = readText(office.shortName, locale, office.language);
  return (
    <OfficeOfForms id={office.id}>
      <Shell
        words={{
          skip: t("shell.skip"),
          main: t("shell.main"),
          search: t("shell.search"),
          demo: isDemo(store) ? t("shell.demo") : undefined,
        }}
        links={[
          { href: paths.home(), icon: "home", text: t("shell.home") },
          { href: paths.briefings(), icon: "briefings", text: t("shell.briefings") },
          { href: paths.followUps(), icon: "followups", text: t("shell.followUps") },
          { href: paths.institutions(), icon: "institutions", text: t("shell.institutions") },
          { href: paths.calendar(), icon: "calendar", text: t("shell.calendar") },
          { href: paths.messages(), icon: "mail", text: t("shell.messages") },
          ...(childrenOf(store, office.id).length > 0
            ? [{ href: paths.region(), icon: "building" as const, text: t("region.title") }]
            : []),
        ]}
        more={{ href: paths.more(), icon: "more", text: t("shell.more") }}
        search={{
          href: paths.search(),
          owner: actor.userId,
          words: {
            title: t("find.title"),
            field: t("find.field"),
            close: t("common.close"),
            results: t("find.results"),
            failed: t("find.failed"),
            move: t("find.keys.move"),
            open: t("find.keys.open"),
            tab: t("find.keys.tab"),
            leave: t("find.keys.close"),
          },
        }}
        account={[
          ...(others.length > 0 ? [] : [{ href: paths.users(), text: here, shown: canKeepOffice(actor, office) }]),
          { href: paths.profile(), text: languageNames[locale], shown: true },
          { href: paths.profile(), text: actor.name, shown: true },
        ]}
        others={others.length > 0 ? { here, label: t("shell.otherOffices"), offices: others } : undefined}
      />
      <main id="main" tabIndex={-1}>
        <Kept />
        {children}
      </main>
      <Suspense>
        <Done texts={catalogues[locale].common.done} close={t("common.close_notice")} />
      </Suspense>
    </OfficeOfForms>
  );
}

/** What was posted here without script when the session had ended: the framework cannot post it again, but it is not lost. */
async function Kept() {
  const { t } = await staffContext();
  const typed = await keptPost((await headers()).get("x-enlace-path"));
  if (!typed) return null;
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        <b>{t("common.form.keptTitle")}</b>
      </p>
      <p>{t("common.form.keptBody")}</p>
      <dl className="dates">
        {typed.map(([label, value]) => (
          <div className="contents" key={label + value}>
            <dt>{label}</dt>
            <dd className="whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}
