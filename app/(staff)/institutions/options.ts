import type { Option } from "@/components/ui/fields";
import { postText } from "@/core/institutions/rules";
import { institutionChoices } from "@/core/institutions/ties/queries";
import { institutionTypes, referenceRoles, referenceTopics } from "@/db/reference/vocabularies";
import { verifyReasons } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { collator, type Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";

const sorted = (options: Option[], locale: Locale): Option[] => {
  const { compare } = collator(locale);
  return options.sort((a, b) => compare(a.label, b.label));
};

/** Institution types in the reader's words. */
export const typeOptions = (t: Translator): Option[] =>
  institutionTypes.map((value) => ({ value, label: t.maybe(`vocabulary.institutionTypes.${value}`) ?? value }));

/** Why somebody is to be verified. */
export const reasonOptions = (t: Translator): Option[] =>
  verifyReasons.map((value) => ({ value, label: t(`people.verify.reasons.${value}`) }));

/** Topics in the reader's words and order. */
export const topicOptions = (t: Translator): Option[] =>
  sorted(
    referenceTopics.map(({ key }) => ({ value: key, label: t.maybe(`vocabulary.topics.${key}`) ?? key })),
    t.locale,
  );

/** Posts of the vocabulary, the highest first, in both forms. */
export const roleOptions = (t: Translator): Option[] =>
  [...referenceRoles]
    .sort((a, b) => a.tier - b.tier)
    .map(({ key }) => ({ value: key, label: postText({ role: key, post: null, capacity: "holder" }, null, t.locale) }));

export const languageOptions = (): Option[] => Object.entries(languageNames).map(([value, label]) => ({ value, label, lang: value }));

/** The office's institutions to choose one from, by precedence, each in the office's language. */
export const institutionOptions = (store: Store, office: { id: string; language: Locale }, but?: string): Option[] =>
  institutionChoices(store, office.id)
    .filter((i) => i.id !== but)
    .map((i) => {
      const name = readText(i.name, office.language);
      return { value: i.id, label: i.acronym && i.acronym !== name ? `${i.acronym} · ${name}` : name, lang: office.language };
    });

/** What a form says of records that may be the same one. */
export const doublesTexts = (t: Translator) => ({
  title: t("institutions.doubles.title"),
  another: t("institutions.doubles.another"),
  anotherHint: t("institutions.doubles.anotherHint"),
  look: t("institutions.doubles.look"),
});
