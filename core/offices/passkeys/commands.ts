import { and, eq } from "drizzle-orm";
import { passkeys } from "@/db/schema";
import { isUniqueViolation, type Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Staff, Visitor } from "../../kernel/actor";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { begin, type Entered, personById } from "../entering/commands";
import { forgetCodesWithoutFactor, keepsOne, notFresh, recordChange, takeEffect } from "../factors/commands";
import { factorsOf } from "../factors/queries";
import { officeToEnter } from "../sessions/queries";
import type { Whence } from "../sessions/rules";
import { findPasskey } from "./queries";

/** Passkeys a person keeps at most. */
const MOST = 10;

type Kept = { credentialId: string; publicKey: string; counter: number; transports: string[]; name: string };

/** Adds a passkey whose answer was checked. Refuses one that is known, and the eleventh. */
export function addPasskey(store: Store, actor: Staff, input: Kept): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    if (factorsOf(tx, actor.userId).passkeys.length >= MOST) return refuse("passkeys_many", { params: { n: MOST } });
    try {
      tx.db
        .insert(passkeys)
        .values({ id: newId("pky", actor.now), userId: actor.userId, ...input, createdAt: actor.now })
        .run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("passkey_known");
      throw thrown;
    }
    takeEffect(tx, actor);
    recordChange(tx, actor, "offices.passkey_added", { userId: actor.userId, officeId: actor.officeId, what: "passkey_added" });
    return accept({ userId: actor.userId });
  });
}

/** Removes one of the actor's passkeys. Refuses to leave them without a factor where the office asks for one. */
export function removePasskey(store: Store, actor: Staff, input: { passkeyId: string }): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const own = and(eq(passkeys.id, input.passkeyId), eq(passkeys.userId, actor.userId));
    const passkey = authorize(tx.db.select().from(passkeys).where(own).get(), (p) => p.userId === actor.userId);
    const stale = notFresh(tx, actor);
    if (stale) return stale;
    if (!keepsOne(tx, actor)) return refuse("factor_needed");
    tx.db.delete(passkeys).where(eq(passkeys.id, passkey.id)).run();
    forgetCodesWithoutFactor(tx, actor.userId);
    recordChange(tx, actor, "offices.passkey_removed", { userId: actor.userId, officeId: actor.officeId, what: "passkey_removed" });
    return accept({ userId: actor.userId });
  });
}

/** Lets in whoever holds a passkey whose answer was checked: something they have and something they are, so both factors at once. */
export function enterByPasskey(
  store: Store,
  actor: Visitor,
  input: { credentialId: string; counter: number; next?: string; from?: Whence },
): Outcome<Entered> {
  return store.transaction((tx) => {
    const passkey = findPasskey(tx, input.credentialId);
    const user = passkey && personById(tx, passkey.userId);
    const officeId = user && officeToEnter(tx, user.id, actor.now);
    if (!passkey || !user || !officeId) return refuse("passkey_unknown");
    tx.db.update(passkeys).set({ counter: input.counter, usedAt: actor.now }).where(eq(passkeys.id, passkey.id)).run();
    return accept({ ...begin(tx, actor, user, officeId, { way: "passkey", from: input.from, factor: true }), next: input.next });
  });
}
