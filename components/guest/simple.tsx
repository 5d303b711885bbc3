import type { ReactNode } from "react";
import type { Office } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import type { Translator } from "@/lib/i18n";
import { type Locale, locales } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { Help } from "./desk";
import { Document } from "./document";
import { Box, Top } from "./parts";
import { capital } from "./words";

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

/** The page of an invitation that was withdrawn: by whom, and whom to ask. No new link is to be had. */
export function WithdrawnPage({ t, office }: { t: Translator; office: Office }) {
  const names = { short: readText(office.shortName, t.locale, office.language), full: readText(office.name, t.locale, office.language) };
  const the = officeNamed(office, t.locale, "name").the;
  return (
    <Frame t={t} office={names.short} address={(lang) => `?lang=${lang}`}>
      <h1>{t("withdrawal.page")}</h1>
      <p className="hint">{t("withdrawal.pageWhy", { The: capital(the, t.locale) })}</p>
      <Help view={{ t, office, names }} />
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

type Frame = { t: Translator; office?: string; address?: (lang: Locale) => string; children: ReactNode };

function Frame({ t, office = PRODUCT, address, children }: Frame) {
  return (
    <Document lang={t.locale} title={office} site={office}>
      <main className="sheet">
        <Top
          office={office}
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
