import { eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { holdersByTenure } from "../institutions/queries";
import type { Actor } from "../kernel/actor";
import { type AuditAction, record } from "../kernel/audit";
import { authorize } from "../kernel/authorized";
import { foundBy, type Message, type MessageHooks, UNDO_WINDOW } from "../kernel/outbox";
import { accept, type Outcome, refuse } from "../kernel/outcome";
import type { MessageInput, ResolveInput } from "./input";
import { canHandle } from "./policy";
import { findMessage, hasNewer, subjectOf, waitsForVerifying } from "./queries";
import { canCancel, canResolve, canRetry } from "./rules";

type Change = Partial<
  Pick<
    Message,
    "state" | "sendAfter" | "attempts" | "leaseUntil" | "held" | "sentAt" | "lastError" | "toName" | "toAddress" | "searchText" | "payload"
  >
>;

/**
 * Back to the queue with a fresh count of attempts and the same Message-ID, to the address its person has now. It leaves
 * a minute later, like everything that is sent; taken back before, it stands where it stood.
 */
function again(tx: Store, message: Message, now: number): Change {
  const { officeId, payload } = message;
  const tenureId = typeof payload?.tenureId === "string" ? payload.tenureId : undefined;
  const to = officeId && tenureId ? holdersByTenure(tx, officeId, [tenureId]).get(tenureId) : undefined;
  const address = to?.email ? { toName: to.name, toAddress: to.email } : {};
  const found = foundBy({ ...message, ...address });
  const waits = { state: "queued", sendAfter: now + UNDO_WINDOW, attempts: 0, leaseUntil: null, held: null, lastError: null } as const;
  return { ...waits, searchText: found, payload: { ...payload, stood: message.state }, ...address };
}

function change(tx: Store, actor: Actor, message: Message, action: AuditAction, to: Change): Outcome<Message> {
  const changed = tx.db.update(messages).set(to).where(eq(messages.id, message.id)).returning().get();
  record(tx, actor, action, subjectOf(tx, message));
  return accept(changed);
}

const own = (tx: Store, actor: Actor, messageId: string): Message =>
  authorize(findMessage(tx, actor, messageId), (message) => canHandle(actor, message));

/** Sends a message again that could not be delivered. Refuses one that is not known to have failed, and one that a newer one of its kind has replaced. */
export function retryMessage(store: Store, actor: Actor, { messageId }: MessageInput): Outcome<Message> {
  return store.transaction((tx) => {
    const message = own(tx, actor, messageId);
    if (!canRetry(message)) return refuse("message_not_failed");
    if (waitsForVerifying(tx, message)) return refuse("contact_to_verify", { params: { n: 1 } });
    if (hasNewer(tx, message)) return refuse("message_newer");
    return change(tx, actor, message, "mail.retried", again(tx, message, actor.now));
  });
}

/** Settles a message nobody knows about: it arrived (`sent`), or it leaves once more (`again`). Refuses any other message. */
export function resolveUncertain(store: Store, actor: Actor, input: ResolveInput, hooks: MessageHooks = {}): Outcome<Message> {
  return store.transaction((tx) => {
    const message = own(tx, actor, input.messageId);
    if (!canResolve(message)) return refuse("message_not_uncertain");
    if (input.outcome === "again" && waitsForVerifying(tx, message)) return refuse("contact_to_verify", { params: { n: 1 } });
    if (input.outcome === "again") return change(tx, actor, message, "mail.resolved", again(tx, message, actor.now));
    const outcome = change(tx, actor, message, "mail.resolved", { state: "sent", sentAt: actor.now, leaseUntil: null });
    if (outcome.ok) hooks[message.kind]?.sent(tx, outcome.value, actor.now);
    return outcome;
  });
}

/** Gives a message up, and lets its room know. Refuses one that has left or is leaving. */
export function cancelMessage(store: Store, actor: Actor, { messageId }: MessageInput, hooks: MessageHooks = {}): Outcome<Message> {
  return store.transaction((tx) => {
    const message = own(tx, actor, messageId);
    if (!canCancel(message)) return refuse("message_gone");
    const outcome = change(tx, actor, message, "mail.cancelled", { state: "cancelled", leaseUntil: null });
    if (outcome.ok) hooks[message.kind]?.dropped?.(tx, outcome.value, actor.now);
    return outcome;
  });
}
