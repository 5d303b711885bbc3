import { createHash } from "node:crypto";
import { eq, lt } from "drizzle-orm";
import { receipts } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Outcome } from "./outcome";

/** Who may see the result of which act, and what was sent. */
type Sent = { scope: string; input: unknown };

const digest = (input: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(input) ?? "")
    .digest("base64url");

/**
 * Runs an act once for an idempotency key: the same input sent again, in the same scope, gives the first result and does
 * nothing. Another input on the same form, after the way back, is another act; a refused one leaves no receipt.
 */
export function once<T>(store: Store, key: string | undefined, sent: Sent, now: number, act: (tx: Store) => Outcome<T>): Outcome<T> {
  // A key of ours is made of these; what else comes as one is nobody's.
  if (!key || !/^[\w-]{1,64}$/.test(key)) return store.transaction(act);
  const scope = `${sent.scope}:${digest(sent.input)}`;
  return store.transaction((tx) => {
    const known = tx.db.select().from(receipts).where(eq(receipts.key, key)).get();
    if (known?.scope === scope) return { ok: true, value: known.result as T };
    const outcome = act(tx);
    if (outcome.ok) {
      const receipt = { scope, result: outcome.value ?? null, at: now };
      tx.db
        .insert(receipts)
        .values({ key, ...receipt })
        .onConflictDoUpdate({ target: receipts.key, set: receipt })
        .run();
    }
    return outcome;
  });
}

/** Nobody presses a button a second time after this long, milliseconds: a week. */
const RECEIPT_LIFE = 7 * 86_400_000;

/** Forgets the results of forms posted more than a week ago; returns how many. */
export const purgeReceipts = (store: Store, now: number): number =>
  store.db
    .delete(receipts)
    .where(lt(receipts.at, now - RECEIPT_LIFE))
    .run().changes;
