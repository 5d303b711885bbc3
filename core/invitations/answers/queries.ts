import { and, asc, eq, gt, gte, inArray, isNull, max, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { answers, audits, briefings, histories, invitations, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import type { Actor, Invitee } from "../../kernel/actor";
import type { Office } from "../../offices/queries";
import { canReadInvitation } from "../policy";
import type { Invitation } from "../queries";

export type Answer = typeof answers.$inferSelect;

/** The row written last is the last answer: clocks of two processes may differ, transactions follow one another. */
const asWritten = asc(sql`answer.rowid`);

/** Everything these invitations of an office were answered, the latest first; answers taken back are left out. */
export function answersOf(store: Store, officeId: string, invitationIds: string[]): Map<string, Answer[]> {
  const found = new Map<string, Answer[]>();
  if (invitationIds.length === 0) return found;
  const rows = prepared(store, "answers.of", (db) =>
    db
      .select()
      .from(answers)
      .where(and(eq(answers.officeId, given("officeId")), among(answers.invitationId, "ids"), isNull(answers.undoneAt)))
      .orderBy(asWritten)
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(invitationIds) });
  for (const row of rows) {
    const list = found.get(row.invitationId);
    if (list) list.unshift(row);
    else found.set(row.invitationId, [row]);
  }
  return found;
}

/** What an invitation was answered since it was put on the list, the latest first: a withdrawn one that came back asks anew. */
export function answersSinceListed(store: Store, { id, officeId }: { id: string; officeId: string }): Answer[] {
  const listed = store.db
    .select({ at: max(audits.at) })
    .from(audits)
    .where(and(eq(audits.subjectId, id), eq(audits.officeId, officeId), eq(audits.action, "invitations.added")))
    .get();
  return (answersOf(store, officeId, [id]).get(id) ?? []).filter((answer) => answer.at >= (listed?.at ?? 0));
}

/** Whether somebody has looked at this invitation's differing answers since an instant (milliseconds UTC). */
export function wasSettled(store: Store, { id, officeId }: { id: string; officeId: string }, since: number): boolean {
  const settled = and(
    eq(audits.subjectId, id),
    gte(audits.at, since),
    eq(audits.officeId, officeId),
    eq(audits.subjectType, "invitation"),
    eq(audits.action, "invitations.settled"),
  );
  return store.db.select({ id: audits.id }).from(audits).where(settled).limit(1).get() !== undefined;
}

/** An answer of the staff member's office, or of the invitee's own invitation, taken back or not. */
export function findAnswer(store: Store, actor: Actor, id: string): Answer | undefined {
  const found = store.db.select().from(answers).where(eq(answers.id, id)).get();
  return found && canReadInvitation(actor, { id: found.invitationId, officeId: found.officeId }) ? found : undefined;
}

const watched = ["startsLocal", "endsLocal", "zone", "mode", "venue", "address"] as const;
type Watched = Partial<Pick<Briefing, (typeof watched)[number]>>;

/** What day, hours and place of a briefing were at an instant, where they have been changed since; empty when nothing was. */
export function changesSince(store: Store, briefing: { id: string; officeId: string }, since: number): Watched {
  const rows = prepared(store, "answers.changes", (db) =>
    db
      .select({ field: histories.field, before: histories.before })
      .from(audits)
      .innerJoin(histories, eq(histories.auditId, audits.id))
      .where(
        and(
          eq(audits.subjectId, given("id")),
          gt(audits.at, given("since")),
          eq(audits.officeId, given("officeId")),
          eq(audits.subjectType, "briefing"),
          inArray(histories.field, [...watched]),
        ),
      )
      .orderBy(asc(audits.at), asc(audits.id))
      .prepare(),
  ).all({ id: briefing.id, officeId: briefing.officeId, since });
  return Object.fromEntries(rows.reverse().map(({ field, before }) => [field, before])) as Watched;
}

const records = (store: Store) =>
  prepared(store, "answers.records", (db) =>
    db
      .select({ invitation: invitations, briefing: briefings, office: offices })
      .from(invitations)
      .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
      .innerJoin(offices, eq(offices.id, invitations.officeId))
      .where(and(eq(invitations.id, given("id")), eq(invitations.officeId, given("officeId"))))
      .prepare(),
  );

/** The invitation a link's holder may read, with its briefing and office, in one look. */
export function recordsOf(store: Store, actor: Invitee): { invitation: Invitation; briefing: Briefing; office: Office } | undefined {
  return records(store).get({ id: actor.invitationId, officeId: actor.officeId });
}
