import type { Store } from "./store";

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
