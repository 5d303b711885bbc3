import type { Calendar, holidays } from "@/db/schema/offices";
import { addDays, daysBetween, isDay, weekdayOf } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { type Localized, read } from "@/lib/localized";
import { articleOf, type Nominal, withArticle } from "@/lib/names";

/** Days (`YYYY-MM-DD`) on which the office does not work. */
export type Holidays = ReadonlySet<string>;

/** How long before its end an administrator is told that a colleague's rights run out, in days. */
export const ENDS_SOON = 14;

/** Whether a membership's last day has passed; `today` in the office's zone. */
export const hasEnded = ({ endsOn }: { endsOn: string | null }, today: string): boolean => endsOn !== null && endsOn < today;

/** Whether the office works on a calendar day: Monday to Friday, holidays apart. */
export function isWorkingDay(day: string, holidays: Holidays): boolean {
  return weekdayOf(day) <= 5 && !holidays.has(day);
}

/** The day itself when it is worked, else the next one that is. */
export function workingDayOnOrAfter(day: string, holidays: Holidays): string {
  let found = day;
  while (!isWorkingDay(found, holidays)) found = addDays(found, 1);
  return found;
}

/** Working days after `from`, up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  const span = daysBetween(from, to);
  if (span < 0) return -workingDaysBetween(to, from, holidays);
  // By whole weeks, so that days far apart cost no more than days near.
  const weeks = Math.trunc(span / 7);
  let count = weeks * 5;
  for (let i = weeks * 7 + 1; i <= span; i++) if (weekdayOf(addDays(from, i)) <= 5) count++;
  for (const day of holidays) if (day > from && day <= to && weekdayOf(day) <= 5) count--;
  return count;
}

/** The working day that lies `n` working days before a day; for `n` 0, the day itself or the working day before it. */
export function workingDaysBefore(day: string, n: number, holidays: Holidays): string {
  let found = day;
  for (let left = n; left > 0; left--) {
    found = addDays(found, -1);
    while (!isWorkingDay(found, holidays)) found = addDays(found, -1);
  }
  while (!isWorkingDay(found, holidays)) found = addDays(found, -1);
  return found;
}

type Row = Pick<typeof holidays.$inferSelect, "day" | "lastDay" | "yearly" | "until">;

/** The calendar of an office's days; nothing is planned outside it. */
export const FIRST_DAY = "1990-01-01";
export const LAST_DAY = "2099-12-31";

/** The days between two, both included, on which a row of the closed days holds: one, several in a row, or each year's as long as it is law. */
export function daysOf({ day, lastDay, yearly, until }: Row, from = FIRST_DAY, to = LAST_DAY): string[] {
  const within = (one: string): boolean => one >= from && one <= to;
  if (yearly) {
    const [first, last] = [from > day ? from : day, until && until < to ? until : to];
    const years = Array.from({ length: Math.max(0, Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1) }, (_, i) => i);
    return years
      .map((i) => `${Number(first.slice(0, 4)) + i}${day.slice(4)}`)
      .filter((one) => one >= first && one <= last && (!day.endsWith("-02-29") || isDay(one)));
  }
  if (!lastDay) return within(day) ? [day] : [];
  return Array.from({ length: daysBetween(day, lastDay) + 1 }, (_, i) => addDays(day, i)).filter(within);
}

/** A day off as a calendar shows it. */
export type ClosedDay = { day: string; calendar: Calendar };

/** Why a day is not worked, and the nearest one that is: the next, or the one before where the next comes too late. */
export type DayNote<T extends ClosedDay> = { day: string; closed: T[]; instead: string; earlier: boolean };

/** What is to be known of a day that is not worked; `undefined` for any other. With `before`, the day offered lies before that one. */
export function noteOn<T extends ClosedDay>(day: string, closed: readonly T[], before?: string): DayNote<T> | undefined {
  const holidays = new Set(closed.map((one) => one.day));
  if (isWorkingDay(day, holidays)) return undefined;
  const next = workingDayOnOrAfter(day, holidays);
  const earlier = before !== undefined && next >= before;
  const instead = earlier ? workingDaysBefore(day, 0, holidays) : next;
  return { day, closed: closed.filter((one) => one.day === day), instead, earlier };
}

/** An office as others speak of it: its short name or its full one, with the article its organisation takes. */
export function officeNamed(
  office: { name: Localized; shortName: Localized; language: Locale },
  locale: Locale,
  which: "name" | "shortName" = "shortName",
): Nominal {
  const { text, fallback } = read(office[which], locale, office.language);
  const article = fallback ? "none" : articleOf(text, locale, office.name[locale]);
  return withArticle(article, text, locale);
}
