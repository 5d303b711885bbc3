import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { briefings, followUpParties, followUps, institutions } from "@/db/schema";
import type { Store } from "@/db/store";
import { addDays, dayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import type { Actor, Invitee, Staff } from "../kernel/actor";
import { findOffice } from "../offices/queries";
import { canJudge, canReadFollowUp } from "./policy";
import { byDue, concerning, groupSql, momentFor, partiesOf, rowOf, selectRows, times } from "./register/queries";
import type { FollowUpRow, Party } from "./register/rules";
import { type NeutralState, neutralState, openStates } from "./rules";
import { type Standing, standingsOf } from "./standing/queries";

export type FollowUp = typeof followUps.$inferSelect;

/** A follow-up with the institutions that share it: what policies ask about. */
export type Shared = FollowUp & { partyIds: string[] };

/** A follow-up of the staff member's office, or one the invitee's institution leads or shares. */
export function findFollowUp(store: Store, actor: Actor, id: string): Shared | undefined {
  const found = store.db.select().from(followUps).where(eq(followUps.id, id)).get();
  if (!found) return undefined;
  const parties = store.db
    .select({ id: followUpParties.institutionId })
    .from(followUpParties)
    .where(and(eq(followUpParties.officeId, found.officeId), eq(followUpParties.followUpId, id)))
    .all();
  const shared = { ...found, partyIds: parties.map((p) => p.id) };
  return canReadFollowUp(actor, shared) ? shared : undefined;
}

/** What a briefing's follow-ups came to; `open` are those not settled yet, `done` of these are reported done. */
export type OpenCounts = { total: number; open: number; done: number; verified: number };
export const noFollowUps: OpenCounts = { total: 0, open: 0, done: 0, verified: 0 };

/** The counts of each briefing asked for; zeros where nothing was agreed. Dropped and superseded ones do not count. */
export function openCounts(store: Store, officeId: string, briefingIds: string[]): Map<string, OpenCounts> {
  const found = new Map(briefingIds.map((id) => [id, noFollowUps]));
  if (briefingIds.length === 0) return found;
  const rows = store.db
    .select({
      briefingId: followUps.briefingId,
      total: sql<number>`count(*)`,
      open: times("state <> 'verified'"),
      done: times("state = 'done'"),
      verified: times("state = 'verified'"),
    })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, officeId),
        inArray(followUps.briefingId, briefingIds),
        inArray(followUps.state, [...openStates, "verified"]),
      ),
    )
    .groupBy(followUps.briefingId)
    .all();
  for (const { briefingId, ...counts } of rows) if (briefingId) found.set(briefingId, counts);
  return found;
}

/** Follow-ups of the staff member's office by their ids, with the names a list needs. */
export function followUpsByIds(store: Store, actor: Staff, ids: string[]): Map<string, FollowUpRow> {
  if (ids.length === 0) return new Map();
  const rows = selectRows(store.db)
    .where(and(eq(followUps.officeId, actor.officeId), inArray(followUps.id, ids)))
    .all();
  return new Map(rows.map((row) => [row.id, rowOf(row)]));
}

export type OfInstitution = Standing & { rows: FollowUpRow[]; total: number };

/** What an institution leads or shares, open ones by due date first, at most `limit`; with its standing. Staff alone. */
export function followUpsOfInstitution(store: Store, actor: Actor, institutionId: string, limit = 25): OfInstitution {
  const none = { kept: 0, due: 0, open: 0, metOn: null, rows: [], total: 0 };
  if (actor.kind !== "staff") return none;
  const where = and(eq(followUps.officeId, actor.officeId), concerning(actor.officeId, institutionId));
  const rows = selectRows(store.db)
    .where(where)
    .orderBy(sql`${followUps.state} in ('verified', 'superseded', 'dropped')`, ...byDue)
    .limit(limit)
    .all()
    .map(rowOf);
  const total = store.db.select({ n: sql<number>`count(*)` }).from(followUps).where(where).get()?.n ?? 0;
  const standing = standingsOf(store, actor.officeId, [institutionId], actor.now).get(institutionId);
  return { ...none, ...standing, rows, total };
}

/** One commitment as an institution reads it: what was planned or done, never that it is late. */
export type Commitment = {
  id: string;
  number: number;
  what: string;
  /** Who leads it: the reader's institution, the office, or another institution named here. */
  by: "institution" | "office" | "other";
  lead: { acronym: string | null; name: Localized | null };
  state: NeutralState;
  /** What the reader's institution last reported of its part, where others lead. */
  own: Party["progress"];
  dueOn: string | null;
  /** The day it was reported done, in the office's zone. */
  doneOn: string | null;
  briefing: FollowUpRow["briefing"];
};

/** What the invitee's institution leads or shares and is not settled, or was lately: two searches by index. */
const standing = (db: Store["db"]) =>
  selectRows(db)
    .where(
      and(
        eq(followUps.officeId, given("officeId")),
        concerning(given("officeId"), given("institutionId")),
        sql`(${followUps.state} in ('proposed', 'open', 'in_progress', 'blocked')
          or (${followUps.state} in ('done', 'verified') and ${followUps.stateAt} >= ${given("recent")}))`,
        sql`(${followUps.briefingId} is null or ${briefings.startsAt} <= ${given("now")})`,
      ),
    )
    .orderBy(sql`${followUps.state} in ('done', 'verified')`, ...byDue)
    .limit(20)
    .prepare();

/** Settled commitments stay on the institution's page for half a year. */
const RECENT = 183;

/**
 * What the institution and the office agreed at briefings that have begun, for the page of one invitation: what the
 * institution leads, and what it shares; the office's own tasks and the rest of others are not its to read. At most 20.
 */
export function sinceWeMet(store: Store, invitee: Invitee): Commitment[] {
  const { zone } = findOffice(store, invitee.officeId);
  const since = dayOf(invitee.now, zone);
  const recent = Date.parse(`${addDays(since, -RECENT)}T00:00:00Z`);
  const { officeId, institutionId, now } = invitee;
  const rows = prepared(store, "followups.standing", standing).all({ officeId, institutionId, recent, now }).map(rowOf);
  const parties = partiesOf(
    store,
    officeId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const state = neutralState(row.state);
    const by = row.lead.kind === "office" ? "office" : row.lead.institutionId === invitee.institutionId ? "institution" : "other";
    return {
      id: row.id,
      number: row.number,
      what: row.what,
      by,
      lead: { acronym: row.lead.acronym, name: row.lead.name },
      state,
      own: parties.get(row.id)?.find((party) => party.institutionId === institutionId)?.progress ?? null,
      dueOn: row.dueOn,
      doneOn: state === "done" ? dayOf(row.stateAt, zone) : null,
      briefing: row.briefing,
    };
  });
}

/** What of the follow-ups needs the reader now. */
export type Attention = {
  /** Reported done and not judged yet: how many, since when the oldest waits, and whose (at most five, and how many more). */
  reported: { n: number; oldestAt: number | null; institutions: { id: string; acronym: string | null; name: Localized }[]; more: number };
  /** What the office itself owes, the longest due first: at most five rows of all. */
  overdueByUs: { n: number; rows: FollowUpRow[] };
  /** Whether the reader decides on them: the button is "Review" for a manager, a link for others. */
  canReview: boolean;
};

/** Counts and first rows for Home; nothing for anyone but staff. */
export function attention(store: Store, actor: Actor): Attention {
  const nothing: Attention = {
    reported: { n: 0, oldestAt: null, institutions: [], more: 0 },
    overdueByUs: { n: 0, rows: [] },
    canReview: false,
  };
  if (actor.kind !== "staff") return nothing;
  const ofOffice = eq(followUps.officeId, actor.officeId);
  const isDone = and(ofOffice, eq(followUps.state, "done"));
  const done = store.db
    .select({ n: sql<number>`count(*)`, oldestAt: sql<number | null>`min(${followUps.stateAt})` })
    .from(followUps)
    .where(isDone)
    .get();
  const leads = store.db
    .select({ id: institutions.id, acronym: institutions.acronym, name: institutions.name })
    .from(followUps)
    .innerJoin(institutions, and(eq(institutions.officeId, followUps.officeId), eq(institutions.id, followUps.leadInstitutionId)))
    .where(isDone)
    .groupBy(institutions.id)
    .orderBy(asc(institutions.precedence), desc(institutions.id))
    .all();
  const late = and(
    ofOffice,
    inArray(followUps.state, ["open", "in_progress", "blocked"]),
    sql`${groupSql(momentFor(store, actor.officeId, actor.now))} = 'us'`,
  );
  return {
    reported: { n: done?.n ?? 0, oldestAt: done?.oldestAt ?? null, institutions: leads.slice(0, 5), more: Math.max(0, leads.length - 5) },
    overdueByUs: {
      n: store.db.select({ n: sql<number>`count(*)` }).from(followUps).where(late).get()?.n ?? 0,
      rows: selectRows(store.db)
        .where(late)
        .orderBy(...byDue)
        .limit(5)
        .all()
        .map(rowOf),
    },
    canReview: canJudge(actor, actor),
  };
}
