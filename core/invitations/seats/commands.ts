import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { audits, delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { holdersByTenure } from "../../institutions/queries";
import type { Actor, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import type { Answer } from "../answers/queries";
import { closedBy } from "../answers/rules";
import { type Delegate, delegationOf } from "../delegation/queries";
import { subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { type Invitation, invitationsByIds } from "../queries";
import { tellSeated } from "./mail";
import { roomTaken, waitingForRoom } from "./queries";
import { countSeats, giveSeats, isCompanion, modeIn } from "./rules";

/** Takes delegates out; their rows stay. With an answer's id they were set aside by it and can come back. */
export function removeDelegates(tx: Store, actor: Actor, gone: Delegate[], setAsideBy: string | null = null): void {
  if (gone.length === 0) return;
  const ids = gone.map((d) => d.id);
  tx.db.update(delegates).set({ removedAt: actor.now, setAsideBy }).where(inArray(delegates.id, ids)).run();
}

type Counts = ReturnType<typeof countSeats>;

/** Gives the seats of a delegation anew and keeps its counts beside the invitation: after names, after another quota, after another answer. */
export function reseat(tx: Store, actor: Actor, invitation: Authorized<Invitation>, briefing: Briefing): Counts {
  const roomLeft = briefing.seats === null ? null : Math.max(0, briefing.seats - roomTaken(tx, briefing, invitation.id));
  return place(tx, actor, invitation, roomLeft).counts;
}

/** Gives a delegation its seats within quota and room; tells who has one now and had none. */
function place(tx: Store, actor: Actor, invitation: Authorized<Invitation>, roomLeft: number | null): { counts: Counts; seated: string[] } {
  const delegation = delegationOf(tx, invitation);
  const seats = giveSeats(delegation, { quota: invitation.quota, roomLeft });
  const placed = delegation.map((delegate, i) => ({ ...delegate, seat: seats[i] ?? ("waiting" as const) }));
  const moved = placed.filter(({ seat }, i) => delegation[i]?.seat !== seat);
  for (const { id, seat } of moved) tx.db.update(delegates).set({ seat }).where(eq(delegates.id, id)).run();
  const counts = countSeats(placed);
  tx.db
    .update(invitations)
    .set({ named: counts.named, toDesignate: counts.toDesignate, changedAt: actor.now })
    .where(eq(invitations.id, invitation.id))
    .run();
  return { counts, seated: moved.filter((d) => d.seat === "seated").map((d) => d.id) };
}

/**
 * Gives seats of the room that are free to those who wait for one, in the order they were named across institutions,
 * each within its quota, and tells their institutions. Called by every act that frees or adds seats; nobody loses one.
 */
export function seatThoseWaiting(tx: Store, actor: Actor, briefing: Briefing): void {
  if (closedBy(briefing, actor.now)) return;
  let free = briefing.seats === null ? Number.POSITIVE_INFINITY : briefing.seats - roomTaken(tx, briefing);
  const system: System = { kind: "system", now: actor.now };
  const given = new Map<string, { invitation: Authorized<Invitation>; seated: string[] }>();
  for (const { invitation: row, held, inRoom } of free > 0 ? waitingForRoom(tx, briefing) : []) {
    const before = given.get(row.id)?.seated ?? [];
    if (free <= 0 || held + before.length >= row.quota) continue;
    const invitation = authorize(row, () => true);
    const { seated } = place(tx, system, invitation, inRoom + before.length + 1);
    free -= seated.length;
    given.set(row.id, { invitation, seated: [...before, ...seated] });
  }
  for (const { invitation, seated } of given.values()) {
    if (seated.length === 0) continue;
    const cause = record(tx, system, "invitations.seats_given", subjectOf(invitation), { facts: { n: seated.length } });
    tellSeated(tx, system, invitation, seated, cause);
  }
}

/** Takes back the seats an act of this instant freed and gave away, so that the act can be undone; their messages find nobody to tell. */
export function takeSeatsBack(tx: Store, actor: Actor, briefing: Briefing, at: number): void {
  const given = tx.db
    .select({ id: audits.subjectId, facts: audits.facts })
    .from(audits)
    .where(and(eq(audits.briefingId, briefing.id), eq(audits.at, at), eq(audits.action, "invitations.seats_given")))
    .all();
  const found = invitationsByIds(
    tx,
    briefing.officeId,
    given.map((g) => g.id),
  );
  for (const { id, facts } of given) {
    const invitation = authorize(found.get(id), () => true);
    const inRoom = delegationOf(tx, invitation).filter((d) => d.seat === "seated" && d.mode === "on_site" && !isCompanion(d.role)).length;
    place(tx, actor, invitation, Math.max(0, inRoom - Number(facts?.n ?? 0)));
  }
}

/** Gives the seats an edit has added to a briefing's room; composed at the door, for a briefing knows no invitations. */
export function fillRoom(store: Store, actor: Actor, briefingId: string): void {
  store.transaction((tx) => {
    seatThoseWaiting(
      tx,
      actor,
      authorize(findBriefing(tx, actor, briefingId), (b) => canInvite(actor, b)),
    );
  });
}

/**
 * Lets the delegation follow the answer that counts now: only a "yes" has one. Any other sets it aside whole, and the
 * next "yes" brings it back; a substitute comes in, and the addressee, if named, is excused.
 */
export function followAnswer(
  tx: Store,
  actor: Actor,
  invitation: Authorized<Invitation>,
  briefing: Briefing,
  answer: Answer | undefined,
): void {
  if (answer?.value === "accepted") {
    tx.db
      .update(delegates)
      .set({ removedAt: null, setAsideBy: null })
      .where(and(eq(delegates.invitationId, invitation.id), isNotNull(delegates.setAsideBy)))
      .run();
    if (answer.substituteName) bringSubstitute(tx, actor, invitation, briefing, answer, answer.substituteName);
  } else removeDelegates(tx, actor, delegationOf(tx, invitation), answer?.id ?? null);
  reseat(tx, actor, invitation, briefing);
}

function bringSubstitute(
  tx: Store,
  actor: Actor,
  invitation: Authorized<Invitation>,
  briefing: Briefing,
  answer: Answer,
  name: string,
): void {
  const tenureId = invitation.addresseeTenureId ?? "";
  const addressee = holdersByTenure(tx, invitation.officeId, tenureId ? [tenureId] : []).get(tenureId);
  const standing = delegationOf(tx, invitation);
  const excused = standing.find((d) => addressee && d.personId === addressee.personId);
  if (excused) removeDelegates(tx, actor, [excused], answer.id);
  if (standing.some((d) => d !== excused && d.name !== null && fold(d.name) === fold(name))) return;
  const hold = excused ? undefined : standing.findLast((d) => d.name === null && !isCompanion(d.role));
  if (hold) removeDelegates(tx, actor, [hold], answer.id);
  tx.db
    .insert(delegates)
    .values({
      id: newId("dlg", actor.now),
      officeId: invitation.officeId,
      invitationId: invitation.id,
      position: excused?.position ?? standing.length,
      name,
      post: answer.substitutePost,
      role: excused?.role ?? (standing.some((d) => d.role === "head") ? "member" : "head"),
      mode: modeIn(briefing, excused?.mode),
      seat: "waiting",
      substitute: true,
      listConsent: false,
      photoConsent: false,
      followUpConsent: false,
      createdAt: answer.at,
    })
    .run();
}

/** Takes a substitute out again whose answer was taken back. */
export function dismissSubstitute(tx: Store, actor: Actor, invitation: Authorized<Invitation>, answer: Answer): void {
  removeDelegates(
    tx,
    actor,
    delegationOf(tx, invitation).filter((d) => d.substitute && d.name === answer.substituteName && d.createdAt === answer.at),
  );
}
