import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addPerson, editPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { delegationsOfPerson, postsOf, searchPeople } from "@/core/institutions/people/queries";
import { addTenure, editTenure, endTenure, setLiaison } from "@/core/institutions/posts/commands";
import { findPerson, findTenure, liaisonsOf, tenuresOf } from "@/core/institutions/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

const TODAY = "2021-11-30";
let store: Store;
let officeId: string;
let officer: Staff;
let minsa: string;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  minsa = anInstitution(store, officeId, { liaison: false }).institutionId;
});

const typed = (more: object = {}) =>
  addPersonInput.parse({ institutionId: minsa, displayName: "Itzel Arosemena Quirós", role: "director_cooperation", ...more });

function added(more: object = {}, actor: Actor = officer) {
  const outcome = addPerson(store, actor, typed(more));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

const actions = (): string[] =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);

const strangers = (): [string, Actor][] => [
  ["a manager", aStaff(store, officeId, "manager")],
  ["another office", aStaff(store, anOffice(store, "cr"), "admin")],
  ["an invitee", { kind: "invitee", officeId, briefingId: "b", invitationId: "i", institutionId: minsa, linkId: "l", now: NOW }],
  ["a visitor", visitor()],
  ["the installation", system()],
];

describe("addPerson", () => {
  it("adds a person and a post in one act, as typed, and records both", () => {
    const name = "de la  Ó, María José Ñandú-O’Brien";
    const { personId, liaisonNow } = added({ displayName: name, liaison: true, phone: "+507 555-0110", honorific: { es: "Dra." } });
    expect(findPerson(store, officer, personId)).toMatchObject({
      displayName: "de la Ó, María José Ñandú-O’Brien",
      form: null,
      language: null,
      email: null,
      honorific: { es: "Dra." },
    });
    expect(liaisonNow).toBe(true);
    expect(tenuresOf(store, officeId, minsa, TODAY)).toMatchObject([{ personId, role: "director_cooperation", capacity: "holder" }]);
    expect(actions()).toEqual(["institutions.person_added", "institutions.post_added"]);
  });

  it("refuses an address, or a name at the institution, that is there already", () => {
    added({ email: "a@minsa.example" });
    expect(addPerson(store, officer, typed({ displayName: "Otra", email: "A@MINSA.example" }))).toMatchObject({
      code: "person_exists",
      field: "email",
    });
    expect(addPerson(store, officer, typed({ displayName: "ITZEL AROSEMENA QUIROS" }))).toMatchObject({ code: "person_exists" });
    const other = anInstitution(store, officeId, { acronym: "MIDES", liaison: false }).institutionId;
    expect(addPerson(store, officer, typed({ institutionId: other, another: true })).ok).toBe(true);
  });

  it("asks for a post, once, of a person; a shared mailbox needs none", () => {
    expect(addPerson(store, officer, typed({ role: "" }))).toMatchObject({ code: "post_missing" });
    expect(addPerson(store, officer, typed({ post: "Jefa" }))).toMatchObject({ code: "post_twice" });
    expect(addPerson(store, officer, typed({ validFrom: "2021-02-01", validTo: "2021-01-01" }))).toMatchObject({ code: "days_reversed" });
    expect(searchPeople(store, officer, "itzel")).toEqual([]);
    expect(addPerson(store, officer, typed({ role: "", sharedMailbox: true, displayName: "Cooperación MINSA" })).ok).toBe(true);
  });

  it("refuses everyone who does not keep the directory", () => {
    for (const [who, actor] of strangers()) expect(() => added({}, actor), who).toThrow();
    expect(actions()).toEqual([]);
  });
});

describe("addPersonInput", () => {
  const parse = (more: object) => addPersonInput.safeParse({ institutionId: minsa, displayName: "Ana", role: "minister", ...more });
  it("takes no form but the two a person can choose, and no unknown field", () => {
    expect(parse({ form: "" }).data?.form).toBeUndefined();
    expect(parse({ form: "x" }).success).toBe(false);
    expect(parse({ role: "king" }).success).toBe(false);
    expect(parse({ isAdmin: "1" }).success).toBe(false);
    expect(parse({ displayName: "x".repeat(10_000) }).error?.issues[0]?.message).toBe("tooLong:200");
  });
});

describe("editPerson", () => {
  const edit = (id: string, more: object = {}, actor: Actor = officer, version = 1) =>
    editPerson(store, actor, { id, version, displayName: "Itzel Arosemena", sharedMailbox: false, ...more });

  it("changes what is known, records it, and finds the person by the new words", () => {
    const { personId } = added();
    expect(edit(personId, { form: "f", legalName: "Itzel Yaribel Arosemena Quirós" }).ok).toBe(true);
    expect(findPerson(store, officer, personId)).toMatchObject({ form: "f", version: 2 });
    expect(searchPeople(store, officer, "quiros YARIBEL")).toHaveLength(1);
    expect(store.db.select().from(audits).where(eq(audits.action, "institutions.person_edited")).get()?.fields?.sort()).toEqual([
      "displayName",
      "form",
      "legalName",
    ]);
  });

  it("shows a save on an older version what stands now", () => {
    const { personId } = added();
    edit(personId, { phone: "555-0101" });
    expect(edit(personId, { phone: "555-0102" })).toMatchObject({ code: "stale", current: { version: 2, phone: "+507 555 0101" } });
  });

  it("refuses the address of somebody else, and everyone who does not keep the directory", () => {
    added({ displayName: "Otra", email: "otra@minsa.example" });
    const { personId } = added();
    expect(edit(personId, { email: "otra@minsa.example" })).toMatchObject({ code: "person_exists" });
    for (const [who, actor] of strangers()) expect(() => edit(personId, {}, actor), who).toThrow();
  });
});

describe("posts", () => {
  it("are several for one person, each ended by itself; history stays", () => {
    const { personId, id } = added({ liaison: true });
    const mides = anInstitution(store, officeId, { acronym: "MIDES", liaison: false }).institutionId;
    const post = { capacity: "acting" as const, liaison: true, role: "adviser" };
    expect(addTenure(store, officer, { personId, institutionId: mides, ...post })).toMatchObject({ ok: true, value: { liaisonNow: true } });
    expect(endTenure(store, officer, { id, version: 1, validTo: "2021-11-29" })).toMatchObject({ ok: true, value: { liaisonNow: false } });
    expect(tenuresOf(store, officeId, minsa, TODAY)).toEqual([]);
    expect(tenuresOf(store, officeId, minsa)).toHaveLength(1);
    expect(postsOf(store, officer, personId).map((p) => [p.acronym, p.validTo])).toEqual([
      ["MIDES", null],
      ["MINSA", "2021-11-29"],
    ]);
    expect(actions()).toContain("institutions.post_ended");
  });

  it("are held on their last day", () => {
    const { id } = added({ liaison: true });
    endTenure(store, officer, { id, version: 1, validTo: TODAY });
    expect(tenuresOf(store, officeId, minsa, TODAY)).toHaveLength(1);
    expect(tenuresOf(store, officeId, minsa, "2021-12-01")).toEqual([]);
  });

  it("refuse the same one twice, an end before the beginning, and an older version", () => {
    const { personId, id } = added({ validFrom: "2021-06-01" });
    const same = { personId, institutionId: minsa, role: "director_cooperation", capacity: "holder" as const, liaison: false };
    expect(addTenure(store, officer, same)).toMatchObject({ code: "post_known" });
    expect(endTenure(store, officer, { id, version: 1, validTo: "2021-05-31" })).toMatchObject({ code: "days_reversed" });
    expect(endTenure(store, officer, { id, version: 7, validTo: TODAY })).toMatchObject({ code: "stale", current: { version: 1 } });
  });

  it("are corrected, and opened again by taking the last day away", () => {
    const { id } = added({ validTo: "2021-11-01" });
    const fixed = editTenure(store, officer, { id, version: 1, post: "Asesora", capacity: "on_behalf", liaison: false });
    expect(fixed.ok).toBe(true);
    expect(findTenure(store, officer, id)).toMatchObject({ role: null, post: "Asesora", capacity: "on_behalf", validTo: null, version: 2 });
    expect(editTenure(store, officer, { id, version: 2, capacity: "holder", liaison: false })).toMatchObject({ code: "post_missing" });
  });

  it("take no institution or person of another office", () => {
    const { personId } = added();
    const foreign = anInstitution(store, anOffice(store, "cr"));
    const post = { role: "adviser", capacity: "holder" as const, liaison: false };
    expect(() => addTenure(store, officer, { personId, institutionId: foreign.institutionId, ...post })).toThrow("not_found");
    expect(() => addTenure(store, officer, { personId: foreign.personId, institutionId: minsa, ...post })).toThrow("not_found");
  });

  it("refuse everyone who does not keep the directory", () => {
    const { personId, id } = added();
    const post = { role: "adviser", capacity: "holder" as const, liaison: true };
    for (const [who, actor] of strangers()) {
      expect(() => addTenure(store, actor, { personId, institutionId: minsa, ...post }), who).toThrow();
      expect(() => editTenure(store, actor, { id, version: 1, ...post }), who).toThrow();
      expect(() => endTenure(store, actor, { id, version: 1, validTo: TODAY }), who).toThrow();
      expect(() => setLiaison(store, actor, { id, version: 1, liaison: true }), who).toThrow();
    }
  });
});

describe("liaisons", () => {
  it("are one or several, by rank then name, and only while they hold the post", () => {
    const adviser = added({ displayName: "Zoila", role: "adviser", liaison: true });
    added({ displayName: "Berta", role: "technical_focal_point", liaison: true });
    added({ displayName: "Álvaro", role: "technical_focal_point", liaison: true, validFrom: "2021-12-01" });
    added({ displayName: "Nadie", role: "minister" });
    const names = (day: string) =>
      liaisonsOf(store, officeId, [minsa], day)
        .get(minsa)
        ?.map((l) => l.name);
    expect(names(TODAY)).toEqual(["Zoila", "Berta"]);
    expect(names("2021-12-01")).toEqual(["Zoila", "Álvaro", "Berta"]);
    expect(setLiaison(store, officer, { id: adviser.id, version: 1, liaison: false })).toMatchObject({ value: { liaisonNow: false } });
    expect(names(TODAY)).toEqual(["Berta"]);
    expect(actions()).toContain("institutions.liaison_released");
    setLiaison(store, officer, { id: adviser.id, version: 2, liaison: true });
    expect(actions()).toContain("institutions.liaison_named");
  });

  it("of another office are nobody’s", () => {
    const foreign = anInstitution(store, anOffice(store, "cr"));
    expect(liaisonsOf(store, officeId, [foreign.institutionId], TODAY).size).toBe(0);
    expect(tenuresOf(store, officeId, foreign.institutionId)).toEqual([]);
  });
});

describe("reading a person", () => {
  it("is for the office’s staff alone", () => {
    const { personId } = added();
    const foreign = aStaff(store, anOffice(store, "cr"));
    expect(findPerson(store, aStaff(store, officeId, "manager"), personId)?.id).toBe(personId);
    for (const actor of [foreign, visitor(), system()]) {
      expect(findPerson(store, actor, personId)).toBeUndefined();
      expect(postsOf(store, actor, personId)).toEqual([]);
      expect(delegationsOfPerson(store, actor, personId)).toEqual([]);
      expect(searchPeople(store, actor, "itzel")).toEqual([]);
    }
    expect(searchPeople(store, officer, "%")).toEqual([]);
  });
});
