import { Field, Select } from "@/components/ui/fields";
import type { Article } from "@/core/institutions/rules";
import type { Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import type { Localized } from "@/lib/localized";

const articles: Record<Locale, string[]> = {
  en: ["the", "none"],
  es: ["el", "la", "los", "las"],
  fr: ["le", "la", "l'", "les"],
};

/** What an institution is called: its short name, and its name with its article in each language, side by side. */
export function NameFields({
  t,
  languages,
  value,
}: {
  t: Translator;
  languages: readonly Locale[];
  value?: { acronym: string | null; name: Localized; article: Article };
}) {
  return (
    <>
      <div className="side-by-side three">
        {languages.map((l) => (
          <div className="grid content-start gap-3" key={l}>
            <Field
              name={`name.${l}`}
              label={t(`institutions.fields.name.${l}`)}
              value={value?.name[l]}
              lang={l}
              maxLength={200}
              optional={l !== languages[0]}
            />
            <Select
              name={`article.${l}`}
              label={t(`institutions.fields.article.${l}`)}
              hint={t(`institutions.fields.articleHint.${l}`)}
              value={value?.article[l] ?? (l === "en" ? "the" : undefined)}
              empty={l === "en" ? undefined : t("institutions.fields.noArticle")}
              options={articles[l].map((a) => ({
                value: a,
                label: a === "none" ? t("institutions.fields.noArticle") : a.replace("'", "’"),
                lang: a === "none" ? undefined : l,
              }))}
            />
          </div>
        ))}
      </div>
      <Field
        name="acronym"
        label={t("institutions.fields.acronym")}
        hint={t("institutions.fields.acronymHint")}
        value={value?.acronym}
        maxLength={60}
        optional
        className="max-w-80"
      />
    </>
  );
}

/** The languages of names, the office's own first. */
export const languagesFrom = (own: Locale): Locale[] => [own, ...(Object.keys(languageNames) as Locale[]).filter((l) => l !== own)];
