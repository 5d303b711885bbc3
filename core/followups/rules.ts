import type { FollowUpState, LeadKind } from "@/db/schema/followups";
import { dayOf } from "@/lib/dates";

/** The state as a reader sees it is one of these; the last three are settled. */
export const openStates = ["proposed", "open", "in_progress", "blocked", "done"] as const satisfies readonly FollowUpState[];

/** Whether anything is still to be done or decided. */
export const isOpen = (state: FollowUpState): boolean => (openStates as readonly FollowUpState[]).includes(state);

/** From each state, where it may go. Back to `open` from a later state is a reopening. */
const moves: Record<FollowUpState, readonly FollowUpState[]> = {
  proposed: ["open", "dropped", "superseded"],
  open: ["in_progress", "blocked", "done", "dropped", "superseded"],
  in_progress: ["open", "blocked", "done", "dropped", "superseded"],
  blocked: ["open", "in_progress", "done", "dropped", "superseded"],
  done: ["open", "verified", "dropped", "superseded"],
  verified: ["open"],
  superseded: ["open"],
  dropped: ["open"],
};

/** Whether the state machine knows this step at all; who may take it is a matter of policy. */
export const canMove = (from: FollowUpState, to: FollowUpState): boolean => moves[from].includes(to);

/** Taking back a report, a verification or an end. */
export const isReopening = (from: FollowUpState, to: FollowUpState): boolean => to === "open" && (from === "done" || !isOpen(from));

/** Verifying, reopening, dropping and superseding judge other people's work: a manager's step. */
export const isJudgement = (from: FollowUpState, to: FollowUpState): boolean => !isOpen(to) || isReopening(from, to);

/** Steps nobody understands later without their reason. */
export const needsReason = (from: FollowUpState, to: FollowUpState): boolean =>
  to === "dropped" || to === "blocked" || isReopening(from, to);

/** Where an institution leads, a proposal becomes a commitment in writing alone: by its link, a letter or an e-mail. */
const writtenChannels = ["link", "letter", "email"] as const;
export const isWritten = (channel: string | null | undefined): boolean => (writtenChannels as readonly string[]).includes(channel ?? "");

/** Who the next step is waited for from. */
export type Turn = "us" | "them";
export const turnOf = (leadKind: LeadKind): Turn => (leadKind === "office" ? "us" : "them");

/** Days without any news after which a follow-up is looked at. */
const QUIET_DAYS = 30;
const DAY = 86_400_000;

/** Why a follow-up waits for a decision, in the order of the review: what was reported waits for us, so it comes first. */
export const groups = ["done", "us", "them", "blocked", "proposed", "quiet", "on_time"] as const;
export type Group = (typeof groups)[number];

/** Today and the border of silence at an instant, in the office's zone. */
export type Moment = { today: string; quietBefore: number };
export const momentOf = (now: number, zone: string): Moment => ({ today: dayOf(now, zone), quietBefore: now - QUIET_DAYS * DAY });

type Judged = { state: FollowUpState; dueOn: string | null; newsAt: number; leadKind: LeadKind };

/** Whether the day agreed has passed while the work is going on. The day itself is included. */
export const isOverdue = ({ state, dueOn }: Pick<Judged, "state" | "dueOn">, today: string): boolean =>
  (state === "open" || state === "in_progress" || state === "blocked") && dueOn !== null && dueOn < today;

/** The one group a follow-up stands in; `undefined` once it is settled. */
export function groupOf(followUp: Judged, { today, quietBefore }: Moment): Group | undefined {
  if (!isOpen(followUp.state)) return undefined;
  if (followUp.state === "done") return "done";
  if (isOverdue(followUp, today)) return turnOf(followUp.leadKind);
  if (followUp.state === "blocked") return "blocked";
  if (followUp.state === "proposed") return "proposed";
  return followUp.newsAt < quietBefore ? "quiet" : "on_time";
}

type Heard = {
  id: string;
  kind: string;
  fromState: FollowUpState | null;
  toState: FollowUpState | null;
  evidence: string | null;
  undoesId: string | null;
};

/** Updates that count: those taken back, and the rows that took them back, left out. The order stays. */
export function standing<U extends { id: string; undoesId: string | null }>(updates: readonly U[]): U[] {
  const undone = new Set(updates.flatMap((u) => u.undoesId ?? []));
  return updates.filter((u) => u.undoesId === null && !undone.has(u.id));
}

/** Evidence given since the follow-up was last reopened, newest first; what was found wanting then does not count. */
export function evidenceOf(newestFirst: readonly Heard[]): string | undefined {
  for (const update of standing(newestFirst)) {
    if (update.evidence) return update.evidence;
    if (update.fromState && update.toState && isReopening(update.fromState, update.toState)) return undefined;
  }
  return undefined;
}

/** How an institution reads where a commitment stands: what was planned or done, never that it is late. */
export type NeutralState = "to_confirm" | "planned" | "under_way" | "done";
export function neutralState(state: FollowUpState): NeutralState {
  if (state === "proposed") return "to_confirm";
  if (state === "done" || state === "verified") return "done";
  return state === "open" ? "planned" : "under_way";
}
