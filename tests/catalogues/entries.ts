import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** Every text of a language, by its full key ("guest.answer.title"). */
export type Catalogue = Map<string, string>;

function* leaves(value: unknown, key: string): Generator<[string, string]> {
  if (typeof value === "string") yield [key, value];
  else for (const [name, below] of Object.entries(value as Record<string, unknown>)) yield* leaves(below, `${key}.${name}`);
}

/** Reads the files of one language; each is a namespace. */
export function readCatalogue(folder: string): Catalogue {
  const found: Catalogue = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")))
    for (const [key, text] of leaves(JSON.parse(readFileSync(join(folder, file), "utf8")), file.slice(0, -5))) found.set(key, text);
  return found;
}

/** What a text asks of its caller, the words it is made of, and the numbers it bends for no reason. */
export type Parts = { needs: Set<string>; selects: Set<string>; words: string[]; lopsided: Set<string> };

/** The text of a mail an office may reword has placeholders of its own kind, `{{event.title}}`: each is a value too. */
const worded = (text: string): string => text.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => `{${name.replaceAll(".", "_")}}`);

/** Takes a text apart; throws on a text that cannot be formatted. */
export function partsOf(text: string): Parts {
  const parts: Parts = { needs: new Set(), selects: new Set(), words: [], lopsided: new Set() };
  const visit = (elements: MessageFormatElement[]): void => {
    for (const e of elements) {
      if (e.type === TYPE.literal) parts.words.push(e.value);
      if (e.type === TYPE.argument || e.type === TYPE.number || e.type === TYPE.date || e.type === TYPE.time) parts.needs.add(e.value);
      if (e.type === TYPE.tag) {
        parts.needs.add(`<${e.value}>`);
        visit(e.children);
      }
      if (e.type === TYPE.select) parts.selects.add(e.value);
      if (e.type === TYPE.plural) {
        parts.needs.add(e.value);
        if (!("one" in e.options || "=1" in e.options) && Object.keys(e.options).length === 1) parts.lopsided.add(e.value);
      }
      if (e.type === TYPE.select || e.type === TYPE.plural) for (const option of Object.values(e.options)) visit(option.value);
    }
  };
  visit(parse(worded(text)));
  return parts;
}
