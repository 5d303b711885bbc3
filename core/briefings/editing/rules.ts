import type { Occasion } from "@/db/schema/briefings";
import { type Locale, locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import type { Briefing } from "../rules";

/** Stands for a line that a language does not have, so that the lines after it stay side by side. */
const NO_LINE = "–";
const lineOf = (line: string): string => (/^[–-]?$/.test(line.trim()) ? "" : line.trim());

/** Days of the calendar first, then the office's own occasions, line by line across the languages. */
export function occasionsOf(days: string[], texts: Localized): Occasion[] {
  const lines = Object.entries(texts).map(([lang, text]) => [lang as Locale, text.split("\n").map(lineOf)] as const);
  const count = Math.max(0, ...lines.map(([, all]) => all.length));
  const own = Array.from({ length: count }, (_, i) =>
    Object.fromEntries(lines.flatMap(([lang, all]) => (all[i] ? [[lang, all[i]]] : []))),
  ).filter((name) => Object.keys(name).length > 0);
  return [...[...new Set(days)].sort().map((day) => ({ day })), ...own.map((name) => ({ name }))];
}

/** Some fields of a row. */
export const pick = <T extends object, K extends keyof T>(row: T, fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<T, K>;

/** A briefing by the names of its form's fields, for the page that shows both texts. */
export function asTyped(briefing: Briefing): Record<string, unknown> {
  const perLanguage = (name: string, text: Localized | null): [string, unknown][] =>
    locales.map((lang) => [`${name}.${lang}`, text?.[lang] ?? ""]);
  const own = briefing.occasions.flatMap((occasion) => ("name" in occasion ? [occasion.name] : []));
  const lastDay = briefing.endsLocal.slice(0, 10);
  return {
    ...Object.fromEntries([
      ...perLanguage("title", briefing.title),
      ...perLanguage("purpose", briefing.purpose),
      ...perLanguage("accessNotes", briefing.accessNotes),
      ...locales.map((lang): [string, unknown] => [
        `occasions.${lang}`,
        own
          .map((name) => name[lang] ?? NO_LINE)
          .join("\n")
          .replace(/(?:\n?–)+$/, ""),
      ]),
    ]),
    ...pick(briefing, [
      "version",
      "type",
      "zone",
      "mode",
      "venue",
      "address",
      "onlineUrl",
      "seats",
      "replyBy",
      "topics",
      "objectives",
      "projectCode",
      "donor",
    ]),
    ...pick(briefing, ["donorVisibility", "ownerId"]),
    confidential: briefing.confidential ? "on" : "",
    day: briefing.startsLocal.slice(0, 10),
    starts: briefing.startsLocal.slice(11),
    lastDay: lastDay === briefing.startsLocal.slice(0, 10) ? "" : lastDay,
    ends: briefing.endsLocal.slice(11),
    occasionDays: briefing.occasions.flatMap((occasion) => ("day" in occasion ? [occasion.day] : [])),
    sdgs: briefing.sdgs.map(String),
  };
}
