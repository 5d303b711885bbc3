import { type Catalogue, type Parts, partsOf } from "./entries";

const sorted = (names: Iterable<string>): string => [...names].sort().join(" ");

/** Keys that stand in one language and not in another. */
export function missing(languages: Record<string, Catalogue>): string[] {
  const all = new Set(Object.values(languages).flatMap((c) => [...c.keys()]));
  return Object.entries(languages).flatMap(([language, c]) =>
    [...all].filter((key) => !c.has(key)).map((key) => `${language} lacks ${key}`),
  );
}

/** A name with its article is one value, whichever case the grammar wants; only French closes a letter with the person addressed. */
const inflected = (name: string): string[] => (/(^|_)(the|to|of)$/.test(name) ? ["the"] : name === "vocative" ? [] : [name]);

/** Texts that ask for other values than the same text in English. A select may be missing: languages do not all inflect the same words. */
export function differing(languages: Record<string, Catalogue>): string[] {
  const { en = new Map<string, string>(), ...others } = languages;
  return Object.entries(others).flatMap(([language, c]) =>
    [...c].flatMap(([key, text]) => {
      const english = en.get(key);
      if (english === undefined) return [];
      const [own, first] = [text, english].map((t) => {
        const parts = partsOf(t);
        return { ...parts, needs: new Set([...parts.needs].flatMap(inflected)) };
      }) as [Parts, Parts];
      // A value only chosen by in one language may be printed in another.
      const extra = (a: Parts, b: Parts) => [...a.needs].filter((n) => !b.needs.has(n) && !b.selects.has(n));
      const wrong = [...extra(own, first), ...extra(first, own)];
      return wrong.length > 0 ? [`${language} ${key}: {${sorted(own.needs)}} and not {${sorted(first.needs)}}`] : [];
    }),
  );
}

/** Texts that are empty or cannot be formatted. */
export function malformed(c: Catalogue): string[] {
  return [...c].flatMap(([key, text]) => {
    if (text.trim() === "" || text !== text.trim().replace(/^(?=[;:?!])/, text.startsWith("\u00a0") ? "\u00a0" : ""))
      return [`${key} is empty or padded`];
    try {
      return [...partsOf(text).lopsided].map((n) => `${key} counts ${n} without a form for one`);
    } catch (thrown) {
      return [`${key} cannot be formatted: ${thrown}`];
    }
  });
}

const everywhere: [RegExp, string][] = [
  [/['"]/, "a straight quote or apostrophe"],
  [/\.\.\./, "three dots instead of …"],
  [/ {2}/, "two spaces"],
];
const each: Record<string, [RegExp, string][]> = {
  fr: [
    [/ [?!;:»]/, "an ordinary space before ? ! ; : »"],
    [/\p{L}[?!;»]/u, "no space before ? ! ; »"],
    [/«[^\u00a0\u202f]/, "« without a no-break space"],
    [/(?<!\p{L})(?:de|que) (?:[aeiouéèê]|h[éiy])/iu, "de or que before a vowel"],
  ],
  es: [[/«\s|\s»/, "a space inside « »"]],
};

/** "de {n, plural, one {une …": the branch is to say "d’une" itself. */
const joinsBranch = /(?<!\p{L})(?:de|que) \{\w+, \w+, [^{}]*\{[aeiouéèê]/iu;

const count = (text: string, mark: string): number => text.split(mark).length - 1;
const pairs: Record<string, [string, string][]> = {
  es: [
    ["¿", "?"],
    ["¡", "!"],
  ],
};

/** Typography that a reader of the language stumbles over. */
export function unsightly(language: string, c: Catalogue): string[] {
  return [...c].flatMap(([key, text]) => {
    const words = partsOf(text).words.map((w) => w.replace(/https?:\/\/\S*/g, ""));
    const whole = words.join("\n");
    const found = [...everywhere, ...(each[language] ?? [])].filter(([mark]) => words.some((w) => mark.test(w))).map(([, why]) => why);
    if (language === "fr" && joinsBranch.test(text)) found.push("de or que before a branch that begins with a vowel");
    for (const [open, close] of [...(pairs[language] ?? []), ["«", "»"], ["“", "”"]] as [string, string][])
      if (count(whole, open) !== count(whole, close)) found.push(`${open} and ${close} do not match`);
    return found.map((why) => `${language} ${key}: ${why}`);
  });
}
