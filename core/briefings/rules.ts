import type { BriefingState, briefings } from "@/db/schema/briefings";
import { addDays, dayOf, daysBetween, instantOf, localOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import { fold } from "@/lib/text";
import { UNDO_WINDOW } from "../kernel/outbox";
import { type Refused, refuse } from "../kernel/outcome";
import { type Holidays, workingDaysBefore } from "../offices/rules";

export type Briefing = typeof briefings.$inferSelect;

/** What a change is told as to those who were told before: other hour, day or place; a new or open date; called off. */
export type Telling = "changed" | "postponed" | "cancelled";

/** What a message tells of a meeting: when and where it is, how to take part, and whether its subject is kept. */
export const toldOf = ["startsLocal", "endsLocal", "zone", "venue", "address", "mode", "dateOpen", "confidential"] as const;

const moves: Record<BriefingState, readonly BriefingState[]> = {
  draft: ["scheduled", "inviting", "held", "cancelled"],
  scheduled: ["draft", "inviting", "under_way", "held", "postponed", "cancelled"],
  // A sending that was undone whole leaves nobody invited.
  inviting: ["draft", "scheduled", "under_way", "held", "postponed", "cancelled"],
  under_way: ["held", "postponed", "cancelled"],
  held: ["closed", "under_way"],
  closed: ["held"],
  postponed: ["under_way", "held", "postponed", "cancelled"],
  cancelled: [],
};

/** Whether a briefing may pass from one state to another; postponing again is a passage, staying is not. */
export const canMove = (from: BriefingState, to: BriefingState): boolean => moves[from].includes(to);

/** Whether institutions can still be invited, by state alone; a postponed briefing keeps its invitations and takes more. */
export const isOpenForInvitations = ({ state }: { state: BriefingState }): boolean =>
  state === "draft" || state === "scheduled" || state === "inviting" || state === "postponed";

/** Whether date, place, texts and agenda can still be changed. */
export const isOpenForChanges = ({ state }: { state: BriefingState }): boolean => state !== "closed" && state !== "cancelled";

/** Whether the meeting has begun, or is over: its date is a fact then. */
export const hasBegun = ({ state, startsAt, dateOpen }: Pick<Briefing, "state" | "startsAt" | "dateOpen">, now: number): boolean =>
  state === "under_way" || state === "held" || state === "closed" || (state !== "cancelled" && !dateOpen && now >= startsAt);

/** Whether the date is one that people were told and that lies ahead: a change of it is told. */
export const isTold = (briefing: Pick<Briefing, "state" | "startsAt" | "dateOpen">, now: number): boolean =>
  (briefing.state === "inviting" || briefing.state === "postponed") && !hasBegun(briefing, now);

/** Whether a passage would record what has not come yet: that a meeting has begun before its day, or was held before its hour. */
export const isTooEarly = (
  briefing: Pick<Briefing, "state" | "startsAt" | "startsLocal" | "zone" | "dateOpen">,
  to: BriefingState,
  now: number,
): boolean =>
  (to === "held" && !hasBegun(briefing, now)) ||
  (to === "under_way" && !hasBegun(briefing, now) && (briefing.dateOpen || dayOf(now, briefing.zone) < briefing.startsLocal.slice(0, 10)));

type Row = { state: BriefingState; before: unknown };

/**
 * The passages that stand, latest first, out of all of them: a way back leads to “postponed” only by undoing, for a
 * postponement keeps what it replaced; both rows drop out then.
 */
export function inForce<T extends Row>(passages: readonly T[]): T[] {
  const left = [...passages];
  const found: T[] = [];
  for (let row = left.shift(); row; row = left.shift())
    if (row.state === "postponed" && row.before === null) left.shift();
    else found.push(row);
  return found;
}

/** Whether a passage can still be taken back: it kept what it replaced, and its messages have not left. */
export const isUndoable = (passage: { at: number; before: unknown }, now: number): boolean =>
  passage.before !== null && now < passage.at + UNDO_WINDOW;

/** Minutes from one wall-clock time to another, without regard to zones; negative when the second is earlier. */
export const minutesBetween = (from: string, to: string): number => (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;

export type ClockReading = { at: number } | { wrong: "skipped" | "doubled" };

/** The instant of a wall-clock time in a zone, or why there is none: the clock skips that hour, or shows it twice. */
export function readClock(local: string, zone: string): ClockReading {
  const at = instantOf(local, zone);
  if (at !== undefined) return { at };
  const asUtc = Date.parse(`${local}:00Z`);
  const shown = [-1, 1].some((days) => {
    const near = instantOf(`${addDays(local.slice(0, 10), days)}T12:00`, zone);
    if (near === undefined) return false;
    const offset = Date.parse(`${addDays(local.slice(0, 10), days)}T12:00:00Z`) - near;
    return localOf(asUtc - offset, zone) === local;
  });
  return { wrong: shown ? "doubled" : "skipped" };
}

type Clock = { startsLocal: string; endsLocal: string; zone: string; startsAt: number; endsAt: number };

/** Reads wall-clock times in a zone; refuses an hour the clock skips or shows twice, and an end before the start. */
export function clockOf(startsLocal: string, endsLocal: string, zone: string): Clock | Refused {
  const [starts, ends] = [readClock(startsLocal, zone), readClock(endsLocal, zone)];
  for (const [reading, field, local] of [
    [starts, "starts", startsLocal],
    [ends, "ends", endsLocal],
  ] as const)
    if ("wrong" in reading)
      return refuse(reading.wrong === "skipped" ? "hour_skipped" : "hour_doubled", { field, params: { hour: local.slice(11), zone } });
  if (!("at" in starts && "at" in ends) || ends.at <= starts.at) return refuse("ends_before_start", { field: "ends" });
  return { startsLocal, endsLocal, zone, startsAt: starts.at, endsAt: ends.at };
}

export const isRefused = (value: object): value is Refused => "ok" in value && value.ok === false;

/** Titles in every language, place and project, folded: what a search looks at. */
export const searchText = (row: { title: Localized; venue: string | null; projectCode: string | null; donor: string | null }): string =>
  fold([...Object.values(row.title), row.venue, row.projectCode, row.donor].filter(Boolean).join(" "));

/** The last day to answer (`YYYY-MM-DD`): so many working days before the meeting, or fewer when that has passed; none when no day is left. */
export function replyByFor(day: string, workingDays: number, holidays: Holidays, today: string): string | undefined {
  let found: string | undefined;
  for (let left = workingDays; left > 0; left--) {
    const before = workingDaysBefore(found ?? day, 1, holidays);
    if (before <= today) break;
    found = before;
  }
  return found;
}

/** Working days of a year: no reply-by day is kept farther from its meeting. */
export const MOST_APART = 261;

/** A new date lies ahead: whoever is told of it has to be able to come. `now` is milliseconds UTC; the day is that of the zone. */
export function aheadRefused({ startsLocal, startsAt, zone }: Clock, now: number): Refused | undefined {
  if (startsAt > now) return undefined;
  return startsLocal.slice(0, 10) < dayOf(now, zone) ? refuse("new_day_past", { field: "day" }) : refuse("hour_past", { field: "starts" });
}

/** A last day to answer is not over while it is asked for, and lies within the year before the meeting; an earlier one has a mistyped year. */
export function replyByRefused(replyBy: string | undefined, day: string, today?: string): Refused | undefined {
  if (!replyBy) return undefined;
  if (replyBy > day) return refuse("reply_by_after", { field: "replyBy" });
  if (daysBetween(replyBy, day) > 366) return refuse("reply_by_early", { field: "replyBy" });
  return today && replyBy < today ? refuse("reply_by_past", { field: "replyBy" }) : undefined;
}
