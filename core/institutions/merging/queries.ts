import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import {
  answers,
  delegates,
  followUpParties,
  followUps,
  followUpUpdates,
  institutionMembers,
  institutionSuccessions,
  institutions,
  invitations,
  mailboxes,
  merges,
  people,
  tenures,
} from "@/db/schema";
import type { MergedKind } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { fold } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { mailboxesOf } from "../mailboxes/queries";
import type { Institution, Person } from "../queries";

export type Merge = typeof merges.$inferSelect;

/** What a preview counts together. */
export const movedKinds = ["posts", "invitations", "delegations", "answers", "followUps", "services", "ties", "mailboxes"] as const;
export type MovedKind = (typeof movedKinds)[number];

/** A column that points at a record: `key` tells its rows apart, and no two rows of one record may share `once`. */
type Pointer = { name: string; kind: MovedKind; column: SQLiteColumn; key: SQL; once?: SQL };

const pointer = (name: string, kind: MovedKind, column: SQLiteColumn, key: SQL | SQLiteColumn, once?: SQL | SQLiteColumn): Pointer => ({
  name,
  kind,
  column,
  key: sql`${key}`,
  once: once && sql`${once}`,
});

const tied = (other: SQLiteColumn): SQL => sql`${other} || ' ' || ${institutionSuccessions.kind}`;

/** Every column of the database that points at a record of this kind, but its own names. */
export const pointers: Record<MergedKind, Pointer[]> = {
  person: [
    pointer("posts", "posts", tenures.personId, tenures.id),
    pointer("delegations", "delegations", delegates.personId, delegates.id),
    pointer("answers", "answers", answers.byPersonId, answers.id),
    pointer("leads", "followUps", followUps.leadPersonId, followUps.id),
    pointer("mailboxes", "mailboxes", mailboxes.personId, mailboxes.address, mailboxes.address),
  ],
  institution: [
    pointer("posts", "posts", tenures.institutionId, tenures.id),
    pointer("invitations", "invitations", invitations.institutionId, invitations.id, invitations.briefingId),
    pointer("leads", "followUps", followUps.leadInstitutionId, followUps.id),
    pointer("parts", "followUps", followUpParties.institutionId, followUpParties.followUpId, followUpParties.followUpId),
    pointer("words", "answers", followUpUpdates.institutionId, followUpUpdates.id),
    pointer("services", "services", institutions.parentId, institutions.id),
    pointer("members", "ties", institutionMembers.commissionId, institutionMembers.memberId, institutionMembers.memberId),
    pointer("commissions", "ties", institutionMembers.memberId, institutionMembers.commissionId, institutionMembers.commissionId),
    pointer("followers", "ties", institutionSuccessions.fromId, tied(institutionSuccessions.toId), tied(institutionSuccessions.toId)),
    pointer("origins", "ties", institutionSuccessions.toId, tied(institutionSuccessions.fromId), tied(institutionSuccessions.fromId)),
  ],
};

/** The keys of the rows that point at a record; with `besides`, of those alone that the other record has not got already. */
export function rowsAt(store: Store, { column, key, once }: Pointer, officeId: string, id: string, besides?: string): string[] {
  const { table } = column;
  const twin = once && besides !== undefined;
  const rows = store.db.all<{ key: string }>(sql`select ${key} as key from ${table} where ${officeOf(column)} = ${officeId}
    and ${column} = ${id} ${twin ? sql`and ${once} not in (select ${once} from ${table} where ${column} = ${besides})` : sql``}`);
  return rows.map((row) => row.key);
}

/** The column of the office in the table of another column. */
export const officeOf = (column: SQLiteColumn): SQL => sql`${column.table}.office_id`;

/** What would move, and what would stay with the double because the record kept has it already; by kind. */
export type Preview = Record<"moves" | "stays", Partial<Record<MovedKind, number>>>;

/** What a merge would do. */
export function previewMerge(store: Store, officeId: string, kind: MergedKind, keptId: string, goneId: string): Preview {
  const preview: Preview = { moves: {}, stays: {} };
  for (const at of pointers[kind]) {
    const moves = rowsAt(store, at, officeId, goneId, keptId).length;
    const stays = rowsAt(store, at, officeId, goneId).length - moves;
    if (moves > 0) preview.moves[at.kind] = (preview.moves[at.kind] ?? 0) + moves;
    if (stays > 0) preview.stays[at.kind] = (preview.stays[at.kind] ?? 0) + stays;
  }
  return preview;
}

/** A merge of the actor's office. */
export function findMerge(store: Store, actor: Actor, id: string): Merge | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(merges)
    .where(and(eq(merges.officeId, actor.officeId), eq(merges.id, id)))
    .get();
}

/** The merges that made a record what it is, and the one by which it went into another; the last first, those undone left out. */
export function mergesOf(store: Store, officeId: string, id: string): { into?: Merge; of: Merge[] } {
  const standing = (which: SQL) =>
    store.db
      .select()
      .from(merges)
      .where(and(eq(merges.officeId, officeId), which, isNull(merges.undoneAt)))
      .orderBy(desc(merges.at), desc(merges.id))
      .all();
  return { into: standing(eq(merges.goneId, id))[0], of: standing(eq(merges.keptId, id)) };
}

/** The institutions that went into one, and those that went into these before. */
export function mergedInstitutions(store: Store, officeId: string, id: string): Institution[] {
  const at = and(eq(institutions.officeId, officeId), eq(institutions.mergedIntoId, id));
  const found = store.db.select().from(institutions).where(at).all();
  return found.flatMap((one) => [one, ...mergedInstitutions(store, officeId, one.id)]);
}

/** The people who went into one, and those who went into these before. */
export function mergedPeople(store: Store, officeId: string, id: string): Person[] {
  const at = and(eq(people.officeId, officeId), eq(people.mergedIntoId, id));
  const found = store.db.select().from(people).where(at).all();
  return found.flatMap((one) => [one, ...mergedPeople(store, officeId, one.id)]);
}

type Named = Pick<Person, "displayName" | "legalName" | "sortName" | "email" | "phone">;

/** What people are found by: their names, all their addresses, and their telephones, of which the digits count. */
export const peopleText = (named: Named[], addresses: string[] = []): string => {
  const known = named.flatMap((p) => [p.displayName, p.legalName, p.sortName, p.email, p.phone?.replace(/[^\d+]/g, "")]);
  return fold([...new Set([...known, ...addresses])].filter(Boolean).join(" "));
};

/** The same of one person, with the records that turned out to be doubles of theirs. */
export function personSearchText(store: Store, person: Person): string {
  const all = [person, ...mergedPeople(store, person.officeId, person.id)];
  const addresses = all.flatMap((one) => mailboxesOf(store, one).map((m) => m.address));
  return peopleText(all, addresses);
}
