import type { Locale } from "./locales";

/** What has two letters and is no country: groups, tests, the unknown, and parts of countries that are listed. */
const others = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"]);
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Letters a country had once ("DD", "ZR") lead to those it has now. */
const isPresent = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

/** Every country this machine knows, by its two letters (ISO 3166-1). */
const codes: string[] = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => english.of(code) !== undefined && isPresent(code) && !others.has(code));

/** Whether a text is the two letters of a country. */
export const isCountry = (text: string): boolean => codes.includes(text);

/** The countries in the reader's language, in its order. */
export function countries(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const { compare } = new Intl.Collator(locale);
  return codes.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => compare(a.label, b.label));
}

/** Where a sheet of paper is 8½ by 11 inches; everywhere else it is A4. */
const letterSized = new Set(["BZ", "CA", "CL", "CO", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]);

/** The sheet letters are printed on in a country. */
export const sheetOf = (country: string | null): "us-letter" | "a4" => (letterSized.has(country ?? "") ? "us-letter" : "a4");
