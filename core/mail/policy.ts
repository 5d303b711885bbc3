import { canClear } from "../invitations/policy";
import type { Actor } from "../kernel/actor";
import type { Message } from "../kernel/outbox";

/** Officers and administrators decide about their office's messages. */
export function canHandle(actor: Actor, message: Message): boolean {
  return actor.kind === "staff" && actor.officeId === message.officeId && (actor.role === "officer" || actor.role === "admin");
}

/** Who decides about a message words it, and who clears what it says. */
export const canEdit = (actor: Actor, message: Message): boolean =>
  canHandle(actor, message) || (message.officeId !== null && canClear(actor, { officeId: message.officeId }));

/** Everybody of the office reads what it says. */
export const canRead = (actor: Actor, message: Message): boolean => actor.kind === "staff" && actor.officeId === message.officeId;
