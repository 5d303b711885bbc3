import { and, eq, isNull, ne } from "drizzle-orm";
import { memberships, offices, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Staff, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { endSessions, officeFor, ofOffice } from "../commands";
import { dropFactors, recordChange } from "../factors/commands";
import { countFactors, factorsOf } from "../factors/queries";
import { canKeepOffice, canOpenOffice } from "../policy";
import { findUser } from "../queries";
import { makeLink, signInToken } from "../sessions/commands";
import { officeToEnter } from "../sessions/queries";

/**
 * A one-time link for a person who is locked out, for whoever runs the server; with `dropsFactors` their second factors
 * are taken away too, and they are told. Refuses an address nobody has who may come in.
 */
export function recover(
  store: Store,
  actor: System,
  input: { email: string; dropsFactors?: boolean },
): Outcome<{ token: string; dropped: number }> {
  return store.transaction((tx) => {
    authorize(input, () => canOpenOffice(actor));
    const user = tx.db.select().from(users).where(eq(users.email, input.email)).get();
    const officeId = user && officeToEnter(tx, user.id, actor.now);
    if (!user || !officeId) return refuse("nobody_to_recover", { field: "email" });
    let dropped = 0;
    if (input.dropsFactors) {
      dropped = dropFactors(tx, user.id);
      endSessions(tx, user.id, actor.now);
      recordChange(tx, actor, "offices.factors_reset", { userId: user.id, officeId, what: "reset" });
    }
    const linkId = makeLink(tx, actor, user.id);
    record(tx, actor, "offices.link_made", { type: "user", id: user.id, officeId });
    return accept({ token: signInToken(linkId), dropped });
  });
}

/**
 * Takes away a colleague's second factors, when they have lost them; their sessions end and they are told by mail. Refuses
 * for somebody who works in another office too: its administrators must not be passed over.
 */
export function resetFactors(store: Store, actor: Staff, input: { userId: string }): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = authorize(
      findUser(tx, actor, input.userId),
      (m) => canKeepOffice(actor, { id: m.officeId }) && m.userId !== actor.userId,
    );
    const elsewhere = and(eq(memberships.userId, member.userId), ne(memberships.officeId, member.officeId), isNull(memberships.disabledAt));
    if (tx.db.select({ id: memberships.id }).from(memberships).where(elsewhere).limit(1).get()) return refuse("works_elsewhere");
    dropFactors(tx, member.userId);
    endSessions(tx, member.userId, actor.now);
    recordChange(tx, actor, "offices.factors_reset", { userId: member.userId, officeId: member.officeId, what: "reset" });
    return accept({ userId: member.userId });
  });
}

/** Signs a colleague out of every browser in which they work in this office. */
export function endMemberSessions(store: Store, actor: Staff, input: { userId: string }): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = authorize(findUser(tx, actor, input.userId), (m) => canKeepOffice(actor, { id: m.officeId }));
    const ended = endSessions(tx, member.userId, actor.now, member.officeId);
    const subject = { type: "user" as const, id: member.userId, officeId: member.officeId };
    record(tx, actor, "offices.member_signed_out", subject, { facts: { n: ended } });
    return accept({ userId: member.userId });
  });
}

/** Says whether the office's managers and administrators need a second factor. Who asks it of others has one: else nobody could undo it. */
export function requireFactor(store: Store, actor: Staff, input: { required: boolean }): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));
    if (office.secondFactor === input.required) return accept({ officeId: office.id });
    if (input.required && countFactors(factorsOf(tx, actor.userId)) === 0) return refuse("own_factor_first");
    tx.db.update(offices).set({ secondFactor: input.required }).where(eq(offices.id, office.id)).run();
    record(tx, actor, "offices.factor_asked", ofOffice(office), {
      before: { secondFactor: office.secondFactor },
      after: { secondFactor: input.required },
      facts: { required: input.required ? "yes" : "no" },
    });
    return accept({ officeId: office.id });
  });
}
