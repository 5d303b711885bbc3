import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addFollowUp } from "@/core/followups/commands";
import { editInstitution } from "@/core/institutions/commands";
import { mergeInstitutions } from "@/core/institutions/merging/commands";
import { renameInstitution } from "@/core/institutions/names/commands";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { findInstitution } from "@/core/institutions/queries";
import { issueLetters } from "@/core/invitations/letters/commands";
import type { Staff } from "@/core/kernel/actor";
import { type Found, findByIds, findKind, findMeant } from "@/core/reports/finding/queries";
import { type Kind, MOST, meantBy } from "@/core/reports/finding/rules";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { fold } from "@/lib/text";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";
import { invited, value } from "../invited";

let store: Store;
let officeId: string;
let officer: Staff;
let stranger: Staff;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  stranger = aStaff(store, anOffice(store, "cr"));
});

const bare = { dueOn: undefined, briefingId: undefined, agendaItemId: undefined, projectCode: undefined, origin: undefined };
const called = (found: Found): string => {
  if (found.kind === "person") return found.row.displayName;
  if (found.kind === "institution") return found.row.acronym ?? "";
  return found.kind === "briefing" ? (found.row.title.es ?? "") : found.row.what;
};
const names = (q: string, kind: Kind = "institution", actor = officer): string[] =>
  findKind(store, actor, kind, q, { size: 25 }).hits.map(called);

const aPerson = (institutionId: string, said: Record<string, string>) =>
  value(addPerson(store, officer, addPersonInput.parse({ institutionId, capacity: "holder", ...said })));

describe("a search for institutions", () => {
  it("puts first what begins with the word, then whole words, then beginnings of words, then any part", () => {
    for (const [acronym, name] of [
      ["CONSALUD", "Consejo"],
      ["CSS", "Caja Saludable"],
      ["MIDES", "Instituto de Salud"],
      ["SALUDE", "Red"],
      ["SALUD", "Otro"],
    ])
      anInstitution(store, officeId, { acronym, name, liaison: false });
    expect(names("salud")).toEqual(["SALUD", "SALUDE", "MIDES", "CSS", "CONSALUD"]);
  });

  it("finds by two letters and by one what begins so, and no middle of a word", () => {
    anInstitution(store, officeId, { acronym: "ONU", name: "Naciones Unidas", liaison: false });
    anInstitution(store, officeId, { acronym: "MINSA", name: "Ministerio de Salud", liaison: false });
    expect(names("un")).toEqual(["ONU"]);
    expect(names("mi")).toEqual(["MINSA"]);
    expect(names("o")).toEqual(["ONU"]);
    expect(names("in")).toEqual([]);
    expect(names("salud de")).toEqual(["MINSA"]);
    expect(names("unidas n")).toEqual(["ONU"]);
    expect(names("unidas x")).toEqual([]);
  });

  it("takes any sign as it is", () => {
    anInstitution(store, officeId, { acronym: "CO", name: 'Cooperación "Ñandú" 100% / Œuvres', liaison: false });
    for (const odd of ['"', '""" OR "', "NOT (", "salud*", "%", "_", "\\", "text:salud", "-salud", "\u0000", "🧑‍🔬", "a".repeat(200)])
      expect(names(odd), odd).toEqual([]);
    expect(names("œuvres ÑANDU")).toEqual(["CO"]);
  });

  it("says by which former name or other writing one was found, and nothing where the present name fits", () => {
    const { institutionId: id } = anInstitution(store, officeId, { acronym: "MIJU", name: "Ministerio de la Juventud", liaison: false });
    const name = { es: "Ministerio de Desarrollo Social" };
    value(
      renameInstitution(store, officer, { id, version: 1, acronym: "MIDES", name, article: {}, validFrom: "2005-08-01", act: undefined }),
    );
    const one = (q: string) => {
      const [hit] = findKind(store, officer, "institution", q, { size: 5 }).hits;
      return hit?.kind === "institution" ? [hit.row.acronym, hit.called?.how, hit.called?.acronym] : undefined;
    };
    expect(one("juventud")).toEqual(["MIDES", "formerly", "MIJU"]);
    expect(one("social")).toEqual(["MIDES", undefined, undefined]);
    const facts = { type: "ministry", namedPublicly: true, topics: [], parentId: undefined, precedence: undefined, language: undefined };
    const version = findInstitution(store, officer, id)?.version ?? 0;
    value(editInstitution(store, officer, { id, version, ...facts, acronym: "MIDES", name, article: {}, aliases: ["Bienestar"] } as never));
    expect(one("bienestar")).toEqual(["MIDES", "also", "Bienestar"]);
  });

  it("leads from a merged double to the record that is kept", () => {
    const kept = anInstitution(store, officeId, { acronym: "MINSA", name: "Ministerio de Salud", liaison: false });
    const gone = anInstitution(store, officeId, { acronym: "MSP", name: "Salubridad Pública", liaison: false });
    value(mergeInstitutions(store, officer, { keptId: kept.institutionId, goneId: gone.institutionId }));
    const [hit, ...rest] = findKind(store, officer, "institution", "salubridad", { size: 5 }).hits;
    expect([hit?.row.id, rest.length, hit?.kind === "institution" && hit.called?.how]).toEqual([kept.institutionId, 0, "also"]);
  });

  it("keeps to the office", () => {
    anInstitution(store, officeId);
    expect([names("salud"), names("salud", "institution", stranger)]).toEqual([["MINSA"], []]);
    expect(findByIds(store, stranger, [anInstitution(store, officeId, { acronym: "X" }).institutionId])).toEqual([]);
  });

  it("counts as far as can be paged through, and no farther", () => {
    for (let n = 0; n < MOST + 5; n++)
      anInstitution(store, officeId, { acronym: `M${n}`, name: "Ministerio", liaison: false, precedence: n });
    const page = (number: number) => findKind(store, officer, "institution", "ministerio", { size: 25, page: number });
    expect([page(1).total, page(1).pages, page(8).hits.length, page(99).page]).toEqual([MOST + 1, 8, 25, 8]);
    const pages = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((number) => page(number).hits.map((hit) => hit.row.id));
    expect(new Set(pages).size).toBe(MOST);
  });
});

describe("a search for people", () => {
  it("finds by address and by the digits of a telephone, however both are typed, with the posts of today", () => {
    const { institutionId } = anInstitution(store, officeId, { liaison: false });
    aPerson(institutionId, {
      displayName: "Yaribel Quirós",
      role: "director_cooperation",
      email: "yq@minsa.example",
      phone: "+507 (6) 555-01.02",
    });
    for (const q of ["yq@minsa.example", "5550102", "555-0102", "+507 6 555 0102", "00507 65 55 01 02", "quiros YARI"])
      expect(names(q, "person"), q).toEqual(["Yaribel Quirós"]);
    const [hit] = findKind(store, officer, "person", "yaribel", { size: 5 }).hits;
    expect(hit?.kind === "person" && hit.posts.map((post) => [post.acronym, post.role])).toEqual([["MINSA", "director_cooperation"]]);
    expect(names("yaribel", "person", stranger)).toEqual([]);
  });
});

describe("a search for briefings and follow-ups", () => {
  it("gives of those that fit alike the latest meeting, and open promises before settled ones", () => {
    const title = { es: "Mesa técnica" };
    for (const startsAt of [NOW, NOW + 9, NOW + 5])
      aBriefing(store, officeId, { title: { es: `${title.es} ${startsAt - NOW}` }, startsAt, searchText: fold(title.es) });
    expect(names("mesa", "briefing")).toEqual(["Mesa técnica 9", "Mesa técnica 5", "Mesa técnica 0"]);
    const agreed = (what: string) =>
      value(addFollowUp(store, officer, { ...bare, what, lead: { kind: "office" }, parties: [], proposed: false }));
    const first = agreed("Protocolo de referencia");
    agreed("Protocolo de datos");
    expect(names("protocolo", "follow_up")).toEqual(["Protocolo de datos", "Protocolo de referencia"]);
    expect(findMeant(store, officer, "#1").followUp?.row.id).toBe(first.id);
    expect(findMeant(store, stranger, "1").followUp).toBeUndefined();
  });
});

describe("a number of the register", () => {
  it("leads to its letter, whole or in part, in its own office", () => {
    const at = invited({ store, officeId });
    store.db.update(offices).set({ registerPrefix: "OIM-PAN-" }).where(eq(offices.id, officeId)).run();
    const { letters } = value(issueLetters(store, at.officer, { briefingId: at.briefingId, invitations: [at.invitationId], count: 1 }));
    for (const q of ["OIM-PAN-0001/2021", "oim-pan-0001", "0001/2021", "1"])
      expect(
        findMeant(store, officer, q).letters.map(({ id }) => id),
        q,
      ).toEqual(letters);
    for (const q of ["OIM-PAN-0002", "2021", "pan", "%001"]) expect(findMeant(store, officer, q).letters, q).toEqual([]);
    expect(findMeant(store, stranger, "OIM-PAN-0001").letters).toEqual([]);
  });
});

describe("a reference", () => {
  it("leads to its invitation, whole or begun, in its own office", () => {
    const one = invited({ store, officeId });
    const { reference } = one.row();
    for (const q of [reference, reference.toLowerCase(), reference.replace("-", " "), reference.slice(0, 4)])
      expect(
        findMeant(store, officer, q).invitations.map(({ id }) => id),
        q,
      ).toEqual([one.invitationId]);
    expect(findMeant(store, stranger, reference).invitations).toEqual([]);
  });

  it.each([
    ["B-7K2", { reference: "B-7K2", number: undefined }],
    ["b7k2m", { reference: "B-7K2M", number: undefined }],
    ["7k2m", { reference: "B-7K2M", number: undefined }],
    ["#12", { reference: undefined, number: 12 }],
    ["No. 12", { reference: undefined, number: 12 }],
    ["n.º 12", { reference: undefined, number: 12 }],
    ["Nº12", { reference: undefined, number: 12 }],
    ["salud", { reference: undefined, number: undefined }],
    ["99999999999999", { reference: undefined, number: undefined }],
  ])("is read in %j", (q, meant) => {
    expect(meantBy(q)).toEqual(meant);
  });
});
