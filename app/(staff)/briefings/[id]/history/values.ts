import "server-only";
import type { Changed } from "@/core/briefings/history/queries";
import { internationalDays } from "@/db/reference/days";
import { objectiveOf } from "@/db/reference/frameworks";
import { formatDay, formatHour } from "@/lib/dates";
import { joined, type Translator } from "@/lib/i18n";
import { isLocale, languageNames } from "@/lib/locales";
import { objectiveText } from "../../options";

/** Who reads, the names behind the identifiers of colleagues, the year of the meeting, and what kind of record was changed. */
export type Reader = { t: Translator; names: Map<string, string>; year: string; subject: string };

/** Whether a change says something to a reader: what has no name does not, nor do identifiers of ours but for those of colleagues. */
export const isTellable = ({ field, before, after }: Changed, { names, t }: Reader): boolean =>
  fieldName(field, t) !== undefined &&
  ![before, after].flat().some((one) => typeof one === "string" && /^[a-z]{2,5}_[0-9a-z]{25}$/.test(one) && !names.has(one));

/** Whether something began with this act: then nothing changed, and its sentence says all. */
export const isBeginning = (action: string): boolean => /\.(created|added|item_added)$/.test(action);

/** What a field is called in a sentence. */
export const fieldName = (field: string, t: Translator): string | undefined =>
  t.maybe(`briefings.history.fields.${field}`) ?? t.maybe(`briefings.fields.${field}`)?.toLocaleLowerCase();

const vocabularies: Record<string, string> = {
  state: "briefingStates",
  answer: "answers",
  came: "attendances",
  role: "delegateRoles",
  mode: "briefingModes",
  type: "briefingTypes",
  kind: "agendaKinds",
  topics: "topics",
  sdgs: "sdgs",
  donorVisibility: "donorVisibility",
  documentKind: "documentKinds",
  visibility: "paperVisibility",
};

/** A stored value in words: states and topics by their names, days and hours as the reader writes them, texts by language, lists joined. */
export function valueText(value: unknown, field: string, reader: Reader): string {
  const { t, names } = reader;
  if (value === null || value === undefined || value === "") return t("briefings.history.nothing");
  if (typeof value === "boolean") return t(value ? "briefings.history.yes" : "briefings.history.no");
  if (Array.isArray(value)) return listText(value, field, reader);
  if (typeof value === "object") return partsText(Object.entries(value), field, reader);
  const text = String(value);
  if (field === "objectives") {
    const objective = objectiveOf(text);
    return objective ? objectiveText(objective, t.locale) : text;
  }
  const group = field === "state" && reader.subject === "follow_up" ? "followUpStates" : vocabularies[field];
  if (group) return t.maybe(`vocabulary.${group}.${text}`) ?? t.maybe(`vocabulary.modes.${text}`) ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text, t.locale, "shortYear");
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text))
    return `${formatDay(text.slice(0, 10), t.locale, "weekday")}, ${formatHour(text, t.locale)}`;
  return names.get(text) ?? text;
}

const listText = (values: unknown[], field: string, reader: Reader): string =>
  values.length === 0
    ? reader.t("briefings.history.nothing")
    : joined(
        values.map((one) => valueText(one, field, reader)),
        reader.t.locale,
      );

function partsText(parts: [string, unknown][], field: string, reader: Reader): string {
  const shown = parts.filter(([, one]) => one !== null && one !== undefined && one !== "");
  if (shown.length === 0) return reader.t("briefings.history.nothing");
  return shown
    .map(([key, one]) => {
      if (isLocale(key)) return `${languageNames[key]}: ${valueText(one, field, reader)}`;
      return field === "occasions" && key === "day" ? dayText(String(one), reader) : valueText(one, key, reader);
    })
    .join(" · ");
}

/** A day of the calendar (`MM-DD`) by the name the world gives it. */
function dayText(day: string, { t, year }: Reader): string {
  const known = internationalDays.find((found) => day === `${String(found.month).padStart(2, "0")}-${String(found.day).padStart(2, "0")}`);
  return known?.name[t.locale] ?? formatDay(`${year}-${day}`, t.locale, "short");
}
