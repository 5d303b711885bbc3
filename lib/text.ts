/** Folds a text for searching: NFKD without marks, lower case, ligatures opened, spaces single. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/[\s‘’'"«»“”.,;:()/-]+/g, " ")
    .trim();
}

/** The folded words of a query, at most eight; each must occur somewhere in the record. */
export function searchWords(query: string): string[] {
  return fold(query).split(" ").filter(Boolean).slice(0, 8);
}

/** A LIKE pattern that finds the word anywhere; the escape character is a backslash. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/** Typed text as it is stored: NFC, without control characters and bidirectional overrides, trimmed. */
export function clean(text: string): string {
  return (
    text
      .normalize("NFC")
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g, (c) => (c === "\t" ? " " : ""))
      .trim()
  );
}

/** A text as it begins a line: months and weekdays are small in Spanish and French, but not there. */
export const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
