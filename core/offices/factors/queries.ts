import { and, asc, count, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { authenticators, passkeys, recoveryCodes, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { unseal } from "@/lib/sealed";
import { derivedWord } from "@/lib/secret";
import type { Actor, Staff } from "../../kernel/actor";
import { findUser } from "../queries";
import { CODES_SHOWN, RECOVERY_LENGTH } from "./rules";

export type Passkey = typeof passkeys.$inferSelect;
/** The second factors of a person. Times in milliseconds UTC. */
export type Factors = { authenticatorAt: number | null; passkeys: Passkey[]; codesLeft: number };

/** What a person has set up; an app counts once its first code was typed. */
export function factorsOf(store: Store, userId: string): Factors {
  const app = store.db.select().from(authenticators).where(eq(authenticators.userId, userId)).get();
  const unused = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));
  return {
    authenticatorAt: app?.confirmedAt ?? null,
    passkeys: store.db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt)).all(),
    codesLeft: store.db.select({ n: count() }).from(recoveryCodes).where(unused).get()?.n ?? 0,
  };
}

/** How many second factors a person has in force. */
export const countFactors = ({ authenticatorAt, passkeys }: Factors): number => passkeys.length + (authenticatorAt === null ? 0 : 1);

/** The same for a member of the actor's office, as an administrator sees it: what there is, and no more. */
export function factorsOfMember(store: Store, actor: Actor, userId: string): { app: boolean; passkeys: number } | undefined {
  if (!findUser(store, actor, userId)) return undefined;
  const factors = factorsOf(store, userId);
  return { app: factors.authenticatorAt !== null, passkeys: factors.passkeys.length };
}

/** A secret that is not in force yet is sealed for the session that asked for it. */
export const pendingSeal = ({ sessionId }: Staff): string => `authenticator of ${sessionId}`;

/** The secret of an app that is being set up in this session, and whose it is; `undefined` when none is. What another session began may be known to somebody else. */
export function pendingSecret(store: Store, actor: Staff): { secret: string; email: string } | undefined {
  const pending = and(eq(authenticators.userId, actor.userId), isNull(authenticators.confirmedAt));
  const found = store.db
    .select({ sealed: authenticators.secret, email: users.email })
    .from(authenticators)
    .innerJoin(users, eq(users.id, authenticators.userId))
    .where(pending)
    .get();
  try {
    return found && { secret: unseal(pendingSeal(actor), found.sealed), email: found.email };
  } catch {
    return undefined;
  }
}

/** What an authenticator app reads of it: whose secret, for which installation. */
export const authenticatorUri = ({ secret, email }: { secret: string; email: string }): string =>
  new TOTP({ issuer: "Enlace", label: email, secret: Secret.fromBase32(secret) }).toString();

/** A recovery code. It stands in no row: it is computed from the identifier of one. */
export const recoveryCode = (id: string): string => derivedWord("recovery code", id, RECOVERY_LENGTH);

/** The codes just made and not yet put away, to be read and kept; none otherwise. */
export function freshCodes(store: Store, actor: Staff): string[] {
  const fresh = and(
    eq(recoveryCodes.userId, actor.userId),
    isNull(recoveryCodes.usedAt),
    isNull(recoveryCodes.keptAt),
    gt(recoveryCodes.createdAt, actor.now - CODES_SHOWN),
  );
  return store.db
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(fresh)
    .orderBy(asc(recoveryCodes.id))
    .all()
    .map((row) => recoveryCode(row.id));
}

/** Whether a row of the user table has a second factor in force, for queries of sessions. */
export const hasFactor = sql<number>`(exists (select 1 from ${passkeys} where ${eq(passkeys.userId, users.id)}) or exists (select 1 from ${authenticators} where ${and(eq(authenticators.userId, users.id), isNotNull(authenticators.confirmedAt))}))`;
