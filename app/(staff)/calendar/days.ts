import "server-only";
import type { Context } from "@/app/context";
import type { CalendarDay } from "@/components/calendar/month";
import { calendarOf } from "@/core/reports/calendar/queries";
import { internationalDays } from "@/db/reference/days";
import { dayOf, formatDay, formatHour, formatZone, near } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** What lies on each of these days, as the page shows it; a day of another month than the one looked at is marked. */
export function daysBetweenWeeks(context: Context, month: string, weeks: string[][]): { weeks: CalendarDay[][]; cut: boolean } {
  const { store, actor, office, t, locale } = context;
  const all = weeks.flat();
  const calendar = calendarOf(store, actor, all[0] ?? "", all.at(-1) ?? "");
  const said = (text: Parameters<typeof read>[0]) => read(text, locale, office.language);
  const today = dayOf(actor.now, office.zone);
  const heads = new Set(weeks.flatMap(([head]) => head ?? []));
  const dayFor = (day: string): CalendarDay => ({
    day,
    outside: day.slice(0, 7) !== month,
    today: day === today,
    closed: calendar.closed
      .filter((one) => one.day === day)
      .map(({ id, calendar: whose, name }) => ({ id, text: t(`calendar.closed.${whose}`, { name: said(name).text }) })),
    paused: calendar.pauses
      // Said where it begins, and at the head of each week it lasts.
      .filter((one) => one.firstDay === day || (one.firstDay < day && day <= one.lastDay && heads.has(day)))
      .map(({ id, reason, lastDay }) => ({
        id,
        text: t("planning.pauses.home", { day: formatDay(lastDay, locale, near("short", lastDay, today)), reason: said(reason).text }),
      })),
    kept: internationalDays
      .filter((one) => day.slice(5) === `${String(one.month).padStart(2, "0")}-${String(one.day).padStart(2, "0")}`)
      .map(({ name }) => name[locale]),
    meetings: calendar.meetings
      .filter((one) => one.day === day)
      .map(({ briefing }) => ({
        href: paths.briefing(briefing.id),
        title: said(briefing.title),
        // Of a meeting of several days, the hour stands on the first.
        hour: briefing.startsLocal.startsWith(day) ? formatHour(briefing.startsLocal, locale) : "",
        zone: briefing.zone === office.zone ? "" : formatZone(briefing.zone, briefing.startsAt, locale),
        draft: briefing.state === "draft",
      })),
    replies: calendar.replies
      .filter((one) => one.day === day)
      .map(({ briefing }) => ({ href: paths.invitations(briefing.id), title: said(briefing.title) })),
    dues: calendar.dues
      .filter((one) => one.dueOn === day)
      .map(({ id, what }) => ({ href: paths.followUp(id), title: { text: what, lang: office.language } })),
  });
  return { weeks: weeks.map((week) => week.map(dayFor)), cut: calendar.cut };
}
