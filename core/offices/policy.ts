import type { Actor } from "../kernel/actor";

/** Opening an office is for the installation: first start and the command line. */
export const canOpenOffice = (actor: Actor): boolean => actor.kind === "system";

/** Office details, holidays, who works there: its administrators, and the installation itself. */
export const canKeepOffice = (actor: Actor, office: { id: string }): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.role === "admin" && actor.officeId === office.id);

/** One's own name, language and sessions, and nobody else's. */
export const canKeepProfile = (actor: Actor, user: { userId: string }): boolean => actor.kind === "staff" && actor.userId === user.userId;
