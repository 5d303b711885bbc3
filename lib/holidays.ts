import { addDays } from "./dates";
import { type Locale, locales } from "./locales";
import type { Localized } from "./localized";

/** A public holiday of a whole country, as the list of date-holidays has it (data under CC BY-SA 3.0). */
export type PublicHoliday = { day: string; name: Localized };

/** Twelve megabytes of rules: loaded by whoever opens an office or proposes days, and by nobody else. */
const load = async () => (await import("date-holidays")).default;

const known = globalThis as { enlaceCountries?: Map<string, string> };

/** The countries whose holidays are known, by code, in a reader's language where it has their names. */
export async function countries(locale: Locale): Promise<{ code: string; name: string }[]> {
  const Holidays = await load();
  const listed = Object.keys(new Holidays().getCountries("en"));
  const names = new Intl.DisplayNames([locale], { type: "region" });
  return listed.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => a.name.localeCompare(b.name, locale));
}

type Zoned = { getTimeZones?: () => string[] | undefined; timeZones?: string[] };

/** The zones of a country, each the country's own: that of Panama is not also that of the Cayman Islands. */
function zonesOf(code: string): string[] {
  const region = new Intl.Locale(`und-${code}`) as Zoned;
  return region.getTimeZones?.() ?? region.timeZones ?? [];
}

/** The country a time zone lies in; `undefined` for a zone of none. */
export async function countryOf(zone: string): Promise<string | undefined> {
  if (!known.enlaceCountries) {
    const Holidays = await load();
    const zones = new Map<string, string>();
    for (const code of Object.keys(new Holidays().getCountries()))
      for (const one of zonesOf(code)) if (!zones.has(one)) zones.set(one, code);
    known.enlaceCountries = zones;
  }
  return known.enlaceCountries.get(zone);
}

/** Less than this is a part of a day, milliseconds; a day on which the clock changes is whole. */
const WHOLE = 20 * 3_600_000;
const DAY = 86_400_000;

const typographic = (text: string): string => text.replace(/'/g, "’");

/**
 * The public holidays of a country in a year, day by day, in each of our languages that has a name of its own; one that
 * none has keeps the country's, filed under `own`. What holds in a part of the country, or of the day, is left out.
 */
export async function publicHolidays(country: string, year: number, own: Locale): Promise<PublicHoliday[]> {
  const Holidays = await load();
  const calendar = new Holidays(country);
  const spoken = (calendar.getLanguages() ?? []).map((lang) => lang.slice(0, 2));
  const listed = calendar.getHolidays(year).filter((one) => one.type === "public" && Number(one.end) - Number(one.start) >= WHOLE);
  const inLanguage = new Map(
    locales.map((lang) => {
      calendar.setLanguages([lang]);
      return [lang, new Map(calendar.getHolidays(year).map((one) => [one.date + one.rule, one.name]))];
    }),
  );
  return listed.flatMap(({ date, rule, name, start, end }) => {
    const named = locales.flatMap((lang): [Locale, string][] => {
      const said = inLanguage.get(lang)?.get(date + rule);
      // A language that has no name for it answers with the country's own.
      return said && (said !== name || spoken[0] === lang) ? [[lang, typographic(said)]] : [];
    });
    const text: Localized = named.length > 0 ? Object.fromEntries(named) : { [own]: typographic(name) };
    const days = Math.max(1, Math.round((Number(end) - Number(start)) / DAY));
    return Array.from({ length: days }, (_, i) => ({ day: addDays(date.slice(0, 10), i), name: text }));
  });
}
