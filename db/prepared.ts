import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { Store } from "./store";

/** The named value of a prepared query. */
export const given = sql.placeholder;

/** A column is one of the values of a prepared query, which come as one JSON list: the statement is the same for any number. */
export const among = (column: AnyColumn, name: string): SQL => sql`${column} in (select value from json_each(${given(name)}))`;

const kept = new WeakMap<Store["raw"], Map<string, unknown>>();

/** A query built and compiled once per connection, for what every request of a busy page asks. Values come in as `sql.placeholder`s. */
export function prepared<Q>(store: Store, name: string, build: (db: Store["db"]) => Q): Q {
  let queries = kept.get(store.raw);
  if (!queries) {
    queries = new Map();
    kept.set(store.raw, queries);
  }
  const known = queries.get(name) as Q | undefined;
  if (known) return known;
  const made = build(store.db);
  queries.set(name, made);
  return made;
}
