import { lengthText } from "@/core/briefings/agenda/rules";
import { formatDay, formatHour, formatHours, formatZone } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

type Clock = { startsLocal: string; endsLocal: string };
type Place = { mode: string; venue: string | null };

/** "Tue 14 Dec 2021, 9:00–11:00"; over several days, both days with their hours. Wall-clock time of the briefing's zone. */
export function whenText({ startsLocal, endsLocal }: Clock, locale: Locale): string {
  return `${formatDay(startsLocal.slice(0, 10), locale, "weekday")}, ${formatHours(startsLocal, endsLocal, locale, "weekday")}`;
}

/** "9:20", and "1:00 (Wed 15 Dec)" where that is another day than the one spoken of. Wall-clock time of the briefing's zone. */
export function hourText(local: string, spokenOf: string, locale: Locale): string {
  const [day, hour] = [local.slice(0, 10), formatHour(local, locale)];
  return day === spokenOf.slice(0, 10) ? hour : `${hour} (${formatDay(day, locale, "weekdayShort")})`;
}

/** "Panama (UTC−5)": the offset of the day of the meeting. */
export const zoneText = ({ zone, startsAt }: { zone: string; startsAt: number }, locale: Locale): string =>
  formatZone(zone, startsAt, locale);

/** "on site and online", the way to take part. */
export const modeText = ({ mode }: Place, t: Translator): string => t.maybe(`vocabulary.briefingModes.${mode}`) ?? mode;

export { lengthText };
