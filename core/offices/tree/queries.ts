import { asc, eq } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Office } from "../queries";

/** The offices that report to this one, by key. */
export const childrenOf = (store: Store, officeId: string): Office[] =>
  prepared(store, "offices.children", (db) =>
    db
      .select()
      .from(offices)
      .where(eq(offices.parentId, given("officeId")))
      .orderBy(asc(offices.key))
      .prepare(),
  ).all({ officeId });

/** The offices that ask to report to this one, by key. */
export const askingOf = (store: Store, officeId: string): Office[] =>
  store.db.select().from(offices).where(eq(offices.parentAskedId, officeId)).orderBy(asc(offices.key)).all();

export const officeByKey = (store: Store, key: string): Office | undefined =>
  store.db.select().from(offices).where(eq(offices.key, key)).get();

/** Its children and theirs, each before its own. */
export function descendantsOf(store: Store, officeId: string): Office[] {
  return childrenOf(store, officeId).flatMap((child) => [child, ...descendantsOf(store, child.id)]);
}
