import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Actor } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { addUser, changeRole, createOffice, disableUser, editOffice, enableUser, updateProfile } from "@/core/offices/commands";
import { countOtherAdministrators, findOffice, findUser, listStaff, ownUser } from "@/core/offices/queries";
import { findSession } from "@/core/offices/sessions/queries";
import { audits, histories, memberships, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

const actions = (store: Store): string[] =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);

/** What an act that should not even be reached faults with. */
function faultIn(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

const details = {
  key: "pa",
  name: { es: "Oficina de Panamá" },
  shortName: { es: "OIM Panamá" },
  city: {},
  zone: "America/Panama",
  language: "es" as const,
  languages: ["en" as const],
};
const person = { name: "Marisol Vega", email: "marisol@pa.example", role: "officer" as const, language: "es" as const };

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  return { store, officeId, admin: aStaff(store, officeId, "admin"), other: aStaff(store, anOffice(store, "cr"), "admin") };
}

describe("createOffice", () => {
  it("opens an office in its languages, its own first, and records it", () => {
    const store = emptyStore();
    const outcome = createOffice(store, system(), details);
    expect(outcome.ok && findOffice(store, outcome.value.officeId).languages).toEqual(["es", "en"]);
    expect(actions(store)).toEqual(["offices.created"]);
  });

  it("refuses a key that is taken", () => {
    const store = emptyStore();
    createOffice(store, system(), details);
    expect(createOffice(store, system(), details)).toMatchObject({ ok: false, code: "office_exists" });
    expect(actions(store)).toHaveLength(1);
  });

  it("is for the installation alone", () => {
    const { store, admin } = house();
    expect(faultIn(() => createOffice(store, admin, details))).toBe("forbidden");
    expect(faultIn(() => createOffice(store, visitor(), details))).toBe("forbidden");
  });
});

describe("editOffice", () => {
  const edit = { ...details, key: undefined, contactEmail: "panama@office.example", version: 1 };

  it("changes the details, records the fields and raises the version", () => {
    const { store, officeId, admin } = house();
    expect(editOffice(store, admin, edit).ok).toBe(true);
    expect(findOffice(store, officeId)).toMatchObject({ contactEmail: "panama@office.example", name: details.name, version: 2 });
    const [line] = store.db.select().from(audits).all();
    expect(line).toMatchObject({ action: "offices.edited", actorId: admin.userId });
    expect(line?.fields).toContain("contactEmail");
  });

  it("clears what was left empty", () => {
    const { store, officeId, admin } = house();
    editOffice(store, admin, { ...edit, contactEmail: undefined });
    expect(findOffice(store, officeId).contactEmail).toBeNull();
  });

  it("refuses an old version and hands over what stands", () => {
    const { store, admin } = house();
    editOffice(store, admin, edit);
    const outcome = editOffice(store, admin, { ...edit, contactEmail: "late@office.example" });
    expect(outcome).toMatchObject({
      ok: false,
      code: "stale",
      current: { contactEmail: "panama@office.example", "name.es": "Oficina de Panamá" },
    });
  });

  it("is for administrators, each in their own office", () => {
    const { store, officeId, other } = house();
    expect(faultIn(() => editOffice(store, aStaff(store, officeId, "manager"), edit))).toBe("forbidden");
    editOffice(store, other, edit);
    expect(findOffice(store, officeId).version).toBe(1);
  });
});

describe("addUser", () => {
  it("gives a role, records it and mails the sign-in address to the new colleague", () => {
    const { store, officeId, admin } = house();
    const outcome = addUser(store, admin, person);
    expect(outcome.ok && findUser(store, admin, outcome.value.userId)).toMatchObject({ ...person, officeId });
    expect(actions(store)).toEqual(["offices.user_added"]);
    expect(store.db.select().from(messages).all()).toMatchObject([{ kind: "welcome", toAddress: person.email, language: "es", officeId }]);
  });

  it("mails nobody when the installation makes the account", () => {
    const { store, officeId } = house();
    expect(addUser(store, system(), { ...person, officeId }).ok).toBe(true);
    expect(store.db.select().from(messages).all()).toHaveLength(0);
  });

  it("refuses whoever is in the list already, disabled or not", () => {
    const { store, admin } = house();
    const added = addUser(store, admin, person);
    expect(addUser(store, admin, person)).toMatchObject({ ok: false, code: "user_exists", field: "email" });
    if (added.ok) disableUser(store, admin, added.value);
    expect(addUser(store, admin, person)).toMatchObject({ ok: false, code: "user_exists" });
    expect(store.db.select().from(messages).all()).toHaveLength(1);
  });

  it("lets a person work in two offices under one name, without telling either office", () => {
    const { store, admin, other } = house();
    addUser(store, admin, person);
    expect(addUser(store, other, { ...person, name: "M. Vega" }).ok).toBe(true);
    expect(listStaff(store, other).map((m) => m.name)).toContain("Marisol Vega");
    expect(listStaff(store, admin).filter((m) => m.email === person.email)).toHaveLength(1);
  });

  it("never adds to another office, whatever the sender says", () => {
    const { store, officeId, other } = house();
    addUser(store, other, { ...person, officeId });
    expect(store.db.select().from(memberships).where(eq(memberships.officeId, officeId)).all()).toHaveLength(1);
  });

  it("refuses officers, managers and visitors", () => {
    const { store, officeId } = house();
    const strangers: Actor[] = [aStaff(store, officeId, "officer"), aStaff(store, officeId, "manager")];
    for (const stranger of strangers) expect(faultIn(() => addUser(store, stranger, person))).toBe("forbidden");
    expect(faultIn(() => addUser(store, visitor(), person))).toBe("not_found");
  });
});

describe("changeRole", () => {
  it("changes the role, ends the person's sessions at once and records both roles", () => {
    const { store, officeId, admin } = house();
    const officer = aStaff(store, officeId, "officer");
    expect(changeRole(store, admin, { userId: officer.userId, role: "manager" }).ok).toBe(true);
    expect(findSession(store, officer.sessionId, NOW)).toBeUndefined();
    expect(findUser(store, admin, officer.userId)?.role).toBe("manager");
    expect(store.db.select().from(histories).all()).toMatchObject([{ field: "role", before: "officer", after: "manager" }]);
  });

  it("keeps the last administrator an administrator", () => {
    const { store, officeId, admin } = house();
    expect(changeRole(store, admin, { userId: admin.userId, role: "officer" })).toMatchObject({ ok: false, code: "last_administrator" });
    const second = aStaff(store, officeId, "admin");
    expect(changeRole(store, admin, { userId: admin.userId, role: "officer" }).ok).toBe(true);
    expect(countOtherAdministrators(store, officeId, second.userId)).toBe(0);
  });

  it("refuses a stranger and another office's member", () => {
    const { store, officeId, admin, other } = house();
    const officer = aStaff(store, officeId, "officer");
    expect(faultIn(() => changeRole(store, officer, { userId: officer.userId, role: "admin" }))).toBe("forbidden");
    expect(faultIn(() => changeRole(store, other, { userId: officer.userId, role: "admin" }))).toBe("not_found");
    expect(findUser(store, admin, officer.userId)?.role).toBe("officer");
  });
});

describe("disableUser and enableUser", () => {
  it("keep a person out at once, let them in again, and record both", () => {
    const { store, officeId, admin } = house();
    const officer = aStaff(store, officeId, "officer");
    expect(disableUser(store, admin, { userId: officer.userId }).ok).toBe(true);
    expect(findSession(store, officer.sessionId, NOW)).toBeUndefined();
    expect(findUser(store, admin, officer.userId)?.disabledAt).toBe(NOW);
    expect(enableUser(store, admin, { userId: officer.userId }).ok).toBe(true);
    expect(findUser(store, admin, officer.userId)?.disabledAt).toBeNull();
    expect(findSession(store, officer.sessionId, NOW)).toBeUndefined();
    expect(actions(store)).toEqual(["offices.user_disabled", "offices.user_enabled"]);
  });

  it("never disable the last administrator, though a disabled one is still listed", () => {
    const { store, officeId, admin } = house();
    const second = aStaff(store, officeId, "admin");
    expect(disableUser(store, admin, { userId: second.userId }).ok).toBe(true);
    expect(disableUser(store, admin, { userId: admin.userId })).toMatchObject({ ok: false, code: "last_administrator" });
    expect(findUser(store, admin, admin.userId)?.disabledAt).toBeNull();
  });

  it("leave the person's other office alone", () => {
    const { store, admin, other } = house();
    const here = addUser(store, admin, person);
    const there = addUser(store, other, person);
    if (!here.ok || !there.ok) throw new Error("not added");
    disableUser(store, admin, here.value);
    expect(findUser(store, other, there.value.userId)?.disabledAt).toBeNull();
  });

  it("refuse a stranger and another office's member", () => {
    const { store, officeId, other } = house();
    const officer = aStaff(store, officeId, "officer");
    for (const command of [disableUser, enableUser]) {
      expect(faultIn(() => command(store, officer, { userId: officer.userId }))).toBe("forbidden");
      expect(faultIn(() => command(store, other, { userId: officer.userId }))).toBe("not_found");
    }
  });
});

describe("updateProfile", () => {
  const profile = { name: "Test Officer", language: "fr" as const, theme: "dark" as const, reviewKeys: false, version: 1 };

  it("changes the actor's own record alone and records the fields", () => {
    const { store, officeId, admin } = house();
    const officer = aStaff(store, officeId, "officer");
    expect(updateProfile(store, officer, profile).ok).toBe(true);
    expect(ownUser(store, officer)).toMatchObject({ ...profile, version: 2 });
    expect(ownUser(store, admin)).toMatchObject({ language: "en", version: 1 });
    expect(actions(store)).toEqual(["offices.profile_edited"]);
  });

  it("refuses an old version", () => {
    const { store, admin } = house();
    updateProfile(store, admin, profile);
    expect(updateProfile(store, admin, profile)).toMatchObject({ ok: false, code: "stale", current: { version: 2 } });
  });
});

describe("listStaff", () => {
  it("lists the actor's office by name and nobody else's", () => {
    const { store, admin, other } = house();
    addUser(store, admin, person);
    expect(listStaff(store, admin).map((m) => m.name)).toEqual(["Marisol Vega", "Test admin"]);
    expect(listStaff(store, other)).toHaveLength(1);
    expect(listStaff(store, visitor())).toEqual([]);
    expect(
      store.db
        .select()
        .from(memberships)
        .where(and(eq(memberships.role, "admin")))
        .all(),
    ).toHaveLength(2);
  });
});
