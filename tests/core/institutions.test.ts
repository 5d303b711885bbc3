import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addInstitution, editInstitution } from "@/core/institutions/commands";
import { addInstitutionInput } from "@/core/institutions/input";
import { addName, editName, removeName, renameInstitution } from "@/core/institutions/names/commands";
import { findInstitution, listInstitutions, namesOf, namesOn } from "@/core/institutions/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { audits, histories, institutions } from "@/db/schema";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
});

const facts = {
  type: "autonomous_institute",
  namedPublicly: true,
  topics: ["gender_equality"],
  aliases: ["El Instituto"],
  precedence: undefined,
  parentId: undefined,
  language: undefined,
};
const inamu = {
  acronym: "INAMU",
  name: { es: "Instituto Nacional de la Mujer", en: "National Women’s Institute" },
  article: { es: "el" as const },
};

function added(actor: Actor = officer): string {
  const outcome = addInstitution(store, actor, { ...facts, ...inamu, validFrom: undefined });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.id;
}

const version = (id: string): number => findInstitution(store, officer, id)?.version ?? 0;
const actions = (id: string): string[] =>
  store.db
    .select()
    .from(audits)
    .where(eq(audits.subjectId, id))
    .all()
    .map((a) => a.action);

const strangers = (): [string, Actor][] => [
  ["a manager", aStaff(store, officeId, "manager")],
  ["another office", aStaff(store, anOffice(store, "cr"), "admin")],
  ["an invitee", { kind: "invitee", officeId, briefingId: "b", invitationId: "i", institutionId: "x", linkId: "l", now: NOW }],
  ["a visitor", visitor()],
  ["the installation", system()],
];

describe("addInstitution", () => {
  it("adds it with its first name, goes last without a precedence, and records it", () => {
    anInstitution(store, officeId, { precedence: 40 });
    const id = added();
    expect(findInstitution(store, officer, id)).toMatchObject({ acronym: "INAMU", precedence: 50, topics: ["gender_equality"] });
    expect(namesOf(store, officeId, id)).toMatchObject([{ name: inamu.name, article: { es: "el" }, validFrom: null, validTo: null }]);
    expect(actions(id)).toEqual(["institutions.added"]);
  });

  it("refuses a name that is there already, whatever its accents and case", () => {
    added();
    const again = addInstitution(store, officer, {
      ...facts,
      ...inamu,
      name: { es: "INSTITUTO NACIONAL DE LA MUJÉR" },
      validFrom: undefined,
    });
    expect(again).toMatchObject({ ok: false, code: "institution_alike", field: "another" });
    expect(listInstitutions(store, officer, {}).total).toBe(1);
    // Two things may bear one name; who says so is believed.
    expect(addInstitution(store, officer, { ...facts, ...inamu, validFrom: undefined, another: true }).ok).toBe(true);
  });

  it("refuses everyone who does not keep the directory", () => {
    for (const [who, actor] of strangers().filter(([who]) => who !== "another office")) expect(() => added(actor), who).toThrow();
    expect(listInstitutions(store, officer, {}).total).toBe(0);
  });

  it("takes no parent of another office", () => {
    const other = anInstitution(store, anOffice(store, "cr")).institutionId;
    expect(() => addInstitution(store, officer, { ...facts, ...inamu, parentId: other, validFrom: undefined })).toThrow("not_found");
  });
});

describe("addInstitutionInput", () => {
  const typed = { type: "ministry", name: { es: "  Ministerio\n de Salud " } };
  const parse = (more: object) => addInstitutionInput.safeParse({ ...typed, ...more });

  it("puts a name on one line and asks for one language", () => {
    expect(parse({}).data?.name).toEqual({ es: "Ministerio de Salud" });
    expect(parse({ name: {} }).error?.issues[0]).toMatchObject({ message: "oneLanguage", path: ["name", "es"] });
  });

  it("refuses what is unknown, too long or not in the vocabulary", () => {
    expect(parse({ officeId: "off_x" }).success).toBe(false);
    expect(parse({ name: { es: "x".repeat(10_000) } }).error?.issues[0]?.message).toBe("tooLong:200");
    expect(parse({ type: "kingdom" }).success).toBe(false);
    expect(parse({ topics: ["weather"] }).success).toBe(false);
    expect(parse({ article: { es: "the" } }).success).toBe(false);
  });

  it("reads other names one a line, each once", () => {
    expect(parse({ aliases: "Cancillería\r\n\r\n Cancillería \nMin. de RR. EE." }).data?.aliases).toEqual([
      "Cancillería",
      "Min. de RR. EE.",
    ]);
  });
});

describe("editInstitution", () => {
  const edit = (id: string, more: object = {}, actor: Actor = officer, seen = 1) =>
    editInstitution(store, actor, { id, version: seen, ...facts, ...inamu, ...more });

  it("corrects the present name, and keeps what stood before", () => {
    const id = added();
    expect(edit(id, { acronym: "INAMU-PA", type: "ministry" }).ok).toBe(true);
    expect(findInstitution(store, officer, id)).toMatchObject({ acronym: "INAMU-PA", type: "ministry", version: 2 });
    expect(namesOf(store, officeId, id)).toHaveLength(1);
    const audit = store.db.select().from(audits).where(eq(audits.action, "institutions.edited")).get();
    expect(audit?.fields?.sort()).toEqual(["acronym", "type"]);
    expect(
      store.db
        .select()
        .from(histories)
        .where(eq(histories.auditId, audit?.id ?? ""))
        .all(),
    ).toContainEqual(expect.objectContaining({ field: "acronym", before: "INAMU", after: "INAMU-PA" }));
  });

  it("shows a save on an older version what stands now, and changes nothing", () => {
    const id = added();
    edit(id, { acronym: "FIRST" });
    const late = edit(id, { acronym: "SECOND" });
    expect(late).toMatchObject({ ok: false, code: "stale", current: { version: 2, acronym: "FIRST", "name.es": inamu.name.es } });
    expect(findInstitution(store, officer, id)?.acronym).toBe("FIRST");
  });

  it("refuses a circle of parents", () => {
    const id = added();
    const service = addInstitution(store, officer, {
      ...facts,
      ...inamu,
      acronym: "SERV",
      name: { es: "Servicio" },
      parentId: id,
      validFrom: undefined,
    });
    if (!service.ok) throw new Error(service.code);
    expect(edit(id, { parentId: service.value.id })).toMatchObject({ ok: false, code: "parent_circle" });
    expect(edit(id, { parentId: id })).toMatchObject({ ok: false, code: "parent_circle" });
  });

  it("refuses everyone who does not keep the directory", () => {
    const id = added();
    for (const [who, actor] of strangers()) expect(() => edit(id, {}, actor), who).toThrow();
  });
});

describe("a name over time", () => {
  const ministry = { acronym: "MINMUJER", name: { es: "Ministerio de la Mujer" }, article: { es: "el" as const } };
  const now = Date.parse("2024-01-10T15:00:00Z");
  let id: string;
  let later: Staff;

  beforeEach(() => {
    id = added();
    later = aStaff(store, officeId, "officer", now);
  });
  const rename = (validFrom = "2023-03-08", actor: Actor = later) =>
    renameInstitution(store, actor, { id, version: version(id), ...ministry, validFrom });

  it("begins on its day; documents of earlier dates keep the earlier one", () => {
    expect(rename().ok).toBe(true);
    expect(namesOn(store, officeId, [id], "2021-12-14").get(id)?.acronym).toBe("INAMU");
    expect(namesOn(store, officeId, [id], "2023-03-07").get(id)?.acronym).toBe("INAMU");
    expect(namesOn(store, officeId, [id], "2023-03-08").get(id)).toMatchObject({ acronym: "MINMUJER", article: { es: "el" } });
    expect(findInstitution(store, officer, id)?.acronym).toBe("MINMUJER");
    expect(actions(id)).toContain("institutions.renamed");
  });

  it("is found by every name it ever had, by acronym and by alias", () => {
    rename();
    for (const q of ["mujer ministerio", "INAMU", "inst. nacional", "women's institute", "minmujer", "el instituto", "MUJÉR"])
      expect(listInstitutions(store, officer, { q }).total, q).toBe(1);
    for (const q of ["%", "_", "salud"]) expect(listInstitutions(store, officer, { q }).total, q).toBe(0);
  });

  it("refuses a day in the future, or one at which another name already begins", () => {
    expect(rename("2024-01-11")).toMatchObject({ ok: false, code: "name_in_future" });
    rename("2023-03-08");
    expect(rename("2023-03-08")).toMatchObject({ ok: false, code: "name_overlaps" });
  });

  it("is taken away when it was a mistake; the one before runs on", () => {
    rename();
    const [latest] = namesOf(store, officeId, id);
    expect(removeName(store, later, { id, version: version(id), nameId: latest?.id ?? "" }).ok).toBe(true);
    expect(namesOf(store, officeId, id)).toMatchObject([{ acronym: "INAMU", validTo: null }]);
    expect(findInstitution(store, officer, id)?.acronym).toBe("INAMU");
    const [only] = namesOf(store, officeId, id);
    expect(removeName(store, later, { id, version: version(id), nameId: only?.id ?? "" })).toMatchObject({ code: "only_name" });
  });

  it("is corrected with its days; two names never hold on one day", () => {
    rename();
    const [latest, first] = namesOf(store, officeId, id);
    const correct = (nameId = "", validFrom?: string, validTo?: string) =>
      editName(store, later, { id, version: version(id), nameId, ...ministry, validFrom, validTo });
    expect(correct(latest?.id, "2023-03-07")).toMatchObject({ code: "name_overlaps" });
    expect(correct(first?.id, "2023-01-01", "2022-01-01")).toMatchObject({ code: "days_reversed" });
    expect(correct(latest?.id, "2023-04-01").ok).toBe(true);
    expect(namesOf(store, officeId, id)[0]).toMatchObject({ validFrom: "2023-04-01", validTo: null });
    expect(actions(id)).toContain("institutions.name_corrected");
  });

  it("is added for earlier days; the first one known begins the day after", () => {
    const before = { acronym: "DINAMU", name: { es: "Dirección Nacional de la Mujer" }, article: { es: "la" as const } };
    const add = (validTo: string, validFrom?: string, actor: Actor = later) =>
      addName(store, actor, { id, version: version(id), ...before, act: "Ley 71 de 2008", validFrom, validTo });
    expect(add("2008-12-22", "2008-12-31")).toMatchObject({ code: "days_reversed" });
    expect(add("2008-12-22", "2024-01-11")).toMatchObject({ code: "name_in_future" });
    expect(add("2008-12-22").ok).toBe(true);
    expect(namesOf(store, officeId, id)).toMatchObject([
      { acronym: "INAMU", validFrom: "2008-12-23", validTo: null, act: null },
      { acronym: "DINAMU", validFrom: null, validTo: "2008-12-22", act: "Ley 71 de 2008" },
    ]);
    expect(findInstitution(store, officer, id)?.acronym).toBe("INAMU");
    expect(listInstitutions(store, officer, { q: "dinamu" }).total).toBe(1);
    expect(actions(id)).toContain("institutions.name_added");
    expect(add("2009-06-01", "2009-01-01")).toMatchObject({ code: "name_overlaps", field: "validTo" });
    for (const [who, actor] of strangers()) expect(() => add("1990-01-01", undefined, actor), who).toThrow();
  });

  it("comes back after another one, and each holds on its own days", () => {
    rename("2022-03-08");
    const back = { ...inamu, act: "Ley 1 de 2024", validFrom: "2024-01-02" };
    expect(renameInstitution(store, later, { id, version: version(id), ...back }).ok).toBe(true);
    const on = (day: string) => namesOn(store, officeId, [id], day).get(id)?.acronym;
    expect(["2021-12-14", "2023-06-01", "2024-01-02"].map(on)).toEqual(["INAMU", "MINMUJER", "INAMU"]);
    expect(listInstitutions(store, officer, { q: "minmujer" }).total).toBe(1);
  });

  it("refuses an older version, a name of another institution, and everyone who does not keep the directory", () => {
    expect(renameInstitution(store, later, { id, version: 9, ...ministry, validFrom: "2023-03-08" })).toMatchObject({ code: "stale" });
    const foreign = namesOf(store, officeId, anInstitution(store, officeId).institutionId)[0]?.id ?? "";
    expect(() => removeName(store, later, { id, version: version(id), nameId: foreign })).toThrow("not_found");
    for (const [who, actor] of strangers()) {
      expect(() => rename("2020-01-01", actor), who).toThrow();
      expect(() => removeName(store, actor, { id, version: 1, nameId: foreign }), who).toThrow();
      expect(
        () => editName(store, actor, { id, version: 1, nameId: foreign, ...ministry, validFrom: undefined, validTo: undefined }),
        who,
      ).toThrow();
    }
  });
});

describe("listInstitutions", () => {
  it("narrows to those that public texts may name, or may not", () => {
    const { institutionId } = anInstitution(store, officeId, { acronym: "SENAFRONT" });
    anInstitution(store, officeId, { acronym: "MIRE" });
    store.db.update(institutions).set({ namedPublicly: false }).where(eq(institutions.id, institutionId)).run();
    const shown = (named?: "named" | "unnamed") => listInstitutions(store, officer, { public: named }).rows.map((i) => i.acronym);
    expect(shown("unnamed")).toEqual(["SENAFRONT"]);
    expect(shown("named")).toContain("MIRE");
    expect(shown("named")).not.toContain("SENAFRONT");
    expect(shown()).toEqual(expect.arrayContaining(["SENAFRONT", "MIRE"]));
  });

  it("pages by 25 in order of precedence, then by name as the reader sorts", () => {
    for (let i = 0; i < 28; i++) anInstitution(store, officeId, { acronym: `T${i}`, name: `Tercero ${i}`, precedence: 30 });
    anInstitution(store, officeId, { acronym: "Z", name: "Último", precedence: 20 });
    anInstitution(store, officeId, { acronym: "N", name: "Ñandú", precedence: 20 });
    const spanish: Staff = { ...officer, language: "es" };
    const first = listInstitutions(store, spanish, {});
    expect(first).toMatchObject({ total: 30, page: 1, pages: 2 });
    expect(first.rows).toHaveLength(25);
    expect(first.rows.slice(0, 4).map((row) => row.acronym)).toEqual(["N", "Z", "T0", "T1"]);
    expect(listInstitutions(store, spanish, { page: 2 }).rows.at(-1)?.acronym).toBe("T27");
    expect(listInstitutions(store, spanish, { page: 99 }).page).toBe(2);
  });

  it("filters by type and topic, and shows no other office’s", () => {
    added();
    anInstitution(store, anOffice(store, "cr"));
    anInstitution(store, officeId);
    expect(listInstitutions(store, officer, {}).total).toBe(2);
    expect(listInstitutions(store, officer, { topic: "gender_equality" }).rows.map((row) => row.acronym)).toEqual(["INAMU"]);
    expect(listInstitutions(store, officer, { type: "ministry" }).rows.map((row) => row.acronym)).toEqual(["MINSA"]);
    expect(listInstitutions(store, visitor(), {}).total).toBe(0);
  });
});
