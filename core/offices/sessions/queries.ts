import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { sessions, signInLinks, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import { officesOfUser, type User } from "../queries";

export type SignInLink = typeof signInLinks.$inferSelect;

/** A link that still lets somebody in, and whom. Reading it spends nothing. */
export function findSignInLink(store: Store, token: string, now: number): { link: SignInLink; user: User } | undefined {
  if (!looksLikeToken(token)) return undefined;
  const living = and(eq(signInLinks.tokenHash, hashToken(token)), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, now));
  const found = store.db
    .select({ link: signInLinks, user: users })
    .from(signInLinks)
    .innerJoin(users, eq(users.id, signInLinks.userId))
    .where(living)
    .get();
  return found && officeToEnter(store, found.user.id, now) ? found : undefined;
}

/** The office a person enters: where they last were, else where they were first invited; none when they may enter nowhere. */
export function officeToEnter(store: Store, userId: string, now: number): string | undefined {
  const open = officesOfUser(store, userId, now).map(({ office }) => office.id);
  const last = store.db
    .select({ officeId: sessions.officeId })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(1)
    .get()?.officeId;
  return last && open.includes(last) ? last : open[0];
}

/** How many sign-in links were made since an instant (milliseconds UTC), and when the first of them was. */
export function linksMadeSince(store: Store, since: number): { n: number; firstAt: number } {
  const made = store.db
    .select({ n: sql<number>`count(*)`, firstAt: sql<number | null>`min(${signInLinks.createdAt})` })
    .from(signInLinks)
    .where(gt(signInLinks.createdAt, since))
    .get();
  return { n: made?.n ?? 0, firstAt: made?.firstAt ?? since };
}
