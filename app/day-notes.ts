import "server-only";
import type { Noted } from "@/components/calendar/day-note";
import { findBriefing } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { clashesOf } from "@/core/invitations/clashes/queries";
import { pausesOf } from "@/core/offices/days/queries";
import { dayAfterPause, pauseOn } from "@/core/offices/days/rules";
import { listHolidays } from "@/core/offices/queries";
import { noteOn } from "@/core/offices/rules";
import { daysAround } from "@/db/reference/days";
import { addDays, dayOf, daysBetween, formatDay, isCalendarDay, near } from "@/lib/dates";
import { joined, type Translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import type { Context } from "./context";

type Of = Pick<Context, "store" | "actor" | "office" | "t" | "locale">;
type Asked = { day: string | null | undefined; before?: string | null; briefingId?: string | null };

/**
 * What is to be known of a day before somebody settles on it: why it is not worked, with the nearest one that is, and,
 * for a briefing of the office, which other briefing invites its institutions then.
 */
export function dayNotes(context: Of, { day, before, briefingId }: Asked): Noted {
  if (!day || !isCalendarDay(day)) return { lines: [] };
  const { store, actor, office, t, locale } = context;
  const today = dayOf(actor.now, office.zone);
  const named = (one: string) => formatDay(one, locale, near("long", one, today));
  // Closures are counted in months: a year each way holds the working day offered.
  const closed = listHolidays(store, office.id, addDays(day, -366), addDays(day, 366));
  const note = noteOn(day, closed, before && isCalendarDay(before) ? before : undefined);
  const lines: Noted["lines"] = [];
  if (note) {
    for (const { calendar, name } of note.closed)
      lines.push({ text: t(`calendar.note.${calendar}`, { day: named(day), name: readText(name, locale, office.language) }) });
    if (note.closed.length === 0) lines.push({ text: t("calendar.note.weekend", { day: named(day) }) });
    lines.push({ text: t(note.earlier ? "calendar.note.earlier" : "calendar.note.next", { day: named(note.instead) }) });
  }
  const pauses = pausesOf(store, office.id);
  const pause = pauseOn(pauses, day);
  const instead = pause ? dayAfterPause(pauses, day, new Set(closed.map((one) => one.day))) : note?.instead;
  if (pause)
    lines.push({
      text: t("planning.pauses.note", {
        from: formatDay(pause.firstDay, locale, near("short", pause.firstDay, today)),
        to: formatDay(pause.lastDay, locale, near("short", pause.lastDay, today)),
        reason: readText(pause.reason, locale, office.language),
      }),
    });
  // Whoever must stay before another day is not sent past it.
  const offered = instead && before && isCalendarDay(before) && instead >= before ? note?.instead : instead;
  return {
    near: nearDays(day, t),
    lines: [...lines, ...(briefingId ? clashLines(context, briefingId, day) : [])],
    take: offered ? { day: offered, text: t("calendar.note.take", { day: named(offered) }) } : undefined,
  };
}

/** Days within which a day of the world is worth a word. */
const NEAR = 7;

/** The days the world keeps within a week of a day: "4 days before: International Migrants Day". */
const nearDays = (day: string, t: Translator): Noted["near"] =>
  daysAround(day)
    .filter(({ apart }) => Math.abs(apart) <= NEAR)
    .map(({ key, name, on, apart }) => ({ key, text: `${name[t.locale]}, ${apartText(apart, on, t)}` }));

/** How far a day lies from the meeting: "18 Dec, 4 days after". */
export const apartText = (apart: number, on: string, t: Translator): string =>
  t("planning.occasions.apart", {
    n: Math.abs(apart),
    side: apart === 0 ? "same" : apart > 0 ? "after" : "before",
    day: formatDay(on, t.locale, "short"),
  });

/** Which other briefings invite a briefing's institutions on a day and, for a meeting of several days, on those after it. */
export function clashLines({ store, actor, office, t, locale }: Of, briefingId: string, day: string): Noted["lines"] {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return [];
  const length = daysBetween(briefing.startsLocal.slice(0, 10), briefing.endsLocal.slice(0, 10));
  return clashesOf(store, actor, briefingId, day, addDays(day, length)).map(({ briefingId: other, title, institutionIds }) => {
    const names = namesOn(store, office.id, institutionIds, day);
    const called = institutionIds.map((id) => names.get(id)?.acronym ?? readText(names.get(id)?.name, locale, office.language));
    return {
      text: t("calendar.note.clash", { n: called.length, institutions: joined(called, locale) }),
      link: { href: paths.briefing(other), text: readText(title, locale, office.language) },
    };
  });
}
