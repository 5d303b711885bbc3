import { referenceRoles } from "@/db/reference/vocabularies";
import type { Capacity } from "@/db/schema/institutions";
import { translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { type Reading, read } from "@/lib/localized";
import type { Values } from "@/lib/mail/words";
import { type Nominal, withArticle } from "@/lib/names";
import { capitalized } from "@/lib/text";

/** Form of address as the person chose it; null is "not stated" and is never guessed. */
export type AddressForm = "f" | "m" | null;

/** The definite article of a name, by language. */
export type Article = Partial<Record<Locale, string>>;

/** A name with the days it holds (`YYYY-MM-DD`, both included; null is open). */
export type DatedName = {
  acronym: string | null;
  name: Localized;
  article: Article;
  validFrom: string | null;
  validTo: string | null;
};

/** Whether a span of days (both included, null is open) covers a day. */
export const covers = (span: { validFrom: string | null; validTo: string | null }, day: string): boolean =>
  (span.validFrom === null || span.validFrom <= day) && (span.validTo === null || span.validTo >= day);

/** The name on a day: the one that holds, the latest begun where two do; else the nearest in time. `undefined` only for no names at all. */
export function nameOn<N extends DatedName>(names: readonly N[], day: string): N | undefined {
  const byStart = [...names].sort((a, b) => (a.validFrom ?? "").localeCompare(b.validFrom ?? ""));
  return byStart.findLast((n) => covers(n, day)) ?? byStart.findLast((n) => (n.validFrom ?? "") <= day) ?? byStart[0];
}

/** A name as lists show it: in the office's own language, else in one there is. */
export const nameInList = (name: Localized, own: Locale): Reading => read(name, own, own);

/** A name with its article joined, in the reader's language; one that exists only in another language takes that one's words without an article. */
export function nominal(name: Localized, article: Article, locale: Locale): Nominal {
  const { text, fallback } = read(name, locale);
  const own = fallback ? (article[locale] ?? "none") : article[locale];
  return withArticle(own ?? (locale === "en" ? "the" : "none"), text, locale);
}

/** The institution as the words of a message can name it. */
export const institutionValues = ({ the, to, of }: Nominal): Values => ({
  "institution.the": the,
  "institution.The": capitalized(the),
  "institution.to": to,
  "institution.of": of,
});

/** A post: of the vocabulary (`role`) or as typed (`post`), and how it is held. */
export type Post = { role: string | null; post: string | null; capacity: Capacity };

const formKey = (form: AddressForm): string => form ?? "other";

/** The post in the reader's language and the person's form, with "acting" or "on behalf of" said; empty when none is known. */
export function postText({ role, post, capacity }: Post, form: AddressForm, locale: Locale): string {
  const t = translator(locale);
  const text = (role && t.maybe(`vocabulary.roles.${role}`, { form: formKey(form) })) || post || "";
  if (!text || capacity === "holder" || role === "head_in_charge") return text;
  if (capacity === "acting") return t("vocabulary.actingPost", { form: formKey(form), post: text });
  return t("vocabulary.onBehalfPost", { post: text });
}

const tiers = new Map(referenceRoles.map((r) => [r.key, r.tier]));

/** Rank of a post among those of one institution: 1 is the highest, typed posts and unknown ones come last. */
export const tierOf = (role: string | null): number => tiers.get(role ?? "") ?? 10;

/** Whether a mail can go to somebody: they have an address, and nobody has to verify first that they are still there. */
export const isMailable = (to: { email: string | null; verifySince: number | null } | undefined): boolean =>
  Boolean(to?.email) && to?.verifySince === null;

/** Whom a letter greets: a person with the post they hold, or a mailbox several people read. */
export type Addressee = Post & {
  name: string;
  form: AddressForm;
  sharedMailbox: boolean;
  honorific?: Localized | null;
  /** How they wish to be addressed at this post, where the office's own way is not wanted. */
  treatment?: Localized | null;
};

/** The name with the honorific of the language, where there is one; what another language has is not borrowed. */
const honoured = ({ name, honorific }: Addressee, locale: Locale): string => [honorific?.[locale], name].filter(Boolean).join(" ");

/** Ministers and the ombudsperson are greeted by their dignity; whoever comes on behalf of one is not. */
const excellent = (to: Addressee): boolean => (to.role === "minister" || to.role === "ombudsperson") && to.capacity !== "on_behalf";

/** The addressee as a closing calls them ("Madame la Directrice", "Excellency"), without punctuation. */
export function vocative(to: Addressee, locale: Locale): string {
  const t = translator(locale);
  if (to.sharedMailbox) return t("institutions.greeting.colleagues");
  if (to.treatment?.[locale]) return to.treatment[locale];
  if (excellent(to) && locale === "en") return t("institutions.greeting.excellency");
  if (to.form === null) return locale === "fr" ? t("institutions.greeting.unstated") : honoured(to, locale);
  const courtesy = t("institutions.greeting.courtesy", { form: to.form });
  const title = to.capacity === "on_behalf" ? undefined : t.maybe(`vocabulary.titles.${to.role}`, { form: to.form });
  if (title && locale !== "en") return `${courtesy} ${title}`;
  if (locale === "fr") return courtesy;
  return to.honorific?.[locale] ? honoured(to, locale) : `${courtesy} ${to.name}`;
}

/** The first line of a letter or mail, with its punctuation. Names are never split; with a form "not stated" the greeting needs none. */
export function salutation(to: Addressee, institution: { name: Localized; article: Article }, locale: Locale): string {
  const t = translator(locale);
  const end = locale === "es" ? ":" : ",";
  const called = vocative(to, locale);
  if (to.sharedMailbox) {
    const team = t("institutions.greeting.team");
    return locale === "es" ? `${team} ${nominal(institution.name, institution.article, locale).of}${end}` : `${team}${end}`;
  }
  if (locale === "fr" || to.treatment?.[locale]) return capitalized(called) + end;
  if (excellent(to) && (locale === "en" || to.form !== null)) return capitalized(called) + end;
  if (locale === "es" && to.form === null) return t("institutions.greeting.unstated") + end;
  return `${t("institutions.greeting.dear", { form: to.form ?? "other" })} ${called}${end}`;
}
