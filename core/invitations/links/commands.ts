import { and, eq, gte, isNull } from "drizzle-orm";
import type { z } from "zod";
import { invitationLinks, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { hashToken } from "@/lib/tokens";
import { findBriefing } from "../../briefings/queries";
import { hasBegun, isOpenForInvitations } from "../../briefings/rules";
import { findTenure, holdersByTenure } from "../../institutions/queries";
import { covers, isMailable } from "../../institutions/rules";
import type { Actor, System } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { enqueue } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { canInvite } from "../policy";
import { findInvitation, type Invitation, isLeaving } from "../queries";
import type { reissueLinkInput, revokeLinkInput } from "./input";
import { addressedTo, canLive, currentLink, linkOfToken, opens } from "./queries";
import { isLinkAlive, LINK_LIFE, linkExpiry, linkToken } from "./rules";

export const subjectOf = (invitation: Pick<Invitation, "id" | "officeId" | "briefingId" | "institutionId">): Subject => ({
  type: "invitation",
  id: invitation.id,
  officeId: invitation.officeId,
  briefingId: invitation.briefingId,
  institutionId: invitation.institutionId,
});

/** Gives an invitation a link of its own; the caller has taken the one before away. */
export function issueLink(tx: Store, actor: Actor, invitation: Authorized<Invitation>, briefingEndsAt: number): string {
  const id = newId("lnk", actor.now);
  tx.db
    .insert(invitationLinks)
    .values({
      id,
      officeId: invitation.officeId,
      invitationId: invitation.id,
      tokenHash: hashToken(linkToken(id)),
      createdAt: actor.now,
      createdBy: actor.kind === "staff" ? actor.userId : null,
      expiresAt: linkExpiry(briefingEndsAt, actor.now),
    })
    .run();
  return id;
}

/** Takes every living link of an invitation away; their addresses answer as unknown from now on. Returns how many. */
export function endLinks(tx: Store, actor: Actor, invitation: Authorized<Invitation>): number {
  return tx.db
    .update(invitationLinks)
    .set({ revokedAt: actor.now })
    .where(
      and(
        eq(invitationLinks.officeId, invitation.officeId),
        eq(invitationLinks.invitationId, invitation.id),
        isNull(invitationLinks.revokedAt),
      ),
    )
    .run().changes;
}

/**
 * Lets the link of a token live 30 days more, for a message brings it to its institution at this moment. False where it
 * must not live: unknown, taken away or replaced, its invitation withdrawn, or its addressee gone.
 */
export function renewLink(store: Store, actor: System, token: string): boolean {
  const until = actor.now + LINK_LIFE;
  const seen = linkOfToken(store, token);
  if (seen && canLive(seen, actor.now) && isLinkAlive(seen.link, seen.endsAt, until)) return true;
  return store.transaction((tx) => {
    const found = linkOfToken(tx, token);
    if (!found || !canLive(found, actor.now)) return false;
    tx.db.update(invitationLinks).set({ expiresAt: until }).where(eq(invitationLinks.id, found.link.id)).run();
    record(tx, actor, "invitations.link_renewed", subjectOf(found.invitation));
    return true;
  });
}

const touch = (tx: Store, actor: Actor, invitation: Authorized<Invitation>) =>
  tx.db.update(invitations).set({ changedAt: actor.now }).where(eq(invitations.id, invitation.id)).run();

/** Takes an institution's link away. Refuses when it has none, or while its message waits to leave with it. */
export function revokeLink(store: Store, actor: Actor, input: z.output<typeof revokeLinkInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    if (isLeaving(tx, invitation.id)) return refuse("invitation_leaving");
    if (endLinks(tx, actor, invitation) === 0) return refuse("link_already_revoked");
    touch(tx, actor, invitation);
    record(tx, actor, "invitations.link_revoked", subjectOf(invitation));
    return accept({ id: invitation.id });
  });
}

/** Gives an institution a new link in place of the old one, which stops at once. */
export function reissueLink(
  store: Store,
  actor: Actor,
  input: Pick<z.output<typeof reissueLinkInput>, "invitationId">,
): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    if (invitation.state === "withdrawn") return refuse("invitation_withdrawn");
    const briefing = authorize(findBriefing(tx, actor, invitation.briefingId), (b) => canInvite(actor, b));
    endLinks(tx, actor, invitation);
    issueLink(tx, actor, invitation, briefing.endsAt);
    touch(tx, actor, invitation);
    record(tx, actor, "invitations.link_reissued", subjectOf(invitation));
    return accept({ id: invitation.id });
  });
}

/**
 * Takes what was written to a post away from its holder: the links of those invitations end, and the ones to a meeting
 * still to come wait for another addressee. Returns how many links ended.
 */
export function releaseAddressee(store: Store, actor: Actor, post: { tenureId: string; institutionId: string }): Outcome<number> {
  return store.transaction((tx) => {
    const { officeId } = authorize(findTenure(tx, actor, post.tenureId), (t) => canInvite(actor, t));
    let count = 0;
    for (const { invitation: found, briefing } of addressedTo(tx, officeId, post)) {
      const invitation = authorize(found, (i) => canInvite(actor, i));
      const ended = endLinks(tx, actor, invitation);
      const ahead = isOpenForInvitations(briefing) && !hasBegun(briefing, actor.now);
      count += ended;
      if (ended > 0) record(tx, actor, "invitations.link_revoked", subjectOf(invitation));
      if (ahead) {
        tx.db
          .update(invitations)
          .set({ addresseeTenureId: null, changedAt: actor.now, version: invitation.version + 1 })
          .where(eq(invitations.id, invitation.id))
          .run();
        record(tx, actor, "invitations.edited", subjectOf(invitation), {
          before: { addressee: post.tenureId },
          after: { addressee: null },
        });
      } else if (ended > 0) touch(tx, actor, invitation);
    }
    return accept(count);
  });
}

/** A new link is mailed at most once in ten minutes and three times in a day. */
const ASK_PAUSE = 600_000;
const ASKS_A_DAY = 3;

/**
 * What the page of a dead link asks for. Always answers alike; a token whose link was revoked or has expired brings the
 * present link to the address on record, and to no other.
 */
export function requestNewLink(store: Store, actor: Actor, input: { token: string }): Outcome<null> {
  return store.transaction((tx) => {
    const found = linkOfToken(tx, input.token);
    if (!found || opens(found, actor.now) || found.invitation.state !== "sent") return accept(null);
    const invitation = authorize(found.invitation, () => true);
    const to = holdersByTenure(tx, invitation.officeId, invitation.addresseeTenureId ? [invitation.addresseeTenureId] : []).get(
      invitation.addresseeTenureId ?? "",
    );
    if (!to?.email || !isMailable(to) || !covers(to, dayOf(actor.now, found.zone))) return accept(null);
    const asked = tx.db
      .select({ at: messages.createdAt })
      .from(messages)
      .where(and(eq(messages.invitationId, invitation.id), eq(messages.kind, "new_link"), gte(messages.createdAt, actor.now - 86_400_000)))
      .all();
    if (asked.length >= ASKS_A_DAY || asked.some((a) => a.at > actor.now - ASK_PAUSE)) return accept(null);

    const link = currentLink(tx, invitation.id);
    if (!link || !isLinkAlive(link, found.endsAt, actor.now)) {
      endLinks(tx, actor, invitation);
      issueLink(tx, actor, invitation, found.endsAt);
    }
    enqueue(tx, actor, {
      kind: "new_link",
      key: `new_link:${invitation.id}:${actor.now}`,
      officeId: invitation.officeId,
      to: { name: to.name, address: to.email },
      language: invitation.language,
      sendAfter: actor.now,
      briefingId: invitation.briefingId,
      invitationId: invitation.id,
      payload: { tenureId: to.tenureId },
    });
    touch(tx, actor, invitation);
    record(tx, actor, "invitations.new_link_asked", subjectOf(invitation));
    return accept(null);
  });
}
