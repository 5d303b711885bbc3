import { and, eq, inArray, sql } from "drizzle-orm";
import { briefings, followUps, institutions, invitations } from "@/db/schema";
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
  // The last meeting alone is looked at, however many there were.
  const last = sql`(select ${invitations.briefingId} from ${invitations} where ${invitations.officeId} = ${institutions.officeId}
    and ${invitations.institutionId} = ${institutions.id} and ${invitations.met} = 1 and ${invitations.startsAt} <= ${now}
    order by ${invitations.startsAt} desc limit 1)`;
  const met = store.db
    .select({ id: institutions.id, startsLocal: briefings.startsLocal })
    .from(institutions)
    .innerJoin(briefings, and(eq(briefings.officeId, institutions.officeId), eq(briefings.id, last)))
    .where(and(eq(institutions.officeId, officeId), inArray(institutions.id, institutionIds)))
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
