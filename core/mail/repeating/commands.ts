import { and, eq, gt, ne } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { findBriefing } from "../../briefings/queries";
import { holdersByTenure } from "../../institutions/queries";
import { currentLink } from "../../invitations/links/queries";
import { isReachable } from "../../invitations/sending/queries";
import { CHASE_PAUSE, takesMessages } from "../../invitations/sending/rules";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue, type Message, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { pauseNow } from "../../offices/days/queries";
import { URGING } from "../../offices/days/rules";
import type { MessageInput } from "../input";
import { writtenBy } from "../listing/queries";
import { isPrivate } from "../listing/rules";
import { canHandle } from "../policy";
import { findMessage, subjectOf } from "../queries";
import { OFTEN } from "../rules";

/**
 * Sends a message that has left a second time, on purpose: a new one, to the address its person has now, that says so.
 * Refuses one that has not left, that the record has overtaken, that would urge within a pause, and the fourth in a day.
 */
export function resendMessage(
  store: Store,
  actor: Actor,
  { messageId }: MessageInput,
  kinds: MessageKinds,
): Outcome<{ messageId: string }> {
  return store.transaction((tx) => {
    const message = authorize(findMessage(tx, actor, messageId), (m) => canHandle(actor, m));
    const { officeId, kind, invitationId, briefingId, language, payload, sentAt } = message;
    if (!officeId || message.state !== "sent" || sentAt === null || isPrivate(message) || kind === "test")
      return refuse("message_not_sent");
    const briefing = briefingId ? findBriefing(tx, actor, briefingId) : undefined;
    if (briefing && kind !== "change" && !takesMessages(briefing, actor.now)) return refuse("message_overtaken");
    if (invitationId && !currentLink(tx, invitationId)) return refuse("message_overtaken");
    if (URGING.includes(kind) && pauseNow(tx, officeId, actor.now)) return refuse("reminders_paused");
    const to = receiverOf(tx, message);
    if (!to) return refuse("contact_to_verify", { params: { n: 1 } });
    const urges = URGING.includes(kind);
    const lately = sentLately(tx, actor, message);
    if (lately.some((state) => state === "queued" || state === "sending")) return refuse("message_leaving");
    if (urges && lately.length > 0) return refuse("reminded_lately");
    if (lately.length >= OFTEN) return refuse("sent_often", { params: { n: OFTEN } });
    const firstSentAt = typeof payload?.firstSentAt === "number" ? payload.firstSentAt : sentAt;
    const next = { ...message, payload: { ...payload, firstSentAt }, toName: to.name ?? null, toAddress: to.address };
    if (!writtenBy(kinds, tx, next, actor.now)) return refuse("message_overtaken");
    const id = enqueue(tx, actor, {
      kind,
      key: `again:${message.id}:${newId("key", actor.now)}`,
      officeId,
      to,
      language,
      sendAfter: actor.now + UNDO_WINDOW,
      batchId: newId("bat", actor.now),
      briefingId: briefingId ?? undefined,
      invitationId: invitationId ?? undefined,
      payload: next.payload,
    });
    if (!id) throw new Error("A message of this key exists already.");
    // What it said, it says again.
    if (message.words) tx.db.update(messages).set({ words: message.words }).where(eq(messages.id, id)).run();
    record(tx, actor, "mail.resent", subjectOf(tx, message));
    return accept({ messageId: id });
  });
}

/** Whom it goes to now: the address its person has today; nobody while they have to be verified. */
function receiverOf(tx: Store, { officeId, payload, toName, toAddress }: Message): { name: string | null; address: string } | undefined {
  const tenureId = typeof payload?.tenureId === "string" ? payload.tenureId : undefined;
  if (!officeId || !tenureId) return { name: toName, address: toAddress };
  const holder = holdersByTenure(tx, officeId, [tenureId]).get(tenureId);
  return isReachable(holder) ? { name: holder.name, address: holder.email } : undefined;
}

/** What of this kind went to this institution, or this address, within a day; of what urges, within three. */
function sentLately(tx: Store, { now }: Actor, { kind, invitationId, toAddress, officeId }: Message): MessageState[] {
  const whom = invitationId
    ? eq(messages.invitationId, invitationId)
    : and(eq(messages.officeId, officeId ?? ""), eq(messages.toAddress, toAddress));
  const since = URGING.includes(kind) ? now - CHASE_PAUSE : now - 86_400_000;
  const own = and(whom, eq(messages.kind, kind), ne(messages.state, "cancelled"), gt(messages.createdAt, since));
  return tx.db
    .select({ state: messages.state })
    .from(messages)
    .where(own)
    .all()
    .map(({ state }) => state);
}
