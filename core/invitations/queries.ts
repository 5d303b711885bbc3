import { and, eq, inArray, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { joined } from "@/lib/i18n";
import { type Holder, institutionsByIds, type NameOn, namesOn } from "../institutions/queries";
import { postText } from "../institutions/rules";
import type { Actor, Staff } from "../kernel/actor";
import { notFound } from "../kernel/outcome";
import { findOffice } from "../offices/queries";
import { canReadInvitation } from "./policy";
import { languageFor } from "./rules";

export type Invitation = typeof invitations.$inferSelect;

/** An invitation of the staff member's office, or the invitee's own. */
export function findInvitation(store: Store, actor: Actor, id: string): Invitation | undefined {
  const found = prepared(store, "invitations.one", (db) =>
    db
      .select()
      .from(invitations)
      .where(eq(invitations.id, given("id")))
      .prepare(),
  ).get({ id });
  return found && canReadInvitation(actor, found) ? found : undefined;
}

/** Invitations of an office by their ids; those of others are absent. */
export function invitationsByIds(store: Store, officeId: string, ids: string[]): Map<string, Invitation> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.officeId, officeId), inArray(invitations.id, ids)))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every invitation to a briefing of the office, withdrawn ones included, in order of precedence. */
export function invitationsTo(store: Store, officeId: string, briefingId: string): Invitation[] {
  return prepared(store, "invitations.to", (db) =>
    db
      .select()
      .from(invitations)
      .where(and(eq(invitations.officeId, given("officeId")), eq(invitations.briefingId, given("briefingId"))))
      .orderBy(invitations.precedence, invitations.id)
      .prepare(),
  ).all({ officeId, briefingId });
}

/** Chosen invitations of a briefing, each once, in the order given; faults when one of them is not of this briefing. */
export function chosenOf(store: Store, briefing: { id: string; officeId: string }, ids: string[]): Invitation[] {
  const found = invitationsByIds(store, briefing.officeId, ids);
  return [...new Set(ids)].map((id) => {
    const invitation = found.get(id);
    if (invitation?.briefingId !== briefing.id) throw notFound();
    return invitation;
  });
}

/** Those of the ids that are invitations of this briefing of the staff member's office, in order of precedence. */
export function chosenIn(store: Store, actor: Staff, briefingId: string, ids: string[]): Invitation[] {
  const found = [...invitationsByIds(store, actor.officeId, ids).values()].filter((i) => i.briefingId === briefingId);
  return found.sort((a, b) => a.precedence - b.precedence);
}

/** The posts a person holds there as they are recorded and printed: in their language, else the institution's, whatever language a page is read in. */
export function recordedPost(store: Store, { officeId, institutionId }: Invitation, holder: Holder, known: Holder[]): string | null {
  const institution = institutionsByIds(store, officeId, [institutionId]).get(institutionId);
  const language = languageFor(holder.language, institution?.language, findOffice(store, officeId).language);
  const own = known.filter((h) => h.personId === holder.personId && !h.hidden).sort((a, b) => a.position - b.position);
  const posts = (own.length > 0 ? own : [holder]).map((post) => postText(post, post.form, language)).filter(Boolean);
  return joined(posts, language) || null;
}

/** What each of the invited institutions is called on the day of the meeting. */
export const calledOn = (
  store: Store,
  briefing: { officeId: string; startsLocal: string },
  invited: readonly { institutionId: string }[],
): Map<string, NameOn> =>
  namesOn(
    store,
    briefing.officeId,
    invited.map((i) => i.institutionId),
    briefing.startsLocal.slice(0, 10),
  );

/** Whether the invitation's own message is on its way; one that failed is not, though the invitation has not been sent. */
export function isLeaving(store: Store, invitationId: string): boolean {
  return (
    store.db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.invitationId, invitationId), eq(messages.kind, "invitation"), inArray(messages.state, ["queued", "sending"])))
      .get() !== undefined
  );
}

/** Of these invitations, those whose own message is being handed over or in doubt: nobody can say that it has not arrived. */
export function perhapsArrived(store: Store, officeId: string, ids: string[]): Set<string> {
  if (ids.length === 0) return new Set();
  const rows = store.db
    .select({ id: messages.invitationId })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        inArray(messages.invitationId, ids),
        eq(messages.kind, "invitation"),
        inArray(messages.state, ["sending", "uncertain"]),
      ),
    )
    .all();
  return new Set(rows.flatMap((row) => row.id ?? []));
}

/**
 * What makes an invitation wait for a person, as SQL over the table `invitation`: two answers differ, more named than
 * seats, an answer after the reply-by day, the last message failed or in doubt.
 */
export const inTrouble = sql<number>`(invitation.state <> 'withdrawn' and (
  invitation.conflict = 1
  or exists (select 1 from delegate d where d.invitation_id = invitation.id and d.seat = 'waiting' and d.removed_at is null and d.set_aside_by is null)
  or exists (select 1 from answer a where a.id = invitation.answer_id and a.late = 1)
  or coalesce((select m.state from message m where m.invitation_id = invitation.id and m.state <> 'cancelled'
      order by m.created_at desc limit 1), '') in ('failed', 'uncertain')))`;

/** How many invitations of a briefing stand where; withdrawn ones count nowhere else. `named` and `toDesignate` are persons and seats. */
export type Counts = {
  invited: number;
  notSent: number;
  none: number;
  accepted: number;
  tentative: number;
  declined: number;
  named: number;
  toDesignate: number;
  /** Institutions that owe names; of these, those that have named nobody and hold no seat. */
  namesMissing: number;
  nobodyNamed: number;
  trouble: number;
  withdrawn: number;
};

export const noCounts: Counts = {
  invited: 0,
  notSent: 0,
  none: 0,
  accepted: 0,
  tentative: 0,
  declined: 0,
  named: 0,
  toDesignate: 0,
  namesMissing: 0,
  nobodyNamed: 0,
  trouble: 0,
  withdrawn: 0,
};

const many = (condition: string) =>
  sql<number>`coalesce(sum(case when invitation.state <> 'withdrawn' and ${sql.raw(condition)} then 1 else 0 end), 0)`;
const seats = (column: string) =>
  sql<number>`coalesce(sum(case when invitation.state <> 'withdrawn' and invitation.answer = 'accepted' then ${sql.raw(column)} else 0 end), 0)`;

/** The counts of each briefing asked for; one nobody is invited to has zeros. */
export function answerCounts(store: Store, officeId: string, briefingIds: string[]): Map<string, Counts> {
  const counts = new Map(briefingIds.map((id) => [id, noCounts]));
  if (briefingIds.length === 0) return counts;
  const rows = prepared(store, "invitations.counts", counted).all({ officeId, ids: JSON.stringify(briefingIds) });
  for (const { briefingId, ...found } of rows) counts.set(briefingId, found);
  return counts;
}

const counted = (db: Store["db"]) =>
  db
    .select({
      briefingId: invitations.briefingId,
      invited: many("1"),
      notSent: many("invitation.answer is null and invitation.state <> 'sent'"),
      none: many("invitation.answer is null and invitation.state = 'sent'"),
      accepted: many("invitation.answer = 'accepted'"),
      tentative: many("invitation.answer = 'tentative'"),
      declined: many("invitation.answer = 'declined'"),
      named: seats("invitation.named"),
      toDesignate: seats("invitation.to_designate"),
      namesMissing: many("invitation.answer = 'accepted' and (invitation.named = 0 or invitation.to_designate > 0)"),
      nobodyNamed: many("invitation.answer = 'accepted' and invitation.named = 0 and invitation.to_designate = 0"),
      trouble: sql<number>`coalesce(sum(${inTrouble}), 0)`,
      withdrawn: sql<number>`coalesce(sum(case when invitation.state = 'withdrawn' then 1 else 0 end), 0)`,
    })
    .from(invitations)
    .where(and(eq(invitations.officeId, given("officeId")), among(invitations.briefingId, "ids")))
    .groupBy(invitations.briefingId)
    .prepare();
