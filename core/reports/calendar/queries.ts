import { and, asc, eq, gte, inArray, lte, ne } from "drizzle-orm";
import { briefings, followUps } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import type { Staff } from "../../kernel/actor";
import { pausesOf } from "../../offices/days/queries";
import type { Pause } from "../../offices/days/rules";
import { type Holiday, listHolidays } from "../../offices/queries";
import { daysOfMeeting } from "./rules";

export type Due = { id: string; number: number; what: string; dueOn: string };

/** What lies on the days of a time: meetings (one of several days on each of them), last days to reply, follow-ups due, days off. */
export type Calendar = {
  meetings: { day: string; briefing: Briefing }[];
  replies: { day: string; briefing: Briefing }[];
  dues: Due[];
  /** Whether more follow-ups fall due than are given. */
  cut: boolean;
  closed: Holiday[];
  /** Times without reminders that touch those days. */
  pauses: Pause[];
};

const DAY = 86_400_000;
/** A meeting lasts a month at most; zones lie within a day of each other. */
const LONGEST = 32 * DAY;
/** Follow-ups given at most: more than anybody reads in a month. */
const MOST = 400;

/** The calendar of an office from one day to another (`YYYY-MM-DD`, both included). What was called off or has no date is left out. */
export function calendarOf(store: Store, { officeId }: Pick<Staff, "officeId">, from: string, to: string): Calendar {
  const planned = and(eq(briefings.officeId, officeId), ne(briefings.state, "cancelled"), eq(briefings.dateOpen, false));
  const meeting = store.db
    .select()
    .from(briefings)
    .where(
      and(
        planned,
        gte(briefings.startsAt, Date.parse(`${from}T00:00:00Z`) - LONGEST),
        lte(briefings.startsAt, Date.parse(`${to}T00:00:00Z`) + 2 * DAY),
      ),
    )
    .orderBy(asc(briefings.startsAt), asc(briefings.id))
    .all();
  const answering = store.db
    .select()
    .from(briefings)
    .where(and(planned, gte(briefings.replyBy, from), lte(briefings.replyBy, to)))
    .orderBy(asc(briefings.replyBy), asc(briefings.startsAt), asc(briefings.id))
    .all();
  const due = store.db
    .select({ id: followUps.id, number: followUps.number, what: followUps.what, dueOn: followUps.dueOn })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, officeId),
        inArray(followUps.state, ["open", "in_progress", "blocked"]),
        gte(followUps.dueOn, from),
        lte(followUps.dueOn, to),
      ),
    )
    .orderBy(asc(followUps.dueOn), asc(followUps.number))
    .limit(MOST + 1)
    .all();
  return {
    meetings: meeting.flatMap((briefing) => daysOfMeeting(briefing, from, to).map((day) => ({ day, briefing }))),
    replies: answering.flatMap((briefing) => (briefing.replyBy ? [{ day: briefing.replyBy, briefing }] : [])),
    dues: due.slice(0, MOST).flatMap(({ dueOn, ...one }) => (dueOn ? [{ ...one, dueOn }] : [])),
    cut: due.length > MOST,
    closed: listHolidays(store, officeId, from, to),
    pauses: pausesOf(store, officeId).filter((pause) => pause.firstDay <= to && pause.lastDay >= from),
  };
}
