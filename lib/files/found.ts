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
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : (entities[name ?? ""] ?? whole),
  );

/** What stands inside an element of an XML text, without the elements in it. */
export const inside = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}(?:\\s[^>]{0,500})?>([\\s\\S]{0,2000}?)</${element}>`, "g"))].map(([, text = ""]) =>
    text.replace(/<[^>]*>/g, " "),
  );
