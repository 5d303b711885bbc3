import type { BriefingState } from "@/db/schema/briefings";
import type { AnswerValue } from "@/db/schema/invitations";
import { endOfDay } from "@/lib/dates";

/** Versions of the notice on personal data that a form can have shown, the present one first. */
export const noticeVersions = ["2026-11"] as const;

/** How long staff can take a noted answer back, milliseconds; the page offers it for ten seconds. */
export const UNDO_ANSWER = 60_000;

/** Why the form is closed. */
export type Closure = "cancelled" | "held" | "begun";

/** What somebody who answers too late is told. */
export const closureRefusals = { cancelled: "answers_cancelled", held: "answers_held", begun: "answers_begun" } as const;

type When = { state: BriefingState; startsAt: number; endsAt: number; dateOpen: boolean };

/** Why a briefing takes no more answers at an instant; `undefined` while it does. Passing the reply-by day closes nothing. */
export function closedBy({ state, startsAt, endsAt, dateOpen }: When, now: number): Closure | undefined {
  if (state === "cancelled") return "cancelled";
  if (state === "held" || state === "closed") return "held";
  if (state === "under_way") return "begun";
  if (dateOpen || now < startsAt) return undefined;
  return now < endsAt ? "begun" : "held";
}

/** Whether an answer comes after the reply-by day, which is itself included; no day, never late. */
export const isLate = ({ replyBy, zone }: { replyBy: string | null; zone: string }, now: number): boolean =>
  replyBy !== null && now > endOfDay(replyBy, zone);

type Said = { value: AnswerValue; substituteName: string | null };

/** Whether two answers say different things: another value, or a substitute where there was none. */
const differ = (a: Said, b: Said): boolean => a.value !== b.value || (a.substituteName === null) !== (b.substituteName === null);

/**
 * Whether an answer was given on a form that showed another one than stood (`basedOn` is its id, `none`, or null where
 * nobody looked), and says something different: then both are shown until somebody has looked.
 */
export function contradicts(answer: Said & { basedOn: string | null }, before: (Said & { id: string }) | undefined): boolean {
  return before !== undefined && answer.basedOn !== null && answer.basedOn !== before.id && differ(answer, before);
}

/** A "no" with a substitute of the same institution is a "yes": the institution takes part, its addressee is excused. */
export const recordedValue = (value: AnswerValue, substituteName: string | undefined): AnswerValue =>
  value === "declined" && substituteName ? "accepted" : value;
