import { and, eq, gte, inArray, isNotNull, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { briefings, followUps, institutions, invitations, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { type Succeeded, succeeded } from "../institutions/lineage/queries";
import type { View } from "../institutions/lineage/rules";
import { holding } from "../institutions/queries";
import type { Staff } from "../kernel/actor";
import { findOffice } from "../offices/queries";

const took = ["held", "closed"] as const;

/**
 * Whether an institution, or one it stands for, has an invitation like this to a briefing that began between two instants: one
 * search by index for each, where counting distinct ones would read all invitations of the time. It was met where it said it
 * would take part and the briefing took place; attendance will refine this.
 */
const has = (which: "sent" | "met", from: number, to: number, { inherited }: Succeeded): SQL => {
  const of = (institution: SQL, until: SQL) => sql`${invitations.officeId} = ${institutions.officeId}
    and ${invitations.institutionId} = ${institution} and ${invitations.startsAt} >= ${from} and ${invitations.startsAt} < ${until}
    and ${which === "met" ? sql`${invitations.met} = 1` : and(isNotNull(invitations.sentAt), isNull(invitations.withdrawnAt))}`;
  const own = sql`exists (select 1 from ${invitations} where ${of(sql`${institutions.id}`, sql`${to}`)})`;
  if (inherited.length === 0) return own;
  return sql`(${own} or exists (select 1 from json_each(${JSON.stringify(inherited)}) line
    cross join ${invitations} on ${of(sql`line.value ->> 'id'`, sql`min(${to}, line.value ->> 'before')`)}
    where line.value ->> 'heir' = ${institutions.id}))`;
};

/** What a view counts by itself: who is gone is counted with who followed it. */
const counted = (actor: Staff, { gone }: Succeeded): SQL =>
  and(
    eq(institutions.officeId, actor.officeId),
    gone.length > 0 ? sql`${institutions.id} not in (select value from json_each(${JSON.stringify(gone)}))` : undefined,
  ) as SQL;

const viewed = (store: Store, actor: Staff, view: View): Succeeded =>
  succeeded(store, actor.officeId, findOffice(store, actor.officeId).zone, view);

const institutionsWhere = (store: Store, actor: Staff, past: Succeeded, condition: SQL): number =>
  store.db
    .select({ n: sql<number>`count(*)` })
    .from(institutions)
    .where(and(counted(actor, past), condition))
    .get()?.n ?? 0;

export type YearFigures = { held: number; invited: number; met: number; agreed: number; verified: number; unmet: number };

/** The manager's figures between two instants (milliseconds UTC), and how many institutions were not met since `metSince`; a briefing and a follow-up count once in either view. */
export function yearFigures(
  store: Store,
  actor: Staff,
  { from, to, metSince }: { from: number; to: number; metSince: number },
  view: View = "now",
): YearFigures {
  const past = viewed(store, actor, view);
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
    invited: institutionsWhere(store, actor, past, has("sent", from, to, past)),
    met: institutionsWhere(store, actor, past, has("met", from, to, past)),
    agreed: agreed?.n ?? 0,
    verified: agreed?.verified ?? 0,
    unmet: institutionsWhere(store, actor, past, unmetSince(metSince, past)),
  };
}

/** The institutions met at briefings that began between two instants (milliseconds UTC), by precedence. */
export function metInstitutions(store: Store, actor: Staff, from: number, to: number, view: View = "now"): string[] {
  const past = viewed(store, actor, view);
  return institutionIds(store, actor, past, has("met", from, to, past));
}

const unmetSince = (since: number, past: Succeeded): SQL =>
  and(isNull(institutions.archivedAt), not(has("met", since, Number.MAX_SAFE_INTEGER, past))) as SQL;

const institutionIds = (store: Store, actor: Staff, past: Succeeded, condition: SQL): string[] =>
  store.db
    .select({ id: institutions.id })
    .from(institutions)
    .where(and(counted(actor, past), condition))
    .orderBy(institutions.precedence)
    .all()
    .map((row) => row.id);

/** The institutions of the register that were not met since an instant, by precedence. */
export function unmetInstitutions(store: Store, actor: Staff, since: number, view: View = "now"): string[] {
  const past = viewed(store, actor, view);
  return institutionIds(store, actor, past, unmetSince(since, past));
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
