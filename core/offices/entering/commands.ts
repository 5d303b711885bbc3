import { and, eq, lt, or } from "drizzle-orm";
import { audits, sessions, signInAttempts, users } from "@/db/schema";
import type { Way } from "@/db/schema/sessions";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor, Visitor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { enqueue } from "../../kernel/outbox";
import type { User } from "../queries";
import { SESSION_LIFE, type Whence } from "../sessions/rules";

/** Ended sessions are forgotten after thirty days; the audit keeps what happened. */
export const KEPT = 30 * 86_400_000;

/** Who has come in, and how they like to see the app. */
export type Entered = { sessionId: string; user: User; next?: string };

const cameInBefore = (tx: Store, userId: string): boolean =>
  tx.db
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.subjectId, userId), eq(audits.action, "offices.signed_in")))
    .limit(1)
    .get() !== undefined;

const knows = (tx: Store, userId: string, browserHash: string): boolean =>
  tx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.browserHash, browserHash)))
    .limit(1)
    .get() !== undefined;

/** What of a person's second factors changed, as the message to them says it. */
export type FactorChange =
  | "app_added"
  | "app_removed"
  | "passkey_added"
  | "passkey_removed"
  | "codes_made"
  | "code_used"
  | "reset"
  | "linked";

/** Tells a person by mail what happened to the way into their account; `key` makes it one message an act. */
export function tellOwner(
  tx: Store,
  actor: Actor,
  user: Pick<User, "name" | "email" | "language">,
  message: { kind: string; key: string; officeId: string; payload: Record<string, unknown> },
): void {
  enqueue(tx, actor, { ...message, to: { name: user.name, address: user.email }, language: user.language, sendAfter: actor.now });
}

/**
 * Begins a session. A browser in which this person has not been seen within thirty days is told to them by mail; the
 * first of all, and the doors of a demo, are not news to anybody.
 */
export function begin(
  tx: Store,
  actor: Visitor,
  user: User,
  officeId: string,
  { way, from = {}, factor = false }: { way: Way; from?: Whence; factor?: boolean },
): Entered {
  const old = actor.now - KEPT;
  tx.db
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, old), lt(sessions.endedAt, old)))
    .run();
  tx.db.delete(signInAttempts).where(lt(signInAttempts.expiresAt, actor.now)).run();
  const unknown = way !== "demo" && cameInBefore(tx, user.id) && !(from.browserHash && knows(tx, user.id, from.browserHash));
  const sessionId = newId("ses", actor.now);
  tx.db
    .insert(sessions)
    .values({
      id: sessionId,
      userId: user.id,
      officeId,
      way,
      factorAt: factor ? actor.now : null,
      ...from,
      createdAt: actor.now,
      seenAt: actor.now,
      expiresAt: actor.now + SESSION_LIFE,
    })
    .run();
  record(tx, actor, "offices.signed_in", { type: "user", id: user.id, officeId }, { facts: { way } });
  if (unknown) tellOwner(tx, actor, user, { kind: "new_sign_in", key: `new_sign_in:${sessionId}`, officeId, payload: { sessionId } });
  return { sessionId, user };
}

/** A person's record by their id. */
export const personById = (tx: Store, id: string): User | undefined => tx.db.select().from(users).where(eq(users.id, id)).get();
