import { type PublicHoliday, publicHolidays } from "@/lib/holidays";
import type { Locale } from "@/lib/locales";
import { panamaHolidays } from "./days";

/** The legal holidays of a country in a year, by day: of Panama those we know with their laws, of others the public list. */
export async function holidaysOf(country: string, year: number, own: Locale): Promise<PublicHoliday[]> {
  const listed = country === "PA" ? panamaHolidays(year) : await publicHolidays(country, year, own);
  const days = new Map<string, PublicHoliday>();
  for (const one of listed) if (!days.has(one.day)) days.set(one.day, one);
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
