import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { renameInstitution } from "@/core/institutions/names/commands";
import { addMember, recordSuccession, removeMember, removeSuccession } from "@/core/institutions/ties/commands";
import { recordSuccessionInput } from "@/core/institutions/ties/input";
import { membersOf, successionsOf } from "@/core/institutions/ties/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let [a, b, c] = ["", "", ""];

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  [a = "", b = "", c = ""] = ["A", "B", "C"].map((acronym) => anInstitution(store, officeId, { acronym }).institutionId);
});

const TODAY = "2021-11-30";
const actions = (id: string): string[] =>
  store.db
    .select()
    .from(audits)
    .where(eq(audits.subjectId, id))
    .all()
    .map((row) => row.action);
const strangers = (): [string, Actor][] => [
  ["a manager", aStaff(store, officeId, "manager")],
  ["another office", aStaff(store, anOffice(store, "cr"), "admin")],
  ["an invitee", { kind: "invitee", officeId, briefingId: "b", invitationId: "i", institutionId: a, linkId: "l", now: NOW }],
  ["a visitor", visitor()],
  ["the installation", system()],
];
const says = (id: string) => successionsOf(store, officeId, id, TODAY).map((s) => [s.how, s.institution.acronym]);

describe("succession", () => {
  const follow = (id: string, otherId: string, how = "after.merged", actor: Actor = officer) =>
    recordSuccession(store, actor, recordSuccessionInput.parse({ id, otherId, how, on: "1997-11-19", act: "Ley 42" }));
  const undo = (fromId: string, toId: string, actor: Actor = officer) =>
    removeSuccession(store, actor, { at: toId, fromId, toId, kind: "merged" });

  it("is said from either of the two, read from both, recorded, and taken back from either", () => {
    expect(follow(a, b)).toEqual({ ok: true, value: { at: a } });
    expect(follow(b, c, "before.split")).toEqual({ ok: true, value: { at: b } });
    expect(says(a)).toEqual([["after.merged", "B"]]);
    expect(says(c)).toEqual([["after.split", "B"]]);
    expect(says(b)).toEqual([
      ["before.merged", "A"],
      ["before.split", "C"],
    ]);
    expect(successionsOf(store, officeId, a, TODAY)).toMatchObject([{ on: "1997-11-19", act: "Ley 42", fromId: a, toId: b }]);
    expect(actions(a)).toEqual(["institutions.succeeded"]);
    expect(undo(a, b)).toEqual({ ok: true, value: { at: b } });
    expect(says(a)).toEqual([]);
    expect(actions(a)).toContain("institutions.succession_removed");
    expect(() => undo(a, b)).toThrow("not_found");
  });

  it("joins several to several: two merged into one, one split into two", () => {
    for (const [from, to] of [
      [a, c],
      [b, c],
    ] as const)
      expect(follow(from, to).ok).toBe(true);
    expect(follow(c, a, "after.split").ok).toBe(true);
    expect(follow(c, b, "after.split").ok).toBe(true);
    expect(says(c)).toHaveLength(4);
  });

  it("calls each as it was called when the one gave way to the other", () => {
    const acted = { id: b, version: 1, acronym: "B2", name: { es: "Nueva" }, article: {}, act: undefined, validFrom: "2000-01-01" };
    expect(renameInstitution(store, officer, acted).ok).toBe(true);
    follow(a, b);
    const [said] = successionsOf(store, officeId, a, TODAY);
    expect(said).toMatchObject({ self: { acronym: "A" }, other: { acronym: "B" }, institution: { acronym: "B2" } });
  });

  it("refuses itself, the same one twice, and everyone who does not keep the directory", () => {
    expect(follow(a, a)).toMatchObject({ code: "succeeds_itself" });
    follow(a, b);
    expect(follow(b, a, "before.merged")).toMatchObject({ code: "succession_known", field: "otherId" });
    for (const [who, actor] of strangers()) {
      expect(() => follow(b, a, "after.split", actor), who).toThrow();
      expect(() => undo(a, b, actor), who).toThrow();
    }
    expect(says(a)).toHaveLength(1);
  });
});

describe("a commission", () => {
  const join = (memberId: string, actor: Actor = officer) => addMember(store, actor, { at: a, id: a, memberId });
  const leave = (memberId: string, actor: Actor = officer) => removeMember(store, actor, { at: memberId, id: a, memberId });

  it("is made of institutions, which know of it; each is recorded and can leave", () => {
    expect(join(b).ok).toBe(true);
    expect(join(c).ok).toBe(true);
    expect(membersOf(store, officeId, a).members.map((i) => i.acronym)).toEqual(["B", "C"]);
    expect(membersOf(store, officeId, b).commissions.map((i) => i.id)).toEqual([a]);
    expect(leave(b)).toEqual({ ok: true, value: { at: b } });
    expect(membersOf(store, officeId, a).members.map((i) => i.id)).toEqual([c]);
    expect(actions(a)).toEqual(["institutions.member_added", "institutions.member_added", "institutions.member_removed"]);
    expect(() => leave(b)).toThrow("not_found");
  });

  it("refuses itself, the same one twice, one of another office, and everyone who does not keep the directory", () => {
    expect(join(a)).toMatchObject({ code: "member_itself" });
    join(b);
    expect(join(b)).toMatchObject({ code: "member_known" });
    expect(() => join(anInstitution(store, anOffice(store, "gt")).institutionId)).toThrow("not_found");
    for (const [who, actor] of strangers()) {
      expect(() => join(c, actor), who).toThrow();
      expect(() => leave(b, actor), who).toThrow();
    }
    expect(membersOf(store, officeId, a).members).toHaveLength(1);
  });
});
