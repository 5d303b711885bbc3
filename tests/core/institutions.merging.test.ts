import { eq, getTableName, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { editInstitution } from "@/core/institutions/commands";
import { institutionsLike } from "@/core/institutions/doubles/queries";
import { readersOf } from "@/core/institutions/mailboxes/queries";
import { mergeInstitutions, mergePeople, undoInstitutionMerge, undoPersonMerge } from "@/core/institutions/merging/commands";
import { mergesOf, pointers, previewMerge } from "@/core/institutions/merging/queries";
import { editPerson } from "@/core/institutions/people/commands";
import { editPersonInput } from "@/core/institutions/people/input";
import { searchPeople } from "@/core/institutions/people/queries";
import { findInstitution, findPerson, listInstitutions, tenuresOf } from "@/core/institutions/queries";
import { addMember, recordSuccession } from "@/core/institutions/ties/commands";
import { membersOf, successionsOf } from "@/core/institutions/ties/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { audits, delegates, followUpParties, followUps, institutions, invitations, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
type Made = ReturnType<typeof anInstitution>;
let [kept, gone, third]: Made[] = [];
const made = (one: Made | undefined): Made => one ?? ({} as Made);

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  [kept, gone, third] = [
    anInstitution(store, officeId, { acronym: "MINSA", name: "Ministerio de Salud" }),
    anInstitution(store, officeId, { acronym: "MSALUD", name: "Min. de la Salud" }),
    anInstitution(store, officeId, { acronym: "MIDES", name: "Ministerio de Desarrollo Social" }),
  ];
});

const strangers = (): [string, Actor][] => [
  ["a manager", aStaff(store, officeId, "manager")],
  ["another office", aStaff(store, anOffice(store, "cr"), "admin")],
  [
    "an invitee",
    { kind: "invitee", officeId, briefingId: "b", invitationId: "i", institutionId: made(kept).institutionId, linkId: "l", now: NOW },
  ],
  ["a visitor", visitor()],
  ["the installation", system()],
];
const actions = (id: string): string[] =>
  store.db
    .select()
    .from(audits)
    .where(eq(audits.subjectId, id))
    .all()
    .map((row) => row.action);

function invited({ institutionId, tenureId }: Made, briefingId = aBriefing(store, officeId)): string {
  const id = newId("inv");
  const rest = { documentKind: "email", language: "es", precedence: 1, named: 0, toDesignate: 0, conflict: false } as const;
  store.db
    .insert(invitations)
    .values({
      ...rest,
      ...{ id, officeId, briefingId, institutionId, addresseeTenureId: tenureId, reference: id.slice(-9), state: "draft", quota: 2 },
      ...{ changedAt: NOW, createdAt: NOW },
    })
    .run();
  return id;
}

function promised(leadInstitutionId: string, parties: string[], number: number, leadPersonId?: string): string {
  const id = newId("fup");
  const when = { stateAt: NOW, newsAt: NOW, createdAt: NOW };
  store.db
    .insert(followUps)
    .values({
      id,
      officeId,
      number,
      what: "x",
      leadKind: "institution",
      leadInstitutionId,
      leadPersonId,
      state: "open",
      searchText: "x",
      ...when,
    })
    .run();
  for (const institutionId of parties) store.db.insert(followUpParties).values({ officeId, followUpId: id, institutionId }).run();
  return id;
}

/** Everything that points anywhere, as it stands. */
const pointing = () =>
  Object.values(pointers)
    .flat()
    .map(({ name, column }) => [name, store.db.select().from(column.table).all()]);

/** What a merge and its undoing may leave behind: the next version, and that a board looks again. */
const plain = (rows: unknown): unknown => JSON.parse(JSON.stringify(rows, (key, value) => (/^(version|changedAt)$/.test(key) ? 0 : value)));

it("a merge knows every column that points at an institution or a person", () => {
  const columns = store.db
    .all<{ at: string }>(
      sql`select m.name || '.' || c.name as at from sqlite_master m, pragma_table_info(m.name) c
        where m.type = 'table' and (c.name like '%institution_id' or c.name like '%person_id') order by at`,
    )
    .map((row) => row.at);
  const known = Object.values(pointers)
    .flat()
    .map(({ column }) => `${getTableName(column.table)}.${column.name}`);
  // The names of a double stay its own, and the audit is never changed.
  const kept = ["institution_name.institution_id", "audit.institution_id"];
  expect(columns.filter((at) => !known.includes(at) && !kept.includes(at))).toEqual([]);
});

describe("institutions", () => {
  const ids = () => ({ keptId: made(kept).institutionId, goneId: made(gone).institutionId });
  const merge = (pair = ids(), actor: Actor = officer): string => {
    const outcome = mergeInstitutions(store, actor, pair);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value.id;
  };
  const undo = (id: string, actor: Actor = officer) => undoInstitutionMerge(store, actor, { id });

  /** The double has a post, two invitations, of which one to a briefing of the other, a lead and parts, and ties. */
  function filled(): void {
    const { keptId, goneId } = ids();
    const other = made(third).institutionId;
    const shared = aBriefing(store, officeId);
    invited(made(kept), shared);
    invited(made(gone), shared);
    invited(made(gone));
    promised(goneId, [], 1);
    promised(other, [goneId], 2);
    promised(other, [goneId, keptId], 3);
    addMember(store, officer, { at: other, id: other, memberId: goneId });
    recordSuccession(store, officer, { at: goneId, fromId: other, toId: goneId, kind: "split", on: undefined, act: undefined });
    store.db
      .update(institutions)
      .set({ parentId: goneId })
      .where(eq(institutions.id, anInstitution(store, officeId, { acronym: "DGS", name: "Dirección" }).institutionId))
      .run();
  }

  it("become one: what hung on the double hangs on the one kept, which is found by every name of both", () => {
    filled();
    const { keptId, goneId } = ids();
    expect(previewMerge(store, officeId, "institution", keptId, goneId)).toEqual({
      moves: { posts: 1, invitations: 1, followUps: 2, services: 1, ties: 2 },
      stays: { invitations: 1, followUps: 1 },
    });
    merge();
    expect(tenuresOf(store, officeId, keptId)).toHaveLength(2);
    expect(previewMerge(store, officeId, "institution", keptId, goneId).moves).toEqual({});
    expect(membersOf(store, officeId, keptId).commissions.map((i) => i.id)).toEqual([made(third).institutionId]);
    expect(successionsOf(store, officeId, keptId, "2021-11-30").map((s) => s.how)).toEqual(["before.split"]);
    for (const q of ["msalud", "minsa", "min. de la salud"])
      expect(
        listInstitutions(store, officer, { q }).rows.map((i) => i.id),
        q,
      ).toEqual([keptId]);
    expect(findInstitution(store, officer, goneId)).toMatchObject({ mergedIntoId: keptId, acronym: "MSALUD" });
    expect(institutionsLike(store, officeId, { names: ["Min. Salud"] }).map((i) => i.id)).toEqual([keptId]);
    expect(actions(keptId)).toEqual(["institutions.merged"]);
  });

  it("are two again exactly as before", () => {
    filled();
    const { keptId, goneId } = ids();
    const before = plain(pointing());
    const id = merge();
    expect(plain(pointing())).not.toEqual(before);
    expect(undo(id)).toEqual({ ok: true, value: { keptId, goneId } });
    expect(plain(pointing())).toEqual(before);
    expect(listInstitutions(store, officer, { q: "msalud" }).rows.map((i) => i.id)).toEqual([goneId]);
    expect(mergesOf(store, officeId, keptId).of).toEqual([]);
    expect(actions(keptId)).toContain("institutions.merge_undone");
    expect(() => undo(id)).toThrow("not_found");
  });

  it("keep the names of the double when the one kept is edited", () => {
    merge();
    const { version = 0 } = findInstitution(store, officer, made(kept).institutionId) ?? {};
    const facts = { type: "ministry", namedPublicly: true, topics: [], aliases: [], precedence: undefined, parentId: undefined };
    const edit = { id: made(kept).institutionId, version, ...facts, language: undefined, name: { es: "Salud" }, article: {} };
    expect(editInstitution(store, officer, { ...edit, acronym: "MINSA" }).ok).toBe(true);
    expect(listInstitutions(store, officer, { q: "msalud" }).total).toBe(1);
    expect(() => editInstitution(store, officer, { ...edit, id: made(gone).institutionId, acronym: "X" })).toThrow("forbidden");
  });

  it("stay one once something hangs on the merge that cannot go back", () => {
    const invitation = invited(made(gone));
    const id = merge();
    store.db
      .update(invitations)
      .set({ addresseeTenureId: made(kept).tenureId })
      .where(eq(invitations.id, invitation))
      .run();
    expect(undo(id)).toMatchObject({ code: "merge_addressed" });
    store.db
      .update(invitations)
      .set({ addresseeTenureId: made(gone).tenureId })
      .where(eq(invitations.id, invitation))
      .run();
    store.db
      .update(tenures)
      .set({ institutionId: made(third).institutionId })
      .where(eq(tenures.id, made(gone).tenureId))
      .run();
    expect(undo(id)).toMatchObject({ code: "merge_changed" });
    store.db
      .update(tenures)
      .set({ institutionId: made(kept).institutionId })
      .where(eq(tenures.id, made(gone).tenureId))
      .run();
    merge({ keptId: made(third).institutionId, goneId: made(kept).institutionId });
    expect(undo(id)).toMatchObject({ code: "merge_later_first" });
    expect(listInstitutions(store, officer, { q: "msalud" }).rows.map((i) => i.acronym)).toEqual(["MIDES"]);
  });

  it("refuses one and the same, one merged already, two that are related, and everyone who does not keep the directory", () => {
    const { keptId, goneId } = ids();
    const other = made(third).institutionId;
    expect(mergeInstitutions(store, officer, { keptId, goneId: keptId })).toMatchObject({ code: "merge_itself" });
    store.db.update(institutions).set({ parentId: keptId }).where(eq(institutions.id, other)).run();
    store.db.update(institutions).set({ parentId: other }).where(eq(institutions.id, goneId)).run();
    expect(mergeInstitutions(store, officer, { keptId, goneId })).toMatchObject({ code: "merge_related" });
    expect(mergeInstitutions(store, officer, { keptId: goneId, goneId: keptId })).toMatchObject({ code: "merge_related" });
    store.db.update(institutions).set({ parentId: null }).run();
    addMember(store, officer, { at: keptId, id: keptId, memberId: other });
    expect(mergeInstitutions(store, officer, { keptId, goneId: other })).toMatchObject({ code: "merge_related" });
    const others = strangers();
    for (const [who, actor] of others) expect(() => merge(ids(), actor), who).toThrow();
    const id = merge();
    expect(mergeInstitutions(store, officer, { keptId: other, goneId })).toMatchObject({ code: "merge_gone" });
    for (const [who, actor] of others) expect(() => undo(id, actor), who).toThrow();
    expect(() => undoPersonMerge(store, officer, { id })).toThrow("not_found");
  });
});

describe("people", () => {
  const ids = () => ({ keptId: made(kept).personId, goneId: made(gone).personId });
  const merge = (pair = ids(), actor: Actor = officer): string => {
    const outcome = mergePeople(store, actor, pair);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value.id;
  };
  const undo = (id: string, actor: Actor = officer) => undoPersonMerge(store, actor, { id });
  const set = (id: string, row: Partial<typeof people.$inferInsert>) => store.db.update(people).set(row).where(eq(people.id, id)).run();
  const row = (id: string) => plain(findPerson(store, officer, id));

  /** The double has a seat and a follow-up beside its post, and knows what the one kept does not. */
  function filled(): void {
    const { keptId, goneId } = ids();
    const seat = { position: 1, role: "head", mode: "on_site", seat: "seated", substitute: false } as const;
    const consents = { listConsent: false, photoConsent: false, followUpConsent: false };
    store.db
      .insert(delegates)
      .values({
        id: newId("del"),
        officeId,
        invitationId: invited(made(gone)),
        personId: goneId,
        name: "Ana",
        ...seat,
        ...consents,
        createdAt: NOW,
      })
      .run();
    promised(made(gone).institutionId, [], 1, goneId);
    set(keptId, { phone: null });
    set(goneId, { phone: "+507 555-9999", legalName: "Ana Ruiz de León" });
  }

  it("become one: posts, seats and follow-ups go over, and what was not known is taken over", () => {
    filled();
    const { keptId, goneId } = ids();
    expect(previewMerge(store, officeId, "person", keptId, goneId)).toEqual({
      moves: { posts: 1, delegations: 1, followUps: 1, mailboxes: 1 },
      stays: {},
    });
    merge();
    expect(findPerson(store, officer, keptId)).toMatchObject({
      phone: "+507 555-9999",
      legalName: "Ana Ruiz de León",
      email: "enlace@minsa.example",
    });
    for (const q of ["msalud", "ruiz minsa"])
      expect(
        searchPeople(store, officer, q).map((p) => p.id),
        q,
      ).toEqual([keptId]);
    expect(readersOf(store, officeId, "enlace@msalud.example")[0]?.person?.id).toBe(keptId);
    expect(tenuresOf(store, officeId, made(gone).institutionId).map((h) => h.personId)).toEqual([keptId]);
    expect(actions(keptId)).toEqual(["institutions.person_merged"]);
  });

  it("are two again exactly as before; what was changed since stays", () => {
    filled();
    const { keptId, goneId } = ids();
    const before = [plain(pointing()), row(keptId), row(goneId)];
    const id = merge();
    expect(undo(id)).toEqual({ ok: true, value: { keptId, goneId } });
    const texts = (rows: unknown) => JSON.parse(JSON.stringify(rows, (key, value) => (key === "searchText" ? "" : value)));
    expect(texts([plain(pointing()), row(keptId), row(goneId)])).toEqual(texts(before));
    expect(searchPeople(store, officer, "msalud").map((p) => p.id)).toEqual([goneId]);
    expect(actions(keptId)).toContain("institutions.person_merge_undone");

    const again = merge();
    set(keptId, { phone: "+507 555-0000" });
    undo(again);
    expect(findPerson(store, officer, keptId)).toMatchObject({ phone: "+507 555-0000", legalName: null });
  });

  it("keep the address of the double for the one kept alone, and stay one once somebody has it", () => {
    const { keptId, goneId } = ids();
    const id = merge();
    const take = (personId: string) => {
      const person = findPerson(store, officer, personId);
      const said = { id: personId, version: person?.version, displayName: person?.displayName, email: "enlace@msalud.example" };
      return editPerson(store, officer, editPersonInput.parse(said));
    };
    expect(take(made(third).personId)).toMatchObject({ code: "person_exists" });
    expect(take(keptId).ok).toBe(true);
    expect(searchPeople(store, officer, "msalud")).toHaveLength(1);
    expect(undo(id)).toMatchObject({ code: "merge_email" });
    set(keptId, { email: null });
    expect(undo(id).ok).toBe(true);
    expect(findPerson(store, officer, goneId)?.mergedIntoId).toBeNull();
  });

  it("refuses one and the same, one merged already, a later merge, and everyone who does not keep the directory", () => {
    const { keptId, goneId } = ids();
    expect(mergePeople(store, officer, { keptId, goneId: keptId })).toMatchObject({ code: "merge_itself" });
    const others = strangers();
    for (const [who, actor] of others) expect(() => merge(ids(), actor), who).toThrow();
    const id = merge();
    for (const [who, actor] of others) expect(() => undo(id, actor), who).toThrow();
    expect(mergePeople(store, officer, { keptId: made(third).personId, goneId })).toMatchObject({ code: "merge_gone" });
    merge({ keptId: made(third).personId, goneId: keptId });
    expect(undo(id)).toMatchObject({ code: "merge_later_first" });
    expect(() => undoInstitutionMerge(store, officer, { id })).toThrow("not_found");
  });
});
