import type { PlanLine } from "@/db/schema/briefings";
import type { QuietHours } from "@/db/schema/offices";
import { dayOf, endOfDay, instantOf } from "@/lib/dates";
import { APART } from "../../briefings/reminding/rules";
import { OPENS } from "../../offices/days/rules";
import { type Holidays, workingDaysBetween } from "../../offices/rules";
import { quietUntil } from "../../offices/sending/rules";
import { CHASE_PAUSE, type Chase, PLANNED } from "../sending/rules";

/** The kinds of message that leave by plan. */
export type PlannedKind = Chase | "day_before" | "thanks" | "regret";

/** The kind of message a line sends. */
export const kindOfLine = (line: PlanLine): PlannedKind =>
  line === "unnamed" ? "names_request" : line === "silent_first" || line === "silent_second" ? "reminder" : line;

/** Whether a line urges: a few at a time, in peace between, and none in a pause. */
export const isChase = (kind: PlannedKind): kind is Chase => kind === "reminder" || kind === "names_request";

/** The key of what a line sends to an invitation for a day: taken once, whatever becomes of the message. */
export const keyOf = (line: PlanLine, invitationId: string, target: string): string => `${PLANNED}${line}:${invitationId}:${target}`;

/** A message the plan would send, and all that decides when. */
export type Candidate = {
  kind: PlannedKind;
  invitationId: string;
  /** Where it goes, in lower case. */
  address: string;
  /** The working days on which it may leave, in their order. */
  days: readonly string[];
  /** The day before which its institution is left its time. */
  from: string;
  /** Before when it says something true (milliseconds UTC). */
  before: number;
  /** When its institution was chased last. */
  last: number | undefined;
  skipped: boolean;
};

/** What has been sent so far: addresses that were chased today, and the day on which the plan last said a thing to an invitation (`kind:id`). */
export type Said = { addressed: ReadonlySet<string>; saidOn: ReadonlyMap<string, string> };

/** When an office sends by itself. */
export type Hours = { now: number; zone: string; quietHours: QuietHours | null; holidays: Holidays };

/**
 * When each message leaves, if at all: the one rule both for what is shown as planned and for what is sent. From nine
 * o'clock on, past quiet hours; one reminder a day to an address, one in 72 hours to an invitation, the same by plan not
 * within three working days. What a person took out stands in nobody's way, and leaves no trace.
 */
export function layOut<T extends Candidate>(candidates: readonly T[], hours: Hours, said: Said): (T & { at: number })[] {
  const { now, zone, holidays } = hours;
  const today = dayOf(now, zone);
  const addressed = new Set([...said.addressed].map((address) => `${today} ${address}`));
  const saidOn = new Map(said.saidOn);
  const chased = new Map<string, number>();
  const placed = new Map<T, number>();
  for (const day of [...new Set(candidates.flatMap(({ days }) => days))].sort()) {
    if (day < today) continue;
    const moments = candidates
      .filter((one) => !placed.has(one) && one.days.includes(day) && one.from <= day)
      .flatMap((one) => onDay(day, one, hours, one.last))
      .sort(bySoonest);
    for (let next = moments.shift(); next; next = moments.shift()) {
      const { one, at } = next;
      // What was put in its place before it may leave its institution in peace for longer.
      const [moved] = onDay(day, one, hours, chased.get(one.invitationId) ?? one.last);
      if (!moved) continue;
      if (moved.at > at) {
        moments.push(moved);
        moments.sort(bySoonest);
        continue;
      }
      const key = `${one.kind}:${one.invitationId}`;
      const lately = saidOn.get(key);
      const again = lately !== undefined && workingDaysBetween(lately, day, holidays) < APART;
      if (isChase(one.kind) && (again || addressed.has(`${day} ${one.address}`))) continue;
      placed.set(one, at);
      if (one.skipped || !isChase(one.kind)) continue;
      addressed.add(`${day} ${one.address}`);
      saidOn.set(key, day);
      chased.set(one.invitationId, at);
    }
  }
  return candidates.flatMap((one) => {
    const at = placed.get(one);
    return at === undefined ? [] : [{ ...one, at }];
  });
}

const bySoonest = (a: { at: number }, b: { at: number }): number => a.at - b.at;

/** The first moment of a day at which a message may leave, with it; nothing where the day ends before. */
function onDay<T extends Candidate>(
  day: string,
  one: T,
  { now, zone, quietHours }: Hours,
  last: number | undefined,
): { one: T; at: number }[] {
  const opens = instantOf(`${day}T${OPENS}`, zone) ?? endOfDay(day, zone);
  const rested = last !== undefined && isChase(one.kind) ? last + CHASE_PAUSE : 0;
  const earliest = Math.max(now, opens, rested);
  const at = quietUntil(quietHours, zone, earliest) ?? earliest;
  return dayOf(at, zone) === day && at < one.before ? [{ one, at }] : [];
}
