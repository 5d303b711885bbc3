import { and, eq, inArray } from "drizzle-orm";
import { institutionNames } from "@/db/schema";
import type { Store } from "@/db/store";
import type { InstitutionName } from "../queries";

/** Dated names of an office by their ids. */
export function institutionNamesByIds(store: Store, officeId: string, ids: string[]): Map<string, InstitutionName> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select()
    .from(institutionNames)
    .where(and(eq(institutionNames.officeId, officeId), inArray(institutionNames.id, ids)))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}
