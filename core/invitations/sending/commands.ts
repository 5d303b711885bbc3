import { and, eq, gt } from "drizzle-orm";
import type { z } from "zod";
import { invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { passTo } from "../../briefings/commands";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { canMove } from "../../briefings/rules";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { enqueue, type Message, type MessageHook, type MessageHooks, UNDO_WINDOW } from "../../kernel/outbox";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { pauseNow } from "../../offices/days/queries";
import { refuseWords } from "../../offices/wording/commands";
import { mustAsk } from "../clearing/queries";
import { issueLink, subjectOf } from "../links/commands";
import { currentLink } from "../links/queries";
import { canInvite } from "../policy";
import { chosenOf, findInvitation, type Invitation, invitationsByIds, isLeaving, perhapsArrived } from "../queries";
import type { chaseInput, resendInvitationInput, sendInvitationsInput } from "./input";
import { addresseesOf, chaseable, isReachable, messageCount, type Reachable } from "./queries";
import { type Chase, type Kind, SENDS_A_DAY, type Told, takesMessages } from "./rules";

/** A sending: its messages leave together after the undo window. */
export type Sending = { briefingId: string; batchId: string; n: number };

/** Of a message that leaves by plan: its key, and until when it may leave (milliseconds UTC). */
export type ByPlan = { key: string; until: number };

/** Of a message that tells of a withdrawal: how every invitation of the act stood before. */
type Before = { states: Record<string, string> };

/** Writes one message of a batch; the key says which one of its kind it is for the invitation, and can be taken once. */
export function put(
  tx: Store,
  actor: Actor,
  invitation: Authorized<Invitation>,
  kind: Kind,
  to: Reachable,
  batchId: string,
  told?: Told | ByPlan | Before,
): void {
  const { key, ...more } = told && "key" in told ? told : { key: undefined, ...told };
  const id = enqueue(tx, actor, {
    kind,
    key: key ?? `${kind}:${invitation.id}:${messageCount(tx, invitation.id, kind) + 1}`,
    officeId: invitation.officeId,
    to: { name: to.name, address: to.email },
    language: invitation.language,
    sendAfter: actor.now + UNDO_WINDOW,
    batchId,
    briefingId: invitation.briefingId,
    invitationId: invitation.id,
    payload: { tenureId: to.tenureId, ...more },
  });
  if (!id) throw new Error("A message of this number exists already.");
}

/** Writes the state of an invitation as its messages make it. */
export const set = (tx: Store, invitation: Pick<Invitation, "id">, values: Partial<Invitation>) =>
  tx.db.update(invitations).set(values).where(eq(invitations.id, invitation.id)).run();

/** An invitation that can leave, and to whom. */
type Letter = { invitation: Authorized<Invitation>; to: Reachable };

/** The chosen drafts, each with somebody to go to; the confirmed number must be that of the chosen ones. Says why they cannot leave otherwise. */
export function readyToLeave(
  tx: Store,
  actor: Actor,
  input: z.output<typeof sendInvitationsInput>,
): Outcome<{ briefing: Authorized<Briefing>; letters: Letter[] }> {
  const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
  if (!takesMessages(briefing, actor.now)) return refuse(briefing.dateOpen ? "date_is_open" : "invitations_closed");
  const chosen = chosenOf(tx, briefing, input.invitations);
  if (chosen.length === 0) return refuse("nobody_chosen");
  const drafts = chosen.filter((i) => i.state === "draft");
  if (drafts.length === 0) return refuse("invitations_left");
  if (input.count !== chosen.length) return refuse("count_differs", { field: "count", params: { n: chosen.length } });
  const letters = lettersOf(tx, actor, briefing, drafts, canInvite);
  return letters.ok ? accept({ briefing, letters: letters.value }) : letters;
}

/** Whom each of these invitations goes to. Refuses when one has nobody with an address, somebody to be verified first, or words of its own that cannot be sent. */
export function lettersOf(tx: Store, actor: Actor, briefing: Briefing, found: Invitation[], may: typeof canInvite): Outcome<Letter[]> {
  const people = addresseesOf(tx, briefing.officeId, found, dayOf(actor.now, briefing.zone));
  const letters = found.flatMap((one) => {
    const to = people.get(one.addresseeTenureId ?? "");
    return isReachable(to) ? [{ invitation: authorize(one, (i) => may(actor, i)), to }] : [];
  });
  const unverified = found.filter((one) => {
    const to = people.get(one.addresseeTenureId ?? "");
    return to?.email && !isReachable(to);
  }).length;
  if (unverified > 0) return refuse("contact_to_verify", { params: { n: unverified } });
  for (const { words, language } of found) {
    const wrong = words?.language === language && refuseWords("invitation", words);
    if (wrong) return { ...wrong, field: undefined };
  }
  const lacking = found.length - letters.length;
  return lacking > 0 ? refuse("address_missing", { params: { n: lacking } }) : accept(letters);
}

/** Queues invitations whoever `may` lets go: one message a recipient, leaving after the undo window, and the briefing is one that invites. */
export function release(
  tx: Store,
  actor: Actor,
  briefing: Authorized<Briefing>,
  found: Invitation[],
  may: typeof canInvite,
): Outcome<Sending> {
  const letters = lettersOf(tx, actor, briefing, found, may);
  if (!letters.ok) return letters;
  const batchId = newId("bat", actor.now);
  for (const { invitation, to } of letters.value) {
    if (!currentLink(tx, invitation.id)) issueLink(tx, actor, invitation, briefing.endsAt);
    put(tx, actor, invitation, "invitation", to, batchId);
    set(tx, invitation, { state: "queued", holdingId: null, changedAt: actor.now });
  }
  if (canMove(briefing.state, "inviting")) passTo(tx, actor, briefing, "inviting");
  return accept({ briefingId: briefing.id, batchId, n: letters.value.length });
}

/** Sends invitations. Those on their way already are left alone; none left to send is refused, as is one without an address, or where a colleague has to clear them first. */
export function sendInvitations(store: Store, actor: Actor, input: z.output<typeof sendInvitationsInput>): Outcome<Sending> {
  return store.transaction((tx) => {
    const ready = readyToLeave(tx, actor, input);
    if (!ready.ok) return ready;
    const { briefing, letters } = ready.value;
    if (mustAsk(tx, actor, briefing)) return refuse("needs_clearance");
    const sent = release(
      tx,
      actor,
      briefing,
      letters.map(({ invitation }) => invitation),
      canInvite,
    );
    if (sent.ok) record(tx, actor, "invitations.queued", about(briefing), { facts: { n: sent.value.n } });
    return sent;
  });
}

/** A briefing as the audit of its sendings names it. */
export const about = (briefing: Pick<Briefing, "id" | "officeId">) =>
  ({ type: "briefing", id: briefing.id, officeId: briefing.officeId, briefingId: briefing.id }) as const;

/** Sends an invitation that has left already, or whose message failed, once more, to its present addressee and with its present link. */
export function resendInvitation(store: Store, actor: Actor, input: z.output<typeof resendInvitationInput>): Outcome<Sending> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    const briefing = authorize(findBriefing(tx, actor, invitation.briefingId), (b) => canInvite(actor, b));
    if (invitation.state !== "sent" && invitation.state !== "queued") return refuse("invitation_not_sent");
    if (!takesMessages(briefing, actor.now)) return refuse(briefing.dateOpen ? "date_is_open" : "invitations_closed");
    const to = addresseesOf(tx, briefing.officeId, [invitation], dayOf(actor.now, briefing.zone)).get(invitation.addresseeTenureId ?? "");
    if (!isReachable(to)) return refuse(to?.email ? "contact_to_verify" : "address_missing", { params: { n: 1 } });
    const lately = tx.db
      .select({ state: messages.state })
      .from(messages)
      .where(and(eq(messages.invitationId, invitation.id), eq(messages.kind, "invitation"), gt(messages.createdAt, actor.now - 86_400_000)))
      .all()
      .filter((m) => m.state !== "cancelled");
    if (lately.some((m) => m.state === "queued" || m.state === "sending")) return refuse("invitation_leaving");
    if (lately.length >= SENDS_A_DAY) return refuse("sent_often", { params: { n: SENDS_A_DAY } });

    if (!currentLink(tx, invitation.id)) issueLink(tx, actor, invitation, briefing.endsAt);
    const batchId = newId("bat", actor.now);
    put(tx, actor, invitation, "invitation", to, batchId);
    set(tx, invitation, { changedAt: actor.now });
    record(tx, actor, "invitations.resent", subjectOf(invitation));
    return accept({ briefingId: briefing.id, batchId, n: 1 });
  });
}

/** Reminds those who have not answered: the named ones, or all. At most once in 72 hours an invitation and once a day an address. */
export const remindInvitations = (store: Store, actor: Actor, input: z.output<typeof chaseInput>): Outcome<Sending> =>
  chase(store, actor, input, "reminder");

/** Asks confirmed institutions for the names they owe; bounded like a reminder. */
export const askForNames = (store: Store, actor: Actor, input: z.output<typeof chaseInput>): Outcome<Sending> =>
  chase(store, actor, input, "names_request");

function chase(store: Store, actor: Actor, input: z.output<typeof chaseInput>, kind: Chase): Outcome<Sending> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    if (actor.kind !== "staff") throw notFound();
    if (!takesMessages(briefing, actor.now)) return refuse(briefing.dateOpen ? "date_is_open" : "invitations_closed");
    if (pauseNow(tx, briefing.officeId, actor.now)) return refuse("reminders_paused");
    const wanted = new Set(input.invitations);
    const due = chaseable(tx, actor, briefing.id, kind).filter((d) => wanted.size === 0 || wanted.has(d.invitation.id));
    if (due.length === 0) return refuse(kind === "reminder" ? "nobody_to_remind" : "nobody_to_ask");
    const batchId = newId("bat", actor.now);
    for (const { invitation, to } of due) {
      const open = authorize(invitation, (i) => canInvite(actor, i));
      if (!currentLink(tx, open.id)) issueLink(tx, actor, open, briefing.endsAt);
      put(tx, actor, open, kind, to, batchId);
      set(tx, open, { changedAt: actor.now });
    }
    record(tx, actor, kind === "reminder" ? "invitations.reminded" : "invitations.names_asked", about(briefing), {
      facts: { n: due.length },
    });
    return accept({ briefingId: briefing.id, batchId, n: due.length });
  });
}

/** An invitation counts as sent from the moment its message has left, whatever was thought of it meanwhile; for the transaction that marks the message. */
export function invitationSent(tx: Store, message: Message, now: number): void {
  if (!message.invitationId || !message.officeId) return;
  const invitation = invitationsByIds(tx, message.officeId, [message.invitationId]).get(message.invitationId);
  if (!invitation || invitation.state === "sent" || invitation.state === "withdrawn") {
    messageSent(tx, message, now);
    return;
  }
  set(tx, invitation, { state: "sent", sentAt: now, changedAt: now });
  record(tx, { kind: "system", now }, "invitations.sent", { ...subjectOf(invitation), briefingId: null });
}

/** Any other message of an invitation that has left is news for whoever looks at the board. */
function messageSent(tx: Store, message: Message, now: number): void {
  if (message.invitationId) set(tx, { id: message.invitationId }, { changedAt: now });
}

/** An invitation whose message was dropped before it left is a draft again, unless another one of it is on its way or may be there. */
function invitationDropped(tx: Store, { officeId, invitationId }: Message, now: number): void {
  if (!officeId || !invitationId) return;
  const invitation = invitationsByIds(tx, officeId, [invitationId]).get(invitationId);
  const other = isLeaving(tx, invitationId) || perhapsArrived(tx, officeId, [invitationId]).size > 0;
  if (invitation?.state === "queued" && !other) set(tx, invitation, { state: "draft", changedAt: now });
}

/** What becomes of an invitation whose message has left, or was dropped. */
export const leaving: MessageHook = { sent: invitationSent, dropped: invitationDropped };

/** What this room does when its messages have left, or were dropped. */
export const invitationHooks: MessageHooks = {
  invitation: leaving,
  reminder: { sent: messageSent },
  names_request: { sent: messageSent },
  change: { sent: messageSent },
  new_link: { sent: messageSent },
  withdrawal: { sent: messageSent },
  day_before: { sent: messageSent },
  thanks: { sent: messageSent },
  regret: { sent: messageSent },
};
