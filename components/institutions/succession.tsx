import type { NameOn } from "@/core/institutions/queries";
import { nominal } from "@/core/institutions/rules";
import type { Succession } from "@/core/institutions/ties/queries";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import type { Nominal } from "@/lib/names";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";

/** What an institution is called in short: its acronym, else its name in the office's language. */
export const shortName = ({ acronym, name }: Pick<NameOn, "acronym" | "name">, own: Locale): string => acronym ?? readText(name, own);

/** One sentence on how two institutions follow each other, said of one of them, under the names they had then. */
export function SuccessionSentence({ t, succession: s, own }: { t: Translator; succession: Succession; own: Locale }) {
  const self = inSentence(s.self, t.locale);
  const other = inSentence(s.other, t.locale);
  const detail = [s.act, s.on && formatDay(s.on, t.locale, "shortYear")].filter(Boolean).join(", ");
  return (
    <p>
      {t.rich(`institutions.succession.says.${s.how}`, {
        self: capitalized(self.the),
        selfOf: self.of,
        other: other.the,
        otherOf: other.of,
        otherTo: other.to,
        link: (chunks) => (
          <a className="link" href={paths.institution(s.institution.id)}>
            {chunks}
          </a>
        ),
      })}{" "}
      {detail && <span className="text-muted">{t("institutions.succession.detail", { detail })} </span>}
      <Today t={t} then={s.other} now={s.institution} own={own} />
    </p>
  );
}

/** Beside the name of an earlier day: what the institution is called today, where that is another name. */
export function Today({ t, then, now, own }: { t: Translator; then: Called; now: Called; own: Locale }) {
  const name = shortName(now, own);
  return shortName(then, own) !== name && <span className="text-muted">{t("institutions.today", { name })}</span>;
}

type Called = Pick<NameOn, "acronym" | "name">;

/** An acronym stands bare in a sentence, a name with its article. */
const inSentence = ({ acronym, name, article }: NameOn, locale: Locale): Nominal =>
  acronym ? nominal({ [locale]: acronym }, { en: "none" }, locale) : nominal(name, article, locale);
