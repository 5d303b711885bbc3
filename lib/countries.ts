import type { Locale } from "./locales";

/** What ISO keeps two letters for that is no country: groups, tests, and the unknown. */
const others = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Every country this machine knows, by its two letters (ISO 3166-1). */
const codes: string[] = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => english.of(code) !== undefined && !others.has(code));

/** Whether a text is the two letters of a country. */
export const isCountry = (text: string): boolean => codes.includes(text);

/** The countries in the reader's language, in its order. */
export function countries(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const { compare } = new Intl.Collator(locale);
  return codes.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => compare(a.label, b.label));
}
