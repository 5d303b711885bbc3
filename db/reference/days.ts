import { addDays, daysBetween, weekdayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import data from "./days.json" with { type: "json" };

/** A day the world keeps, the same date every year. */
export type InternationalDay = { month: number; day: number; name: Required<Localized>; kind: string };

export type Holiday = { day: string; name: Required<Localized> };

/** `rule` is a date (`MM-DD`) or days before Easter (`easter-47`); `since` and `until` bound the days it is law. */
type HolidayRule = { key: string; name: Required<Localized>; rule: string; since?: string; until?: string };

export const internationalDays: InternationalDay[] = data.internationalDays;

export type DayAround = { key: string; on: string; apart: number; name: Required<Localized> };

/** The days the world keeps, each on its date nearest to a day (`apart`: days from that day to it), in the order of the year. `key` is `MM-DD`. */
export function daysAround(day: string): DayAround[] {
  const year = Number(day.slice(0, 4));
  return internationalDays.map(({ month, day: date, name }) => {
    const key = `${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
    const [nearest = { on: day, apart: 0 }] = [year - 1, year, year + 1]
      .map((y) => ({ on: `${y}-${key}`, apart: daysBetween(day, `${y}-${key}`) }))
      .sort((a, b) => Math.abs(a.apart) - Math.abs(b.apart));
    return { key, name, ...nearest };
  });
}

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
