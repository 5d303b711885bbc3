import type { PlanLine } from "@/db/schema/briefings";
import { type Chase, PLANNED } from "../sending/rules";

/** The kinds of message that leave by plan. */
export type PlannedKind = Chase | "day_before" | "thanks" | "regret";

/** The kind of message a line sends. */
export const kindOfLine = (line: PlanLine): PlannedKind =>
  line === "unnamed" ? "names_request" : line === "silent_first" || line === "silent_second" ? "reminder" : line;

/** The key of what a line sends to an invitation for a day: taken once, whatever becomes of the message. */
export const keyOf = (line: PlanLine, invitationId: string, target: string): string => `${PLANNED}${line}:${invitationId}:${target}`;

/** The plan repeats nothing within a day of what somebody wrote by hand, milliseconds. */
export const APART_FROM_HAND = 24 * 3_600_000;
