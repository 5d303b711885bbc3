import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import type { Staff } from "@/core/kernel/actor";
import { addUser } from "@/core/offices/commands";
import { entryMail } from "@/core/offices/entering/mail";
import {
  beginAuthenticator,
  confirmAuthenticator,
  keepCodes,
  removeAuthenticator,
  renewCodes,
  showFactor,
} from "@/core/offices/factors/commands";
import { factorsOf, factorsOfMember, freshCodes, pendingSecret } from "@/core/offices/factors/queries";
import { FRESH, grouped, recoveryCodeOf } from "@/core/offices/factors/rules";
import { endMemberSessions, recover, requireFactor, resetFactors } from "@/core/offices/recovery/commands";
import { confirmSignIn, enterDemo, makeLink, signInToken } from "@/core/offices/sessions/commands";
import { findArrival, findSession } from "@/core/offices/sessions/queries";
import { audits, authenticators, messages, offices, recoveryCodes, sessions, settings, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

const later = (staff: Staff, ms: number): Staff => ({ ...staff, now: staff.now + ms });
const appCode = (secret: string, at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
const acts = (store: Store) =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const mailed = (store: Store) => store.db.select().from(messages).all();
const emailOf = (store: Store, userId: string) => store.db.select().from(users).where(eq(users.id, userId)).get()?.email ?? "";

/** A person who signs in anew, by a link; gives the session as it stands. */
function signsIn(store: Store, userId: string, now = NOW): Staff {
  const outcome = confirmSignIn(store, visitor(now), { token: signInToken(makeLink(store, visitor(now), userId)) });
  const arrival = outcome.ok ? findArrival(store, outcome.value.sessionId, now) : undefined;
  if (!arrival) throw new Error("not in");
  return arrival.staff;
}

/** An office with a person who has an app in force. */
function secured(role: Role = "manager") {
  const store = emptyStore();
  const officeId = anOffice(store);
  const staff = aStaff(store, officeId, role);
  expect(beginAuthenticator(store, staff).ok).toBe(true);
  const secret = pendingSecret(store, staff)?.secret ?? "";
  expect(confirmAuthenticator(store, staff, { code: appCode(secret, NOW) })).toMatchObject({ ok: true });
  return { store, officeId, staff, secret };
}

describe("an authenticator app", () => {
  it("is in force with its first code, and then asked for at each sign-in", () => {
    const { store, staff, secret } = secured();
    expect(findSession(store, staff.sessionId, NOW)).toBeDefined();
    const anew = signsIn(store, staff.userId, NOW + 60_000);
    expect(findArrival(store, anew.sessionId, anew.now)?.lacks).toBe("factor");
    expect(findSession(store, anew.sessionId, anew.now)).toBeUndefined();
    expect(showFactor(store, anew, { code: appCode(secret, anew.now) }).ok).toBe(true);
    expect(findSession(store, anew.sessionId, anew.now)?.userId).toBe(staff.userId);
    expect(acts(store)).toContain("offices.factor_shown");
  });

  it("changes nothing before its first code, and refuses a wrong one", () => {
    const store = emptyStore();
    const staff = aStaff(store, anOffice(store));
    beginAuthenticator(store, staff);
    const before = pendingSecret(store, staff)?.secret;
    beginAuthenticator(store, staff);
    expect(pendingSecret(store, staff)?.secret).toBe(before);
    const wrong = appCode(before ?? "", NOW) === "000000" ? "111111" : "000000";
    expect(confirmAuthenticator(store, staff, { code: wrong })).toMatchObject({ code: "factor_wrong" });
    expect(findArrival(store, signsIn(store, staff.userId).sessionId, NOW)?.lacks).toBeUndefined();
  });

  it("is set up in one session alone: a secret begun in another one is neither shown nor put in force", () => {
    const store = emptyStore();
    const staff = aStaff(store, anOffice(store));
    const other = signsIn(store, staff.userId);
    beginAuthenticator(store, other);
    const seen = pendingSecret(store, other)?.secret ?? "";
    expect(pendingSecret(store, staff)).toBeUndefined();
    expect(() => confirmAuthenticator(store, staff, { code: appCode(seen, NOW) })).toThrow("not_found");
    beginAuthenticator(store, staff);
    const own = pendingSecret(store, staff)?.secret ?? "";
    expect(own).not.toBe(seen);
    expect(pendingSecret(store, other)).toBeUndefined();
    expect(confirmAuthenticator(store, staff, { code: appCode(own, NOW) })).toMatchObject({ ok: true });
  });

  it("counts each code once, in every session", () => {
    const { store, staff, secret } = secured();
    const at = NOW + 90_000;
    const [one, two] = [signsIn(store, staff.userId, at), signsIn(store, staff.userId, at)];
    const code = appCode(secret, at);
    expect(showFactor(store, one, { code }).ok).toBe(true);
    expect(showFactor(store, two, { code })).toMatchObject({ code: "factor_wrong" });
    expect(showFactor(store, two, { code: appCode(secret, at - 30_000) })).toMatchObject({ code: "factor_wrong" });
  });

  it("ends the session with the fifth wrong code", () => {
    const { store, staff, secret } = secured();
    const anew = signsIn(store, staff.userId, NOW + 60_000);
    for (let i = 0; i < 4; i++) expect(showFactor(store, anew, { code: `wrong ${i}` })).toMatchObject({ code: "factor_wrong" });
    expect(showFactor(store, anew, { code: "wrong" })).toMatchObject({ code: "factor_spent" });
    expect(findArrival(store, anew.sessionId, anew.now)).toBeUndefined();
    expect(() => showFactor(store, anew, { code: appCode(secret, anew.now) })).toThrow("not_found");
    expect(acts(store).filter((a) => a === "offices.factor_refused")).toHaveLength(5);
  });

  it("keeps its secret sealed, and its codes on paper in no row", () => {
    const { store, staff, secret } = secured();
    const rows = JSON.stringify([store.db.select().from(authenticators).all(), store.db.select().from(recoveryCodes).all(), mailed(store)]);
    for (const kept of [secret, ...freshCodes(store, staff)]) expect(rows).not.toContain(kept);
  });

  it("is set up and removed only by whoever signed in lately and showed the factor they have", () => {
    const { store, staff, secret } = secured();
    expect(removeAuthenticator(store, later(staff, FRESH + 1))).toMatchObject({ code: "sign_in_again" });
    const half = signsIn(store, staff.userId, NOW + 60_000);
    for (const act of [beginAuthenticator, removeAuthenticator, renewCodes]) expect(() => act(store, half)).toThrow("forbidden");
    expect(beginAuthenticator(store, staff)).toMatchObject({ code: "authenticator_known" });
    expect(removeAuthenticator(store, staff).ok).toBe(true);
    expect(factorsOf(store, staff.userId)).toEqual({ authenticatorAt: null, passkeys: [], codesLeft: 0 });
    expect(showFactor(store, half, { code: appCode(secret, half.now) })).toMatchObject({ code: "factor_wrong" });
  });

  it("tells its owner of each change, in their language", () => {
    const { store, staff, officeId } = secured();
    removeAuthenticator(store, staff);
    expect(mailed(store)).toMatchObject([
      { kind: "factor_changed", toAddress: emailOf(store, staff.userId), officeId, payload: { what: "app_added" } },
      { kind: "factor_changed", payload: { what: "app_removed" } },
    ]);
    const content = mailed(store).map((m) => JSON.stringify(entryMail.factor_changed?.(store, m, NOW)));
    expect(content[0]).toContain("An authenticator app was set up");
    expect(content[1]).toContain("was removed");
  });
});

describe("recovery codes", () => {
  it("come with the first factor, are shown until put away, and stand in for it once", () => {
    const { store, staff } = secured();
    const codes = freshCodes(store, staff);
    expect(new Set(codes).size).toBe(10);
    const [code = ""] = codes;
    const anew = signsIn(store, staff.userId, NOW + 1);
    expect(showFactor(store, anew, { code: grouped(code).toUpperCase() }).ok).toBe(true);
    expect(factorsOf(store, staff.userId).codesLeft).toBe(9);
    expect(mailed(store).at(-1)).toMatchObject({ kind: "factor_changed", payload: { what: "code_used" } });
    expect(showFactor(store, signsIn(store, staff.userId, NOW + 2), { code })).toMatchObject({ code: "factor_wrong" });
    keepCodes(store, staff);
    expect(freshCodes(store, staff)).toEqual([]);
    expect(recoveryCodeOf(" OI-l2 3 ")).toBe("01123");
  });

  it("are made anew, and the old ones count no more", () => {
    const { store, staff } = secured();
    const [old = ""] = freshCodes(store, staff);
    expect(renewCodes(store, staff).ok).toBe(true);
    expect(freshCodes(store, staff)).not.toContain(old);
    expect(showFactor(store, signsIn(store, staff.userId, NOW + 1), { code: old })).toMatchObject({ code: "factor_wrong" });
    expect(renewCodes(store, aStaff(store, staff.officeId))).toMatchObject({ code: "no_factor" });
  });

  it("of one person are nothing to another", () => {
    const { store, staff, officeId } = secured();
    const [code = ""] = freshCodes(store, staff);
    const other = aStaff(store, officeId);
    expect(showFactor(store, other, { code })).toMatchObject({ code: "factor_wrong" });
  });
});

describe("requireFactor", () => {
  it("holds managers and administrators at once, and leaves officers alone", () => {
    const { store, officeId, staff } = secured("admin");
    const [manager, officer] = [aStaff(store, officeId, "manager"), aStaff(store, officeId, "officer")];
    expect(requireFactor(store, staff, { required: true }).ok).toBe(true);
    expect(findArrival(store, manager.sessionId, NOW)?.lacks).toBe("setup");
    expect(findSession(store, manager.sessionId, NOW)).toBeUndefined();
    expect(findSession(store, officer.sessionId, NOW)).toBeDefined();
    expect(findSession(store, staff.sessionId, NOW)).toBeDefined();
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "offices.factor_asked", facts: { required: "yes" } });

    beginAuthenticator(store, manager);
    confirmAuthenticator(store, manager, { code: appCode(pendingSecret(store, manager)?.secret ?? "", NOW) });
    expect(findSession(store, manager.sessionId, NOW)).toBeDefined();
    expect(removeAuthenticator(store, manager)).toMatchObject({ code: "factor_needed" });
    requireFactor(store, staff, { required: false });
    expect(removeAuthenticator(store, manager).ok).toBe(true);
  });

  it("is asked of others only by an administrator who has one", () => {
    const { store, officeId, staff } = secured("officer");
    expect(() => requireFactor(store, staff, { required: true })).toThrow("forbidden");
    const admin = aStaff(store, officeId, "admin");
    expect(requireFactor(store, admin, { required: true })).toMatchObject({ code: "own_factor_first" });
    expect(store.db.select().from(offices).get()?.secondFactor).toBe(false);
  });

  it("asks of a role only in the office that wants it", () => {
    const { store, staff } = secured("admin");
    requireFactor(store, staff, { required: true });
    const elsewhere = aStaff(store, anOffice(store, "cr"), "manager");
    expect(findSession(store, elsewhere.sessionId, NOW)).toBeDefined();
  });

  it("does not close the doors of a demo", () => {
    const { store, staff } = secured("admin");
    store.db.insert(settings).values({ key: "demo", value: "1" }).run();
    requireFactor(store, staff, { required: true });
    const entered = enterDemo(store, visitor(), { userId: staff.userId });
    expect(entered.ok && findSession(store, entered.value.sessionId, NOW)).toBeTruthy();
  });
});

describe("resetFactors", () => {
  it("takes a colleague's factors away, ends their sessions, records it and tells them", () => {
    const { store, officeId, staff } = secured();
    const admin = aStaff(store, officeId, "admin");
    expect(factorsOfMember(store, admin, staff.userId)).toEqual({ app: true, passkeys: 0 });
    expect(resetFactors(store, admin, { userId: staff.userId }).ok).toBe(true);
    expect(findArrival(store, staff.sessionId, NOW)).toBeUndefined();
    expect(factorsOfMember(store, admin, staff.userId)).toEqual({ app: false, passkeys: 0 });
    expect(acts(store).at(-1)).toBe("offices.factors_reset");
    expect(mailed(store).at(-1)).toMatchObject({ payload: { what: "reset" }, toAddress: emailOf(store, staff.userId) });
    expect(findArrival(store, signsIn(store, staff.userId).sessionId, NOW)?.lacks).toBeUndefined();
  });

  it("refuses a stranger, another office, oneself, and somebody of two offices", () => {
    const { store, officeId, staff } = secured();
    const reset = (actor: Staff, userId = staff.userId) => resetFactors(store, actor, { userId });
    expect(() => reset(aStaff(store, officeId, "manager"))).toThrow("forbidden");
    const neighbour = anOffice(store, "cr");
    expect(() => reset(aStaff(store, neighbour, "admin"))).toThrow("not_found");
    const admin = aStaff(store, officeId, "admin");
    expect(() => reset(admin, admin.userId)).toThrow("forbidden");
    addUser(store, system(), { officeId: neighbour, email: emailOf(store, staff.userId), name: "x", role: "officer", language: "en" });
    expect(reset(admin)).toMatchObject({ code: "works_elsewhere" });
    expect(factorsOf(store, staff.userId).authenticatorAt).not.toBeNull();
  });
});

describe("endMemberSessions", () => {
  it("signs a colleague out of this office alone, records it, and is for its administrators", () => {
    const { store, officeId, staff } = secured();
    const admin = aStaff(store, officeId, "admin");
    expect(() => endMemberSessions(store, aStaff(store, officeId, "manager"), { userId: staff.userId })).toThrow("forbidden");
    expect(() => endMemberSessions(store, aStaff(store, anOffice(store, "cr"), "admin"), { userId: staff.userId })).toThrow("not_found");
    expect(endMemberSessions(store, admin, { userId: staff.userId }).ok).toBe(true);
    expect(findArrival(store, staff.sessionId, NOW)).toBeUndefined();
    expect(findSession(store, admin.sessionId, NOW)).toBeDefined();
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "offices.member_signed_out", facts: { n: 1 } });
  });
});

describe("recover", () => {
  it("makes one link for whoever may come in, records it, and leaves the second factor", () => {
    const { store, staff } = secured();
    const outcome = recover(store, system(), { email: emailOf(store, staff.userId) });
    if (!outcome.ok) throw new Error(outcome.code);
    const entered = confirmSignIn(store, visitor(), outcome.value);
    expect(entered.ok && findArrival(store, entered.value.sessionId, NOW)?.lacks).toBe("factor");
    expect(acts(store)).toContain("offices.link_made");
    expect(recover(store, system(), { email: "nobody@elsewhere.example" })).toMatchObject({ code: "nobody_to_recover" });
  });

  it("takes the second factor away only where it is told to", () => {
    const { store, staff } = secured();
    const outcome = recover(store, system(), { email: emailOf(store, staff.userId), dropsFactors: true });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(store.db.select().from(sessions).where(eq(sessions.id, staff.sessionId)).get()?.endedAt).toBe(NOW);
    const entered = confirmSignIn(store, visitor(), outcome.value);
    expect(entered.ok && findSession(store, entered.value.sessionId, NOW)?.userId).toBe(staff.userId);
    expect(acts(store)).toContain("offices.factors_reset");
    expect(mailed(store).some((m) => m.payload?.what === "reset")).toBe(true);
  });
});
