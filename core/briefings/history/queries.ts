import { and, asc, count, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { audits, histories, institutions, messages, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Actor } from "../../kernel/actor";
import { pick } from "../editing/rules";
import { type Briefing, toldOf } from "../rules";

export type Changed = { field: string; before: unknown; after: unknown };

export type Entry = {
  id: string;
  at: number;
  /** `room.verb`, a sentence of the catalogue `audit`. */
  action: string;
  actorKind: string;
  /** The member of staff who did it, by name. */
  actorName: string | null;
  institutionId: string | null;
  acronym: string | null;
  institution: Localized | null;
  subjectType: string;
  subjectId: string;
  facts: Record<string, string | number>;
  changes: Changed[];
};

/** Entries of a page of History. */
export const PAGE = 50;

/** How many entries the history of a briefing holds. */
export function historyCount(store: Store, officeId: string, briefingId: string): number {
  return (
    store.db
      .select({ n: count() })
      .from(audits)
      .where(and(eq(audits.officeId, officeId), eq(audits.briefingId, briefingId)))
      .get()?.n ?? 0
  );
}

/** What was recorded, with who did it and to which institution, before anybody asks for whose: the caller bounds it by the office. */
export const recordedActs = (store: Store) =>
  store.db
    .select({
      id: audits.id,
      at: audits.at,
      action: audits.action,
      actorKind: audits.actorKind,
      actorName: users.name,
      institutionId: audits.institutionId,
      acronym: institutions.acronym,
      institution: institutions.name,
      subjectType: audits.subjectType,
      subjectId: audits.subjectId,
      facts: audits.facts,
    })
    .from(audits)
    .leftJoin(users, and(eq(audits.actorKind, "staff"), eq(users.id, audits.actorId)))
    .leftJoin(institutions, and(eq(institutions.officeId, audits.officeId), eq(institutions.id, audits.institutionId)));

/** What happened to a briefing of the office and everything in it, the latest first; values that erasure blanked are null. Staff alone. */
export function historyOf(store: Store, actor: Actor, briefingId: string, { limit = PAGE, page = 1 } = {}): Entry[] {
  if (actor.kind !== "staff") return [];
  const rows = recordedActs(store)
    .where(and(eq(audits.officeId, actor.officeId), eq(audits.briefingId, briefingId)))
    // What one act recorded shares its instant; the rows stand in the order they were written.
    .orderBy(desc(audits.at), desc(sql`audit.rowid`))
    .limit(limit)
    .offset((page - 1) * limit)
    .all();
  const changes = changesOf(
    store,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, facts: row.facts ?? {}, changes: changes.get(row.id) ?? [] }));
}

function changesOf(store: Store, auditIds: string[]): Map<string, Changed[]> {
  const found = new Map<string, Changed[]>();
  if (auditIds.length === 0) return found;
  for (const { auditId, ...change } of store.db.select().from(histories).where(inArray(histories.auditId, auditIds)).all())
    found.set(auditId, [...(found.get(auditId) ?? []), change]);
  return found;
}

/** What the edit of an instant (milliseconds UTC) changed; empty when there was none, or when its values have been erased. */
export function editOf(store: Store, briefing: { id: string; officeId: string }, at: number): Changed[] {
  const edit = store.db
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.subjectId, briefing.id),
        eq(audits.at, at),
        eq(audits.officeId, briefing.officeId),
        eq(audits.action, "briefings.edited"),
      ),
    )
    .get();
  return edit ? (changesOf(store, [edit.id]).get(edit.id) ?? []) : [];
}

/** How a meeting stood at an instant (milliseconds UTC), of what people are told of it: read back from what has been recorded since. */
export function toldAsOf(store: Store, briefing: Briefing): (at: number) => Pick<Briefing, (typeof toldOf)[number]> {
  const rows = store.db
    .select({ at: audits.at, field: histories.field, before: histories.before })
    .from(histories)
    .innerJoin(audits, eq(audits.id, histories.auditId))
    .where(and(eq(audits.officeId, briefing.officeId), eq(audits.subjectId, briefing.id), inArray(histories.field, [...toldOf])))
    .orderBy(asc(audits.at), asc(sql`audit.rowid`))
    .all();
  return (at) => {
    const was = [...rows].reverse().flatMap((row) => (row.at > at ? [[row.field, row.before] as const] : []));
    return { ...pick(briefing, toldOf), ...Object.fromEntries(was) };
  };
}

/** What became of the messages that tell of a postponement or cancellation decided at an instant (milliseconds UTC): the last batch, and how many left, wait or failed. */
export type Told = { batchId: string | null; all: number; sent: number; waiting: number; failed: number };

const times = (condition: string) => sql<number>`coalesce(sum(case when ${sql.raw(condition)} then 1 else 0 end), 0)`;

export function toldAt(store: Store, officeId: string, briefingId: string, at: number): Told {
  const row = store.db
    .select({
      // Identifiers sort by age.
      batchId: sql<string | null>`max(${messages.batchId})`,
      all: count(),
      sent: times("state = 'sent'"),
      waiting: times("state in ('queued', 'sending')"),
      failed: times("state in ('failed', 'uncertain')"),
    })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        eq(messages.briefingId, briefingId),
        gte(messages.createdAt, at),
        eq(messages.kind, "change"),
        sql`json_extract(${messages.payload}, '$.change') <> 'changed'`,
        sql`${messages.state} <> 'cancelled'`,
      ),
    )
    .get();
  return row ?? { batchId: null, all: 0, sent: 0, waiting: 0, failed: 0 };
}
