import { eq } from "drizzle-orm";
import type { z } from "zod";
import { briefings } from "@/db/schema";
import type { BeforePassage } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { addDays, addMinutes, dayOf, daysBetween } from "@/lib/dates";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { unproposedDays } from "../../offices/days/queries";
import { holidayDays } from "../../offices/queries";
import { workingDaysBetween } from "../../offices/rules";
import { plannable, subjectOf, writePassage } from "../commands";
import type { cancelBriefingInput, postponeBriefingInput, undoPassageInput } from "../input";
import { passageOf } from "../queries";
import {
  aheadRefused,
  type Briefing,
  canMove,
  clockOf,
  isRefused,
  isUndoable,
  MOST_APART,
  minutesBetween,
  replyByFor,
  replyByRefused,
} from "../rules";

/**
 * Puts a briefing off, to a new day or with the date open, and says why; or gives it the day that was open. Hours, length and the working days between
 * reply-by and meeting are kept where no others are given. Telling others is composed at the door.
 */
export function postponeBriefing(store: Store, actor: Actor, input: z.output<typeof postponeBriefingInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    if (!canMove(briefing.state, "postponed")) return refuse("move_not_possible", { params: { state: briefing.state } });
    // A date that was open is announced: why the meeting was put off has been said.
    const reason = input.reason ?? (briefing.dateOpen ? passageOf(tx, briefing)?.reason : undefined);
    if (briefing.dateOpen && !input.day) return refuse("new_day_needed", { field: "day" });
    if (!reason) return refuse("reason_needed", { field: "reason" });
    const planned = input.day ? newDates(tx, actor, briefing, { ...input, day: input.day }) : { dateOpen: true, replyBy: null };
    if (isRefused(planned)) return planned;
    if (input.day && !briefing.dateOpen && "startsLocal" in planned && planned.startsLocal === briefing.startsLocal)
      return refuse("same_date", { field: "day" });
    const past = "startsAt" in planned ? aheadRefused(planned, actor.now) : undefined;
    if (past) return past;

    writePassage(tx, actor, briefing, "postponed", reason, beforePassage(briefing));
    tx.db
      .update(briefings)
      .set({ ...planned, sequence: briefing.sequence + 1, version: briefing.version + 1 })
      .where(eq(briefings.id, briefing.id))
      .run();
    const before = beforePassage(briefing);
    const { startsLocal, endsLocal, dateOpen, replyBy } = { ...before, ...planned };
    record(tx, actor, "briefings.postponed", subjectOf(briefing), {
      before,
      after: { startsLocal, endsLocal, dateOpen, replyBy, state: "postponed", reason },
      facts: { open: planned.dateOpen ? 1 : briefing.dateOpen ? 2 : 0 },
    });
    return accept({ id: briefing.id });
  });
}

const beforePassage = ({ state, startsLocal, endsLocal, dateOpen, replyBy }: Briefing): BeforePassage => ({
  state,
  startsLocal,
  endsLocal,
  dateOpen,
  replyBy,
});

type NewDate = { day: string; starts?: string; ends?: string; replyBy?: string };

/**
 * Day, hours and reply-by of a briefing on another day: what is not given stays as the clock of its zone shows it, a
 * meeting of several days keeps their number, and the reply-by day its working days before the meeting.
 */
export function newDates(tx: Store, actor: Actor, briefing: Briefing, { day, starts, ends, replyBy }: NewDate) {
  const startsLocal = `${day}T${starts ?? briefing.startsLocal.slice(11)}`;
  const length = minutesBetween(briefing.startsLocal, briefing.endsLocal);
  const days = daysBetween(briefing.startsLocal.slice(0, 10), briefing.endsLocal.slice(0, 10));
  const clock = clockOf(startsLocal, ends ? `${addDays(day, days)}T${ends}` : addMinutes(startsLocal, length), briefing.zone);
  if (isRefused(clock)) return clock;
  const today = dayOf(actor.now, briefing.zone);
  const wrongReplyBy = replyByRefused(replyBy, day, today);
  if (wrongReplyBy) return wrongReplyBy;
  const holidays = holidayDays(tx, briefing.officeId);
  const apart = briefing.replyBy ? workingDaysBetween(briefing.replyBy, briefing.startsLocal.slice(0, 10), holidays) : 5;
  const derived = replyByFor(day, Math.min(apart, MOST_APART), unproposedDays(tx, briefing.officeId), today);
  return { ...clock, dateOpen: false, replyBy: replyBy ?? derived ?? null };
}

/** Calls a briefing off for good and says why; its answers, names and follow-ups stay. Telling others is composed at the door. */
export function cancelBriefing(store: Store, actor: Actor, input: z.output<typeof cancelBriefingInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    if (!canMove(briefing.state, "cancelled")) return refuse("move_not_possible", { params: { state: briefing.state } });
    writePassage(tx, actor, briefing, "cancelled", input.reason, beforePassage(briefing));
    tx.db
      .update(briefings)
      .set({ sequence: briefing.sequence + 1 })
      .where(eq(briefings.id, briefing.id))
      .run();
    record(tx, actor, "briefings.cancelled", subjectOf(briefing), {
      before: { state: briefing.state },
      after: { state: "cancelled", reason: input.reason },
    });
    return accept({ id: briefing.id });
  });
}

/**
 * Takes back a postponement or cancellation within the minute in which nobody has been told; state and dates are as
 * before. With `at` only that of this instant, and none decided since.
 */
export function undoPassage(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoPassageInput> & { at?: number },
): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    const last = passageOf(tx, briefing);
    if (!last?.before || !isUndoable(last, actor.now)) return refuse("too_late_to_undo");
    if (input.at !== undefined && last.at !== input.at) return refuse("undo_later_first");
    const { state, ...dates } = last.before;
    const clock = clockOf(dates.startsLocal, dates.endsLocal, briefing.zone);
    if (isRefused(clock)) return clock;
    writePassage(tx, actor, briefing, state);
    tx.db
      .update(briefings)
      .set({ ...dates, ...clock, sequence: briefing.sequence + 1, version: briefing.version + 1 })
      .where(eq(briefings.id, briefing.id))
      .run();
    record(tx, actor, "briefings.passage_undone", subjectOf(briefing), {
      before: { state: briefing.state },
      after: { state },
      facts: { from: briefing.state, to: state },
    });
    return accept({ id: briefing.id });
  });
}
