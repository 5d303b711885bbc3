import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { moveBriefing } from "../briefings/commands";
import { type Briefing, findBriefing } from "../briefings/queries";
import { canMove, hasBegun, isOpenForInvitations } from "../briefings/rules";
import { type Institution, institutionsByIds, liaisonsOf, tenuresOf } from "../institutions/queries";
import { isMailable } from "../institutions/rules";
import type { Actor } from "../kernel/actor";
import { record } from "../kernel/audit";
import { type Authorized, authorize } from "../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../kernel/outcome";
import { findOffice } from "../offices/queries";
import { mustAsk } from "./clearing/queries";
import { delegationOf } from "./delegation/queries";
import type { addInvitationsInput, editInvitationInput, recordDeliveryInput, settleAnswersInput } from "./input";
import { endLinks, issueLink, subjectOf } from "./links/commands";
import { currentLink } from "./links/queries";
import { canInvite } from "./policy";
import { findInvitation, type Invitation, invitationsTo, isLeaving, perhapsArrived } from "./queries";
import { documentKindFor, isOnHold, languageFor, referenceOf } from "./rules";
import { removeDelegates, reseat, seatThoseWaiting } from "./seats/commands";

/**
 * Puts institutions on a briefing's list, each with its seats, its addressee (the one given, else its first liaison
 * with an address) and its language. One that stands there already is left as it is; a withdrawn one comes back.
 */
export function addInvitations(
  store: Store,
  actor: Actor,
  input: z.output<typeof addInvitationsInput>,
): Outcome<{ briefingId: string; added: string[]; standing: number }> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    if (!isOpenForInvitations(briefing)) return refuse("invitations_closed");
    if (input.institutions.length === 0) return refuse("nobody_chosen");

    const office = findOffice(tx, briefing.officeId);
    const day = dayOf(actor.now, office.zone);
    const ids = input.institutions.map((i) => i.id);
    const known = institutionsByIds(tx, office.id, ids);
    const liaisons = liaisonsOf(tx, office.id, ids, day);
    const standing = new Map(invitationsTo(tx, office.id, briefing.id).map((i) => [i.institutionId, i]));
    const added: string[] = [];
    for (const { id, quota, addressee } of input.institutions) {
      const institution = known.get(id);
      if (!institution) throw notFound();
      const before = standing.get(id);
      if (before && before.state !== "withdrawn") continue;
      const held = liaisons.get(id) ?? [];
      const to = addressee ? tenuresOf(tx, office.id, id, day).find((h) => h.tenureId === addressee) : (held.find(isMailable) ?? held[0]);
      if (addressee && !to) throw notFound();
      const row = {
        quota,
        addresseeTenureId: to?.tenureId ?? null,
        documentKind: documentKindFor(institution),
        language: languageFor(to?.language, institution.language, office.language),
        precedence: institution.precedence,
        state: "draft" as const,
        changedAt: actor.now,
      };
      const invitation = before
        ? comeBack(
            tx,
            actor,
            authorize(before, () => true),
            briefing,
            row,
          )
        : insert(tx, actor, briefing, institution, row);
      if (!currentLink(tx, invitation.id)) issueLink(tx, actor, invitation, briefing.endsAt);
      record(tx, actor, "invitations.added", subjectOf(invitation), { facts: { quota } });
      added.push(invitation.id);
    }
    return accept({ briefingId: briefing.id, added, standing: input.institutions.length - added.length });
  });
}

type Fresh = Pick<Invitation, "quota" | "addresseeTenureId" | "documentKind" | "language" | "precedence" | "state" | "changedAt">;

function insert(
  tx: Store,
  actor: Actor,
  briefing: Authorized<{ id: string; officeId: string }>,
  institution: Institution,
  row: Fresh,
): Authorized<Invitation> {
  const id = newId("inv", actor.now);
  const taken = (reference: string) =>
    tx.db
      .select({ id: invitations.id })
      .from(invitations)
      .where(and(eq(invitations.officeId, briefing.officeId), eq(invitations.reference, reference)))
      .get() !== undefined;
  const made = tx.db
    .insert(invitations)
    .values({
      id,
      officeId: briefing.officeId,
      briefingId: briefing.id,
      institutionId: institution.id,
      reference: referenceOf(id, taken),
      named: 0,
      toDesignate: 0,
      conflict: false,
      createdAt: actor.now,
      ...row,
    })
    .returning()
    .get();
  return authorize(made, () => true);
}

/**
 * A withdrawn invitation stands again as a draft and asks anew: what it was answered stays in its history, whom it named
 * is set aside for the next "yes".
 */
function comeBack(tx: Store, actor: Actor, invitation: Authorized<Invitation>, briefing: Briefing, row: Fresh): Authorized<Invitation> {
  const asked = {
    ...row,
    sequence: invitation.sequence + 1,
    withdrawnAt: null,
    sentAt: null,
    answer: null,
    answerId: null,
    answeredAt: null,
    conflict: false,
  };
  change(tx, invitation, asked);
  removeDelegates(tx, actor, delegationOf(tx, invitation), invitation.answerId);
  const again = authorize({ ...invitation, ...asked }, () => true);
  reseat(tx, actor, again, briefing);
  return again;
}

/** Writes an invitation's next version. */
export function change(tx: Store, invitation: Authorized<Invitation>, set: Partial<Invitation>): void {
  tx.db
    .update(invitations)
    .set({ ...set, version: invitation.version + 1 })
    .where(eq(invitations.id, invitation.id))
    .run();
}

/**
 * Changes seats, addressee, language or kind of document. Other seats are given anew in the delegation's order; another
 * addressee gets a new link and the old one stops, for it was in the hands of the one before. Refuses a save on an older version.
 */
export function editInvitation(
  store: Store,
  actor: Actor,
  input: z.output<typeof editInvitationInput>,
): Outcome<{ id: string; briefingId: string; newLink: boolean }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.id), (i) => canInvite(actor, i));
    if (invitation.state === "withdrawn") return refuse("invitation_withdrawn");
    if (isLeaving(tx, invitation.id)) return refuse("invitation_leaving");
    const { quota, addresseeTenureId, language, documentKind } = invitation;
    const before = { quota, addressee: addresseeTenureId, language, documentKind };
    if (invitation.version !== input.version) return refuse("stale", { current: { ...before, version: invitation.version } });
    const briefing = authorize(findBriefing(tx, actor, invitation.briefingId), (b) => canInvite(actor, b));
    const day = dayOf(actor.now, briefing.zone);
    const addressee = input.addressee ?? null;
    if (
      addressee !== addresseeTenureId &&
      addressee &&
      !tenuresOf(tx, invitation.officeId, invitation.institutionId, day).some((h) => h.tenureId === addressee)
    )
      throw notFound();

    const after = { quota: input.quota, addressee, language: input.language, documentKind: input.documentKind };
    const { addressee: _, ...columns } = after;
    // Its message has failed: with another address it is to be sent anew. One in doubt may have arrived and counts as sent.
    const perhaps = perhapsArrived(tx, invitation.officeId, [invitation.id]).has(invitation.id);
    const state = invitation.state === "queued" && !perhaps ? "draft" : invitation.state;
    change(tx, invitation, { ...columns, state, addresseeTenureId: addressee, changedAt: actor.now });
    if (input.quota !== quota) reseat(tx, actor, { ...invitation, quota: input.quota }, briefing);
    const newLink = addressee !== addresseeTenureId && (invitation.state === "sent" || perhaps);
    if (newLink) {
      endLinks(tx, actor, invitation);
      issueLink(tx, actor, invitation, briefing.endsAt);
    }
    record(tx, actor, "invitations.edited", subjectOf(invitation), { before, after });
    if (input.quota < quota) seatThoseWaiting(tx, actor, briefing);
    return accept({ id: invitation.id, briefingId: invitation.briefingId, newLink });
  });
}

/** Notes that an invitation was handed over without our mail; from now on its silence counts, and the briefing is one that invites. */
export function recordDelivery(
  store: Store,
  actor: Actor,
  input: z.output<typeof recordDeliveryInput>,
): Outcome<{ id: string; briefingId: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.id), (i) => canInvite(actor, i));
    if (isOnHold(invitation)) return refuse("waits_for_ministry");
    if (invitation.state === "held" || (invitation.state === "draft" && mustAsk(tx, actor, invitation))) return refuse("needs_clearance");
    if (invitation.state !== "draft") return refuse("invitation_not_draft");
    change(tx, invitation, { state: "sent", sentAt: actor.now, changedAt: actor.now });
    record(tx, actor, "invitations.delivered", subjectOf(invitation), { facts: { channel: input.channel } });
    const briefing = findBriefing(tx, actor, invitation.briefingId);
    if (briefing && canMove(briefing.state, "inviting") && !hasBegun(briefing, actor.now)) moveBriefing(tx, actor, briefing.id, "inviting");
    return accept({ id: invitation.id, briefingId: invitation.briefingId });
  });
}

/** Somebody has looked at two differing answers: the last one stands, both stay in the history. */
export function settleAnswers(
  store: Store,
  actor: Actor,
  input: z.output<typeof settleAnswersInput>,
): Outcome<{ id: string; briefingId: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.id), (i) => canInvite(actor, i));
    if (!invitation.conflict) return refuse("answers_agree");
    tx.db.update(invitations).set({ conflict: false, changedAt: actor.now }).where(eq(invitations.id, invitation.id)).run();
    record(tx, actor, "invitations.settled", subjectOf(invitation));
    return accept({ id: invitation.id, briefingId: invitation.briefingId });
  });
}
