import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";
import type { Briefing } from "../../briefings/queries";
import { holdersByTenure } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import type { Authorized } from "../../kernel/authorized";
import type { Answer } from "../answers/queries";
import { type Delegate, delegationOf } from "../delegation/queries";
import type { Invitation } from "../queries";
import { roomTaken } from "./queries";
import { countSeats, giveSeats, modeIn } from "./rules";

/** Takes delegates out; their rows stay. With an answer's id they were set aside by it and can come back. */
export function removeDelegates(tx: Store, actor: Actor, gone: Delegate[], setAsideBy: string | null = null): void {
  if (gone.length === 0) return;
  const ids = gone.map((d) => d.id);
  tx.db.update(delegates).set({ removedAt: actor.now, setAsideBy }).where(inArray(delegates.id, ids)).run();
}

/** Gives the seats of a delegation anew and keeps its counts beside the invitation: after names, after another quota, after another answer. */
export function reseat(
  tx: Store,
  actor: Actor,
  invitation: Authorized<Invitation>,
  briefing: Briefing,
): { named: number; toDesignate: number; waiting: number } {
  const delegation = delegationOf(tx, invitation);
  const roomLeft = briefing.seats === null ? null : Math.max(0, briefing.seats - roomTaken(tx, briefing, invitation.id));
  const seats = giveSeats(delegation, { quota: invitation.quota, roomLeft });
  const placed = delegation.map((delegate, i) => ({ ...delegate, seat: seats[i] ?? ("waiting" as const) }));
  for (const [i, { id, seat }] of placed.entries())
    if (delegation[i]?.seat !== seat) tx.db.update(delegates).set({ seat }).where(eq(delegates.id, id)).run();
  const counts = countSeats(placed);
  tx.db
    .update(invitations)
    .set({ named: counts.named, toDesignate: counts.toDesignate, changedAt: actor.now })
    .where(eq(invitations.id, invitation.id))
    .run();
  return counts;
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
