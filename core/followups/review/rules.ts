import type { FollowUpState, QueueEntry, Verdict } from "@/db/schema/followups";
import { addDays } from "@/lib/dates";
import { type Holidays, workingDayOnOrAfter } from "../../offices/rules";
import { canMove, type Group, groups, isOpen, isReopening } from "../rules";

/** Days a new date may lie ahead. */
export const newDateDays = ["7", "14", "30"] as const;
export type NewDateDays = (typeof newDateDays)[number];

/** Ready reasons for a new date; another one is typed. */
export const reasons = ["asked", "waiting", "ours", "changes"] as const;

/** What a review was narrowed to: nothing, or one institution, project or briefing. */
export type Scope = { institutionId?: string; project?: string; briefingId?: string };

/** The scope as one text, the same for the same scope. */
export const scopeKey = ({ institutionId = "", project = "", briefingId = "" }: Scope): string =>
  [institutionId, project, briefingId].some(Boolean) ? JSON.stringify([institutionId, project, briefingId]) : "";

/** The scope a text of `scopeKey` stands for. */
export function scopeOf(key: string): Scope {
  if (!key) return {};
  const [institutionId, project, briefingId] = JSON.parse(key) as [string, string, string];
  return { institutionId: institutionId || undefined, project: project || undefined, briefingId: briefingId || undefined };
}

/** The part of a queue that is looked at. What is on time is looked at only when asked for, or in a narrowed review. */
export function viewOf(queue: readonly QueueEntry[], group: Group | undefined, narrowed: boolean): QueueEntry[] {
  if (group) return queue.filter((entry) => entry.group === group);
  return queue.filter((entry) => narrowed || entry.group !== "on_time");
}

/** How many of the queue stand in each group. */
export function groupCounts(queue: readonly QueueEntry[]): Record<Group, number> {
  const counts = Object.fromEntries(groups.map((group) => [group, 0])) as Record<Group, number>;
  for (const { group } of queue) if (group in counts) counts[group as Group]++;
  return counts;
}

/** The next one to decide after `id`, from the top again after the last; `undefined` when all are decided. */
export function nextAfter(ids: readonly string[], decided: ReadonlySet<string>, id: string | undefined): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id);
  return [...ids.slice(at + 1), ...ids.slice(0, at + 1)].find((other) => !decided.has(other));
}

/** The decision the screen offers first: verify what is reported done, else ask. */
export const firstVerdict = (state: FollowUpState): "verify" | "ask" => (state === "done" ? "verify" : "ask");

/** The decisions a state allows, in the order they are drawn; settled follow-ups can only be skipped. */
export function verdictsFor(state: FollowUpState): Verdict[] {
  if (!isOpen(state)) return ["skip"];
  const reopen: Verdict[] = isReopening(state, "open") && canMove(state, "open") ? ["reopen"] : [];
  return [firstVerdict(state), ...reopen, "newDate", "drop", "skip"];
}

/** The working day a new date falls on: counted from today, or from the day that stands while it lies ahead. */
export function newDate(days: NewDateDays, today: string, dueOn: string | null, holidays: Holidays): string {
  const from = dueOn !== null && dueOn > today ? dueOn : today;
  return workingDayOnOrAfter(addDays(from, Number(days)), holidays);
}

/** How often each decision was taken. */
export function tally(decisions: readonly { verdict: Verdict }[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { verify: 0, reopen: 0, newDate: 0, drop: 0, ask: 0, skip: 0 };
  for (const { verdict } of decisions) counts[verdict]++;
  return counts;
}
