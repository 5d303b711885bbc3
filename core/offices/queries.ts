import { and, eq, gt, isNull } from "drizzle-orm";
import { memberships, offices, sessions, settings, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Staff } from "../kernel/actor";
import { notFound } from "../kernel/outcome";

export type Office = typeof offices.$inferSelect;

/** An idle session ends after eight hours. */
const IDLE = 8 * 3600_000;

/** The member of staff of a living session; reading it also keeps it alive. Ends at once with the user, the role or the session. */
export function findSession(store: Store, sessionId: string, now: number): Staff | undefined {
  const row = store.db
    .select({ session: sessions, user: users, role: memberships.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.officeId, sessions.officeId)))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.seenAt, now - IDLE),
        isNull(memberships.disabledAt),
      ),
    )
    .get();
  if (!row) return undefined;
  if (now - row.session.seenAt > 300_000) store.db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, sessionId)).run();
  return {
    kind: "staff",
    userId: row.user.id,
    officeId: row.session.officeId,
    role: row.role,
    name: row.user.name,
    language: row.user.language,
    sessionId,
    now,
  };
}

/** An office by its id; every actor's office exists. */
export function findOffice(store: Store, officeId: string): Office {
  const office = store.db.select().from(offices).where(eq(offices.id, officeId)).get();
  if (!office) throw notFound();
  return office;
}

/** Whether this database was marked as a demo when it was made. */
export function isDemo(store: Store): boolean {
  return store.db.select().from(settings).where(eq(settings.key, "demo")).get()?.value === "1";
}
