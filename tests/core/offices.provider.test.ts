import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ATTEMPT_LIFE, makeAttempt, takeAttempt } from "@/core/offices/attempts/commands";
import { disableUser } from "@/core/offices/commands";
import { enterByProvider } from "@/core/offices/provider/commands";
import { provedTwice, vouchedEmail } from "@/core/offices/provider/rules";
import { findArrival, findSession } from "@/core/offices/sessions/queries";
import { audits, identities, messages, sessions, users } from "@/db/schema";
import { anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";

const issuer = "https://id.example";
const entra = "https://login.microsoftonline.com/0f0f0f0f-0000-0000-0000-000000000000/v2.0";

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  const staff = aStaff(store, officeId);
  const email = store.db.select().from(users).where(eq(users.id, staff.userId)).get()?.email ?? "";
  const enter = (subject: string, claims: Record<string, unknown> = {}, from = issuer) =>
    enterByProvider(store, visitor(), { issuer: from, subject, claims, next: "/briefings" });
  return { store, officeId, staff, email, enter, verified: { email, email_verified: true } };
}

describe("vouchedEmail", () => {
  it("takes an address only where the provider says it verified it", () => {
    expect(vouchedEmail(issuer, { email: " Ana@Pa.example ", email_verified: true })).toBe("ana@pa.example");
    expect(vouchedEmail(issuer, { email: "ana@pa.example", email_verified: "true" })).toBe("ana@pa.example");
    for (const claims of [{}, { email_verified: false }, { xms_edov: true }, { email_verified: "yes" }])
      expect(vouchedEmail(issuer, { email: "ana@pa.example", ...claims })).toBeUndefined();
    expect(vouchedEmail(issuer, { email: 7, email_verified: true })).toBeUndefined();
    expect(vouchedEmail(issuer, { preferred_username: "ana@pa.example", upn: "ana@pa.example", email_verified: true })).toBeUndefined();
  });

  it("takes Entra's word for its own domains, and for no address a directory merely holds", () => {
    for (const edov of [true, 1, "1", "true"])
      expect(vouchedEmail(entra, { email: "ana@pa.example", xms_edov: edov })).toBe("ana@pa.example");
    for (const claims of [{}, { xms_edov: false }, { xms_edov: "0" }])
      expect(vouchedEmail(entra, { email: "ana@pa.example", ...claims })).toBeUndefined();
    expect(vouchedEmail("https://login.microsoftonline.com.evil.example/x", { email: "ana@pa.example", xms_edov: true })).toBeUndefined();
  });
});

describe("enterByProvider", () => {
  it("knows a member the first time by a verified address, and from then on by the provider's name for them", () => {
    const { store, staff, enter, verified } = house();
    const first = enter("s-1", verified);
    if (!first.ok) throw new Error(first.code);
    expect(findSession(store, first.value.sessionId, NOW)?.userId).toBe(staff.userId);
    expect(first.value.next).toBe("/briefings");
    expect(store.db.select().from(identities).all()).toMatchObject([{ userId: staff.userId, issuer, subject: "s-1" }]);
    expect(store.db.select().from(sessions).all().at(-1)?.way).toBe("provider");
    // The address may change or go: the subject stays.
    expect(enter("s-1", { email: "other@elsewhere.example", email_verified: false }).ok).toBe(true);
    const acts = store.db.select().from(audits).all();
    expect(acts.filter((a) => a.action === "offices.provider_joined")).toHaveLength(1);
    expect(store.db.select().from(messages).all()[0]).toMatchObject({ kind: "factor_changed", payload: { what: "linked" } });
  });

  it("refuses strangers, unverified addresses, a second account for one person and another issuer's subject, all alike", () => {
    const { store, email, enter, verified } = house();
    const refused = enter("s-0", { email: "nobody@elsewhere.example", email_verified: true });
    expect(refused).toMatchObject({ ok: false, code: "provider_stranger" });
    expect(enter("s-1", { email })).toEqual(refused);
    expect(enter("s-1", { email, email_verified: false })).toEqual(refused);
    expect(enter("s-1", { email, xms_edov: false }, entra)).toEqual(refused);
    expect(enter("s-1", verified).ok).toBe(true);
    expect(enter("s-2", verified)).toEqual(refused);
    expect(enter("s-1", {}, "https://other.example")).toEqual(refused);
    expect(store.db.select().from(users).all()).toHaveLength(1);
    expect(
      store.db
        .select()
        .from(audits)
        .all()
        .filter((a) => a.action === "offices.provider_refused"),
    ).toHaveLength(6);
  });

  it("refuses a disabled member, known or not", () => {
    const { store, officeId, staff, enter, verified } = house();
    expect(enter("s-1", verified).ok).toBe(true);
    disableUser(store, aStaff(store, officeId, "admin"), { userId: staff.userId });
    expect(enter("s-1", verified)).toMatchObject({ code: "provider_stranger" });
  });

  it("counts a provider that asked for two proofs as both factors", () => {
    const { store, enter, verified } = house();
    expect(provedTwice({ amr: ["pwd", "mfa"] })).toBe(true);
    expect(provedTwice({ amr: ["pwd"] })).toBe(false);
    expect(provedTwice({ amr: "mfa" })).toBe(false);
    const outcome = enter("s-1", { ...verified, amr: ["pwd", "mfa"] });
    expect(outcome.ok && findArrival(store, outcome.value.sessionId, NOW)?.freshAt).toBe(NOW);
    expect(store.db.select().from(sessions).all().at(-1)?.factorAt).toBe(NOW);
  });
});

describe("an attempt", () => {
  it("is taken once, by the browser it was made for, in time; the newest of a kind counts", () => {
    const { store } = house();
    const make = (n: string, at = NOW) => makeAttempt(store, at, { kind: "provider", browserHash: "mine", payload: { n } });
    make("1");
    make("2");
    expect(takeAttempt(store, NOW, "provider", "theirs")).toBeUndefined();
    expect(takeAttempt(store, NOW, "provider", "mine")).toEqual({ n: "2" });
    expect(takeAttempt(store, NOW, "provider", "mine")).toBeUndefined();
    make("3");
    expect(takeAttempt(store, NOW + ATTEMPT_LIFE, "provider", "mine")).toBeUndefined();
  });
});
