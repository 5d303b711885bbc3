import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { clearances, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { passTo } from "../../briefings/commands";
import { undoEdit } from "../../briefings/editing/commands";
import { toldAt } from "../../briefings/history/queries";
import type { undoPassageInput } from "../../briefings/input";
import { undoPassage } from "../../briefings/passing/commands";
import { type Briefing, findBriefing, passageOf, passagesOf } from "../../briefings/queries";
import { type Actor, officeOf } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { cancelBatch, type Message } from "../../kernel/outbox";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { releasedWith, reopen } from "../holding/commands";
import { canClear, canInvite } from "../policy";
import { invitationsByIds, invitationsTo, perhapsArrived } from "../queries";
import { about, type Sending, set } from "../sending/commands";
import type { undoSendingInput } from "../sending/input";
import { kinds } from "../sending/rules";
import { resumeStopped } from "../telling/commands";
import { restoreWithdrawn } from "../withdrawing/commands";

/** A sending taken back; `restored` when what it told was taken back with it. */
export type Undone = Sending & { restored: boolean };

/**
 * Takes back what a sending has not sent yet: invitations become drafts again, and a change, postponement or
 * cancellation that was to be told has not happened. Refuses once the window has passed.
 */
export function undoSending(store: Store, actor: Actor, input: z.output<typeof undoSendingInput>): Outcome<Undone> {
  return store.transaction((tx) => {
    // Whoever cleared a sending may take it back; the question is open again.
    const cleared = clearanceOf(tx, actor, input.batchId);
    const briefing = authorize(
      findBriefing(tx, actor, input.briefingId),
      (b) => canInvite(actor, b) || (cleared !== undefined && canClear(actor, b)),
    );
    const batch = tx.db
      .select({ kind: messages.kind, payload: messages.payload, at: messages.createdAt })
      .from(messages)
      .where(
        and(
          eq(messages.officeId, briefing.officeId),
          eq(messages.batchId, input.batchId),
          eq(messages.briefingId, briefing.id),
          inArray(messages.kind, [...kinds]),
        ),
      )
      .all();
    const [told] = batch;
    if (!told) throw notFound();
    // An act that somebody has heard of, or may have, is not undone by taking the rest back.
    const isAct = told.kind === "change" || told.kind === "withdrawal";
    if (isAct && hasBegunToLeave(tx, briefing.officeId, input.batchId)) return refuse("undo_too_late");
    const stopped = cancelBatch(tx, briefing.officeId, input.batchId, actor.now);
    if (stopped.length === 0) return refuse(batch.some((m) => m.payload?.stoppedAt) ? "undo_later_first" : "undo_too_late");
    const ids = stopped.flatMap((m) => m.invitationId ?? []);
    const unsent = new Set(stopped.flatMap((m) => (m.kind === "invitation" ? (m.invitationId ?? []) : [])));
    for (const id of perhapsArrived(tx, briefing.officeId, ids)) unsent.delete(id);
    const released = releasedWith(tx, briefing, input.batchId);
    for (const invitation of invitationsByIds(tx, briefing.officeId, ids).values()) {
      const back = invitation.state === "queued" && unsent.has(invitation.id);
      const waits = cleared || released;
      set(tx, invitation, {
        changedAt: actor.now,
        ...(back ? { state: waits ? "held" : "draft", holdingId: released?.id ?? null } : {}),
      });
    }
    if (released) reopen(tx, released);
    if (cleared)
      tx.db
        .update(clearances)
        .set({ verdict: null, decidedBy: null, decidedAt: null, batchId: null })
        .where(eq(clearances.id, cleared.id))
        .run();
    const withdrew = told.kind === "withdrawal";
    if (withdrew) restoreWithdrawn(tx, actor, briefing, told.at, (told.payload?.states ?? {}) as Record<string, unknown>);
    const changed = told.kind === "change";
    const undone = changed ? takeBack(tx, actor, briefing.id, told) : undefined;
    if (undone && !undone.ok) return undone;
    if (changed) resumeStopped(tx, actor, briefing, told.at);
    else if (!withdrew) unmove(tx, actor, briefing);
    record(tx, actor, "invitations.undone", about(briefing), { facts: { n: stopped.length } });
    return accept({ briefingId: briefing.id, batchId: input.batchId, n: stopped.length, restored: changed || withdrew });
  });
}

/** Whether any message of a sending has left, or may have. */
const hasBegunToLeave = (tx: Store, officeId: string, batchId: string): boolean =>
  tx.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.officeId, officeId), eq(messages.batchId, batchId), notInArray(messages.state, ["queued", "cancelled"])))
    .limit(1)
    .get() !== undefined;

/** The clearance a sending left with. */
const clearanceOf = (tx: Store, actor: Actor, batchId: string) =>
  tx.db
    .select({ id: clearances.id })
    .from(clearances)
    .where(and(eq(clearances.officeId, officeOf(actor) ?? ""), eq(clearances.batchId, batchId)))
    .get();

/** Undoes the act whose messages these were; it shares their instant. */
const takeBack = (tx: Store, actor: Actor, briefingId: string, { payload, at }: Pick<Message, "payload"> & { at: number }) =>
  (payload?.act ?? payload?.change) === "changed" ? undoEdit(tx, actor, { briefingId, at }) : undoPassage(tx, actor, { briefingId, at });

/** A briefing whose every invitation was taken back stands where it stood before the first one was sent. */
function unmove(tx: Store, actor: Actor, briefing: Authorized<Briefing>): void {
  const left = invitationsTo(tx, briefing.officeId, briefing.id).some((i) => i.state === "sent" || i.state === "queued");
  if (left || briefing.state !== "inviting") return;
  const before = passagesOf(tx, briefing.officeId, briefing.id).find(({ state }) => state === "draft" || state === "scheduled");
  passTo(tx, actor, briefing, before?.state === "draft" ? "draft" : "scheduled");
}

/** Takes back the last postponement or cancellation: with the messages that tell of it, or alone where nobody had to be told. */
export function takeBackPassage(store: Store, actor: Actor, input: z.output<typeof undoPassageInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    const last = passageOf(tx, briefing);
    const batchId = last && toldAt(tx, briefing.officeId, briefing.id, last.at).batchId;
    const undone = batchId ? undoSending(tx, actor, { briefingId: briefing.id, batchId }) : undoPassage(tx, actor, input);
    if (!undone.ok) return undone;
    if (!batchId && last) resumeStopped(tx, actor, briefing, last.at);
    return accept({ id: briefing.id });
  });
}
