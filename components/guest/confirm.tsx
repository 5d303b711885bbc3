import type { Office } from "@/core/offices/queries";
import type { AnswerValue } from "@/db/schema/invitations";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { Help } from "./desk";
import { Document } from "./document";
import { Box, Top } from "./parts";
import { RefusedPage } from "./simple";

type Props = {
  t: Translator;
  office: Office;
  names: { short: string; full: string };
  address: (lang: Locale) => string;
  who: string;
  said: AnswerValue;
  title: string;
  /** The institution answered for, as in "of the Ministry". */
  of: string;
  when: string;
};

/** What somebody answered in the name of the one invited, and the button that makes it theirs. */
export function ConfirmPage({ t, office, names, address, who, said, title, of, when }: Props) {
  return (
    <Document lang={t.locale} title={names.short} site={names.short}>
      <main className="sheet">
        <Top office={names.short} lang={t.locale} languages={office.languages} label={t("guest.language")} address={address} />
        <p className="kicker">{title}</p>
        <h1>{t("confirming.title")}</h1>
        <p className="mu">{when}</p>
        <p className="asked">{t("confirming.page", { who, of })}</p>
        <Box look="none" icon="mail">
          <p>
            <b>{t(`guest.option.${said}`)}</b>
          </p>
        </Box>
        <form method="post" className="ask">
          <input type="hidden" name="act" value="confirm" />
          <button className="btn" type="submit">
            {t("confirming.yes")}
          </button>
          <p className="mu s after">{t("confirming.elsePage")}</p>
        </form>
        <Help view={{ t, office, names }} />
      </main>
    </Document>
  );
}

/** What became of it. */
export const ConfirmedPage = ({ t, counts }: { t: Translator; counts: boolean }) => (
  <RefusedPage
    t={t}
    title={t(counts ? "confirming.done" : "confirming.newer")}
    text={t(counts ? "confirming.doneWhy" : "confirming.newerWhy")}
  />
);
