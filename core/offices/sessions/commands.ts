import { and, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import { sessions, signInLinks, users } from "@/db/schema";
import type { Way } from "@/db/schema/sessions";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { safePath } from "@/lib/paths";
import { derivedDigits, derivedToken } from "@/lib/secret";
import { hashToken, isSame } from "@/lib/tokens";
import type { Actor, Staff, Visitor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { endSessions } from "../commands";
import { begin, type Entered, KEPT } from "../entering/commands";
import { canKeepProfile } from "../policy";
import { demoAccounts, officesOfUser, type User } from "../queries";
import { findLinkOfBrowser, findSignInLink, officeToEnter, type SignInLink } from "./queries";
import { CODE_DIGITS, LINK_LIFE, type Whence } from "./rules";

/** The message leaves once the answer has long been given: its making must not slow the answer to a known address. */
const AFTER_THE_ANSWER = 2000;

const subject = (userId: string, officeId: string | null) => ({ type: "user" as const, id: userId, officeId });

/** The token of a sign-in link; only the holder of the installation's secret can compute it. */
export const signInToken = (linkId: string): string => derivedToken("sign-in", linkId);

/** The code that goes with a link. It stands in no row at all: it is computed again when one is typed. */
export const signInCode = (linkId: string): string => derivedDigits("sign-in code", linkId, CODE_DIGITS);

/** Makes a link and returns its identifier; its token is computed from that. */
export function makeLink(tx: Store, actor: Actor, userId: string, asked: { next?: string; browserHash?: string } = {}): string {
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

/** Spends a link, with every other one its owner has, and begins a session. */
function spend(tx: Store, actor: Visitor, link: SignInLink, user: User, way: Way, from?: Whence): Outcome<Entered> {
  const officeId = officeToEnter(tx, user.id, actor.now);
  if (!officeId) return refuse("link_spent");
  const unused = and(eq(signInLinks.userId, user.id), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, actor.now));
  tx.db.update(signInLinks).set({ usedAt: actor.now }).where(unused).run();
  return accept({ ...begin(tx, actor, user, officeId, { way, from }), next: link.next ?? undefined });
}

/** Spends a sign-in link and begins a session. Refuses a link that is unknown, used, expired, or whose owner may not come in. */
export function confirmSignIn(store: Store, actor: Visitor, input: { token: string; from?: Whence }): Outcome<Entered> {
  return store.transaction((tx) => {
    const found = findSignInLink(tx, input.token, actor.now);
    return found ? spend(tx, actor, found.link, found.user, "link", input.from) : refuse("link_spent");
  });
}

/**
 * Spends the link this very browser asked for by the code beside it, and begins a session. The fifth wrong code ends the
 * code; the link goes on. Every reason gives the same answer: wrong, over, spent, or nothing mailed at all.
 */
export function confirmCode(store: Store, actor: Visitor, input: { code: string; browserHash: string; from?: Whence }): Outcome<Entered> {
  const found = findLinkOfBrowser(store, input.browserHash, actor.now);
  const right = isSame(input.code, found ? signInCode(found.link.id) : "") && found !== undefined;
  // The count of a wrong code must stay though the act is refused, so it is written by itself, before.
  if (!right)
    store.transaction((tx) => {
      if (found)
        tx.db
          .update(signInLinks)
          .set({ codeTries: sql`${signInLinks.codeTries} + 1` })
          .where(eq(signInLinks.id, found.link.id))
          .run();
      record(
        tx,
        actor,
        "offices.code_refused",
        subject(found?.user.id ?? "", found ? (officeToEnter(tx, found.user.id, actor.now) ?? null) : null),
      );
    });
  return store.transaction((tx) => {
    const still = right ? findLinkOfBrowser(tx, input.browserHash, actor.now) : undefined;
    return still ? spend(tx, actor, still.link, still.user, "code", input.from) : refuse("code_wrong", { field: "code" });
  });
}

/** Enters a demo with one of the accounts it offers; on any other database there is no such account. */
export function enterDemo(store: Store, actor: Visitor, input: { userId: string; from?: Whence }): Outcome<Entered> {
  return store.transaction((tx) => {
    const account = authorize(
      demoAccounts(tx).find((a) => a.userId === input.userId),
      () => true,
    );
    const user = tx.db.select().from(users).where(eq(users.id, account.userId)).get();
    if (!user) return refuse("link_spent");
    return accept(begin(tx, actor, user, account.officeId, { way: "demo", from: input.from, factor: true }));
  });
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

/** Ends one of the actor's own sessions. */
export function endSession(store: Store, actor: Staff, input: { sessionId: string }): Outcome<{ ended: number }> {
  return store.transaction((tx) => {
    const session = authorize(tx.db.select().from(sessions).where(eq(sessions.id, input.sessionId)).get(), (s) => canKeepProfile(actor, s));
    const living = and(eq(sessions.id, session.id), isNull(sessions.endedAt));
    const ended = tx.db.update(sessions).set({ endedAt: actor.now }).where(living).run().changes;
    if (ended > 0) record(tx, actor, "offices.session_ended", subject(actor.userId, actor.officeId));
    return accept({ ended });
  });
}

/** Ends every session of the actor but the one they act in. */
export function endOtherSessions(store: Store, actor: Staff): Outcome<{ ended: number }> {
  return store.transaction((tx) => {
    const others = and(eq(sessions.userId, actor.userId), ne(sessions.id, actor.sessionId), isNull(sessions.endedAt));
    const ended = tx.db.update(sessions).set({ endedAt: actor.now }).where(others).run().changes;
    record(tx, actor, "offices.other_sessions_ended", subject(actor.userId, actor.officeId), { facts: { n: ended } });
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
