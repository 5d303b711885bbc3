import { and, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { briefings, invitationLinks, invitations, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import type { Invitee } from "../../kernel/actor";
import type { Invitation } from "../queries";
import { isLinkAlive, linkToken } from "./rules";

export type Link = typeof invitationLinks.$inferSelect;
export type CurrentLink = Pick<Link, "id" | "createdAt" | "expiresAt" | "revokedAt"> & { token: string };

/** The link an invitation has now, with its secret; `undefined` when it was revoked and none issued since. Callers have the invitation already. */
export function currentLink(store: Store, invitationId: string): CurrentLink | undefined {
  const link = store.db
    .select()
    .from(invitationLinks)
    .where(and(eq(invitationLinks.invitationId, invitationId), isNull(invitationLinks.revokedAt)))
    .orderBy(desc(invitationLinks.createdAt), desc(invitationLinks.id))
    .get();
  return link && { ...link, token: linkToken(link.id) };
}

/** Those of these invitations of an office that have a link nobody took away. */
export function linkedAmong(store: Store, officeId: string, ids: string[]): Set<string> {
  if (ids.length === 0) return new Set();
  const rows = store.db
    .select({ id: invitationLinks.invitationId })
    .from(invitationLinks)
    .where(and(eq(invitationLinks.officeId, officeId), inArray(invitationLinks.invitationId, ids), isNull(invitationLinks.revokedAt)))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Every link an invitation has had, newest first. */
export function linksOf(store: Store, officeId: string, invitationId: string): Link[] {
  return store.db
    .select()
    .from(invitationLinks)
    .where(and(eq(invitationLinks.officeId, officeId), eq(invitationLinks.invitationId, invitationId)))
    .orderBy(desc(invitationLinks.createdAt), desc(invitationLinks.id))
    .all();
}

/** Whether what an institution agreed at its meeting is not settled yet: it has to be able to say how it stands. */
const owes = sql<number>`(invitation.answer is not null and exists (
  select 1 from follow_up f where f.office_id = invitation.office_id and f.briefing_id = invitation.briefing_id
    and f.state not in ('verified', 'superseded', 'dropped')
    and (f.lead_institution_id = invitation.institution_id or exists (
      select 1 from follow_up_party p where p.follow_up_id = f.id and p.institution_id = invitation.institution_id))))`;

/** What is known of a token's link, alive or not; `undefined` for one that never existed. */
export function linkOfToken(store: Store, token: string) {
  if (!looksLikeToken(token)) return undefined;
  return prepared(store, "links.ofToken", (db) =>
    db
      .select({
        link: invitationLinks,
        invitation: invitations,
        endsAt: briefings.endsAt,
        zone: briefings.zone,
        addresseeUntil: tenures.validTo,
        owes,
      })
      .from(invitationLinks)
      .innerJoin(invitations, and(eq(invitations.officeId, invitationLinks.officeId), eq(invitations.id, invitationLinks.invitationId)))
      .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
      .leftJoin(tenures, and(eq(tenures.officeId, invitations.officeId), eq(tenures.id, invitations.addresseeTenureId)))
      .where(eq(invitationLinks.tokenHash, given("hash")))
      .prepare(),
  ).get({ hash: hashToken(token) });
}

type Found = NonNullable<ReturnType<typeof linkOfToken>>;

/** Whether a token's link opens its page at an instant: it can live, and has not expired or is still needed to report. */
export const opens = (found: Found, now: number): boolean =>
  canLive(found, now) && (isLinkAlive(found.link, found.endsAt, now) || found.owes === 1);

/** Whether a link may live on at all: nobody took it away, its invitation stands, and its addressee still holds the post. */
export const canLive = (found: Found, now: number): boolean =>
  found.link.revokedAt === null && found.invitation.state !== "withdrawn" && holdsPost(found, now);

const holdsPost = ({ addresseeUntil, zone }: { addresseeUntil: string | null; zone: string }, now: number): boolean =>
  addresseeUntil === null || addresseeUntil >= dayOf(now, zone);

/**
 * The invitation a token's link led to until it was withdrawn, for its holder alone: not for one whose link had been taken
 * away before, has expired, or whose post has passed to another.
 */
export function withdrawnBy(store: Store, token: string, now: number): Invitation | undefined {
  const found = linkOfToken(store, token);
  if (found?.invitation.state !== "withdrawn" || found.link.revokedAt === null) return undefined;
  const { link, invitation, endsAt } = found;
  const lasted = isLinkAlive({ ...link, revokedAt: null }, endsAt, now) && holdsPost(found, now);
  return lasted && link.revokedAt === invitation.withdrawnAt ? invitation : undefined;
}

/** Since when whoever is written to now has been: what was mailed before went to somebody whose link was taken away. `undefined` when nobody is. */
export function writtenSince(store: Store, invitationId: string, now: number): number | undefined {
  const link = currentLink(store, invitationId);
  const found = link && linkOfToken(store, link.token);
  return found && holdsPost(found, now) ? link.createdAt : undefined;
}

/** Whoever holds a living link, as an actor; unknown, malformed, revoked, expired and withdrawn are all `undefined`. */
export function findInvitationByToken(store: Store, token: string, now: number): Invitee | undefined {
  const found = linkOfToken(store, token);
  if (!found || !opens(found, now)) return undefined;
  const { id, officeId, briefingId, institutionId } = found.invitation;
  return { kind: "invitee", officeId, briefingId, invitationId: id, institutionId, linkId: found.link.id, now };
}

/** The invitations addressed to a post, withdrawn ones left out, each with its briefing. */
export function addressedTo(store: Store, officeId: string, { tenureId, institutionId }: { tenureId: string; institutionId: string }) {
  return store.db
    .select({ invitation: invitations, briefing: briefings })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .where(
      and(
        eq(invitations.officeId, officeId),
        eq(invitations.institutionId, institutionId),
        eq(invitations.addresseeTenureId, tenureId),
        ne(invitations.state, "withdrawn"),
      ),
    )
    .all();
}
