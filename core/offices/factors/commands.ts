import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { authenticators, identities, passkeys, recoveryCodes, sessions } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { seal, unseal } from "@/lib/sealed";
import { isSame } from "@/lib/tokens";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { type FactorChange, personById, tellOwner } from "../entering/commands";
import { canKeepProfile } from "../policy";
import { findOffice } from "../queries";
import { findArrival } from "../sessions/queries";
import { countFactors, factorsOf, pendingSeal, pendingSecret, recoveryCode } from "./queries";
import { FACTOR_TRIES, FRESH, needsFactor, RECOVERY_CODES, recoveryCodeOf } from "./rules";

const ofUser = (userId: string, officeId: string) => ({ type: "user" as const, id: userId, officeId });

/** Writes the audit line of such a change and the message that tells its owner. */
export function recordChange(
  tx: Store,
  actor: Actor,
  action: Parameters<typeof record>[2],
  { userId, officeId, what }: { userId: string; officeId: string; what: FactorChange },
): void {
  const auditId = record(tx, actor, action, ofUser(userId, officeId));
  const user = personById(tx, userId);
  if (user)
    tellOwner(tx, actor, user, {
      kind: "factor_changed",
      key: `factor_changed:${auditId}`,
      officeId,
      payload: { what, at: actor.now, userId },
    });
}

/** Refuses whoever signed in too long ago to change how they sign in. One whose factor was asked for and not shown may not at all. */
export function notFresh(tx: Store, actor: Staff): Refused | undefined {
  const arrival = authorize(findArrival(tx, actor.sessionId, actor.now), (a) => canKeepProfile(actor, a.staff) && a.lacks !== "factor");
  return actor.now - arrival.freshAt > FRESH ? refuse("sign_in_again") : undefined;
}

/** Whether taking one factor away would leave a person without any who must have one somewhere. */
export function keepsOne(tx: Store, actor: Staff): boolean {
  return countFactors(factorsOf(tx, actor.userId)) > 1 || !needsFactor(findOffice(tx, actor.officeId), actor.role);
}

const showIn = (tx: Store, actor: Staff): unknown =>
  tx.db.update(sessions).set({ factorAt: actor.now, factorTries: 0 }).where(eq(sessions.id, actor.sessionId)).run();

/** A factor that was set up now is shown by that; with the first one come the codes on paper. */
export function takeEffect(tx: Store, actor: Staff): void {
  showIn(tx, actor);
  if (factorsOf(tx, actor.userId).codesLeft === 0) makeCodes(tx, actor);
}

function makeCodes(tx: Store, actor: Staff): void {
  tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, actor.userId)).run();
  const rows = Array.from({ length: RECOVERY_CODES }, () => ({ id: newId("rec", actor.now), userId: actor.userId, createdAt: actor.now }));
  tx.db.insert(recoveryCodes).values(rows).run();
}

/** Without a factor the codes that stand in for one are worth nothing, and must not be. */
export function forgetCodesWithoutFactor(tx: Store, userId: string): void {
  if (countFactors(factorsOf(tx, userId)) === 0) tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)).run();
}

/** Makes the secret of an app to be set up, or leaves the one that is being in this session. Refuses where an app is in force. */
export function beginAuthenticator(store: Store, actor: Staff): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    if (factorsOf(tx, actor.userId).authenticatorAt !== null) return refuse("authenticator_known");
    if (pendingSecret(tx, actor)) return accept({ userId: actor.userId });
    const fresh = { secret: seal(pendingSeal(actor), new Secret({ size: 20 }).base32), createdAt: actor.now };
    tx.db
      .insert(authenticators)
      .values({ userId: actor.userId, ...fresh })
      .onConflictDoUpdate({ target: authenticators.userId, set: fresh })
      .run();
    return accept({ userId: actor.userId });
  });
}

/** The step of thirty seconds whose code this is; the one before and the one after count too. */
function stepOf(secret: string, code: string, now: number): number | undefined {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 30_000) + delta;
}

/** Puts an app in force by its first code. Refuses a wrong one. */
export function confirmAuthenticator(store: Store, actor: Staff, input: { code: string }): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    const pending = authorize(pendingSecret(tx, actor), () => true);
    const step = stepOf(pending.secret, input.code.replace(/\D/g, ""), actor.now);
    if (step === undefined) return refuse("factor_wrong", { field: "code" });
    const secret = seal("authenticator", pending.secret);
    tx.db
      .update(authenticators)
      .set({ secret, confirmedAt: actor.now, lastStep: step })
      .where(eq(authenticators.userId, actor.userId))
      .run();
    takeEffect(tx, actor);
    recordChange(tx, actor, "offices.app_added", { userId: actor.userId, officeId: actor.officeId, what: "app_added" });
    return accept({ userId: actor.userId });
  });
}

/** Takes the app away. Refuses to leave a person without a factor where the office asks for one. */
export function removeAuthenticator(store: Store, actor: Staff): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    if (!keepsOne(tx, actor)) return refuse("factor_needed");
    const gone = tx.db.delete(authenticators).where(eq(authenticators.userId, actor.userId)).run().changes;
    forgetCodesWithoutFactor(tx, actor.userId);
    if (gone > 0) recordChange(tx, actor, "offices.app_removed", { userId: actor.userId, officeId: actor.officeId, what: "app_removed" });
    return accept({ userId: actor.userId });
  });
}

/** Makes new codes on paper; the old ones stand in for nothing any more. */
export function renewCodes(store: Store, actor: Staff): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    if (countFactors(factorsOf(tx, actor.userId)) === 0) return refuse("no_factor");
    makeCodes(tx, actor);
    recordChange(tx, actor, "offices.codes_made", { userId: actor.userId, officeId: actor.officeId, what: "codes_made" });
    return accept({ userId: actor.userId });
  });
}

/** The person has put their codes away: no page shows them again. */
export function keepCodes(store: Store, actor: Staff): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const own = and(eq(recoveryCodes.userId, actor.userId), isNull(recoveryCodes.keptAt));
    tx.db.update(recoveryCodes).set({ keptAt: actor.now }).where(own).run();
    record(tx, actor, "offices.codes_kept", ofUser(actor.userId, actor.officeId));
    return accept({ userId: actor.userId });
  });
}

/** Takes a code of the app, each step once. The write itself decides, so that of two at once only one counts. */
function takeAppCode(tx: Store, actor: Staff, code: string): boolean {
  const app = tx.db.select().from(authenticators).where(eq(authenticators.userId, actor.userId)).get();
  const step = app && app.confirmedAt !== null ? stepOf(unseal("authenticator", app.secret), code, actor.now) : undefined;
  if (step === undefined) return false;
  const unused = and(eq(authenticators.userId, actor.userId), or(isNull(authenticators.lastStep), lte(authenticators.lastStep, step - 1)));
  return tx.db.update(authenticators).set({ lastStep: step }).where(unused).run().changes === 1;
}

function takeRecoveryCode(tx: Store, actor: Staff, typed: string): boolean {
  const unused = and(eq(recoveryCodes.userId, actor.userId), isNull(recoveryCodes.usedAt));
  const rows = tx.db.select().from(recoveryCodes).where(unused).all();
  const found = rows.filter((row) => isSame(recoveryCode(row.id), recoveryCodeOf(typed)));
  for (const row of found) tx.db.update(recoveryCodes).set({ usedAt: actor.now }).where(eq(recoveryCodes.id, row.id)).run();
  if (found.length > 0) recordChange(tx, actor, "offices.code_used", { userId: actor.userId, officeId: actor.officeId, what: "code_used" });
  return found.length > 0;
}

/**
 * Shows the second factor a session lacks: a code of the app, or one on paper. Five wrong ones end the session, so that
 * whoever guesses needs the mailbox again each time.
 */
export function showFactor(store: Store, actor: Staff, input: { code: string }): Outcome<{ userId: string }> {
  const digits = input.code.replace(/[\s-]/g, "");
  const shown = store.transaction((tx) => {
    authorize(findArrival(tx, actor.sessionId, actor.now), (a) => canKeepProfile(actor, a.staff));
    const right = /^\d{6}$/.test(digits) ? takeAppCode(tx, actor, digits) : takeRecoveryCode(tx, actor, input.code);
    if (right) {
      showIn(tx, actor);
      record(tx, actor, "offices.factor_shown", ofUser(actor.userId, actor.officeId));
    }
    return right;
  });
  if (shown) return accept({ userId: actor.userId });
  return store.transaction((tx) => countWrong(tx, actor)) ? refuse("factor_spent") : refuse("factor_wrong", { field: "code" });
}

/** Counts a wrong code; says whether it was the last one the session had. */
function countWrong(tx: Store, actor: Staff): boolean {
  const row = tx.db
    .update(sessions)
    .set({ factorTries: sql`${sessions.factorTries} + 1` })
    .where(eq(sessions.id, actor.sessionId))
    .returning({ tries: sessions.factorTries })
    .get();
  record(tx, actor, "offices.factor_refused", ofUser(actor.userId, actor.officeId));
  if ((row?.tries ?? 0) < FACTOR_TRIES) return false;
  tx.db.update(sessions).set({ endedAt: actor.now }).where(eq(sessions.id, actor.sessionId)).run();
  return true;
}

/** Takes away everything by which a person proves who they are besides their mailbox. Returns how much there was. */
export function dropFactors(tx: Store, userId: string): number {
  const tables = [authenticators, passkeys, recoveryCodes, identities];
  return tables.reduce((n, table) => n + tx.db.delete(table).where(eq(table.userId, userId)).run().changes, 0);
}
