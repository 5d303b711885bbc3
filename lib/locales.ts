/** The languages every text exists in. */
export const locales = ["en", "es", "fr"] as const;
export type Locale = (typeof locales)[number];

/** The regional form used for dates and numbers: London, Panama, Geneva. */
export const regional: Record<Locale, string> = { en: "en-GB", es: "es-PA", fr: "fr-CH" };

/** Each language in its own words. */
export const languageNames: Record<Locale, string> = { en: "English", es: "Español", fr: "Français" };

export const isLocale = (text: unknown): text is Locale => typeof text === "string" && (locales as readonly string[]).includes(text);

/** The best of our languages for an `Accept-Language` header; English when none fits. */
export function negotiate(header: string | null | undefined): Locale {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const q = Number(
        params
          .find((p) => p.trim().startsWith("q="))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { tag: tag.toLowerCase().split("-")[0], q: Number.isFinite(q) ? q : 0 };
    })
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) if (isLocale(tag)) return tag;
  return "en";
}
