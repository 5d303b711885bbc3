import { addDays, daysBetween, weekdayOf } from "@/lib/dates";

/** The days of a month (`YYYY-MM`), by weeks that begin on an ISO weekday; the first and the last week are whole. */
export function weeksOf(month: string, firstWeekday: number): string[][] {
  const first = `${month}-01`;
  const begin = addDays(first, -((weekdayOf(first) - firstWeekday + 7) % 7));
  const last = addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
  const weeks = Math.ceil((daysBetween(begin, last) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(begin, week * 7 + day)));
}

type Meeting = { startsLocal: string; endsLocal: string };

/** The days between two, both included, on which a meeting takes place, each by the clock of its own zone. */
export function daysOfMeeting({ startsLocal, endsLocal }: Meeting, from: string, to: string): string[] {
  const [first, last] = [startsLocal.slice(0, 10), endsLocal.slice(0, 10)];
  const begin = first > from ? first : from;
  return Array.from({ length: Math.max(0, daysBetween(begin, last < to ? last : to) + 1) }, (_, i) => addDays(begin, i));
}
