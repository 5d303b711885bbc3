import { beforeEach, describe, expect, it } from "vitest";
import { doublesFor } from "@/core/institutions/doubles/queries";
import { writeTo } from "@/core/institutions/mailboxes/commands";
import { mailboxesOf, readersOf } from "@/core/institutions/mailboxes/queries";
import { mergePeople, undoPersonMerge } from "@/core/institutions/merging/commands";
import { addPerson, editPerson } from "@/core/institutions/people/commands";
import { addPersonInput, editPersonInput } from "@/core/institutions/people/input";
import { postsOf, searchPeople } from "@/core/institutions/people/queries";
import { addTenure, editTenure, printFirst } from "@/core/institutions/posts/commands";
import { addTenureInput, editTenureInput } from "@/core/institutions/posts/input";
import { findPerson, findTenure, tenuresOf } from "@/core/institutions/queries";
import { salutation, vocative } from "@/core/institutions/rules";
import type { Actor, Staff } from "@/core/kernel/actor";
import { audits, mailboxes } from "@/db/schema";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore } from "../factories";
import { refusal, value } from "../invited";

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

const form = (more: object = {}) =>
  addPersonInput.parse({
    institutionId: minsa,
    displayName: "Itzel Arosemena",
    role: "minister",
    email: "itzel@minsa.example",
    mailboxes: [{ address: "cooperacion@minsa.example", shared: true }, { address: "" }],
    ...more,
  });
const add = (more: object = {}) => value(addPerson(store, officer, form(more)));
const person = (id: string) => findPerson(store, officer, id) ?? expect.unreachable();
const boxes = (id: string) => mailboxesOf(store, person(id)).map((m) => `${m.address}${m.shared ? " *" : ""}`);
const edit = (id: string, more: object, version = person(id).version) =>
  editPerson(store, officer, editPersonInput.parse({ id, version, displayName: "Itzel Arosemena", email: "itzel@minsa.example", ...more }));

describe("several mailboxes", () => {
  it("are kept, the one written to first; each finds the person", () => {
    const { personId } = add();
    expect(boxes(personId)).toEqual(["itzel@minsa.example", "cooperacion@minsa.example *"]);
    expect(searchPeople(store, officer, "cooperacion@minsa").map((p) => p.id)).toEqual([personId]);
    expect(doublesFor.person(store, officer, { email: "cooperacion@minsa.example" }).map((p) => p.id)).toEqual([personId]);
  });

  it("are shared by several people who say so, and else refused", () => {
    add();
    const other = { displayName: "Berta", email: "cooperacion@minsa.example", mailboxes: [] };
    expect(addPerson(store, officer, form(other))).toMatchObject({ code: "person_exists", field: "email" });
    expect(addPerson(store, officer, form({ ...other, email: "itzel@minsa.example", emailShared: true }))).toMatchObject({
      code: "mailbox_taken",
    });
    const both = addPerson(store, officer, form({ ...other, emailShared: true }));
    expect(both.ok).toBe(true);
    expect(readersOf(store, officeId, "cooperacion@minsa.example")).toHaveLength(2);
    const third = { displayName: "Carla", email: "c@minsa.example", mailboxes: [{ address: "itzel@minsa.example" }] };
    expect(addPerson(store, officer, form(third))).toMatchObject({ code: "person_exists", field: "mailboxes[0].address" });
  });

  it("change with the form: corrected, removed, added; a form that says nothing of them leaves them", () => {
    const { personId } = add();
    value(edit(personId, { email: "iarosemena@minsa.example", mailboxes: [{ address: "cooperacion@minsa.example", shared: true }] }));
    expect(boxes(personId)).toEqual(["iarosemena@minsa.example", "cooperacion@minsa.example *"]);
    const { mailboxes: _, ...silent } = editPersonInput.parse({
      id: personId,
      version: 2,
      displayName: "Itzel",
      email: "iarosemena@minsa.example",
    });
    value(editPerson(store, officer, silent));
    expect(boxes(personId)).toHaveLength(2);
    value(edit(personId, { email: "", mailboxes: [{ address: "otra@minsa.example" }] }));
    expect(boxes(personId)).toEqual(["otra@minsa.example"]);
    expect(person(personId).email).toBe("otra@minsa.example");
    expect(searchPeople(store, officer, "cooperacion@minsa")).toEqual([]);
  });

  it("another becomes the one written to; strangers and other people's are refused", () => {
    const { personId } = add();
    const write = (actor: Actor, address = "cooperacion@minsa.example", version = 1) =>
      writeTo(store, actor, { id: personId, version, address });
    expect(() => write(aStaff(store, officeId, "manager"))).toThrow();
    expect(() => write(aStaff(store, anOffice(store, "cr"), "admin"))).toThrow();
    expect(() => write(officer, "nobody@minsa.example")).toThrow();
    expect(refusal(write(officer, undefined, 7))).toBe("stale");
    value(write(officer));
    expect(tenuresOf(store, officeId, minsa, TODAY)[0]?.email).toBe("cooperacion@minsa.example");
    expect(boxes(personId)).toHaveLength(2);
    expect(store.db.select().from(audits).all().at(-1)).toMatchObject({ action: "institutions.person_edited", fields: ["email"] });
  });

  it("move with a merge and go back with its undo", () => {
    const { personId: kept } = add({ mailboxes: [] });
    const { personId: gone } = add({ displayName: "Itzel A.", email: "i@otra.example", another: true });
    const { id } = value(mergePeople(store, officer, { keptId: kept, goneId: gone }));
    expect(boxes(kept)).toEqual(["itzel@minsa.example", "cooperacion@minsa.example *", "i@otra.example"]);
    value(undoPersonMerge(store, officer, { id }));
    expect([boxes(kept), boxes(gone)]).toEqual([["itzel@minsa.example"], ["i@otra.example", "cooperacion@minsa.example *"]]);
    expect(store.db.select().from(mailboxes).all()).toHaveLength(3);
  });
});

describe("a post on paper", () => {
  const editPost = (id: string, more: object, version = 1) =>
    editTenure(store, officer, editTenureInput.parse({ id, version, role: "minister", ...more }));

  it("is written to at its own mailbox, until the person has it no more", () => {
    const { id, personId } = add();
    value(editPost(id, { mailbox: "cooperacion@minsa.example" }));
    expect(tenuresOf(store, officeId, minsa, TODAY)[0]?.email).toBe("cooperacion@minsa.example");
    expect(() => editPost(id, { mailbox: "stranger@minsa.example" }, 2)).toThrow();
    value(edit(personId, { mailboxes: [] }));
    expect(tenuresOf(store, officeId, minsa, TODAY)[0]?.email).toBe("itzel@minsa.example");
  });

  it("opens its letters as the person wishes, in the languages where it is said", () => {
    const { id } = add();
    value(editPost(id, { treatment: { es: "Señora Ministra", en: "Excellency" } }));
    const to = tenuresOf(store, officeId, minsa, TODAY)[0] ?? expect.unreachable();
    const institution = { name: { es: "Ministerio" }, article: {} };
    expect([salutation(to, institution, "es"), salutation(to, institution, "en"), vocative(to, "es")]).toEqual([
      "Señora Ministra:",
      "Excellency,",
      "Señora Ministra",
    ]);
    expect(salutation(to, institution, "fr")).toBe("Madame, Monsieur,");
  });

  it("is printed in the order chosen, or not at all", () => {
    const { id, personId } = add();
    const second = value(addTenure(store, officer, addTenureInput.parse({ personId, institutionId: minsa, role: "adviser" })));
    const order = () => postsOf(store, officer, personId).map((p) => p.role);
    expect(order()).toEqual(["minister", "adviser"]);
    value(printFirst(store, officer, { id: second.id, version: 1 }));
    expect(order()).toEqual(["adviser", "minister"]);
    value(editPost(id, { hidden: true }));
    expect(findTenure(store, officer, id)?.hidden).toBe(true);
    expect(() => printFirst(store, aStaff(store, anOffice(store, "cr")), { id, version: 2 })).toThrow();
  });
});

describe("what a person says of themself", () => {
  it("is kept as said and never concluded: sex apart from the form of address", () => {
    const { personId } = add({ form: "f", honorific: { es: "Dra." } });
    expect(person(personId)).toMatchObject({ form: "f", sex: null });
    value(edit(personId, { sex: "x", mailboxes: [] }));
    expect(person(personId)).toMatchObject({ form: null, sex: "x" });
  });

  it("an honorific stands before the name, in its language alone", () => {
    const to = { name: "Ana Ruiz", form: "f" as const, sharedMailbox: false, role: "adviser", post: null, capacity: "holder" as const };
    const honoured = { ...to, honorific: { es: "Dra." } };
    const institution = { name: { es: "Ministerio" }, article: {} };
    expect(salutation(honoured, institution, "es")).toBe("Estimada Dra. Ana Ruiz:");
    expect(salutation(honoured, institution, "en")).toBe("Dear Ms Ana Ruiz,");
  });

  it("a number that cannot be dialled is refused at its field; one of older days that is not touched stays", () => {
    expect(addPerson(store, officer, form({ phone: "call me" }))).toMatchObject({ code: "phone_unknown", field: "phone" });
    const { personId } = add({ phone: "555-0101" });
    expect(person(personId).phone).toBe("+5075550101");
    store.raw.prepare("update person set phone = 'central 12'").run();
    value(edit(personId, { phone: "central 12", mailboxes: [] }));
    expect(person(personId).phone).toBe("central 12");
  });
});
