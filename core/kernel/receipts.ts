import { eq } from "drizzle-orm";
import { receipts } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Outcome } from "./outcome";

/**
 * Runs an act once for an idempotency key: a second call with the same key and scope gives the first result and does
 * nothing. A refused act leaves no receipt, so it can be tried again. `scope` binds the key to who may see the result.
 */
export function once<T>(store: Store, key: string | undefined, scope: string, now: number, act: (tx: Store) => Outcome<T>): Outcome<T> {
  if (!key) return store.transaction(act);
  return store.transaction((tx) => {
    const known = tx.db.select().from(receipts).where(eq(receipts.key, key)).get();
    if (known?.scope === scope) return { ok: true, value: known.result as T };
    const outcome = act(tx);
    if (outcome.ok && !known)
      tx.db
        .insert(receipts)
        .values({ key, scope, result: outcome.value ?? null, at: now })
        .run();
    return outcome;
  });
}
