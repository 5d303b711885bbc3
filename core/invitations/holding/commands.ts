import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { holdings } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { type Briefing, findBriefing } from "../../briefings/queries";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { putQuestion } from "../clearing/commands";
import { mustAsk } from "../clearing/queries";
import { canInvite } from "../policy";
import { about, lettersOf, readyToLeave, release, set } from "../sending/commands";
import { takesMessages } from "../sending/rules";
import type { holdInvitationsInput, noteHoldingInput, releaseInvitationsInput, takeBackHoldingInput } from "./input";
import { type Holding, openHolding, type Running, runningOf } from "./queries";

/**
 * Keeps invitations that are ready to leave until the foreign ministry has released them. A briefing has one note at a
 * time: what is held later waits for the same one, which says what was typed last. Refuses what a sending refuses.
 */
export function holdInvitations(
  store: Store,
  actor: Staff,
  input: z.output<typeof holdInvitationsInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const { askedOn, reference = null, ...chosen } = input;
    const ready = readyToLeave(tx, actor, chosen);
    if (!ready.ok) return ready;
    const { briefing, letters } = ready.value;
    if (isAhead(actor, briefing, askedOn)) return refuse("asked_ahead", { field: "askedOn" });
    const { id } = openHolding(tx, briefing) ?? open(tx, actor, briefing, { askedOn, reference });
    write(tx, id, { askedOn, reference });
    for (const { invitation } of letters) set(tx, invitation, { state: "held", holdingId: id, clearanceId: null, changedAt: actor.now });
    record(tx, actor, "invitations.put_on_hold", about(briefing), { facts: { n: letters.length } });
    return accept({ briefingId: briefing.id, n: letters.length });
  });
}

/** Writes when the foreign ministry was asked, and the reference of the note. */
export function noteHolding(store: Store, actor: Staff, input: z.output<typeof noteHoldingInput>): Outcome<{ briefingId: string }> {
  return store.transaction((tx) => {
    const { briefing, running } = waiting(tx, actor, input.briefingId);
    if (!running) return refuse("hold_ended");
    if (isAhead(actor, briefing, input.askedOn)) return refuse("asked_ahead", { field: "askedOn" });
    const { askedOn, reference } = running.holding;
    const after = { askedOn: input.askedOn, reference: input.reference ?? null };
    if (after.askedOn === askedOn && after.reference === reference) return accept({ briefingId: briefing.id });
    write(tx, running.holding.id, after);
    record(tx, actor, "invitations.hold_noted", about(briefing), { before: { askedOn, reference }, after });
    return accept({ briefingId: briefing.id });
  });
}

/** What was held goes on its way: it leaves, or waits for clearance as exactly those words, where the office wants it. */
export type Released = { briefingId: string; n: number; batchId?: string };

/**
 * The foreign ministry has released what was held. A clearance comes after it, not before: a colleague clears the words
 * that leave within the minute, not those of weeks ago. Refuses when others wait than were seen, and what a sending refuses.
 */
export function releaseInvitations(store: Store, actor: Staff, input: z.output<typeof releaseInvitationsInput>): Outcome<Released> {
  return store.transaction((tx) => {
    const { briefing, running } = waiting(tx, actor, input.briefingId);
    if (!running) return refuse("hold_ended");
    const { holding, held } = running;
    if (held.length !== input.n) return refuse("hold_changed");
    if (!takesMessages(briefing, actor.now)) return refuse(briefing.dateOpen ? "date_is_open" : "invitations_closed");
    const letters = lettersOf(tx, actor, briefing, held, canInvite);
    if (!letters.ok) return letters;
    record(tx, actor, "invitations.released", about(briefing), { facts: { n: held.length } });
    if (mustAsk(tx, actor, briefing)) {
      putQuestion(tx, actor, briefing, held);
      end(tx, actor, holding, { ended: "released" });
      return accept({ briefingId: briefing.id, n: held.length });
    }
    const sent = release(tx, actor, briefing, held, canInvite);
    if (!sent.ok) return sent;
    end(tx, actor, holding, { ended: "released", batchId: sent.value.batchId });
    record(tx, actor, "invitations.queued", about(briefing), { facts: { n: sent.value.n } });
    return accept(sent.value);
  });
}

/** Waits for the foreign ministry no longer: the invitations are drafts again. */
export function takeBackHolding(
  store: Store,
  actor: Staff,
  input: z.output<typeof takeBackHoldingInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const { briefing, running } = waiting(tx, actor, input.briefingId);
    if (!running) return refuse("hold_ended");
    for (const invitation of running.held) set(tx, invitation, { state: "draft", holdingId: null, changedAt: actor.now });
    end(tx, actor, running.holding, { ended: "taken_back" });
    record(tx, actor, "invitations.hold_taken_back", about(briefing), { facts: { n: running.held.length } });
    return accept({ briefingId: briefing.id, n: running.held.length });
  });
}

const isAhead = (actor: Actor, { zone }: Briefing, day: string): boolean => day > dayOf(actor.now, zone);

function waiting(tx: Store, actor: Staff, briefingId: string): { briefing: Authorized<Briefing>; running: Running | undefined } {
  const briefing = authorize(findBriefing(tx, actor, briefingId), (b) => canInvite(actor, b));
  return { briefing, running: runningOf(tx, briefing) };
}

type Note = Pick<Holding, "askedOn" | "reference">;

function open(tx: Store, actor: Staff, { id: briefingId, officeId }: Authorized<Briefing>, note: Note): { id: string } {
  const id = newId("hld", actor.now);
  tx.db
    .insert(holdings)
    .values({ id, officeId, briefingId, heldBy: actor.userId, heldAt: actor.now, ...note })
    .run();
  return { id };
}

const write = (tx: Store, id: string, note: Note) => tx.db.update(holdings).set(note).where(eq(holdings.id, id)).run();

const end = (tx: Store, actor: Staff, { id }: Holding, how: Pick<Holding, "ended"> & Partial<Pick<Holding, "batchId">>) =>
  tx.db
    .update(holdings)
    .set({ ...how, endedBy: actor.userId, endedAt: actor.now })
    .where(eq(holdings.id, id))
    .run();

/** The note a sending was released from, when nothing else is held for the briefing meanwhile. */
export function releasedWith(tx: Store, briefing: Pick<Briefing, "id" | "officeId">, batchId: string): Holding | undefined {
  const found = tx.db
    .select()
    .from(holdings)
    .where(and(eq(holdings.officeId, briefing.officeId), eq(holdings.briefingId, briefing.id), eq(holdings.batchId, batchId)))
    .get();
  return found && !openHolding(tx, briefing) ? found : undefined;
}

/** A sending was taken back: what it brought waits for the foreign ministry again. */
export const reopen = (tx: Store, { id }: Holding): void => {
  tx.db.update(holdings).set({ ended: null, endedBy: null, endedAt: null, batchId: null }).where(eq(holdings.id, id)).run();
};
