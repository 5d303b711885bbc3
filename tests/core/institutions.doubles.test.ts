import { beforeEach, describe, expect, it } from "vitest";
import { addInstitution } from "@/core/institutions/commands";
import { doublesFor, institutionsLike, peopleLike } from "@/core/institutions/doubles/queries";
import { namesAlike, peopleAlike } from "@/core/institutions/doubles/rules";
import { addInstitutionInput } from "@/core/institutions/input";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { listInstitutions } from "@/core/institutions/queries";
import type { Staff } from "@/core/kernel/actor";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore, system, visitor } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let minsa: { institutionId: string; personId: string };

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  minsa = anInstitution(store, officeId, { acronym: "MINSA", name: "Ministerio de Salud" });
});

describe("a name of an institution", () => {
  it.each([
    ["Min. de Salud", "Ministerio de Salud"],
    ["MINISTERIO  DE LA SALÚD", "Ministerio de Salud"],
    ["Ministerio de Slaud", "Ministerio de Salud"],
    ["Ministerio de Saluds", "Ministerio de Salud"],
    ["minsa", "MINSA"],
  ])("%s may be %s", (one, other) => expect([namesAlike(one, other), namesAlike(other, one)]).toEqual([true, true]));

  it.each([
    ["Ministerio de Salud", "Ministerio de Salud y Deporte"],
    ["Ministerio de Ambiente", "Ministerio de Cultura"],
    ["Tercero 1", "Tercero 2"],
    ["", "Ministerio"],
    ["de la", "de"],
  ])("%s is not %s", (one, other) => expect([namesAlike(one, other), namesAlike(other, one)]).toEqual([false, false]));
});

describe("a name of a person", () => {
  it("may be one when the words of one are all among those of the other", () => {
    expect(peopleAlike("Ruiz, Ana", "Ana María Ruiz Cedeño")).toBe(true);
    expect(peopleAlike("Ana María Ruiz de Cedeño", "ana ruíz")).toBe(true);
    for (const [one, other] of [
      ["Ana Ruiz", "Ana Pérez"],
      ["Ana", "Ana Ruiz"],
      ["", ""],
    ] as const)
      expect(peopleAlike(one, other), one).toBe(false);
  });
});

describe("doubles", () => {
  it("are found by a shortened name, an acronym and an alias, of the own office alone", () => {
    anInstitution(store, anOffice(store, "cr"), { acronym: "MINSA", name: "Ministerio de Salud" });
    for (const typed of [{ names: ["Min. Salud"] }, { names: [], acronym: "minsa" }, { names: ["MINSA"] }])
      expect(institutionsLike(store, officeId, typed).map((i) => i.id)).toEqual([minsa.institutionId]);
    expect(institutionsLike(store, officeId, { names: ["Ministerio de Cultura", ""], acronym: "" })).toEqual([]);
  });

  it("of people are found by name in any order and by address", () => {
    expect(peopleLike(store, officeId, { name: "MINSA Ruiz, Ana" }).map((p) => p.id)).toEqual([minsa.personId]);
    expect(peopleLike(store, officeId, { name: "Ana Beatriz Ruiz MINSA" })).toHaveLength(1);
    expect(peopleLike(store, officeId, { name: "Ana Pérez" })).toEqual([]);
    expect(peopleLike(store, officeId, {})).toEqual([]);
  });

  it("are told to staff alone", () => {
    for (const actor of [visitor(), system(), aStaff(store, anOffice(store, "gt"))]) {
      expect(doublesFor.institution(store, actor, { names: ["MINSA"] })).toEqual([]);
      expect(doublesFor.person(store, actor, { name: "Ana Ruiz MINSA" })).toEqual([]);
    }
    expect(doublesFor.institution(store, officer, { names: ["MINSA"] })).toHaveLength(1);
  });
});

describe("adding one that is called alike", () => {
  const institution = (another?: boolean) =>
    addInstitution(store, officer, addInstitutionInput.parse({ type: "ministry", name: { es: "Min. de Salud" }, another }));
  const person = (another?: boolean) =>
    addPerson(
      store,
      officer,
      addPersonInput.parse({ institutionId: elsewhere, displayName: "Ana Ruiz MINSA", role: "director_cooperation", another }),
    );
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = anInstitution(store, officeId, { acronym: "MIDES", name: "Ministerio de Desarrollo Social" }).institutionId;
  });

  it("asks first, names the one there is, and adds it once it is said to be another", () => {
    expect(institution()).toMatchObject({ code: "institution_alike", field: "another", params: { name: "Ministerio de Salud" } });
    expect(listInstitutions(store, officer, {}).total).toBe(2);
    expect(institution(true).ok).toBe(true);
    expect(listInstitutions(store, officer, {}).total).toBe(3);
  });

  it("does the same for a person at another institution", () => {
    expect(person()).toMatchObject({ code: "person_alike", field: "another", params: { name: "Ana Ruiz MINSA" } });
    expect(person(true).ok).toBe(true);
  });
});
