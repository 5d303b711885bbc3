import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { z } from "zod";
import { institutions, invitations, merges, people } from "@/db/schema";
import type { MergedKind } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { save, subjectOf } from "../commands";
import { canMerge } from "../policy";
import { findInstitution, findPerson, type Institution, type Person } from "../queries";
import { membersOf, successionsOf } from "../ties/queries";
import type { mergeInput, undoMergeInput } from "./input";
import { filledBy, filling, findMerge, type Merge, officeOf, personSearchText, pointers, rowsAt } from "./queries";

type Pair = z.output<typeof mergeInput>;

/** Makes two records of one institution one: what hung on the double hangs on the record kept, which is found by every name of both. */
export function mergeInstitutions(store: Store, actor: Actor, { keptId, goneId }: Pair): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const kept = authorize(findInstitution(tx, actor, keptId), (i) => canMerge(actor, i));
    const gone = authorize(findInstitution(tx, actor, goneId), (i) => canMerge(actor, i));
    const refused = pairRefused(kept, gone) ?? relatedRefused(tx, actor, kept, gone);
    if (refused) return refused;
    const moved = move(tx, "institution", kept.officeId, gone.id, kept.id);
    const id = insertMerge(tx, actor, "institution", kept, gone, moved, {});
    setInstitution(tx, gone, { mergedIntoId: kept.id, archivedAt: actor.now, searchText: "", version: gone.version + 1 });
    save(tx, actor, kept);
    touch(tx, actor, moved.invitations);
    record(tx, actor, "institutions.merged", subjectOf(kept), { after: { goneId: gone.id } });
    return accept({ id });
  });
}

/** Takes a merge of institutions back: what moved goes back where it was. Refuses once something hangs on it that cannot go back. */
export function undoInstitutionMerge(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoMergeInput>,
): Outcome<{ keptId: string; goneId: string }> {
  return store.transaction((tx) => {
    const merge = standing(findMerge(tx, actor, input.id), "institution");
    const kept = authorize(findInstitution(tx, actor, merge.keptId), (i) => canMerge(actor, i));
    const gone = authorize(findInstitution(tx, actor, merge.goneId), (i) => canMerge(actor, i));
    const refused = movedOnRefused(tx, merge, kept) ?? addresseeRefused(tx, merge);
    if (refused) return refused;
    moveBack(tx, actor, merge);
    setInstitution(tx, gone, { mergedIntoId: null, archivedAt: null });
    save(tx, actor, gone);
    save(tx, actor, kept);
    touch(tx, actor, merge.moved.invitations);
    record(tx, actor, "institutions.merge_undone", subjectOf(kept), { before: { goneId: gone.id } });
    return accept({ keptId: kept.id, goneId: gone.id });
  });
}

/** Makes two records of one person one: posts, delegations, answers and follow-ups of the double go over, and what was not known of the one kept. */
export function mergePeople(store: Store, actor: Actor, { keptId, goneId }: Pair): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const kept = authorize(findPerson(tx, actor, keptId), (p) => canMerge(actor, p));
    const gone = authorize(findPerson(tx, actor, goneId), (p) => canMerge(actor, p));
    const refused = pairRefused(kept, gone);
    if (refused) return refused;
    const filled = filledBy(kept, gone);
    const moved = move(tx, "person", kept.officeId, gone.id, kept.id);
    const id = insertMerge(tx, actor, "person", kept, gone, moved, filled);
    setPerson(tx, gone, { mergedIntoId: kept.id, searchText: "", version: gone.version + 1 });
    const now = { ...kept, ...filled };
    setPerson(tx, kept, { ...filled, searchText: personSearchText(tx, now), version: kept.version + 1 });
    record(tx, actor, "institutions.person_merged", personSubject(kept), { after: { goneId: gone.id, ...filled } });
    return accept({ id });
  });
}

/** Takes a merge of people back, and with it what the one kept took over and nobody has changed since. */
export function undoPersonMerge(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoMergeInput>,
): Outcome<{ keptId: string; goneId: string }> {
  return store.transaction((tx) => {
    const merge = standing(findMerge(tx, actor, input.id), "person");
    const kept = authorize(findPerson(tx, actor, merge.keptId), (p) => canMerge(actor, p));
    const gone = authorize(findPerson(tx, actor, merge.goneId), (p) => canMerge(actor, p));
    const unchanged = filling.filter((f) => f in merge.filled && JSON.stringify(kept[f]) === JSON.stringify(merge.filled[f]));
    const cleared = Object.fromEntries(unchanged.map((f) => [f, null]));
    const refused = movedOnRefused(tx, merge, kept) ?? emailRefused(tx, gone, unchanged.includes("email") ? kept.id : undefined);
    if (refused) return refused;
    moveBack(tx, actor, merge);
    setPerson(tx, gone, { mergedIntoId: null, searchText: personSearchText(tx, gone), version: gone.version + 1 });
    const now = { ...kept, ...(cleared as Partial<Person>) };
    setPerson(tx, kept, { ...cleared, searchText: personSearchText(tx, now), version: kept.version + 1 });
    record(tx, actor, "institutions.person_merge_undone", personSubject(kept), {
      before: { goneId: gone.id, ...merge.filled },
      after: cleared,
    });
    return accept({ keptId: kept.id, goneId: gone.id });
  });
}

function pairRefused(kept: Institution | Person, gone: Institution | Person): Refused | undefined {
  if (kept.id === gone.id) return refuse("merge_itself", { field: "goneId" });
  return kept.mergedIntoId || gone.mergedIntoId ? refuse("merge_gone") : undefined;
}

/** Two of which one depends on the other, or followed it, are two. */
function relatedRefused(tx: Store, actor: Actor, kept: Institution, gone: Institution): Refused | undefined {
  const follows = successionsOf(tx, kept.officeId, kept.id, "").some((s) => s.institution.id === gone.id);
  const under = (one: Institution, other: Institution): boolean => {
    for (let at = one.parentId; at; at = findInstitution(tx, actor, at)?.parentId ?? null) if (at === other.id) return true;
    return false;
  };
  const { members, commissions } = membersOf(tx, kept.officeId, kept.id);
  const sits = [...members, ...commissions].some((i) => i.id === gone.id);
  const related = follows || sits || under(kept, gone) || under(gone, kept);
  return related ? refuse("merge_related") : undefined;
}

/** Turns the rows that point at one record to another; gives their keys by column. */
function move(tx: Store, kind: MergedKind, officeId: string, from: string, to: string): Record<string, string[]> {
  const moved: Record<string, string[]> = {};
  for (const at of pointers[kind]) {
    const keys = rowsAt(tx, at, officeId, from, to);
    if (keys.length > 0) moved[at.name] = keys;
    turn(tx, at, officeId, keys, from, to);
  }
  return moved;
}

function turn(
  tx: Store,
  { column, key }: { column: SQLiteColumn; key: SQL },
  officeId: string,
  keys: string[],
  from: string,
  to: string,
): void {
  tx.db.run(sql`update ${column.table} set ${sql.identifier(column.name)} = ${to}
    where ${officeOf(column)} = ${officeId} and ${column} = ${from} and ${key} in (select value from json_each(${JSON.stringify(keys)}))`);
}

function moveBack(tx: Store, actor: Actor, merge: Merge): void {
  for (const at of pointers[merge.kind]) turn(tx, at, merge.officeId, merge.moved[at.name] ?? [], merge.keptId, merge.goneId);
  tx.db.update(merges).set({ undoneAt: actor.now }).where(eq(merges.id, merge.id)).run();
}

function insertMerge(
  tx: Store,
  actor: Actor,
  kind: MergedKind,
  kept: Authorized<Institution | Person>,
  gone: Authorized<Institution | Person>,
  moved: Record<string, string[]>,
  filled: Record<string, unknown>,
): string {
  const id = newId("mrg", actor.now);
  tx.db.insert(merges).values({ id, officeId: kept.officeId, kind, keptId: kept.id, goneId: gone.id, at: actor.now, moved, filled }).run();
  return id;
}

/** A merge that can be taken back: of this kind, and not taken back yet. */
function standing(merge: Merge | undefined, kind: MergedKind): Merge {
  if (!merge || merge.kind !== kind || merge.undoneAt !== null) throw notFound();
  return merge;
}

/** What moved must still be where it was moved to. */
function movedOnRefused(tx: Store, merge: Merge, kept: Institution | Person): Refused | undefined {
  if (kept.mergedIntoId) return refuse("merge_later_first");
  const lost = pointers[merge.kind].some((at) => {
    const here = new Set(rowsAt(tx, at, merge.officeId, merge.keptId));
    return (merge.moved[at.name] ?? []).some((key) => !here.has(key));
  });
  return lost ? refuse("merge_changed") : undefined;
}

/** An invitation of the one must not be addressed to a post of the other once they are two again. */
function addresseeRefused(tx: Store, merge: Merge): Refused | undefined {
  const posts = new Set(merge.moved.posts);
  const moved = new Set(merge.moved.invitations);
  const crossed = tx.db
    .select({ id: invitations.id, tenureId: invitations.addresseeTenureId })
    .from(invitations)
    .where(and(eq(invitations.officeId, merge.officeId), eq(invitations.institutionId, merge.keptId)))
    .all()
    .some((i) => i.tenureId !== null && moved.has(i.id) !== posts.has(i.tenureId));
  return crossed ? refuse("merge_addressed") : undefined;
}

/** The double's address must not be somebody else's by now. */
function emailRefused(tx: Store, gone: Person, givesUp: string | undefined): Refused | undefined {
  const at = and(eq(people.officeId, gone.officeId), eq(people.email, gone.email ?? ""), isNull(people.mergedIntoId));
  const holder = tx.db
    .select()
    .from(people)
    .where(at)
    .all()
    .find((p) => p.id !== givesUp);
  return holder && refuse("merge_email", { params: { name: holder.displayName } });
}

const setInstitution = (tx: Store, { officeId, id }: Authorized<Institution>, row: Partial<Institution>) =>
  tx.db
    .update(institutions)
    .set(row)
    .where(and(eq(institutions.officeId, officeId), eq(institutions.id, id)))
    .run();

const setPerson = (tx: Store, { officeId, id }: Authorized<Person>, row: Partial<Person>) =>
  tx.db
    .update(people)
    .set(row)
    .where(and(eq(people.officeId, officeId), eq(people.id, id)))
    .run();

/** Boards that stand open on these invitations are told to look again. */
function touch(tx: Store, actor: Actor, ids: string[] = []): void {
  if (ids.length > 0) tx.db.update(invitations).set({ changedAt: actor.now }).where(inArray(invitations.id, ids)).run();
}

const personSubject = ({ id, officeId }: Person) => ({ type: "person", id, officeId }) as const;
