import type { Role } from "@/db/schema/offices";
import type { Locale } from "@/lib/locales";

/** Who acts, and when (`now`: milliseconds UTC). Time is part of the actor, so that no rule reads a clock. */
export type Staff = {
  kind: "staff";
  userId: string;
  officeId: string;
  role: Role;
  name: string;
  language: Locale;
  sessionId: string;
  now: number;
};

/** Whoever holds an institution's link to one invitation. */
export type Invitee = {
  kind: "invitee";
  officeId: string;
  briefingId: string;
  invitationId: string;
  institutionId: string;
  linkId: string;
  now: number;
};

/** The installation itself: first start, dispatcher, the command line. */
export type System = { kind: "system"; now: number };

/** Anybody. */
export type Visitor = { kind: "visitor"; now: number };

export type Actor = Staff | Invitee | System | Visitor;

/** The office whose records the actor may touch at all; `undefined` for those who have none. */
export function officeOf(actor: Actor): string | undefined {
  return actor.kind === "staff" || actor.kind === "invitee" ? actor.officeId : undefined;
}

/** The actor's own identifier for the audit. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === "staff") return actor.userId;
  if (actor.kind === "invitee") return actor.linkId;
  return null;
}
