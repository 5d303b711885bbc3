import { type Locale, locales } from "./locales";

/** A text in up to three languages; a missing one is shown in another, visibly marked. */
export type Localized = Partial<Record<Locale, string>>;

/** A text as a reader gets it: in their language, or in another one, which the page marks with `lang`. */
export type Reading = { text: string; lang: Locale; fallback: boolean };

/** Reads a text in the wished language, else in the office's, else in the first there is; empty when there is none. */
export function read(text: Localized | null | undefined, wished: Locale, office: Locale = "es"): Reading {
  for (const lang of [wished, office, ...locales]) {
    const found = text?.[lang];
    if (found) return { text: found, lang, fallback: lang !== wished };
  }
  return { text: "", lang: wished, fallback: false };
}

/** The bare text of `read`, for places that cannot mark the language (a subject line, a title element). */
export const readText = (text: Localized | null | undefined, wished: Locale, office?: Locale): string => read(text, wished, office).text;
