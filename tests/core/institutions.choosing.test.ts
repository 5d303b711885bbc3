import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { mergeInstitutions, mergePeople, undoInstitutionMerge, undoPersonMerge } from "@/core/institutions/merging/commands";
import { mergeInstitutionsInput, mergePeopleInput } from "@/core/institutions/merging/input";
import { type Chosen, differences, personFacts } from "@/core/institutions/merging/rules";
import { findInstitution, findPerson, listInstitutions, namesOf } from "@/core/institutions/queries";
import type { Staff } from "@/core/kernel/actor";
import { audits, histories, institutionNames, institutions, people } from "@/db/schema";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore } from "../factories";
import { value } from "../invited";

let store: Store;
let officeId: string;
let officer: Staff;
let [kept, gone, parent] = ["", "", ""];
let [ana, anita] = ["", ""];

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  const [one, other] = [
    anInstitution(store, officeId, { acronym: "MINSA" }),
    anInstitution(store, officeId, { acronym: "MSALUD", precedence: 50 }),
  ];
  [kept, gone, ana, anita] = [one.institutionId, other.institutionId, one.personId, other.personId];
  parent = anInstitution(store, officeId, { acronym: "PRES", liaison: false }).institutionId;
  const set = (id: string, row: Partial<typeof institutions.$inferInsert>) =>
    store.db.update(institutions).set(row).where(eq(institutions.id, id)).run();
  set(kept, { topics: [], type: "ministry", name: { es: "Salud" } });
  set(gone, { topics: ["covid_19"], type: "commission", parentId: parent, language: "fr" });
  store.db
    .update(institutionNames)
    .set({ name: { es: "Salud" }, article: { es: "el" } })
    .where(eq(institutionNames.institutionId, kept))
    .run();
});

const institution = (id = kept) => {
  const found = findInstitution(store, officer, id);
  if (!found) throw new Error("no institution");
  const { version: _, searchText: __, ...row } = found;
  return row;
};
const mergeBy = (take?: Chosen) =>
  value(mergeInstitutions(store, officer, mergeInstitutionsInput.parse({ keptId: kept, goneId: gone, take }))).id;

describe("two institutions that are one", () => {
  it("keep the facts of the one, filled from the other where it knew nothing", () => {
    mergeBy();
    expect(institution()).toMatchObject({
      acronym: "MINSA",
      type: "ministry",
      precedence: 10,
      parentId: parent,
      language: "fr",
      topics: ["covid_19"],
    });
    expect(institution().name).toEqual({ es: "Salud", en: "Ministerio de Salud (en)", fr: "Ministerio de Salud (fr)" });
  });

  it("take the other one's word in every field chosen, names and articles with it, and say so in the history", () => {
    mergeBy({ acronym: "gone", type: "gone", nameEs: "gone", parentId: "kept", topics: "kept" });
    expect(institution()).toMatchObject({ acronym: "MSALUD", type: "commission", parentId: null, topics: [], precedence: 10 });
    expect(namesOf(store, officeId, kept)[0]).toMatchObject({
      acronym: "MSALUD",
      name: { es: "Ministerio de Salud" },
      article: { es: "el" },
    });
    const [line] = store.db.select().from(audits).where(eq(audits.subjectId, kept)).all();
    const told = store.db
      .select()
      .from(histories)
      .where(eq(histories.auditId, line?.id ?? ""))
      .all();
    expect(told.find((h) => h.field === "type")).toMatchObject({ before: "ministry", after: "commission" });
    for (const q of ["minsa", "msalud"]) expect(listInstitutions(store, officer, { q }).total, q).toBe(1);
  });

  it("are two again exactly as before, but for what somebody changed meanwhile", () => {
    const [before, names] = [institution(), namesOf(store, officeId, kept)];
    const all = Object.fromEntries(["acronym", "nameEs", "type", "parentId", "precedence", "language", "topics"].map((f) => [f, "gone"]));
    const first = mergeBy(all as Chosen);
    value(undoInstitutionMerge(store, officer, { id: first }));
    expect(institution()).toEqual(before);
    expect(namesOf(store, officeId, kept)).toEqual(names);
    const second = mergeBy(all as Chosen);
    store.db.update(institutions).set({ type: "embassy" }).where(eq(institutions.id, kept)).run();
    value(undoInstitutionMerge(store, officer, { id: second }));
    expect(institution()).toMatchObject({ type: "embassy", precedence: 10, parentId: null });
  });

  it("cannot be told a field that is none", () => {
    expect(mergeInstitutionsInput.safeParse({ keptId: kept, goneId: gone, take: { officeId: "gone" } }).success).toBe(false);
    expect(mergePeopleInput.safeParse({ keptId: ana, goneId: anita, take: { email: "both" } }).success).toBe(false);
  });
});

describe("two people who are one", () => {
  const person = (id = ana) => {
    const { version: _, searchText: __, ...row } = findPerson(store, officer, id) ?? { version: 0, searchText: "" };
    return row;
  };
  const both = () => [person(), person(anita)] as [Parameters<typeof personFacts>[0], Parameters<typeof personFacts>[0]];

  it("differ where both say something else; what only one knows is filled", () => {
    store.db.update(people).set({ legalName: "Anita Ruiz", form: "m" }).where(eq(people.id, anita)).run();
    store.db
      .update(people)
      .set({ honorific: { es: "Dra." } })
      .where(eq(people.id, ana))
      .run();
    const found = differences(...(both().map(personFacts) as [object, object] as [Record<string, unknown>, Record<string, unknown>]));
    expect(found.map((d) => [d.field, d.stands])).toEqual([
      ["displayName", "kept"],
      ["legalName", "gone"],
      ["email", "kept"],
      ["form", "kept"],
    ]);
  });

  it("take the other one's name and address when chosen, and give them back", () => {
    const before = person();
    const take = mergePeopleInput.parse({ keptId: ana, goneId: anita, take: { email: "gone", displayName: "gone" } });
    const { id } = value(mergePeople(store, officer, take));
    expect(person()).toMatchObject({ email: "enlace@msalud.example", displayName: "Ana Ruiz MSALUD", phone: "+507 555-0101" });
    value(undoPersonMerge(store, officer, { id }));
    expect(person()).toEqual(before);
    expect(person(anita)).toMatchObject({ email: "enlace@msalud.example", mergedIntoId: null });
  });
});
