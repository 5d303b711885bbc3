import type { BriefingState } from "@/db/schema/briefings";
import type { MessageState } from "@/db/schema/kernel";
import { namesOwed, nobodyNamed, type Standing, standingOf } from "../rules";
import { countSeats, waitsFor } from "../seats/rules";

/**
 * The filters of the board, in their order; `held` is part of `not_sent`, `unnamed` of `names`, `again` holds those who have not answered for
 * the new date, `untold` those who have to be called about a postponement or cancellation.
 */
export const filters = [
  "all",
  "not_sent",
  "held",
  "none",
  "again",
  "untold",
  "tentative",
  "accepted",
  "declined",
  "names",
  "unnamed",
  "trouble",
  "withdrawn",
] as const;
export type Filter = (typeof filters)[number];

/** What a board is for: to collect answers; once the meeting was held, to keep what was said; once it is off, to see that all know. */
export type Phase = "open" | "said" | "off";

export const phaseOf = ({ state }: { state: BriefingState }): Phase =>
  state === "held" || state === "closed" ? "said" : state === "cancelled" ? "off" : "open";

const said: readonly Filter[] = ["all", "none", "tentative", "accepted", "declined", "withdrawn"];
const off: readonly Filter[] = ["all", "untold", "tentative", "accepted", "declined", "withdrawn"];
/** Drawn while they hold something. */
const rare: readonly Filter[] = ["held", "again", "untold", "unnamed", "withdrawn"];

/** The filters a board draws: demands end with the meeting, silence with its cancellation. The one the reader stands in is always there. */
export const filtersOf = (phase: Phase, counts: Record<Filter, number>, shown: Filter): Filter[] => {
  const kept = phase === "open" ? filters : phase === "said" ? said : off;
  return filters.filter(
    (f) => f === shown || (kept.includes(f) && (counts[f] > 0 || (phase === "open" ? !rare.includes(f) : f === "all"))),
  );
};

export const orders = ["precedence", "name", "attention"] as const;
export type Order = (typeof orders)[number];

type Row = Parameters<typeof standingOf>[0] & Parameters<typeof namesOwed>[0] & { trouble: boolean; again: boolean; untold: boolean };

const isHeld = (standing: Standing): boolean => standing === "held" || standing === "on_hold";
const isUnsent = (standing: Standing): boolean => standing === "not_sent" || standing === "sending" || isHeld(standing);

/** Whether a row belongs to a filter. Withdrawn invitations stand under their own alone; one on its way is not sent yet. */
export function matches(row: Row, filter: Filter): boolean {
  const standing = standingOf(row);
  if (filter === "withdrawn" || standing === "withdrawn") return filter === standing;
  switch (filter) {
    case "all":
      return true;
    case "not_sent":
      return isUnsent(standing);
    case "held":
      return isHeld(standing);
    case "names":
      return namesOwed(row) > 0;
    case "unnamed":
      return nobodyNamed(row);
    case "trouble":
    case "again":
    case "untold":
      return row[filter];
    default:
      return standing === filter;
  }
}

/** Where a row comes when what needs attention goes first. */
export function attention(row: Row): number {
  if (row.trouble) return 0;
  const standing = standingOf(row);
  if (standing === "none" || row.again || row.untold) return 1;
  if (standing === "tentative") return 2;
  if (namesOwed(row) > 0) return 3;
  return isUnsent(standing) ? 4 : 5;
}

/** What waits for a person in one invitation. */
export type Trouble =
  | { kind: "conflict" }
  | { kind: "over_quota"; wanted: number; quota: number }
  | { kind: "room_full"; waiting: number }
  | { kind: "late" }
  | { kind: "failed" | "uncertain"; message: string };

type Facts = {
  conflict: boolean;
  quota: number;
  delegates: Parameters<typeof countSeats>[0];
  late: boolean;
  /** The last message that was not taken back. */
  last: { id: string; state: MessageState } | undefined;
};

/** The words of a row's trouble; the same conditions as `inTrouble` in SQL. */
export function troubles({ conflict, quota, delegates, late, last }: Facts): Trouble[] {
  const found: Trouble[] = [];
  if (last?.state === "failed" || last?.state === "uncertain") found.push({ kind: last.state, message: last.id });
  if (conflict) found.push({ kind: "conflict" });
  const { named, toDesignate, waiting } = countSeats(delegates);
  if (waiting > 0 && waitsFor(delegates, quota) === "room") found.push({ kind: "room_full", waiting });
  else if (waiting > 0) found.push({ kind: "over_quota", wanted: named + toDesignate + waiting, quota });
  if (late) found.push({ kind: "late" });
  return found;
}

/** What the board offers as its one primary act. */
export type NextAct = "invite" | "send" | "release" | "remind" | "call" | "names";

type Standings = {
  invited: number;
  /** Drafts with an address to go to. */
  ready: number;
  /** Held until the foreign ministry has answered. */
  onHold: number;
  silent: number;
  /** Silent ones that may be written to now, and those that can only be called. */
  remindable: number;
  callable: number;
  /** Confirmed ones that owe names and may be written to now. */
  askable: number;
  replyPassed: boolean;
  /** Before the meeting begins, with a date, not called off. */
  open: boolean;
};

/** The act follows the facts; none when nothing is left to do. Past the reply-by day, the telephone is quicker than a third mail. */
export function nextAct({
  invited,
  ready,
  onHold,
  silent,
  remindable,
  callable,
  askable,
  replyPassed,
  open,
}: Standings): NextAct | undefined {
  if (!open) return undefined;
  if (invited === 0) return "invite";
  if (ready > 0) return "send";
  if (onHold > 0 && remindable === 0) return "release";
  if (silent > 0 && replyPassed) return "call";
  if (remindable > 0) return "remind";
  if (askable > 0) return "names";
  return callable > 0 ? "call" : undefined;
}
