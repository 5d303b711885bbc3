import type { InvitationState } from "@/db/schema/invitations";
import { type Briefing, hasBegun, isOpenForInvitations, type Telling, type toldOf } from "../../briefings/rules";
import { kindOfMessage } from "../../offices/wording/rules";
import { hasAnswered, namesOwed } from "../rules";

/** The kinds of message this room sends. */
export const kinds = [
  "invitation",
  "reminder",
  "names_request",
  "change",
  "new_link",
  "withdrawal",
  "day_before",
  "thanks",
  "regret",
] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);

/** Whether institutions can be written to: by state, before it begins, and with a day to write. */
export const takesMessages = (briefing: Pick<Briefing, "state" | "startsAt" | "dateOpen">, now: number): boolean =>
  isOpenForInvitations(briefing) && !briefing.dateOpen && !hasBegun(briefing, now);

/** What can be chased: an answer, or names. */
export type Chase = "reminder" | "names_request";

/** An institution is written to again at the earliest after 72 hours, in milliseconds. */
export const CHASE_PAUSE = 72 * 3_600_000;

/** With this begins the key of a message that the plan of a briefing sent. */
export const PLANNED = "plan:";

/** The invitation itself leaves at most this often in 24 hours. */
export const SENDS_A_DAY = 3;

type Said = Parameters<typeof hasAnswered>[0] & Parameters<typeof namesOwed>[0] & { state: InvitationState };

/**
 * Whether an institution owes us what the message asks for: an answer to an invitation that has left, given for the date
 * that holds (`since`), or names after its yes.
 */
export const owes = (invitation: Said, chase: Chase, since?: number): boolean =>
  invitation.state === "sent" && (chase === "reminder" ? !hasAnswered(invitation, since) : namesOwed(invitation) > 0);

export const isTelling = (value: unknown): value is Telling => value === "changed" || value === "postponed" || value === "cancelled";

/** What one message calls two changes, the earlier not told yet: a detail changed after a postponement is told with it. */
export const sumOf = (kind: Telling, earlier: Telling | undefined): Telling => (kind === "changed" ? (earlier ?? kind) : kind);

/** What a change is measured against: what was told of the briefing before. Messages of old do not say whether it was confidential. */
export type Was = Pick<Briefing, Exclude<(typeof toldOf)[number], "confidential">> & { confidential?: boolean };

/** In which words a change is told: a new date after an open one, or an earlier one, is no postponement to whoever reads of it. */
export const spoken = ["changed", "postponed", "date_announced", "brought_forward", "cancelled"] as const;
export type Spoken = (typeof spoken)[number];
export const isSpoken = (value: unknown): value is Spoken => (spoken as readonly unknown[]).includes(value);

/** What a message is called where it is named: one that tells of a change by its words. */
export const calledBy = ({ kind, payload }: { kind: string; payload: Record<string, unknown> | null }): string =>
  kind === "change" || kind === "nominee_change" ? (kindOfMessage({ kind, payload }) ?? kind) : kind;

/** The words for a change, by what was known before. */
export function saidOf(change: Telling, was: Was, { startsLocal, dateOpen }: Pick<Briefing, "startsLocal" | "dateOpen">): Spoken {
  if (change !== "postponed" || dateOpen) return change;
  if (was.dateOpen) return "date_announced";
  return startsLocal < was.startsLocal ? "brought_forward" : change;
}

/** What a message tells of a change: its kind and its words, what the institution knew before, and the act it was written for. */
export type Told = { change: Telling; said: Spoken; was: Was; act: Telling };

const MAX_SUBJECT = 70;

/** A subject line of at most 70 characters: the title gives way, at a word, so that what comes before and after it stays whole. */
export function subjectLine(made: (title: string) => string, title: string): string {
  const whole = made(title);
  if (whole.length <= MAX_SUBJECT) return whole;
  const room = MAX_SUBJECT - made("").length - 1;
  const cut = title.slice(0, Math.max(0, room));
  const word = cut.lastIndexOf(" ");
  return made(`${(word > room / 2 ? cut.slice(0, word) : cut).replace(/[\s,;:–-]+$/u, "")}…`);
}
