import { Temporal } from "temporal-polyfill";
import { type Locale, regional } from "./locales";
import { catalogues } from "./messages";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(regional[locale], options);
    formats.set(key, found);
  }
  return found;
}

/** UTC milliseconds of a wall-clock time (`YYYY-MM-DDTHH:mm`) in an IANA zone; `undefined` for an hour the clock skips or shows twice. */
export function instantOf(local: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: "reject" }).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** Wall-clock time (`YYYY-MM-DDTHH:mm`) of an instant in a zone. */
export function localOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** The calendar day (`YYYY-MM-DD`) of an instant in a zone. */
export function dayOf(at: number, zone: string): string {
  return localOf(at, zone).slice(0, 10);
}

/** The last millisecond of a calendar day in a zone: a reply-by date includes its day. */
export function endOfDay(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
}

/** A calendar day, moved by whole days. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The day so many months before another; the last of its month where there is no such day. */
export function monthsBefore(day: string, months: number): string {
  return Temporal.PlainDate.from(day).subtract({ months }).toString();
}

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** ISO weekday of a calendar day, Monday 1 to Sunday 7. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** A wall-clock time moved by minutes, without regard to zones. */
export function addMinutes(local: string, minutes: number): string {
  return Temporal.PlainDateTime.from(local).add({ minutes }).toString({ smallestUnit: "minute" });
}

/** A month (`YYYY-MM`), moved by whole months. */
export function addMonths(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

type Weeks = { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };

/** The ISO weekday with which a week begins where the language is read: Sunday in Panama, Monday in London and Geneva. */
export function firstWeekday(locale: Locale): number {
  const region = new Intl.Locale(regional[locale]) as Weeks;
  return (region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? 1;
}

/** A day an office plans or keeps: one that exists, of a year that is not mistyped. */
export const isCalendarDay = (text: string): boolean => isDay(text) && text >= "1990-01-01" && text <= "2099-12-31";

/** Whether a text is a calendar day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Names of places that this machine's list of zones writes as they were written once. */
const renamed: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** Every zone this machine knows, by its present name; the one that is chosen already stays as it was written. */
export function zonesToChoose(chosen: string): string[] {
  const now = (zone: string): string => renamed[zone] ?? zone;
  const present = Intl.supportedValuesOf("timeZone").map(now);
  return [...new Set([...present.filter((zone) => zone !== now(chosen)), chosen])].sort();
}

/** Whether a text names a zone this machine knows. */
export function isZone(zone: string): boolean {
  try {
    format("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const utcNoon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const strip = (text: string): string => joinHour(text.replace(",", ""));

/** "9:00 a. m." is never broken at the end of a line. */
const joinHour = (text: string): string => text.replace(/\u202f|(?<=\d)\s(?=[ap]\.)|(?<=[ap]\.)\s(?=m\.)/g, "\u00a0");

export type DayStyle =
  | "weekdayOnly"
  | "weekdayLetters"
  | "dayOnly"
  | "full"
  | "long"
  | "weekday"
  | "weekdayShort"
  | "short"
  | "shortYear"
  | "plain"
  | "plainYear"
  | "month"
  | "monthOnly";

const dayStyles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  weekdayOnly: { weekday: "long" },
  weekdayLetters: { weekday: "short" },
  dayOnly: { day: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long" },
  weekday: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  weekdayShort: { weekday: "short", day: "numeric", month: "short" },
  short: { day: "numeric", month: "short" },
  shortYear: { day: "numeric", month: "short", year: "numeric" },
  plain: { day: "numeric", month: "long" },
  plainYear: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  monthOnly: { month: "short" },
};

const yearly = { long: "full", weekdayShort: "weekday", short: "shortYear", plain: "plainYear" } as const;

/** How a day is written on a page of `today` (both `YYYY-MM-DD`): with its year where that is another one. The one rule for it. */
export const near = (style: keyof typeof yearly, day: string, today: string): DayStyle =>
  day.slice(0, 4) === today.slice(0, 4) ? style : yearly[style];

/** A calendar day in words, as the reader's language writes it. */
export function formatDay(day: string, locale: Locale, style: DayStyle = "full"): string {
  const text = format(locale, { ...dayStyles[style], timeZone: "UTC" }).format(utcNoon(day));
  // The first of a month is an ordinal in French: "1er décembre".
  return locale === "fr" ? strip(text).replace(/(^|\s)1(?=\s\p{L})/u, (one) => `${one}er`) : strip(text);
}

/** Hours are written without a leading zero, and on one line with the part of the day: 9:00 p. m. */
const bare = (text: string): string => text.replace(/\b0(\d:)/g, "$1").replace(/\s([ap]\.)\s(m\.)/g, "\u00a0$1\u00a0$2");

/** The hour of a wall-clock time, as the reader's language writes it; wall clocks have no zone here. */
export function formatHour(local: string, locale: Locale): string {
  const at = Date.parse(`${local.slice(0, 16)}:00Z`);
  return bare(strip(format(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(at)));
}

/**
 * From one hour to another. On the same day the part of the day is written once: "9:00–11:00"; another day stands before
 * its hour: "9:00 – Thu 16 Dec, 11:00".
 */
export function formatHours(from: string, to: string, locale: Locale, otherDay: DayStyle = "weekdayShort"): string {
  const last = to.slice(0, 10);
  if (last !== from.slice(0, 10)) return `${formatHour(from, locale)} – ${formatDay(last, locale, otherDay)}, ${formatHour(to, locale)}`;
  const range = format(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).formatRange(
    Date.parse(`${from.slice(0, 16)}:00Z`),
    Date.parse(`${to.slice(0, 16)}:00Z`),
  );
  return bare(joinHour(range.replace(/[\s\u2009\u202f]*[–-][\s\u2009\u202f]*/u, "–")));
}

/** Place and offset of a zone at an instant, as the reader calls the place: "Panamá (UTC−5)". */
export const formatZone = (zone: string, at: number, locale: Locale): string => `${zonePlace(zone, locale)} (${offsetOf(zone, at)})`;

/** The place a zone is named after, as the reader calls it: "Panamá". */
export const zonePlace = (zone: string, locale: Locale): string => placeName((renamed[zone] ?? zone).split("/").at(-1) ?? zone, locale);

/** A place as zones write it, in the reader's language where we know it: "Ciudad de México". */
export const placeName = (place: string, locale: Locale): string =>
  (catalogues[locale].vocabulary.zones as Record<string, string>)[place] ?? place.replace(/_/g, " ");

/** "UTC−5" at an instant; the offset is that day's, not today's. */
export function offsetOf(zone: string, at: number): string {
  const minutes = Math.round(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000);
  const hours = Math.trunc(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** Day and hour of an instant in a zone, short: "30 Nov, 9:14". */
export function formatMoment(at: number, zone: string, locale: Locale, style: DayStyle = "short"): string {
  const local = localOf(at, zone);
  return `${formatDay(local.slice(0, 10), locale, style)}, ${formatHour(local, locale)}`;
}
