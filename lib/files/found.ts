import { clean } from "../text";

/** What a file tells beside its contents: whom it names as author, and whether it holds comments or tracked changes. */
export type Found = { names: string[]; remarks: boolean };

export const nothing: Found = { names: [], remarks: false };

/** Whether somebody should look before others get the file. */
export const tellsMore = ({ names, remarks }: Found): boolean => names.length > 0 || remarks;

/** Texts of a file as they may be shown: each once, a few, and short. */
export const told = (texts: string[]): string[] =>
  [...new Set(texts.map((text) => clean(unescaped(text)).replace(/\s+/g, " ").slice(0, 80)))].filter(Boolean).slice(0, 6);

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** An XML text with its characters as they are read, however they are spelled. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#0*(\d{1,7})|#x0*([0-9a-f]{1,6})|(\w+));/gi, (whole, code?: string, hex?: string, name?: string) =>
    code || hex
      ? String.fromCodePoint(Math.min(code ? Number(code) : Number.parseInt(hex ?? "", 16), 0x10ffff))
      : (entities[name ?? ""] ?? whole),
  );

/** How often a word is looked behind at most, and how far: no honest file needs more, and others would take minutes. */
const [MOST, FAR] = [100, 3000];

/** The text from each place on where a word stands. */
export function from(text: string, word: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(word); at >= 0 && found.length < MOST; at = text.indexOf(word, at + 1)) found.push(text.slice(at, at + FAR));
  return found;
}

/** What stands inside an element of an XML text, without the elements in it. */
export const inside = (xml: string, element: string): string[] =>
  from(xml, `<${element}`).flatMap((piece) => {
    const text = new RegExp(`^<${element}(?:\\s[^>]{0,500})?>([\\s\\S]{0,2000}?)</${element}>`).exec(piece)?.[1];
    return text === undefined ? [] : text.replace(/<[^<>]*>/g, " ");
  });
