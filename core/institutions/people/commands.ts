import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { people } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { phoneKept, phoneText } from "@/lib/phones";
import { fold } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { findOffice } from "../../offices/queries";
import { today } from "../commands";
import { peopleLike } from "../doubles/queries";
import { mailboxesRefused, saveMailboxes } from "../mailboxes/commands";
import { type Mailbox, mailboxesOf } from "../mailboxes/queries";
import { peopleText, personSearchText } from "../merging/queries";
import { canKeepDirectory } from "../policy";
import { insertTenure, type TenureChange } from "../posts/commands";
import { findInstitution, findPerson, type Institution, type Person, tenuresOf } from "../queries";
import type { addPersonInput, editPersonInput } from "./input";

/** What a form says of mailboxes; nothing said of further ones leaves those there are. */
type Boxes = { emailShared?: boolean; mailboxes?: Mailbox[] };
type NewPerson = Omit<z.output<typeof addPersonInput>, "another" | keyof Boxes> & Boxes & { another?: boolean };
type EditedPerson = Omit<z.output<typeof editPersonInput>, keyof Boxes> & Boxes;

/** Adds a person and their post at an institution in one act. Refuses an address or, at one institution, a name that is already there; and, unless it is said to be `another`, somebody called alike. */
export function addPerson(store: Store, actor: Actor, input: NewPerson): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const institution = authorize(findInstitution(tx, actor, input.institutionId), (i) => canKeepDirectory(actor, i));
    const { institutionId: _, role, post, capacity, liaison, validFrom, validTo, another, emailShared, mailboxes, ...said } = input;
    const { officeId } = institution;
    const phone = phoneOf(tx, officeId, said.phone);
    if (!phone.ok) return phone;
    const boxes = boxesOf(said, { emailShared, mailboxes: mailboxes ?? [] });
    const row = { ...personColumns(said, boxes), phone: phone.value };
    const refused = mailboxesRefused(tx, officeId, boxes) ?? nameRefused(tx, actor, institution, row.displayName);
    if (refused) return refused;
    const [like] = another ? [] : peopleLike(tx, officeId, { name: row.displayName });
    if (like) return refuse("person_alike", { field: "another", params: { name: like.displayName } });

    const addresses = boxes.map((box) => box.address);
    const person: Person = {
      id: newId("per", actor.now),
      officeId,
      ...row,
      searchText: peopleText([row], addresses),
      createdAt: actor.now,
      mergedIntoId: null,
      version: 1,
    };
    tx.db.insert(people).values(person).run();
    saveMailboxes(tx, person, boxes);
    record(tx, actor, "institutions.person_added", personSubject(person, institution.id), { after: { ...row, mailboxes: addresses } });
    return insertTenure(tx, actor, person, institution, { role, post, capacity, liaison, validFrom, validTo });
  });
}

/** Edits what is known of a person; their posts stay. Refuses an edit on an older version and the address of somebody else. */
export function editPerson(store: Store, actor: Actor, input: EditedPerson): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const person = authorize(findPerson(tx, actor, input.id), (p) => canKeepDirectory(actor, p));
    const { id, version, emailShared, mailboxes, ...said } = input;
    const { officeId } = person;
    if (person.version !== version) return refuse("stale", { current: personTyped(person) });
    const phone = phoneOf(tx, officeId, said.phone, person.phone);
    if (!phone.ok) return phone;
    const had = mailboxesOf(tx, person);
    const boxes = boxesOf(said, {
      emailShared: emailShared ?? had.find((m) => m.address === said.email)?.shared,
      mailboxes: mailboxes ?? had.filter((m) => m.address !== person.email),
    });
    const refused = mailboxesRefused(tx, officeId, boxes, id);
    if (refused) return refused;
    const row = { ...personColumns(said, boxes), phone: phone.value };
    saveMailboxes(tx, person, boxes);
    tx.db
      .update(people)
      .set({ ...row, searchText: personSearchText(tx, { ...person, ...row }), version: version + 1 })
      .where(and(eq(people.officeId, officeId), eq(people.id, id)))
      .run();
    const addresses = (list: Mailbox[]) => list.map((m) => m.address).sort();
    record(tx, actor, "institutions.person_edited", personSubject(person), {
      before: { ...pick(person, row), mailboxes: addresses(had) },
      after: { ...row, mailboxes: addresses(boxes) },
    });
    return accept({ id });
  });
}

/** The mailboxes a form names, each once, the one written to first; without that one, the first of the others is it. */
function boxesOf(
  said: { email?: string; sharedMailbox: boolean },
  { emailShared, mailboxes = [] }: Boxes,
): (Mailbox & { field: string })[] {
  const first = said.email ? [{ address: said.email, shared: said.sharedMailbox || Boolean(emailShared), field: "email" }] : [];
  const others = mailboxes.map(({ address, shared }, n) => ({ address, shared, field: `mailboxes[${n}].address` }));
  return [...first, ...others].filter((box, n, all) => all.findIndex((b) => b.address === box.address) === n);
}

/** The number as it is kept; one that stood already stays as it is. */
function phoneOf(tx: Store, officeId: string, typed: string | undefined, before?: string | null): Outcome<string | null> {
  if (!typed) return accept(null);
  if (before && (typed === before || typed === phoneText(before))) return accept(before);
  const kept = phoneKept(typed, findOffice(tx, officeId));
  return kept ? accept(kept) : refuse("phone_unknown", { field: "phone" });
}

function nameRefused(tx: Store, actor: Actor, institution: Authorized<Institution>, name: string): Refused | undefined {
  const present = tenuresOf(tx, institution.officeId, institution.id, today(tx, actor, institution.officeId));
  const known = present.find((holder) => fold(holder.name) === fold(name));
  return known && refuse("person_exists", { field: "displayName", params: { name: known.name } });
}

const personColumns = (said: Omit<EditedPerson, "id" | "version" | keyof Boxes>, boxes: Mailbox[]) => ({
  displayName: said.displayName,
  legalName: said.legalName ?? null,
  sortName: said.sortName ?? null,
  honorific: said.honorific && Object.keys(said.honorific).length > 0 ? said.honorific : null,
  language: said.language ?? null,
  form: said.form ?? null,
  sex: said.sex ?? null,
  email: boxes[0]?.address ?? null,
  sharedMailbox: said.sharedMailbox,
});

const personTyped = (person: Person): Record<string, unknown> => ({
  ...person,
  phone: person.phone && phoneText(person.phone),
  ...Object.fromEntries((["en", "es", "fr"] as const).map((l) => [`honorific.${l}`, person.honorific?.[l]])),
});

const personSubject = (person: Person, institutionId?: string): Subject => ({
  type: "person",
  id: person.id,
  officeId: person.officeId,
  institutionId,
});

/** The same fields of the record as it was. */
const pick = <T extends object>(record: T, fields: Partial<T>): Partial<T> =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, record[key as keyof T]])) as Partial<T>;
