import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n";
import { type Locale, locales } from "@/lib/locales";
import { Document } from "./document";
import { Box, Top } from "./parts";

const PRODUCT = "Enlace";

/** The one page for every link that opens nothing: wrong, cut off, revoked, expired, or somebody else's. It says the same of all. */
export function DeadLinkPage({
  t,
  asked,
  bare = false,
}: {
  t: Translator;
  asked: boolean /** Of a link that no new one can be asked for. */;
  bare?: boolean;
}) {
  return (
    <Frame t={t} address={(lang) => `?lang=${lang}`}>
      {asked ? (
        <Box look="yes" icon="check" live>
          <p>{t("guest.wrong.asked")}</p>
        </Box>
      ) : null}
      <h1>{t("guest.wrong.link")}</h1>
      <p className="hint">{t("guest.wrong.why")}</p>
      {asked || bare ? null : (
        <form method="post" className="ask">
          <input type="hidden" name="act" value="link" />
          <button className="btn" type="submit">
            {t("guest.wrong.ask")}
          </button>
          <p className="mu s after">{t("guest.wrong.askAfter")}</p>
        </form>
      )}
      <p className="mu s after">{t("guest.wrong.help")}</p>
    </Frame>
  );
}

/** A request that cannot be taken, in two sentences. */
export function RefusedPage({ t, title, text }: { t: Translator; title: string; text: string }) {
  return (
    <Frame t={t}>
      <h1>{title}</h1>
      <p className="hint">{text}</p>
    </Frame>
  );
}

function Frame({ t, address, children }: { t: Translator; address?: (lang: Locale) => string; children: ReactNode }) {
  return (
    <Document lang={t.locale} title={PRODUCT} site={PRODUCT}>
      <main className="sheet">
        <Top
          office={PRODUCT}
          lang={t.locale}
          languages={address ? locales : []}
          label={t("guest.language")}
          address={address ?? (() => "")}
        />
        {children}
      </main>
    </Document>
  );
}
