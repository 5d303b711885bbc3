import { and, eq, gte, inArray, isNotNull, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { briefings, followUps, institutions, invitations, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { holding } from "../institutions/queries";
import type { Staff } from "../kernel/actor";
import { findOffice } from "../offices/queries";

const took = ["held", "closed"] as const;

/**
 * Whether an institution has an invitation like this to a briefing that began between two instants: one search by index for
 * each, where counting distinct ones would read all invitations of the time. It was met where it said it would take part and
 * the briefing took place; attendance will refine this.
 */
const has = (which: "sent" | "met", from: number, to: number): SQL =>
  sql`exists (select 1 from ${invitations} where ${invitations.officeId} = ${institutions.officeId}
    and ${invitations.institutionId} = ${institutions.id} and ${invitations.startsAt} >= ${from} and ${invitations.startsAt} < ${to}
    and ${which === "met" ? sql`${invitations.met} = 1` : and(isNotNull(invitations.sentAt), isNull(invitations.withdrawnAt))})`;

const institutionsWhere = (store: Store, actor: Staff, condition: SQL): number =>
  store.db
    .select({ n: sql<number>`count(*)` })
    .from(institutions)
    .where(and(eq(institutions.officeId, actor.officeId), condition))
    .get()?.n ?? 0;

export type YearFigures = { held: number; invited: number; met: number; agreed: number; verified: number; unmet: number };

/** The manager's figures between two instants (milliseconds UTC), and how many institutions were not met since `metSince`. */
export function yearFigures(
  store: Store,
  actor: Staff,
  { from, to, metSince }: { from: number; to: number; metSince: number },
): YearFigures {
  const inYear = and(eq(briefings.officeId, actor.officeId), gte(briefings.startsAt, from), lt(briefings.startsAt, to));
  const held = store.db
    .select({ n: sql<number>`count(*)` })
    .from(briefings)
    .where(and(inYear, inArray(briefings.state, took)))
    .get();
  const agreed = store.db
    .select({
      n: sql<number>`count(*)`,
      verified: sql<number>`coalesce(sum(case when ${followUps.state} = 'verified' then 1 else 0 end), 0)`,
    })
    .from(followUps)
    .where(and(eq(followUps.officeId, actor.officeId), gte(followUps.createdAt, from), lt(followUps.createdAt, to)))
    .get();
  return {
    held: held?.n ?? 0,
    invited: institutionsWhere(store, actor, has("sent", from, to)),
    met: institutionsWhere(store, actor, has("met", from, to)),
    agreed: agreed?.n ?? 0,
    verified: agreed?.verified ?? 0,
    unmet: institutionsWhere(store, actor, unmetSince(metSince)),
  };
}

/** The institutions met at briefings that began between two instants (milliseconds UTC). */
export function metInstitutions(store: Store, actor: Staff, from: number, to: number): string[] {
  return institutionIds(store, actor, has("met", from, to));
}

const unmetSince = (since: number): SQL => and(isNull(institutions.archivedAt), not(has("met", since, Number.MAX_SAFE_INTEGER))) as SQL;

const institutionIds = (store: Store, actor: Staff, condition: SQL): string[] =>
  store.db
    .select({ id: institutions.id })
    .from(institutions)
    .where(and(eq(institutions.officeId, actor.officeId), condition))
    .orderBy(institutions.precedence)
    .all()
    .map((row) => row.id);

/** The institutions of the register that were not met since an instant, by precedence. */
export function unmetInstitutions(store: Store, actor: Staff, since: number): string[] {
  return institutionIds(store, actor, unmetSince(since));
}

/** How many follow-ups fall due on each day from `from` to `to` (`YYYY-MM-DD`, both included). */
export function dueDays(store: Store, actor: Staff, from: string, to: string): { day: string; n: number }[] {
  return store.db
    .select({ day: sql<string>`${followUps.dueOn}`, n: sql<number>`count(*)` })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, actor.officeId),
        inArray(followUps.state, ["open", "in_progress", "blocked"]),
        gte(followUps.dueOn, from),
        sql`${followUps.dueOn} <= ${to}`,
      ),
    )
    .groupBy(followUps.dueOn)
    .orderBy(followUps.dueOn)
    .all();
}

export type Beginnings = { institutions: number; unreachable: number; briefings: number; sent: number };

/** How far an office has come with its first steps: what it has entered, and which institutions nobody can write to. */
export function beginnings(store: Store, actor: Staff): Beginnings {
  const count = sql<number>`count(*)`;
  const today = holding(dayOf(actor.now, findOffice(store, actor.officeId).zone));
  const reachable = sql`exists (select 1 from ${tenures} join ${people} on ${people.id} = ${tenures.personId}
    where ${tenures.institutionId} = ${institutions.id} and ${tenures.liaison} = 1 and ${today} and ${people.email} is not null)`;
  const ofOffice = and(eq(institutions.officeId, actor.officeId), isNull(institutions.archivedAt));
  return {
    institutions: store.db.select({ n: count }).from(institutions).where(ofOffice).get()?.n ?? 0,
    unreachable:
      store.db
        .select({ n: count })
        .from(institutions)
        .where(and(ofOffice, sql`not ${reachable}`))
        .get()?.n ?? 0,
    briefings: store.db.select({ n: count }).from(briefings).where(eq(briefings.officeId, actor.officeId)).get()?.n ?? 0,
    sent:
      store.db
        .select({ n: sql<number>`1` })
        .from(invitations)
        .where(and(eq(invitations.officeId, actor.officeId), isNotNull(invitations.sentAt)))
        .limit(1)
        .get()?.n ?? 0,
  };
}
