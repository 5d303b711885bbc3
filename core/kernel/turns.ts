import { eq } from "drizzle-orm";
import { settings } from "@/db/schema";
import type { Store } from "@/db/store";

const keyOf = (job: string): string => `turn:${job}`;

/**
 * Takes the turn of a job that is done at most once in `every` milliseconds, by whichever process asks first; `false`
 * for the others. A turn noted by a clock that ran ahead does not count.
 */
export function takeTurn(store: Store, job: string, now: number, every: number): boolean {
  return store.transaction((tx) => {
    const key = keyOf(job);
    const last = Number(tx.db.select().from(settings).where(eq(settings.key, key)).get()?.value ?? Number.NaN);
    if (last <= now && now - last < every) return false;
    tx.db
      .insert(settings)
      .values({ key, value: String(now) })
      .onConflictDoUpdate({ target: settings.key, set: { value: String(now) } })
      .run();
    return true;
  });
}

/** Lets a job have its next turn at once. */
export const dropTurn = (store: Store, job: string): void =>
  void store.db
    .delete(settings)
    .where(eq(settings.key, keyOf(job)))
    .run();
