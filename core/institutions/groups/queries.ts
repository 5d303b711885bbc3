import { and, eq } from "drizzle-orm";
import { institutionGroups } from "@/db/schema";
import type { Store } from "@/db/store";
import { collator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { Actor, Staff } from "../../kernel/actor";
import { type Institution, institutionsByIds } from "../queries";

export type Group = typeof institutionGroups.$inferSelect;

/** The groups of the actor's office, archived ones included, by name as the reader's language sorts them. */
export function listGroups(store: Store, actor: Staff): Group[] {
  const { compare } = collator(actor.language);
  return store.db
    .select()
    .from(institutionGroups)
    .where(eq(institutionGroups.officeId, actor.officeId))
    .all()
    .sort((a, b) => compare(readText(a.name, actor.language), readText(b.name, actor.language)));
}

/** A group of the actor's office. */
export function findGroup(store: Store, actor: Actor, groupId: string): Group | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(institutionGroups)
    .where(and(eq(institutionGroups.officeId, actor.officeId), eq(institutionGroups.id, groupId)))
    .get();
}

/**
 * The institutions of a group as they stand today, by precedence: of a record that went into another, the one kept; what
 * has left the directory is not there.
 */
export function membersOf(store: Store, { officeId, members }: Pick<Group, "officeId" | "members">): Institution[] {
  const met = new Map<string, Institution>();
  let asked = members;
  // A record kept may itself have gone into another later; none goes round in a circle.
  while (asked.length > 0) {
    const found = [...institutionsByIds(store, officeId, asked).values()];
    for (const one of found) if (one.archivedAt === null) met.set(one.id, one);
    asked = found.flatMap((one) => (one.mergedIntoId && !met.has(one.mergedIntoId) ? [one.mergedIntoId] : []));
  }
  return [...met.values()].sort((a, b) => a.precedence - b.precedence || (a.id < b.id ? -1 : 1));
}
