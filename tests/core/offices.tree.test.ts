import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/core/kernel/actor";
import { findOffice } from "@/core/offices/queries";
import { acceptChild, askParent, declineChild, leaveParent, setParent, takeBackParent } from "@/core/offices/tree/commands";
import { askingOf, childrenOf, descendantsOf } from "@/core/offices/tree/queries";
import { regionOf } from "@/core/reports/region/queries";
import { cellOf, together } from "@/core/reports/region/rules";
import { audits, followUps, invitations, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, system } from "../factories";

let store: Store;
let regional: string;
let pa: string;
let cr: string;
let reader: Staff;
let keeper: Staff;
let child: Staff;

beforeEach(() => {
  store = emptyStore();
  regional = anOffice(store, "ro");
  pa = anOffice(store, "pa");
  cr = anOffice(store, "cr");
  reader = aStaff(store, regional, "manager");
  keeper = aStaff(store, regional, "admin");
  child = aStaff(store, pa, "admin");
});

const fault = (kind: string) => expect.objectContaining({ fault: kind });
const parentOf = (id: string) => findOffice(store, id).parentId;
const under = (id: string, parent = "ro") => setParent(store, system(), { key: findOffice(store, id).key, parentKey: parent });

describe("the office tree", () => {
  it("takes the word of both: the child asks by key, the parent accepts", () => {
    expect(askParent(store, child, { key: "RO" })).toMatchObject({ ok: true });
    expect(parentOf(pa)).toBeNull();
    expect(askingOf(store, regional).map(({ id }) => id)).toEqual([pa]);
    expect(acceptChild(store, keeper, { officeId: pa })).toMatchObject({ ok: true });
    expect(childrenOf(store, regional).map(({ id }) => id)).toEqual([pa]);
    expect(
      store.db
        .select()
        .from(audits)
        .all()
        .map((a) => a.action),
    ).toEqual(["offices.parent_asked", "offices.child_accepted", "offices.parent_given"]);
  });

  it("lets either end it, and the child take its question back", () => {
    askParent(store, child, { key: "ro" });
    takeBackParent(store, child);
    expect(() => acceptChild(store, keeper, { officeId: pa })).toThrow(fault("not_found"));
    under(pa);
    leaveParent(store, child);
    expect(parentOf(pa)).toBeNull();
    under(pa);
    declineChild(store, keeper, { officeId: pa });
    expect(parentOf(pa)).toBeNull();
  });

  it("refuses an unknown key, itself, and a circle over several", () => {
    expect(askParent(store, child, { key: "xx" })).toMatchObject({ code: "office_unknown", field: "key" });
    expect(askParent(store, child, { key: "pa" })).toMatchObject({ code: "office_itself", field: "key" });
    under(cr, "pa");
    under(pa);
    expect(askParent(store, keeper, { key: "cr" })).toMatchObject({ code: "office_circle" });
    expect(setParent(store, system(), { key: "ro", parentKey: "cr" })).toMatchObject({ code: "office_circle" });
    expect(setParent(store, system(), { key: "cr" })).toMatchObject({ ok: true });
    expect(parentOf(cr)).toBeNull();
  });

  it("takes in nobody who did not ask, and asks administrators alone", () => {
    expect(() => acceptChild(store, keeper, { officeId: cr })).toThrow(fault("not_found"));
    expect(() => declineChild(store, keeper, { officeId: cr })).toThrow(fault("not_found"));
    expect(() => askParent(store, aStaff(store, pa), { key: "ro" })).toThrow(fault("forbidden"));
    askParent(store, child, { key: "ro" });
    expect(() => acceptChild(store, reader, { officeId: pa })).toThrow(fault("forbidden"));
    expect(() => acceptChild(store, child, { officeId: pa })).toThrow(fault("not_found"));
    expect(() => setParent(store, child as never, { key: "pa" })).toThrow(fault("forbidden"));
  });
});

const invite = (officeId: string, briefingId: string, answers: (null | "accepted" | "declined")[]) => {
  for (const [n, answer] of answers.entries()) {
    const { institutionId } = anInstitution(store, officeId, { acronym: `M${n}${newId("x")}`, liaison: false });
    const row = { officeId, briefingId, institutionId, answer, state: "sent" as const, quota: 2, documentKind: "email" as const };
    store.db
      .insert(invitations)
      .values({
        ...row,
        id: newId("inv"),
        reference: newId("ref"),
        language: "es",
        precedence: n,
        named: 0,
        toDesignate: 0,
        conflict: false,
        sentAt: NOW,
        changedAt: NOW,
        createdAt: NOW,
      })
      .run();
  }
};
const totalsOf = (officeId: string) => regionOf(store, reader)?.offices.find(({ id }) => id === officeId)?.totals;
const many = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe("regionOf", () => {
  it("is nothing for an office nobody reports to, and reads children and theirs", () => {
    under(pa);
    under(cr, "pa");
    expect(regionOf(store, aStaff(store, cr, "admin"))).toBeUndefined();
    expect(regionOf(store, aStaff(store, anOffice(store, "gt"), "admin"))).toBeUndefined();
    expect(descendantsOf(store, regional).map(({ id }) => id)).toEqual([pa, cr]);
    expect(regionOf(store, child)?.offices.map(({ id }) => id)).toEqual([cr]);
  });

  it("counts briefings, answers, institutions and follow-ups of a year", () => {
    under(pa);
    for (let n = 0; n < 4; n++) aBriefing(store, pa, { state: "closed" });
    aBriefing(store, pa, { state: "closed", startsLocal: "2020-12-14T09:00", endsLocal: "2020-12-14T11:00" });
    const held = aBriefing(store, pa, { state: "held" });
    invite(pa, held, [...many(5, "accepted" as const), ...many(3, "declined" as const), ...many(4, null)]);
    for (let n = 1; n < 4; n++)
      store.db
        .insert(followUps)
        .values({
          id: newId("fup"),
          officeId: pa,
          number: n,
          what: "x",
          leadKind: "office",
          state: "open",
          stateAt: NOW,
          newsAt: NOW,
          searchText: "",
          createdAt: NOW,
        })
        .run();
    const totals = totalsOf(pa);
    expect(totals?.briefings.closed).toEqual({ n: 4, few: false });
    expect(totals?.answers).toEqual({
      accepted: { n: 5, few: false },
      tentative: { n: 0, few: false },
      declined: { n: 3, few: false },
      none: { n: 4, few: false },
    });
    expect(totals?.institutions).toEqual({ invited: { n: 12, few: false }, met: { n: 5, few: false } });
    expect(totals?.followUps.open).toEqual({ n: 3, few: false });
    expect(regionOf(store, reader)?.years).toEqual([2021, 2020]);
    expect(regionOf(store, reader, 2020)?.offices[0]?.totals.briefings.closed).toEqual({ n: 0, few: true });
    expect(regionOf(store, reader, 1999)?.year).toBe(2021);
  });

  it("calls one or two few, and tells nothing from which they could be worked out", () => {
    under(pa);
    under(cr);
    const held = aBriefing(store, pa, { state: "held" });
    const other = aBriefing(store, cr, { state: "held" });
    invite(other, other, []);
    const seen = (declined: number) => {
      store.db.delete(invitations).run();
      invite(pa, held, [...many(5, "accepted" as const), ...many(declined, "declined" as const), ...many(4, null)]);
      invite(cr, other, [...many(6, "accepted" as const), ...many(3, "declined" as const)]);
      return regionOf(store, reader);
    };
    // Everything another office reads is the same for one and for two: nothing gives away which it is.
    expect(JSON.stringify(seen(1))).toBe(JSON.stringify(seen(2)));
    expect(JSON.stringify(seen(2))).not.toBe(JSON.stringify(seen(3)));
    expect(seen(1)?.all.answers.declined).toEqual({ n: 3, few: true });
    expect(seen(1)?.offices[1]?.totals.institutions.invited).toMatchObject({ hidden: true });
  });

  it("holds no title, no person and no institution", () => {
    under(pa);
    const briefing = aBriefing(store, pa, { state: "held" });
    anInstitution(store, pa);
    invite(pa, briefing, many(3, "accepted" as const));
    const read = JSON.stringify(regionOf(store, reader));
    expect(read).not.toMatch(/Planes|Plans|Ana Ruiz|MINSA|Salud|Test|brf_|ins_|usr_/);
  });

  it("stops with the tree", () => {
    under(pa);
    expect(regionOf(store, reader)).toBeDefined();
    store.db.update(offices).set({ parentId: null }).where(eq(offices.id, pa)).run();
    expect(regionOf(store, reader)).toBeUndefined();
  });
});

describe("cells", () => {
  it("know zero, few and more, and sum what is told", () => {
    expect([0, 1, 2, 3].map(cellOf)).toEqual([
      { n: 0, few: false },
      { n: 0, few: true },
      { n: 0, few: true },
      { n: 3, few: false },
    ]);
    expect(together([cellOf(3), cellOf(2), cellOf(4)])).toEqual({ n: 7, few: true });
  });
});
