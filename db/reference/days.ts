import { addDays, weekdayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import data from "./days.json";

/** A day the world keeps, the same date every year. */
export type InternationalDay = { month: number; day: number; name: Required<Localized>; kind: string };

export type Holiday = { day: string; name: Required<Localized> };

/** `rule` is a date (`MM-DD`) or days before Easter (`easter-47`); `since` and `until` bound the days it is law. */
type HolidayRule = { key: string; name: Required<Localized>; rule: string; since?: string; until?: string };

export const internationalDays: InternationalDay[] = data.internationalDays;

const rules: HolidayRule[] = data.panamaHolidays;

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
function easterOf(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const date = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(date / 31)).padStart(2, "0")}-${String((date % 31) + 1).padStart(2, "0")}`;
}

/** The legal holidays of Panama in a year, by day; one that falls on a Sunday brings the Monday with it. Closures by decree are added by the office. */
export function panamaHolidays(year: number): Holiday[] {
  const days = rules.flatMap(({ name, rule, since, until }): Holiday[] => {
    const before = /^easter-(\d+)$/.exec(rule)?.[1];
    const day = before ? addDays(easterOf(year), -Number(before)) : `${year}-${rule}`;
    if ((since && day < since) || (until && day > until)) return [];
    return weekdayOf(day) === 7
      ? [
          { day, name },
          { day: addDays(day, 1), name },
        ]
      : [{ day, name }];
  });
  return days.sort((a, b) => a.day.localeCompare(b.day));
}
