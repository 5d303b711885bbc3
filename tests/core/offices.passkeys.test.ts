import { describe, expect, it } from "vitest";
import { disableUser } from "@/core/offices/commands";
import { factorsOf } from "@/core/offices/factors/queries";
import { FRESH } from "@/core/offices/factors/rules";
import { addPasskey, enterByPasskey, removePasskey } from "@/core/offices/passkeys/commands";
import { findSession } from "@/core/offices/sessions/queries";
import { audits, messages, sessions } from "@/db/schema";
import { anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";

const made = (credentialId: string) => ({
  credentialId,
  publicKey: "cHVibGlj",
  counter: 0,
  transports: ["internal"],
  name: "Chrome on Linux",
});

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  const staff = aStaff(store, officeId);
  return { store, officeId, staff };
}

describe("a passkey", () => {
  it("is added with codes on paper, recorded and told, and lets its owner in with both factors", () => {
    const { store, staff } = house();
    expect(addPasskey(store, staff, made("k1")).ok).toBe(true);
    expect(factorsOf(store, staff.userId)).toMatchObject({ passkeys: [{ credentialId: "k1" }], codesLeft: 10 });
    expect(store.db.select().from(audits).all().at(-1)?.action).toBe("offices.passkey_added");
    expect(store.db.select().from(messages).all().at(-1)).toMatchObject({ payload: { what: "passkey_added" } });
    const outcome = enterByPasskey(store, visitor(), { credentialId: "k1", counter: 7, next: "/calendar" });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(findSession(store, outcome.value.sessionId, NOW)?.userId).toBe(staff.userId);
    expect(store.db.select().from(sessions).all().at(-1)).toMatchObject({ way: "passkey", factorAt: NOW });
    expect(factorsOf(store, staff.userId).passkeys[0]).toMatchObject({ counter: 7, usedAt: NOW });
  });

  it("is added once, ten at most, and only by whoever signed in lately", () => {
    const { store, staff, officeId } = house();
    addPasskey(store, staff, made("k0"));
    expect(addPasskey(store, aStaff(store, officeId), made("k0"))).toMatchObject({ code: "passkey_known" });
    expect(addPasskey(store, { ...staff, now: NOW + FRESH + 1 }, made("k1"))).toMatchObject({ code: "sign_in_again" });
    for (let i = 1; i < 10; i++) expect(addPasskey(store, staff, made(`k${i}`)).ok).toBe(true);
    expect(addPasskey(store, staff, made("k10"))).toMatchObject({ code: "passkeys_many" });
  });

  it("is removed by its owner alone", () => {
    const { store, staff, officeId } = house();
    addPasskey(store, staff, made("k1"));
    const passkeyId = factorsOf(store, staff.userId).passkeys[0]?.id ?? "";
    expect(() => removePasskey(store, aStaff(store, officeId, "admin"), { passkeyId })).toThrow("not_found");
    expect(() => removePasskey(store, aStaff(store, anOffice(store, "cr")), { passkeyId })).toThrow("not_found");
    expect(removePasskey(store, staff, { passkeyId }).ok).toBe(true);
    expect(factorsOf(store, staff.userId)).toMatchObject({ passkeys: [], codesLeft: 0 });
    expect(store.db.select().from(audits).all().at(-1)?.action).toBe("offices.passkey_removed");
    expect(enterByPasskey(store, visitor(), { credentialId: "k1", counter: 1 })).toMatchObject({ code: "passkey_unknown" });
  });

  it("of a disabled person opens nothing", () => {
    const { store, staff, officeId } = house();
    addPasskey(store, staff, made("k1"));
    disableUser(store, aStaff(store, officeId, "admin"), { userId: staff.userId });
    expect(enterByPasskey(store, visitor(), { credentialId: "k1", counter: 1 })).toMatchObject({ code: "passkey_unknown" });
  });
});
