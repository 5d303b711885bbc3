import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { briefings, followUps, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { momentFor, times } from "../register/queries";

/** How an institution keeps what it promised: `kept` verified ones of the `due` whose day has come; when it was last met (`YYYY-MM-DD`). */
export type Standing = { kept: number; due: number; open: number; metOn: string | null };

/** The standing of institutions that lead follow-ups, or were met. */
export function standingsOf(store: Store, officeId: string, institutionIds: string[], now: number): Map<string, Standing> {
  const found = new Map<string, Standing>(institutionIds.map((id) => [id, { kept: 0, due: 0, open: 0, metOn: null }]));
  if (institutionIds.length === 0) return found;
  const { today } = momentFor(store, officeId, now);
  const sums = store.db
    .select({
      id: followUps.leadInstitutionId,
      kept: times("state = 'verified'"),
      due: sql<number>`coalesce(sum(${followUps.state} = 'verified' or (${followUps.state} in ('open', 'in_progress', 'blocked', 'done') and ${followUps.dueOn} < ${today})), 0)`,
      open: times("state in ('proposed', 'open', 'in_progress', 'blocked', 'done')"),
    })
    .from(followUps)
    .where(and(eq(followUps.officeId, officeId), inArray(followUps.leadInstitutionId, institutionIds)))
    .groupBy(followUps.leadInstitutionId)
    .all();
  const met = store.db
    .select({ id: invitations.institutionId, startsLocal: sql<string>`max(${briefings.startsLocal})` })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .where(
      and(
        eq(invitations.officeId, officeId),
        inArray(invitations.institutionId, institutionIds),
        eq(invitations.answer, "accepted"),
        inArray(briefings.state, ["held", "closed"]),
        lte(briefings.startsAt, now),
      ),
    )
    .groupBy(invitations.institutionId)
    .all();
  for (const { id, ...sum } of sums) {
    const standing = id ? found.get(id) : undefined;
    if (standing) Object.assign(standing, sum);
  }
  for (const { id, startsLocal } of met) {
    const standing = found.get(id);
    if (standing) standing.metOn = startsLocal.slice(0, 10);
  }
  return found;
}
