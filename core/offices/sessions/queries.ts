import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { memberships, offices, sessions, signInLinks, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import type { Staff } from "../../kernel/actor";
import { hasFactor } from "../factors/queries";
import { lackOf, needsFactor } from "../factors/rules";
import { officesOfUser, type User } from "../queries";
import { hasEnded } from "../rules";
import { CODE_LIFE, CODE_TRIES, IDLE } from "./rules";

/** A living session: whose it is, what it still lacks before it opens anything, and when its owner last proved who they are. */
export type Arrival = { staff: Staff; lacks?: "factor" | "setup"; freshAt: number };

/** Who stands behind a living session; reading it also keeps it alive. Ends at once with the member, the role, their last day or the session. */
export function findArrival(store: Store, sessionId: string, now: number): Arrival | undefined {
  const row = prepared(store, "sessions.living", (db) =>
    db
      .select({ session: sessions, user: users, member: memberships, zone: offices.zone, secondFactor: offices.secondFactor, hasFactor })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.officeId, sessions.officeId)))
      .innerJoin(offices, eq(offices.id, sessions.officeId))
      .where(
        and(
          eq(sessions.id, given("id")),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, given("now")),
          gt(sessions.seenAt, given("idleSince")),
          isNull(memberships.disabledAt),
        ),
      )
      .prepare(),
  ).get({ id: sessionId, now, idleSince: now - IDLE });
  if (!row || hasEnded(row.member, dayOf(now, row.zone))) return undefined;
  const { session, user, member } = row;
  if (now - session.seenAt > 300_000) store.db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, sessionId)).run();
  const { id: userId, name, language } = user;
  const { role, officeId } = member;
  return {
    staff: { kind: "staff", userId, officeId, role, name, language, sessionId, now },
    lacks: lackOf(session, row.hasFactor === 1, needsFactor(row, role)),
    freshAt: Math.max(session.createdAt, session.factorAt ?? 0),
  };
}

/** The member of staff of a living session that lacks nothing. */
export function findSession(store: Store, sessionId: string, now: number): Staff | undefined {
  const arrival = findArrival(store, sessionId, now);
  return arrival && !arrival.lacks ? arrival.staff : undefined;
}

/** The actor's living sessions, the one seen last first. */
export function ownSessions(store: Store, actor: Staff): Session[] {
  const living = and(
    eq(sessions.userId, actor.userId),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, actor.now),
    gt(sessions.seenAt, actor.now - IDLE),
  );
  return store.db.select().from(sessions).where(living).orderBy(desc(sessions.seenAt), desc(sessions.id)).all();
}

export type Session = typeof sessions.$inferSelect;
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

/** The living link a browser asked for last, as long as its code may still be typed, and whom it lets in. */
export function findLinkOfBrowser(store: Store, browserHash: string, now: number): { link: SignInLink; user: User } | undefined {
  const living = and(
    eq(signInLinks.browserHash, browserHash),
    isNull(signInLinks.usedAt),
    gt(signInLinks.createdAt, now - CODE_LIFE),
    lt(signInLinks.codeTries, CODE_TRIES),
  );
  const found = store.db
    .select({ link: signInLinks, user: users })
    .from(signInLinks)
    .innerJoin(users, eq(users.id, signInLinks.userId))
    .where(living)
    .orderBy(desc(signInLinks.createdAt))
    .limit(1)
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
