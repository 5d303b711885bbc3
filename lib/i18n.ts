import type { ReactNode } from "react";
import { createTranslator } from "use-intl/core";
import { type Locale, regional } from "./locales";
import { catalogues, type MessageKey } from "./messages";
import { follow } from "./names";

export type Values = Record<string, string | number | undefined>;
export type RichValues = Record<string, string | number | undefined | ((chunks: ReactNode) => ReactNode)>;

/** Speaks one language. `t(key, values)` gives a text; `t.rich` one with elements in it. A missing key does not compile. */
export type Translator = {
  (key: MessageKey, values?: Values): string;
  rich(key: MessageKey, values: RichValues): ReactNode;
  /** For keys made from data (a vocabulary): the text, or `undefined` when the catalogue does not have it. */
  maybe(key: string, values?: Values): string | undefined;
  readonly locale: Locale;
};

const made = globalThis as { enlaceTranslators?: Partial<Record<Locale, Translator>> };

type Raw = {
  (key: string, values?: Values): string;
  rich(key: string, values: RichValues): ReactNode;
  raw(key: string): string;
  has(key: string): boolean;
};

/** Stands before a value until what is before it in the sentence is known. */
const MARK = "\uE000";

/** Values that stand after a word some names are joined to. */
const joining: Record<Locale, RegExp | undefined> = {
  en: undefined,
  es: /(?<!\p{L})(?:a|de|las) \{(\w+)\}/giu,
  fr: /(?<!\p{L})(?:à|de|que|lorsque|puisque|jusque) \{(\w+)\}/giu,
};

/** Joins names to the words before them: "d’Élodie", "qu’Elena", "al Programa". */
function joiner(raw: Raw, locale: Locale) {
  const marks = joining[locale];
  if (!marks) return { before: <V>(_: string, values: V): V => values, after: (text: string): string => text };
  const known = new Map<string, Set<string>>();
  const named = (key: string): Set<string> => {
    const found = known.get(key) ?? new Set([...raw.raw(key).matchAll(marks)].map((match) => match[1] ?? ""));
    known.set(key, found);
    return found;
  };
  return {
    before: <V extends RichValues | undefined>(key: string, values: V): V => {
      if (!values || named(key).size === 0) return values;
      const marked = Object.entries(values).map(([name, v]) => [name, typeof v === "string" && named(key).has(name) ? MARK + v : v]);
      return Object.fromEntries(marked);
    },
    after: (text: string): string => text.split(MARK).reduce((before, name) => follow(before, name, locale)),
  };
}

/** The translator of a language; made once, so compiled messages and formatters stay warm. */
export function translator(locale: Locale): Translator {
  made.enlaceTranslators ??= {};
  const known = made.enlaceTranslators[locale];
  if (known) return known;
  const raw = createTranslator({ locale: regional[locale], messages: catalogues[locale] as never, timeZone: "UTC" }) as unknown as Raw;
  const { before, after } = joiner(raw, locale);
  const said = (key: string, values?: Values): string => after(raw(key, before(key, values)));
  const say = locale === "es" ? (key: string, values?: Values): string => oneStop(said(key, values)) : said;
  const shown = (node: ReactNode): ReactNode =>
    typeof node === "string" ? after(node) : Array.isArray(node) ? node.map((one: ReactNode) => shown(one)) : node;
  const t = Object.assign((key: MessageKey, values?: Values) => say(key, values), {
    rich: (key: MessageKey, values: RichValues) => {
      const within = Object.entries(values).map(([name, v]) => [
        name,
        typeof v === "function" ? (chunks: ReactNode) => v(shown(chunks)) : v,
      ]);
      return shown(raw.rich(key, before(key, Object.fromEntries(within))));
    },
    maybe: (key: string, values?: Values) => (raw.has(key) ? say(key, values) : undefined),
    locale,
  });
  if (process.env.NODE_ENV === "production") made.enlaceTranslators[locale] = t;
  return t;
}

/** "9:00 a. m." ends a sentence with the stop it has. */
const oneStop = (text: string): string => text.replace(/(\b[ap]\.\sm\.)\./g, "$1");

const lists = new Map<string, Intl.ListFormat>();

function listFormat(locale: Locale): Intl.ListFormat {
  const found = lists.get(locale) ?? new Intl.ListFormat(regional[locale], { type: "conjunction" });
  lists.set(locale, found);
  return found;
}

/** "MINSA, MIDES and INAMU" in the reader's language. */
export const joined = (items: string[], locale: Locale): string => listFormat(locale).format(items);

/** "reply or call" in the reader's language. */
export const either = (items: string[], locale: Locale): string =>
  new Intl.ListFormat(regional[locale], { type: "disjunction" }).format(items);

/** The same in parts: the items, and what stands between them. */
export const listParts = (items: string[], locale: Locale): { literal?: string; item?: string }[] =>
  listFormat(locale)
    .formatToParts(items)
    .map(({ type, value }) => (type === "element" ? { item: value } : { literal: value }));

/** Compares texts as the reader's language sorts them. */
export const collator = (locale: Locale): Intl.Collator => new Intl.Collator(regional[locale], { sensitivity: "base", numeric: true });
