import { and, eq, inArray, lt, ne, not } from "drizzle-orm";
import type { z } from "zod";
import { incomingMails, invitations, messages, offices } from "@/db/schema";
import type { IncomingKind, IncomingReason } from "@/db/schema/mail";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { CalendarReply, Incoming } from "@/lib/mail/incoming";
import type { Briefing } from "../../briefings/queries";
import { holdersByTenure } from "../../institutions/queries";
import { recordAnswer } from "../../invitations/answers/commands";
import { receiverOf } from "../../invitations/answers/mail";
import { ahead, border } from "../../invitations/keeping/queries";
import { subjectOf as ofInvitation } from "../../invitations/links/commands";
import type { Invitation } from "../../invitations/queries";
import { put } from "../../invitations/sending/commands";
import { takesMessages } from "../../invitations/sending/rules";
import type { Actor, Invitee, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { type Message, messagesOf } from "../../kernel/outbox";
import { accept, type Outcome } from "../../kernel/outcome";
import { askToConfirm } from "../confirming/mail";
import { subjectOf as ofMessage } from "../queries";
import type { settleMailInput } from "./input";
import { canSettleMail, canTakeMail } from "./policy";
import { findIncoming, recordOf, standingOf } from "./queries";
import { verdictOf } from "./rules";

export type Taken = { kind: IncomingKind | "unknown" | "known"; why?: IncomingReason };

/**
 * Takes a message that came to an address of ours (`token` is what that speaks of). A calendar's answer becomes the
 * institution's answer under the rules of `verdictOf`; whatever else it is, it is kept for a person. Taken twice, it
 * changes nothing. What speaks of no record of ours is not kept.
 */
export function takeMail(store: Store, actor: System, mail: Incoming, token: string): Outcome<Taken> {
  return store.transaction((tx) => {
    authorize(mail, () => canTakeMail(actor));
    const found = recordOf(tx, token);
    if (!found) return accept({ kind: "unknown" as const });
    const { invitation, message } = found;
    if (isKnown(tx, invitation.id, mail.digest)) return accept({ kind: "known" as const });
    const { calendar, from, subject } = mail;
    const reply = typeof calendar === "object" && "said" in calendar ? calendar : undefined;
    const id = newId("inc", actor.now);
    let { kind, why } = verdictOf(mail, standingOf(tx, found, actor.now));
    let answerId: string | null = null;
    if (kind === "answer" && reply) {
      const answered = recordAnswer(tx, speakerOf(invitation, id, actor.now), { ...saidBy(tx, invitation, mail, reply), ...unsaid });
      if (answered.ok) answerId = answered.value.answerId;
      else [kind, why] = ["look", "closed"];
    }
    const confirmHash = kind === "unconfirmed" && reply ? askToConfirm(tx, actor, invitation, id, reply.attendee) : null;
    if (kind === "refresh") askedAgain(tx, actor, found);
    tx.db
      .insert(incomingMails)
      .values({
        id,
        officeId: invitation.officeId,
        briefingId: invitation.briefingId,
        invitationId: invitation.id,
        messageId: message?.id ?? null,
        digest: mail.digest,
        kind,
        why: why ?? null,
        said: reply?.said ?? null,
        answerId,
        confirmHash,
        sequence: reply?.sequence ?? null,
        stamp: reply?.stamp ?? null,
        fromName: from.name || null,
        fromAddress: from.address,
        subject,
        // What a calendar program writes beside its answer is its own; a comment is a person's.
        text: reply ? reply.comment : mail.text,
        receivedAt: actor.now,
      })
      .run();
    if (kind === "returned" && mail.returned?.final && message) markReturned(tx, actor, message, mail.returned.answer);
    record(tx, actor, "mail.came_in", ofInvitation(invitation), { facts: { kind } });
    return accept({ kind, why });
  });
}

const isKnown = (tx: Store, invitationId: string, digest: string): boolean =>
  tx.db
    .select({ id: incomingMails.id })
    .from(incomingMails)
    .where(and(eq(incomingMails.digest, digest), eq(incomingMails.invitationId, invitationId)))
    .get() !== undefined;

/** Sends the invitation as it stands to a calendar that has lost it: once a day at most, while it stands and takes answers. */
function askedAgain(tx: Store, actor: System, { invitation, briefing }: { invitation: Invitation; briefing: Briefing }): void {
  if (invitation.state !== "sent" || !takesMessages(briefing, actor.now)) return;
  const to = receiverOf(tx, actor, invitation);
  const lately = messagesOf(tx, invitation.officeId, [invitation.id]).some(
    (m) => m.kind === "invitation" && m.state !== "cancelled" && m.createdAt > actor.now - 86_400_000,
  );
  if (!to || lately) return;
  put(
    tx,
    actor,
    authorize(invitation, () => canTakeMail(actor)),
    "invitation",
    to,
    newId("bat", actor.now),
  );
}

/** The institution, speaking through its calendar. */
export const speakerOf = ({ officeId, briefingId, id: invitationId, institutionId }: Invitation, linkId: string, now: number): Invitee => ({
  kind: "invitee",
  officeId,
  briefingId,
  invitationId,
  institutionId,
  linkId,
  now,
});

export const unsaid = { tellBy: undefined, substituteName: undefined, substitutePost: undefined, basedOn: undefined, byPost: undefined };

function saidBy(
  tx: Store,
  { id, officeId, addresseeTenureId }: Invitation,
  { from }: Incoming,
  { said, comment, attendee }: CalendarReply,
) {
  const addressee = addresseeTenureId ? holdersByTenure(tx, officeId, [addresseeTenureId]).get(addresseeTenureId) : undefined;
  const own = addressee?.email?.toLowerCase() === attendee && !addressee.sharedMailbox;
  return {
    invitationId: id,
    channel: "calendar" as const,
    value: said,
    reason: comment || undefined,
    by: own ? addressee.personId : undefined,
    byName: own ? undefined : from.name || attendee,
  };
}

/** A message that had left came back: it is shown as one that failed, with what the other side said. */
function markReturned(tx: Store, actor: System, message: Message, answer: string): void {
  const gone = tx.db
    .update(messages)
    .set({ state: "failed", lastError: answer })
    .where(and(eq(messages.id, message.id), eq(messages.state, "sent")))
    .run().changes;
  if (gone > 0) record(tx, actor, "mail.returned", ofMessage(tx, message));
}

/** Says that a message was read and nothing is left to do about it. */
export function settleMail(store: Store, actor: Actor, { id }: z.output<typeof settleMailInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const mail = authorize(findIncoming(tx, actor, id), (m) => canSettleMail(actor, m));
    if (mail.seenAt !== null) return accept({ id });
    tx.db
      .update(incomingMails)
      .set({ seenAt: actor.now, seenBy: actor.kind === "staff" ? actor.userId : null })
      .where(eq(incomingMails.id, mail.id))
      .run();
    record(tx, actor, "mail.read", { type: "invitation", id: mail.invitationId, officeId: mail.officeId, briefingId: mail.briefingId });
    return accept({ id });
  });
}

/**
 * Blanks who wrote and what, of mail about meetings that lie longer back than the office keeps names; that something came
 * in, and what it was, stays. Done again it finds nothing. Returns how many.
 */
export function forgetMail(store: Store, actor: System): Outcome<{ n: number }> {
  authorize(actor, canTakeMail);
  let n = 0;
  for (const office of store.db.select().from(offices).all())
    n += store.transaction((tx) => {
      const over = tx.db
        .select({ id: invitations.id })
        .from(invitations)
        .where(and(eq(invitations.officeId, office.id), lt(invitations.startsAt, border(office, actor.now)), not(ahead(office.id))));
      const gone = tx.db
        .update(incomingMails)
        .set({ fromName: null, fromAddress: "", subject: "", text: "" })
        .where(and(eq(incomingMails.officeId, office.id), ne(incomingMails.fromAddress, ""), inArray(incomingMails.invitationId, over)))
        .run().changes;
      if (gone > 0) record(tx, actor, "mail.forgotten", { type: "office", id: office.id, officeId: office.id }, { facts: { n: gone } });
      return gone;
    });
  return accept({ n });
}
