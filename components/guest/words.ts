import { dayOf, formatDay, formatHour, formatHours, formatMoment, offsetOf } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import type { GuestView } from "./view";

/** With a capital where a sentence begins; languages write days and articles small. */
export const capital = (text: string, locale: Locale): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** As it stands amid a sentence: English alone writes days with a capital there. */
export const lowered = (text: string, locale: Locale): string =>
  locale === "en" ? text : text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);

/** Without the marks that keep a line together: mail programs show them. */
export const unjoined = (text: string): string => text.replace(/\u2060/g, "");

type Times = { startsLocal: string; endsLocal: string; zone: string; startsAt: number };

/** What a zone is called here, and its offset at an instant. */
function zoneOf({ t, office }: Pick<GuestView, "t" | "office">, zone: string, at: number): { place: string; offset: string } {
  const city = zone === office.zone ? office.city?.[t.locale] : undefined;
  return { place: city ?? zone.split("/").at(-1)?.replace(/_/g, " ") ?? zone, offset: offsetOf(zone, at) };
}

/** "Tuesday 14 December 2021" and "9:00–11:00 (Panama, UTC−5)"; over several days each end has its own. */
export function whenLines({ t, office }: Pick<GuestView, "t" | "office">, times: Times): [string, string] {
  const zone = zoneOf({ t, office }, times.zone, times.startsAt);
  const day = capital(formatDay(times.startsLocal.slice(0, 10), t.locale, "full"), t.locale);
  // A word joiner on both sides keeps two hours of one day on one line.
  const hours = formatHours(times.startsLocal, times.endsLocal, t.locale, "long").replace(/(?<! )–(?! )/, "\u2060–\u2060");
  return [day, t("guest.hours", { hours, ...zone })];
}

type Where = Pick<GuestView["briefing"], "mode" | "venue" | "address">;

/** The place where people meet; `undefined` for a meeting that is held online alone. */
export function placeText({ t }: Pick<GuestView, "t">, { mode, venue, address }: Where): string | undefined {
  return mode === "online" ? undefined : [venue, address].filter(Boolean).join(", ") || t("guest.placeOpen");
}

/** The place in words, with "also online" where both are possible. */
export function whereLine(view: Pick<GuestView, "t">, where: Where): string {
  const place = placeText(view, where);
  if (!place) return view.t("guest.online");
  return where.mode === "hybrid" ? `${place} · ${view.t("guest.alsoOnline")}` : place;
}

/** "3 December" on this side of New Year, "3 December 2021" beyond it. */
export function dayText({ t, today }: Pick<GuestView, "t" | "today">, day: string): string {
  return formatDay(day, t.locale, day.slice(0, 4) === today.slice(0, 4) ? "plain" : "plainYear");
}

/** The day of an instant where the briefing is held. */
export const dayAt = (view: Pick<GuestView, "t" | "today" | "briefing">, at: number): string =>
  dayText(view, dayOf(at, view.briefing.zone));

/** "30 November 2021, 9:14 (Panama, UTC−5)" where the briefing is held. */
export const momentText = ({ t, office, briefing }: Pick<GuestView, "t" | "office" | "briefing">, at: number): string =>
  t("guest.hours", { hours: formatMoment(at, briefing.zone, t.locale, "plainYear"), ...zoneOf({ t, office }, briefing.zone, at) });

/** Wall-clock hour of a local time. */
export const hourText = ({ t }: Pick<GuestView, "t">, local: string): string => formatHour(local, t.locale);
