import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { changeRole, disableUser, enableUser } from "@/core/offices/commands";
import { findUser, officesOfUser } from "@/core/offices/queries";
import { closeRunOut, setLastDay } from "@/core/offices/rights/commands";
import { endingSoon } from "@/core/offices/rights/queries";
import { switchOffice } from "@/core/offices/sessions/commands";
import { findSession, officeToEnter } from "@/core/offices/sessions/queries";
import { audits, memberships, sessions } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { anOffice, aStaff, emptyStore, NOW, system } from "../factories";

let store: Store;
let officeId: string;
let admin: Staff;
let officer: Staff;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  admin = aStaff(store, officeId, "admin");
  officer = aStaff(store, officeId, "officer");
});

const DAY = 86_400_000;
/** 3 December 2021 in Panama ends at 5:00 UTC of the fourth. */
const MIDNIGHT = Date.parse("2021-12-04T05:00:00Z");
const actions = () =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const faultIn = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
};
const until = (userId: string, endsOn?: string, actor = admin) => setLastDay(store, actor, { userId, endsOn });

describe("setLastDay", () => {
  it("lets the session live to the office's midnight of that day, and not a moment longer", () => {
    expect(until(officer.userId, "2021-12-03")).toMatchObject({ ok: true });
    const seen = (now: number) => {
      store.db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, officer.sessionId)).run();
      return findSession(store, officer.sessionId, now)?.userId;
    };
    expect(seen(MIDNIGHT - 1)).toBe(officer.userId);
    expect(seen(MIDNIGHT)).toBeUndefined();
    expect(officeToEnter(store, officer.userId, MIDNIGHT - 1)).toBe(officeId);
    expect(officeToEnter(store, officer.userId, MIDNIGHT)).toBeUndefined();
    expect(actions()).toEqual(["offices.last_day_set"]);
  });

  it("moves the day and takes it away", () => {
    until(officer.userId, "2021-12-03");
    until(officer.userId, "2022-03-31");
    expect(findUser(store, admin, officer.userId)?.endsOn).toBe("2022-03-31");
    until(officer.userId);
    expect(findUser(store, admin, officer.userId)?.endsOn).toBeNull();
    expect(actions().at(-1)).toBe("offices.last_day_taken");
  });

  it("refuses a day that has passed, and somebody who is out already", () => {
    expect(until(officer.userId, "2021-11-29")).toMatchObject({ code: "last_day_past", field: "endsOn" });
    disableUser(store, admin, { userId: officer.userId });
    expect(until(officer.userId, "2021-12-03")).toMatchObject({ code: "member_out" });
  });

  it("never leaves the office without an administrator who has no last day, whichever way it is tried", () => {
    expect(until(admin.userId, "2021-12-03")).toMatchObject({ code: "last_administrator" });
    const second = aStaff(store, officeId, "admin");
    expect(until(second.userId, "2021-12-03")).toMatchObject({ ok: true });
    expect(until(admin.userId, "2099-12-31")).toMatchObject({ code: "last_administrator" });
    expect(disableUser(store, admin, { userId: admin.userId })).toMatchObject({ code: "last_administrator" });
    expect(changeRole(store, admin, { userId: admin.userId, role: "officer" })).toMatchObject({ code: "last_administrator" });
  });

  it("is for the office's administrators alone", () => {
    expect(faultIn(() => until(officer.userId, "2021-12-03", officer))).toBe("forbidden");
    const other = aStaff(store, anOffice(store, "cr"), "admin");
    expect(faultIn(() => until(officer.userId, "2021-12-03", other))).toBe("not_found");
  });
});

describe("closeRunOut", () => {
  it("closes what has run out once, ends its sessions, and records it", () => {
    until(officer.userId, "2021-12-03");
    expect(closeRunOut(store, system(MIDNIGHT - 1))).toBe(0);
    expect(closeRunOut(store, system(MIDNIGHT))).toBe(1);
    expect(closeRunOut(store, system(MIDNIGHT + DAY))).toBe(0);
    expect(findUser(store, admin, officer.userId)?.disabledAt).toBe(MIDNIGHT);
    expect(store.db.select().from(sessions).where(eq(sessions.userId, officer.userId)).get()?.endedAt).toBe(MIDNIGHT);
    expect(actions().filter((a) => a === "offices.rights_ended")).toHaveLength(1);
  });

  it("lets a person in again without the day that has passed", () => {
    until(officer.userId, "2021-12-03");
    closeRunOut(store, system(MIDNIGHT));
    const later = { ...admin, now: MIDNIGHT + DAY };
    enableUser(store, later, { userId: officer.userId });
    expect(findUser(store, admin, officer.userId)).toMatchObject({ disabledAt: null, endsOn: null });
    expect(closeRunOut(store, system(MIDNIGHT + DAY))).toBe(0);
  });

  it("is the installation's alone", () => expect(faultIn(() => closeRunOut(store, admin as never))).toBe("forbidden"));
});

describe("endingSoon", () => {
  it("tells administrators two weeks before, and nobody else", () => {
    until(officer.userId, "2021-12-14");
    expect(endingSoon(store, admin)).toEqual([{ userId: officer.userId, name: officer.name, endsOn: "2021-12-14" }]);
    expect(endingSoon(store, { ...admin, now: NOW - DAY })).toEqual([]);
    expect(endingSoon(store, officer)).toEqual([]);
    expect(endingSoon(store, aStaff(store, anOffice(store, "cr"), "admin"))).toEqual([]);
  });
});

describe("a person of two offices", () => {
  it("keeps the other one when rights in the first run out, and can go there while both hold", () => {
    const second = anOffice(store, "cr");
    store.db
      .insert(memberships)
      .values({ id: newId("mem"), officeId: second, userId: officer.userId, role: "manager", createdAt: NOW + 1 })
      .run();
    until(officer.userId, "2021-12-03");
    const offices = (now: number) => officesOfUser(store, officer.userId, now).map(({ office }) => office.id);
    expect(offices(NOW)).toEqual([officeId, second]);
    expect(offices(MIDNIGHT)).toEqual([second]);
    expect(switchOffice(store, officer, { officeId: second })).toMatchObject({ ok: true });
    expect(findSession(store, officer.sessionId, NOW)).toMatchObject({ officeId: second, role: "manager" });
    expect(faultIn(() => switchOffice(store, { ...officer, now: MIDNIGHT }, { officeId }))).toBe("not_found");
  });
});
