import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { pick } from "../../briefings/editing/rules";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { type Telling, toldOf } from "../../briefings/rules";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { type Message, UNDO_WINDOW } from "../../kernel/outbox";
import { tellNomineesOf } from "../delegation/mail";
import { issueLink } from "../links/commands";
import { currentLink } from "../links/queries";
import { canInvite } from "../policy";
import { type Invitation, invitationsByIds, invitationsTo, isLeaving } from "../queries";
import { about, put, set } from "../sending/commands";
import { addresseesOf, isReachable, whoWasTold } from "../sending/queries";
import { isTelling, saidOf, sumOf, type Told, type Was } from "../sending/rules";

/**
 * Tells everyone who was told of a briefing that it changed, was postponed or is cancelled; for the transaction of that
 * act. `was` is how it stood before; what an institution has not been told yet goes into the same message. Invitations
 * waiting to leave are taken back, unless only a detail changed. Returns how many are told, and how many have no address.
 */
export function tellChange(
  tx: Store,
  actor: Actor,
  briefingId: string,
  kind: Telling,
  was: Was,
): { batchId: string; told: number; unreached: number } {
  const briefing = authorize(findBriefing(tx, actor, briefingId), (b) => canInvite(actor, b));
  const before = pick(was, toldOf);
  const told = whoWasTold(tx, actor, briefing.id);
  const people = addresseesOf(tx, briefing.officeId, told, dayOf(actor.now, briefing.zone));
  const untold = stopTelling(tx, actor, briefing);
  const batchId = newId("bat", actor.now);
  let n = 0;
  for (const invitation of told) {
    const to = people.get(invitation.addresseeTenureId ?? "");
    if (!isReachable(to)) continue;
    const open = authorize(invitation, (i) => canInvite(actor, i));
    if (!currentLink(tx, open.id)) issueLink(tx, actor, open, briefing.endsAt);
    const earlier = untold.get(open.id);
    const [sum, known] = [sumOf(kind, earlier?.change), earlier?.was ?? before];
    const change: Told = { change: sum, said: saidOf(sum, known, briefing), was: known, act: kind };
    put(tx, actor, open, "change", to, batchId, change);
    tellNomineesOf(tx, actor, open, batchId, change);
    set(tx, open, { changedAt: actor.now });
    n++;
  }
  if (kind !== "changed") {
    const perhaps = new Set(told.map((i) => i.id));
    const waiting = invitationsTo(tx, briefing.officeId, briefing.id).filter((i) => i.state === "queued");
    for (const invitation of waiting) stopInvitation(tx, actor, invitation, perhaps.has(invitation.id));
  }
  if (n > 0) record(tx, actor, "invitations.change_told", about(briefing), { facts: { n, kind: saidOf(kind, before, briefing) } });
  return { batchId, told: n, unreached: told.length - n };
}

/** Takes a waiting message back for an act, which leaves its instant: with the act undone the message waits again. */
export const stop = (tx: Store, actor: Actor, { id, payload }: Message) =>
  tx.db
    .update(messages)
    .set({ state: "cancelled", payload: { ...payload, stoppedAt: actor.now } })
    .where(eq(messages.id, id))
    .run();

/** Takes back what was still to be told of an earlier change; gives what each institution knows, and what it was to hear. */
function stopTelling(tx: Store, actor: Actor, briefing: Briefing): Map<string, { change: Telling; was: Was }> {
  const waiting = tx.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.officeId, briefing.officeId),
        eq(messages.briefingId, briefing.id),
        eq(messages.state, "queued"),
        inArray(messages.kind, ["change", "nominee_change"]),
      ),
    )
    .orderBy(asc(messages.createdAt))
    .all();
  const known = new Map<string, { change: Telling; was: Was }>();
  for (const message of waiting) {
    const { kind, invitationId, payload } = message;
    if (kind === "change" && invitationId && !known.has(invitationId) && isTelling(payload?.change))
      known.set(invitationId, { change: payload.change, was: payload.was as Was });
    stop(tx, actor, message);
  }
  return known;
}

/** Takes back the message an invitation waits with. Only what was taken back whole is a draft again: not what an earlier message may have brought. */
function stopInvitation(tx: Store, actor: Actor, invitation: Invitation, perhapsThere: boolean): void {
  const { officeId, id } = invitation;
  const waiting = tx.db
    .select()
    .from(messages)
    .where(
      and(eq(messages.officeId, officeId), eq(messages.invitationId, id), eq(messages.kind, "invitation"), eq(messages.state, "queued")),
    )
    .all();
  for (const message of waiting) stop(tx, actor, message);
  if (waiting.length > 0 && !perhapsThere) set(tx, invitation, { state: "draft", changedAt: actor.now });
}

/**
 * Lets the messages wait again that the act of an instant took back, once that act is undone: an invitation with a whole
 * undo window, what tells of an earlier change with what is left of its own. One sent or withdrawn meanwhile is left alone.
 */
export function resumeStopped(tx: Store, actor: Actor, briefing: Authorized<Briefing>, at: number): void {
  const stopped = tx.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.officeId, briefing.officeId),
        eq(messages.briefingId, briefing.id),
        eq(messages.state, "cancelled"),
        sql`json_extract(${messages.payload}, '$.stoppedAt') = ${at}`,
      ),
    )
    .all();
  const invited = invitationsByIds(
    tx,
    briefing.officeId,
    stopped.flatMap((m) => m.invitationId ?? []),
  );
  for (const message of stopped) {
    const invitation = invited.get(message.invitationId ?? "");
    const first = message.kind === "invitation";
    if (!invitation || invitation.state === "withdrawn") continue;
    if (first && (invitation.state === "sent" || isLeaving(tx, invitation.id))) continue;
    const { stoppedAt: _, ...payload } = message.payload ?? {};
    const sendAfter = first ? actor.now + UNDO_WINDOW : Math.max(message.sendAfter, actor.now);
    tx.db.update(messages).set({ state: "queued", sendAfter, payload }).where(eq(messages.id, message.id)).run();
    set(tx, invitation, { changedAt: actor.now, ...(first ? { state: "queued" } : {}) });
  }
}
