import { addDays, daysBetween, weekdayOf } from "@/lib/dates";

/** Days (`YYYY-MM-DD`) on which the office does not work. */
export type Holidays = ReadonlySet<string>;

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
