import type { AnswerValue } from "@/db/schema/invitations";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { Document } from "./document";
import { Box, Top } from "./parts";
import { RefusedPage } from "./simple";

type Props = {
  t: Translator;
  office: string;
  languages: readonly Locale[];
  address: (lang: Locale) => string;
  who: string;
  said: AnswerValue;
  title: string;
  day: string;
};

/** What somebody answered in the name of the one invited, and the button that makes it theirs. */
export function ConfirmPage({ t, office, languages, address, who, said, title, day }: Props) {
  return (
    <Document lang={t.locale} title={office} site={office}>
      <main className="sheet">
        <Top office={office} lang={t.locale} languages={languages} label={t("guest.language")} address={address} />
        <p className="kicker">{title}</p>
        <h1>{t("confirming.title")}</h1>
        <p>{t("confirming.page", { who, day })}</p>
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
          <p className="mu s after">{t("confirming.else")}</p>
        </form>
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
