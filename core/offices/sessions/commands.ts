import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { memberships, sessions, signInLinks, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { safePath } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { hashToken } from "@/lib/tokens";
import type { Actor, Staff, System, Visitor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { endSessions } from "../commands";
import { canOpenOffice } from "../policy";
import { demoAccounts, officesOfUser, type User } from "../queries";
import { findSignInLink, officeToEnter } from "./queries";

/** A sign-in link works for fifteen minutes, a session for seven days at most. */
export const LINK_LIFE = 15 * 60_000;
const SESSION_LIFE = 7 * 86_400_000;
/** Ended sessions and spent links are forgotten after thirty days; the audit keeps what happened. */
const KEPT = 30 * 86_400_000;
/** The message leaves once the answer has long been given: its making must not slow the answer to a known address. */
const AFTER_THE_ANSWER = 2000;

/** Who has come in, and how they like to see the app. */
export type Entered = { sessionId: string; user: User; next?: string };

const subject = (userId: string, officeId: string | null) => ({ type: "user" as const, id: userId, officeId });

/** The token of a sign-in link; only the holder of the installation's secret can compute it. */
export const signInToken = (linkId: string): string => derivedToken("sign-in", linkId);

function makeLink(tx: Store, actor: Actor, userId: string, asked: { next?: string; browserHash?: string } = {}): string {
  const id = newId("sil", actor.now);
  tx.db
    .insert(signInLinks)
    .values({
      id,
      userId,
      tokenHash: hashToken(signInToken(id)),
      next: asked.next ?? null,
      browserHash: asked.browserHash ?? null,
      createdAt: actor.now,
      expiresAt: actor.now + LINK_LIFE,
    })
    .run();
  return id;
}

/**
 * Mails a sign-in link to a member of staff. For any other address it leaves the same audit line and the same answer, and
 * no message: nobody learns who works here.
 */
export function requestSignIn(
  store: Store,
  actor: Visitor,
  input: { email: string; next?: string; browserHash?: string },
): Outcome<{ asked: true }> {
  return store.transaction((tx) => {
    tx.db
      .delete(signInLinks)
      .where(lt(signInLinks.expiresAt, actor.now - KEPT))
      .run();
    const user = tx.db.select().from(users).where(eq(users.email, input.email)).get();
    const officeId = user ? officeToEnter(tx, user.id, actor.now) : undefined;
    record(tx, actor, "offices.sign_in_asked", subject(officeId && user ? user.id : "", officeId ?? null));
    if (!user || !officeId) return accept({ asked: true as const });
    const linkId = makeLink(tx, actor, user.id, { next: safePath(input.next), browserHash: input.browserHash });
    enqueue(tx, actor, {
      kind: "sign_in",
      key: `sign_in:${linkId}`,
      officeId,
      to: { name: user.name, address: user.email },
      language: user.language,
      sendAfter: actor.now + AFTER_THE_ANSWER,
      payload: { linkId },
    });
    return accept({ asked: true as const });
  });
}

/** A one-time link for an administrator who cannot be reached by mail, for whoever runs the server. Refuses anybody else's address. */
export function recoverAdministrator(store: Store, actor: System, input: { email: string }): Outcome<{ token: string }> {
  return store.transaction((tx) => {
    authorize(input, () => canOpenOffice(actor));
    const found = tx.db
      .select({ userId: users.id, officeId: memberships.officeId })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(users.email, input.email), eq(memberships.role, "admin"), isNull(memberships.disabledAt)))
      .get();
    if (!found) return refuse("no_administrator", { field: "email" });
    const linkId = makeLink(tx, actor, found.userId);
    record(tx, actor, "offices.link_made", subject(found.userId, found.officeId));
    return accept({ token: signInToken(linkId) });
  });
}

/** Spends a sign-in link and begins a session. Refuses a link that is unknown, used, expired, or whose owner may not come in. */
export function confirmSignIn(store: Store, actor: Visitor, input: { token: string }): Outcome<Entered> {
  return store.transaction((tx) => {
    const found = findSignInLink(tx, input.token, actor.now);
    const officeId = found && officeToEnter(tx, found.user.id, actor.now);
    if (!found || !officeId) return refuse("link_spent");
    const unused = and(eq(signInLinks.userId, found.user.id), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, actor.now));
    tx.db.update(signInLinks).set({ usedAt: actor.now }).where(unused).run();
    return accept({ ...begin(tx, actor, found.user, officeId), next: found.link.next ?? undefined });
  });
}

/** Enters a demo with one of the accounts it offers; on any other database there is no such account. */
export function enterDemo(store: Store, actor: Visitor, input: { userId: string }): Outcome<Entered> {
  return store.transaction((tx) => {
    const account = authorize(
      demoAccounts(tx).find((a) => a.userId === input.userId),
      () => true,
    );
    const user = tx.db.select().from(users).where(eq(users.id, account.userId)).get();
    if (!user) return refuse("link_spent");
    return accept(begin(tx, actor, user, account.officeId));
  });
}

function begin(tx: Store, actor: Visitor, user: User, officeId: string): Entered {
  const old = actor.now - KEPT;
  tx.db
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, old), lt(sessions.endedAt, old)))
    .run();
  const sessionId = newId("ses", actor.now);
  tx.db
    .insert(sessions)
    .values({ id: sessionId, userId: user.id, officeId, createdAt: actor.now, seenAt: actor.now, expiresAt: actor.now + SESSION_LIFE })
    .run();
  record(tx, actor, "offices.signed_in", subject(user.id, officeId));
  return { sessionId, user };
}

/** Ends the actor's own session. */
export function signOut(store: Store, actor: Staff): Outcome<{ ended: number }> {
  return store.transaction((tx) => {
    const own = and(eq(sessions.id, actor.sessionId), isNull(sessions.endedAt));
    const ended = tx.db.update(sessions).set({ endedAt: actor.now }).where(own).run().changes;
    record(tx, actor, "offices.signed_out", subject(actor.userId, actor.officeId));
    return accept({ ended });
  });
}

/** Ends every session of the actor, in every browser and office. */
export function signOutEverywhere(store: Store, actor: Staff): Outcome<{ ended: number }> {
  return store.transaction((tx) => {
    const ended = endSessions(tx, actor.userId, actor.now);
    record(tx, actor, "offices.signed_out_everywhere", subject(actor.userId, actor.officeId), { facts: { n: ended } });
    return accept({ ended });
  });
}

/** Takes the actor's session to another office they belong to. */
export function switchOffice(store: Store, actor: Staff, input: { officeId: string }): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const place = authorize(
      officesOfUser(tx, actor.userId, actor.now).find(({ office }) => office.id === input.officeId),
      () => true,
    );
    const officeId = place.office.id;
    tx.db.update(sessions).set({ officeId }).where(eq(sessions.id, actor.sessionId)).run();
    record(tx, actor, "offices.office_entered", subject(actor.userId, officeId));
    return accept({ officeId });
  });
}
