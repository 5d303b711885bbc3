import { and, between, eq, gte, inArray, isNotNull, type SQL } from "drizzle-orm";
import { briefings } from "@/db/schema";
import { type PlanLine, planLines } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { dayOf, endOfDay } from "@/lib/dates";
import { FRESH } from "../../briefings/overview/rules";
import type { Briefing } from "../../briefings/queries";
import { countsFrom, type DaysOff, dayAfterwards, dayOfLine, isAfterwards, settingOf, targetOf } from "../../briefings/reminding/rules";
import { pausesOf } from "../../offices/days/queries";
import { findOffice, holidayDays } from "../../offices/queries";
import { owedAfter } from "../attending/queries";
import type { Asking } from "../sending/queries";

/** When an office does not work and urges nobody. */
export const daysOff = (store: Store, officeId: string): DaysOff => ({
  holidays: holidayDays(store, officeId),
  pauses: pausesOf(store, officeId),
});

/** A line of a plan that is on, with the day it falls on and the one it counts from. */
export type DatedLine = {
  line: PlanLine;
  day: string;
  target: string /** After the meeting: the day on which it was noted who came. */;
  noted?: string;
};

/** The lines of a briefing that are on and fall on a day, in their order. */
export const linesOf = (briefing: Briefing, off: DaysOff): DatedLine[] =>
  planLines.flatMap((line) => {
    const { on, days } = settingOf(briefing.reminders, line);
    const day = on ? dayOfLine(line, days, briefing, off) : undefined;
    const target = targetOf(line, briefing);
    return day && target ? [{ line, day, target }] : [];
  });

/** Until when a line says something true: the silent can answer to the end of the last day, a meeting is ahead until it begins, and thanks are due for a month. */
export function boundOf({ zone, startsAt, endsAt }: Briefing, { line, target }: DatedLine): number {
  const from = countsFrom(line);
  return from === "came" ? endsAt + FRESH : from === "meeting" ? startsAt : endOfDay(target, zone);
}

/** The briefings of an office that send something by themselves and of which this holds, by when they end. */
const withPlan = (store: Store, officeId: string, ...more: (SQL | undefined)[]): Briefing[] =>
  store.db
    .select()
    .from(briefings)
    .where(and(eq(briefings.officeId, officeId), isNotNull(briefings.reminders), ...more))
    .orderBy(briefings.endsAt)
    .all();

/** The briefings of an office that are ahead, have a date, and send something by themselves. */
export const plannedBriefings = (store: Store, { officeId, now }: Asking): Briefing[] =>
  withPlan(
    store,
    officeId,
    gte(briefings.endsAt, now),
    inArray(briefings.state, ["draft", "scheduled", "inviting", "postponed"]),
    eq(briefings.dateOpen, false),
  );

/** The briefings of an office that were held lately, after which something is written by itself. */
export const heldBriefings = (store: Store, { officeId, now }: Asking): Briefing[] =>
  withPlan(store, officeId, between(briefings.endsAt, now - FRESH, now), eq(briefings.state, "held"));

/** The calendar round a look at the plans. */
export type Around = { zone: string; today: string; off: DaysOff };

/** The calendar of an office at a moment. */
export function aroundOf(store: Store, { officeId, now }: Asking): Around {
  const { zone } = findOffice(store, officeId);
  return { zone, today: dayOf(now, zone), off: daysOff(store, officeId) };
}

/** The lines of a plan that follow the meeting and are on. */
const afterLines = ({ reminders }: Briefing): { line: "thanks" | "regret"; days: number }[] =>
  planLines.flatMap((line) => {
    const { on, days } = settingOf(reminders, line);
    return on && isAfterwards(line) ? [{ line, days }] : [];
  });

/** The days on which a line after the meeting falls: one for each day on which it was noted who came. */
function daysAfterwards(
  store: Store,
  asking: Asking,
  briefing: Briefing,
  line: "thanks" | "regret",
  days: number,
  { zone, off }: Around,
): DatedLine[] {
  const noted = owedAfter(store, asking, briefing, line).map(({ invitation }) => dayNoted(invitation, zone));
  return [...new Set(noted)].map((day) => ({ line, day: dayAfterwards(day, days, off), target: "once", noted: day }));
}

/** The day on which it was noted of an institution whether it came. */
export const dayNoted = ({ cameAt }: { cameAt: number | null }, zone: string): string => dayOf(cameAt ?? 0, zone);

/** Every line of a briefing that is on, with the day it falls on: before the meeting, and after it. */
export const datedLines = (store: Store, asking: Asking, briefing: Briefing, around: Around): DatedLine[] => [
  ...linesOf(briefing, around.off),
  ...afterLines(briefing).flatMap(({ line, days }) => daysAfterwards(store, asking, briefing, line, days, around)),
];
