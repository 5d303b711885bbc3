import { and, eq, gt, lt, or } from "drizzle-orm";
import { signInAttempts } from "@/db/schema";
import type { AttemptKind } from "@/db/schema/sessions";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";

/** How long somebody may be away at a provider, or think about a passkey, milliseconds. */
export const ATTEMPT_LIFE = 10 * 60_000;

/** Keeps what a browser must bring back. One of a kind for each browser: the newer one counts. Forgets what is over. */
export function makeAttempt(
  store: Store,
  now: number,
  { kind, browserHash, payload }: { kind: AttemptKind; browserHash: string; payload: Record<string, string> },
): void {
  store.transaction((tx) => {
    const mine = and(eq(signInAttempts.browserHash, browserHash), eq(signInAttempts.kind, kind));
    tx.db
      .delete(signInAttempts)
      .where(or(lt(signInAttempts.expiresAt, now), mine))
      .run();
    tx.db
      .insert(signInAttempts)
      .values({ id: newId("att", now), kind, browserHash, payload, createdAt: now, expiresAt: now + ATTEMPT_LIFE })
      .run();
  });
}

/** Takes what was kept for this browser; a second time there is nothing. */
export function takeAttempt(store: Store, now: number, kind: AttemptKind, browserHash: string): Record<string, string> | undefined {
  const mine = and(eq(signInAttempts.browserHash, browserHash), eq(signInAttempts.kind, kind), gt(signInAttempts.expiresAt, now));
  return store.db.delete(signInAttempts).where(mine).returning().get()?.payload;
}
