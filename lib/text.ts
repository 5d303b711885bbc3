/** Folds a text for searching: NFKD without marks and what cannot be seen, lower case, ligatures opened, spaces single. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\p{Cs}]+/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/[\s\p{Cc}‘’'"«»“”.,;:()/-]+/gu, " ")
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

/** Scripts whose letters a joiner ties or parts, and the signs that are made of several: nowhere else does it say anything. */
const scripts = ["Arab", "Syrc", "Nkoo", "Mong", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr"];
const joining = `[${scripts.map((script) => `\\p{scx=${script}}`).join("")}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F]`;
const joiner = "[\\u200C\\u200D]";

/** What cannot be seen: controls but the line break, halves of letters, formats but a joiner that joins. */
const unseen = new RegExp(`[^\\P{Cc}\\n]|\\p{Cs}|[^\\P{Cf}\\u200C\\u200D]|(?<!${joining})${joiner}|${joiner}(?!${joining})`, "gu");

/** Typed text as it is stored: without what cannot be seen (controls, zero widths, changes of direction), NFC, trimmed. */
export function clean(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, "\n")
      .replace(unseen, (c) => (c === "\t" ? " " : ""))
      // After what stood between a letter and its mark is gone.
      .normalize("NFC")
      .trim()
  );
}

/** Whether a text can be read out as a name: it holds a letter or a digit that is seen. */
export const isName = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ""));

/** A text as it begins a line: months and weekdays are small in Spanish and French, but not there. */
export const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** A piece of a text; `hit` is what a search was for. */
export type Piece = { text: string; hit?: true };

/** The pieces of a text as it is written, those marked that hold one of the folded words. A word of one or two letters is marked where it begins one. */
export function marked(text: string, words: string[]): Piece[] {
  const at: number[] = [];
  let folded = "";
  let index = 0;
  for (const letter of text) {
    const plain = fold(letter) || (/[\p{M}\p{Cf}\p{Cs}]/u.test(letter) ? "" : " ");
    for (let unit = 0; unit < plain.length; unit++) at.push(index);
    folded += plain;
    index += letter.length;
  }
  const hit = new Uint8Array(text.length);
  for (const word of words)
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
      if (word.length < 3 && from > 0 && folded[from - 1] !== " ") continue;
      hit.fill(1, at[from], at[from + word.length] ?? text.length);
    }
  const pieces: Piece[] = [];
  let begun = 0;
  for (let i = 1; i <= text.length; i++)
    if (i === text.length || hit[i] !== hit[begun]) {
      pieces.push(hit[begun] ? { text: text.slice(begun, i), hit: true } : { text: text.slice(begun, i) });
      begun = i;
    }
  return pieces;
}
