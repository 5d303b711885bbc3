import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { merges } from "@/db/schema";
import type { MergedKind } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor } from "../../../kernel/actor";
import type { Authorized } from "../../../kernel/authorized";
import { notFound, type Refused, refuse } from "../../../kernel/outcome";
import type { Institution, Person } from "../../queries";
import { type Merge, officeOf, pointers, rowsAt } from "../queries";

/** Turns the rows that point at one record to another; gives their keys by column. */
export function move(tx: Store, kind: MergedKind, officeId: string, from: string, to: string): Record<string, string[]> {
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

/** Turns back what a merge moved, and marks it undone. */
export function moveBack(tx: Store, actor: Actor, merge: Merge): void {
  for (const at of pointers[merge.kind]) turn(tx, at, merge.officeId, merge.moved[at.name] ?? [], merge.keptId, merge.goneId);
  tx.db.update(merges).set({ undoneAt: actor.now }).where(eq(merges.id, merge.id)).run();
}

/** Writes down a merge with all it takes to undo it. */
export function insertMerge(
  tx: Store,
  actor: Actor,
  kind: MergedKind,
  kept: Authorized<Institution | Person>,
  gone: Authorized<Institution | Person>,
  what: Pick<Merge, "moved" | "filled" | "before">,
): string {
  const id = newId("mrg", actor.now);
  tx.db
    .insert(merges)
    .values({ id, officeId: kept.officeId, kind, keptId: kept.id, goneId: gone.id, at: actor.now, ...what })
    .run();
  return id;
}

/** A merge that can be taken back: of this kind, and not taken back yet. */
export function standing(merge: Merge | undefined, kind: MergedKind): Merge {
  if (!merge || merge.kind !== kind || merge.undoneAt !== null) throw notFound();
  return merge;
}

/** What moved must still be where it was moved to. */
export function movedOnRefused(tx: Store, merge: Merge, kept: Institution | Person): Refused | undefined {
  if (kept.mergedIntoId) return refuse("merge_later_first");
  const lost = pointers[merge.kind].some((at) => {
    const here = new Set(rowsAt(tx, at, merge.officeId, merge.keptId));
    return (merge.moved[at.name] ?? []).some((key) => !here.has(key));
  });
  return lost ? refuse("merge_changed") : undefined;
}
