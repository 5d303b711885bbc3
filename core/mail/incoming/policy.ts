import type { Actor } from "../../kernel/actor";

/** What comes in is taken by the installation alone. */
export const canTakeMail = (actor: Actor): boolean => actor.kind === "system";

/** Staff of the office read what institutions write; who may write to them says that it was read. */
export const canSettleMail = (actor: Actor, mail: { officeId: string }): boolean =>
  actor.kind === "staff" && actor.officeId === mail.officeId && (actor.role === "officer" || actor.role === "admin");
