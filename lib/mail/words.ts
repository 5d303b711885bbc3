import type { Locale } from "../locales";
import { follow } from "../names";
import type { MailBlock, MailContent } from "./content";

/** A message as a person writes it: paragraphs by empty lines, `{{placeholders}}`, and `[[sentences]]` shown where each placeholder in them has a value. */
export type Words = { subject: string; body: string };

/** What stands for a placeholder: words of a line, or blocks where it stands alone on one. */
export type Value = string | MailBlock[];
export type Values = Record<string, Value>;

/** A piece of a text as it is written. `stray` is a brace or bracket that belongs to nothing. */
export type Piece = { kind: "text" | "place" | "stray"; text: string } | { kind: "when"; pieces: Piece[] };

const marks = /\{\{([^{}\n]*)\}\}|\{\{|\}\}|\[\[|\]\]/g;

/** Takes a text apart. Nothing else in it means anything, and what is put in is never taken apart again. */
export function piecesOf(text: string): Piece[] {
  const found: Piece[] = [];
  let within: Piece[] | undefined;
  let from = 0;
  const add = (piece: Piece): unknown => (within ?? found).push(piece);
  const upTo = (at: number): unknown => at > from && add({ kind: "text", text: text.slice(from, at) });
  for (const match of text.matchAll(marks)) {
    upTo(match.index);
    from = match.index + match[0].length;
    if (match[1] !== undefined) add({ kind: "place", text: match[1].trim() });
    else if (match[0] === "[[" && !within) within = [];
    else if (match[0] === "]]" && within) {
      const pieces = within;
      within = undefined;
      add({ kind: "when", pieces });
    } else add({ kind: "stray", text: match[0] });
  }
  upTo(text.length);
  // An opened sentence that never ends is no sentence of that kind.
  if (within) found.push({ kind: "stray", text: "[[" }, ...within);
  return found;
}

/** The placeholders of pieces, in order. */
export const placesIn = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => (piece.kind === "when" ? placesIn(piece.pieces) : piece.kind === "place" ? [piece.text] : []));

const isGiven = (value: Value | undefined): boolean => value !== undefined && value.length > 0;

/** A piece once it is settled which sentences are shown. */
type Shown = Exclude<Piece, { kind: "when" }>;

/** The pieces that are shown; where a sentence is left out, an empty piece keeps its place. */
const shown = (pieces: Piece[], values: Values): Shown[] =>
  pieces.flatMap((piece) => {
    if (piece.kind !== "when") return [piece];
    const whole = placesIn(piece.pieces).every((name) => isGiven(values[name]));
    return whole ? shown(piece.pieces, values) : [{ kind: "text", text: "" }];
  });

/** A value as a line takes it: no-break spaces hold. */
const inLine = (value: Value | undefined): string => (typeof value === "string" ? value.replace(/[^\S\u00a0\u202f]+/g, " ") : "");

/** The lines of pieces: a line break of the text ends one, what is put in never does. */
function linesOf(pieces: Shown[]): Shown[][] {
  const lines: Shown[][] = [[]];
  for (const piece of pieces) {
    const parts = piece.kind === "text" ? piece.text.split("\n") : [piece.text];
    for (const [nth, text] of parts.entries()) {
      if (nth > 0) lines.push([]);
      if (text !== "" || parts.length === 1) lines.at(-1)?.push({ ...piece, text });
    }
  }
  return lines;
}

/** A line with its values put in, each joined to the word before it as the language does. */
const filled = (line: Shown[], values: Values, locale: Locale): string =>
  line
    .reduce((said, { kind, text }) => (kind === "place" ? follow(said, inLine(values[text]), locale) : said + text), "")
    .replace(/ {2,}/g, " ")
    .trim();

/** One line, such as a subject. */
export const fillLine = (text: string, values: Values, locale: Locale): string => filled(shown(piecesOf(text), values), values, locale);

/** The blocks of a body: its paragraphs, and what stands for the placeholders that are alone on a line. */
function fillBody(body: string, values: Values, locale: Locale): MailBlock[] {
  const blocks: MailBlock[] = [];
  let paragraph: string[] = [];
  const end = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: "text", text: paragraph.join("\n") });
    paragraph = [];
  };
  for (const line of linesOf(shown(piecesOf(body), values))) {
    const said = line.filter((piece) => piece.kind !== "text" || piece.text.trim() !== "");
    const [only] = said;
    const value = said.length === 1 && only?.kind === "place" ? values[only.text] : undefined;
    if (Array.isArray(value)) {
      end();
      blocks.push(...value);
      continue;
    }
    const text = filled(line, values, locale);
    if (text !== "") paragraph.push(text);
    // A line whose sentence is left out closes up; an empty one ends a paragraph.
    else if (line.length === 0 || line.every((piece) => piece.kind === "text" && piece.text !== "")) end();
  }
  end();
  return blocks;
}

/** A message in its words; its first paragraph greets. */
export function fillWords({ subject, body }: Words, values: Values, locale: Locale): Pick<MailContent, "subject" | "greeting" | "blocks"> {
  const [first, ...others] = fillBody(body, values, locale);
  const made = { subject: fillLine(subject, values, locale), greeting: "", blocks: first ? [first, ...others] : [] };
  return first?.kind === "text" ? { ...made, greeting: first.text, blocks: others } : made;
}
