import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { clearances, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { type Briefing, briefingsByIds, findBriefing } from "../../briefings/queries";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import type { Message, MessageHooks } from "../../kernel/outbox";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { seenLetter } from "../mail";
import { canClear, canInvite } from "../policy";
import { type Invitation, invitationsByIds, isLeaving, perhapsArrived } from "../queries";
import { about, invitationHooks, leaving, readyToLeave, release, type Sending, set } from "../sending/commands";
import type { sendInvitationsInput } from "../sending/input";
import { takesMessages } from "../sending/rules";
import type { clearInput, refuseClearanceInput, takeBackClearanceInput } from "./input";
import { type Clearance, findClearance, heldFor, mustAsk, seenOf } from "./queries";

/** Asks for clearance of invitations that are ready to leave; they are held until somebody has decided. Refuses what a sending refuses. */
export function askClearance(
  store: Store,
  actor: Staff,
  input: z.output<typeof sendInvitationsInput>,
): Outcome<{ briefingId: string; clearanceId: string; n: number }> {
  return store.transaction((tx) => {
    const ready = readyToLeave(tx, actor, input);
    if (!ready.ok) return ready;
    const { briefing, letters } = ready.value;
    if (!mustAsk(tx, actor, briefing)) return refuse("clearance_not_needed");
    const clearanceId = putQuestion(
      tx,
      actor,
      briefing,
      letters.map(({ invitation }) => invitation),
    );
    return accept({ briefingId: briefing.id, clearanceId, n: letters.length });
  });
}

/**
 * An invitation that reads otherwise than it was cleared, and so has not left, waits for a clearance again, by the one
 * who asked before; one that can go no more is a draft.
 */
function askAgain(tx: Store, message: Message, now: number): void {
  const { officeId, invitationId, batchId } = message;
  if (!officeId || !invitationId || !batchId) return;
  const invitation = invitationsByIds(tx, officeId, [invitationId]).get(invitationId);
  const cleared = tx.db
    .select()
    .from(clearances)
    .where(and(eq(clearances.officeId, officeId), eq(clearances.batchId, batchId)))
    .get();
  const briefing = cleared && briefingsByIds(tx, officeId, [cleared.briefingId]).get(cleared.briefingId);
  const mayHaveLeft = isLeaving(tx, invitationId) || perhapsArrived(tx, officeId, [invitationId]).size > 0;
  if (invitation?.state !== "queued" || mayHaveLeft || !briefing || !takesMessages(briefing, now)) {
    leaving.dropped?.(tx, message, now);
    return;
  }
  const again = and(eq(clearances.officeId, officeId), eq(clearances.follows, cleared.id), isNull(clearances.verdict));
  const open = tx.db.select({ id: clearances.id }).from(clearances).where(again).get();
  const clearanceId = open?.id ?? newId("clr", now);
  if (!open) {
    const { briefingId, askedBy } = cleared;
    tx.db.insert(clearances).values({ id: clearanceId, officeId, briefingId, askedBy, askedAt: now, follows: cleared.id }).run();
    record(tx, { kind: "system", now }, "invitations.clearance_asked_again", about(briefing));
  }
  set(tx, invitation, { state: "held", clearanceId, holdingId: null, changedAt: now });
}

/** What the room does when messages of invitations have left or were dropped, cleared ones included. */
export const leavingHooks: MessageHooks = {
  ...invitationHooks,
  invitation: { ...leaving, overtaken: askAgain },
};

/** Writes the question and holds the invitations for it; the caller has seen that they can leave. */
export function putQuestion(tx: Store, actor: Staff, briefing: Authorized<Briefing>, asked: Invitation[]): string {
  const clearanceId = newId("clr", actor.now);
  const { id: briefingId, officeId } = briefing;
  tx.db.insert(clearances).values({ id: clearanceId, officeId, briefingId, askedBy: actor.userId, askedAt: actor.now }).run();
  for (const invitation of asked) set(tx, invitation, { state: "held", clearanceId, holdingId: null, changedAt: actor.now });
  record(tx, actor, "invitations.clearance_asked", about(briefing), { facts: { n: asked.length } });
  return clearanceId;
}

/** Clears what is held: it leaves after the undo window, exactly as it was seen; what would read otherwise by then is a draft again. Refuses when any message has changed since, or the question is settled. */
export function clearInvitations(store: Store, actor: Staff, input: z.output<typeof clearInput>): Outcome<Sending> {
  return store.transaction((tx) => {
    const { clearance, briefing, held } = openQuestion(tx, actor, input.clearanceId, canClear);
    if (briefing.id !== input.briefingId) throw notFound();
    if (clearance.verdict !== null || held.length === 0) return refuse("clearance_settled");
    if (!takesMessages(briefing, actor.now)) return refuse(briefing.dateOpen ? "date_is_open" : "invitations_closed");
    if (seenOf(tx, actor, briefing, held) !== input.seen) return refuse("clearance_changed");
    const sent = release(tx, actor, briefing, held, canClear);
    if (!sent.ok) return sent;
    seal(tx, actor, briefing, sent.value.batchId);
    decide(tx, actor, clearance, { verdict: "cleared", batchId: sent.value.batchId });
    record(tx, actor, "invitations.cleared", about(briefing), { facts: { n: sent.value.n } });
    return sent;
  });
}

/** Answers no, with the reason the one who asked reads; the invitations are drafts again. */
export function refuseClearance(
  store: Store,
  actor: Staff,
  input: z.output<typeof refuseClearanceInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const { clearance, briefing, held } = openQuestion(tx, actor, input.clearanceId, canClear);
    if (clearance.verdict !== null || held.length === 0) return refuse("clearance_settled");
    backToDraft(tx, actor, held);
    decide(tx, actor, clearance, { verdict: "refused", reason: input.reason });
    record(tx, actor, "invitations.clearance_refused", about(briefing), {
      after: { reason: input.reason },
      facts: { n: held.length },
    });
    return accept({ briefingId: briefing.id, n: held.length });
  });
}

/** Takes the question back: the invitations are drafts again. */
export function takeBackClearance(
  store: Store,
  actor: Staff,
  input: z.output<typeof takeBackClearanceInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const { clearance, briefing, held } = openQuestion(tx, actor, input.clearanceId, canInvite);
    if (clearance.verdict !== null || held.length === 0) return refuse("clearance_settled");
    backToDraft(tx, actor, held);
    decide(tx, actor, clearance, { verdict: "withdrawn" });
    record(tx, actor, "invitations.clearance_taken_back", about(briefing), { facts: { n: held.length } });
    return accept({ briefingId: briefing.id, n: held.length });
  });
}

/** Lets each message of a batch leave only as it reads now: between this moment and its leaving a night of quiet hours may lie. */
function seal(tx: Store, actor: Staff, briefing: Briefing, batchId: string): void {
  const own = and(eq(messages.officeId, briefing.officeId), eq(messages.batchId, batchId));
  for (const { id, payload, invitationId } of tx.db.select().from(messages).where(own).all())
    tx.db
      .update(messages)
      .set({ payload: { ...payload, seen: seenLetter(tx, actor, invitationId ?? "") } })
      .where(eq(messages.id, id))
      .run();
}

type Question = { clearance: Authorized<Clearance>; briefing: Authorized<Briefing>; held: Invitation[] };

/** A clearance of the actor's office, its briefing, and what it still holds. */
function openQuestion(tx: Store, actor: Staff, clearanceId: string, may: typeof canClear): Question {
  const clearance = authorize(findClearance(tx, actor, clearanceId), (c) => may(actor, c));
  const briefing = findBriefing(tx, actor, clearance.briefingId);
  if (!briefing) throw notFound();
  return { clearance, briefing: authorize(briefing, (b) => may(actor, b)), held: heldFor(tx, clearance) };
}

function backToDraft(tx: Store, actor: Staff, held: Invitation[]): void {
  for (const invitation of held) set(tx, invitation, { state: "draft", changedAt: actor.now });
}

function decide(
  tx: Store,
  actor: Staff,
  clearance: Authorized<Clearance>,
  decision: Pick<Clearance, "verdict"> & Partial<Pick<Clearance, "reason" | "batchId">>,
): void {
  tx.db
    .update(clearances)
    .set({ ...decision, decidedBy: actor.userId, decidedAt: actor.now })
    .where(eq(clearances.id, clearance.id))
    .run();
}
