import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { today } from "../commands";
import { peopleLike } from "../doubles/queries";
import { peopleText, personSearchText } from "../merging/queries";
import { canKeepDirectory } from "../policy";
import { findInstitution, findPerson, findTenure, type Institution, type Person, type Tenure, tenuresOf } from "../queries";
import { covers } from "../rules";
import type { addPersonInput, addTenureInput, editPersonInput, editTenureInput, endTenureInput, setLiaisonInput } from "./input";
import { personByEmail } from "./queries";

type Posted = Pick<z.output<typeof addTenureInput>, "role" | "post" | "capacity" | "liaison" | "validFrom" | "validTo">;

/** A tenure after an act, for whoever must follow: a liaison who is none any more loses the links written to them. */
export type TenureChange = { id: string; personId: string; institutionId: string; liaisonNow: boolean };

type NewPerson = Omit<z.output<typeof addPersonInput>, "another"> & { another?: boolean };

/** Adds a person and their post at an institution in one act. Refuses an address or, at one institution, a name that is already there; and, unless it is said to be `another`, somebody called alike. */
export function addPerson(store: Store, actor: Actor, input: NewPerson): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const institution = authorize(findInstitution(tx, actor, input.institutionId), (i) => canKeepDirectory(actor, i));
    const { institutionId: _, role, post, capacity, liaison, validFrom, validTo, another, ...said } = input;
    const row = personColumns(said);
    const refused = emailRefused(tx, institution.officeId, row.email) ?? nameRefused(tx, actor, institution, row.displayName);
    if (refused) return refused;
    const [like] = another ? [] : peopleLike(tx, institution.officeId, { name: row.displayName });
    if (like) return refuse("person_alike", { field: "another", params: { name: like.displayName } });

    const person: Person = {
      id: newId("per", actor.now),
      officeId: institution.officeId,
      ...row,
      sex: null,
      createdAt: actor.now,
      mergedIntoId: null,
      version: 1,
    };
    tx.db.insert(people).values(person).run();
    record(tx, actor, "institutions.person_added", personSubject(person, institution.id), { after: row });
    return insertTenure(tx, actor, person, institution, { role, post, capacity, liaison, validFrom, validTo });
  });
}

/** Edits what is known of a person; their posts stay. Refuses an edit on an older version and the address of somebody else. */
export function editPerson(store: Store, actor: Actor, input: z.output<typeof editPersonInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const person = authorize(findPerson(tx, actor, input.id), (p) => canKeepDirectory(actor, p));
    const { id, version, ...said } = input;
    if (person.version !== version) return refuse("stale", { current: personTyped(person) });
    const row = personColumns(said);
    const refused = emailRefused(tx, person.officeId, row.email, id);
    if (refused) return refused;
    tx.db
      .update(people)
      .set({ ...row, searchText: personSearchText(tx, { ...person, ...row }), version: version + 1 })
      .where(and(eq(people.officeId, person.officeId), eq(people.id, id)))
      .run();
    const { searchText: _, ...after } = row;
    record(tx, actor, "institutions.person_edited", personSubject(person), { before: pick(person, after), after });
    return accept({ id });
  });
}

/** Gives a known person a post, at this institution or another; earlier posts stay as history. */
export function addTenure(store: Store, actor: Actor, input: z.output<typeof addTenureInput>): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const person = authorize(findPerson(tx, actor, input.personId), (p) => canKeepDirectory(actor, p));
    const institution = authorize(findInstitution(tx, actor, input.institutionId), (i) => canKeepDirectory(actor, i));
    const { personId, institutionId, ...posted } = input;
    const day = today(tx, actor, institution.officeId);
    const same = tenuresOf(tx, institution.officeId, institution.id, day).some(
      (t) =>
        t.personId === person.id && t.role === (posted.role ?? null) && t.post === (posted.post ?? null) && t.capacity === posted.capacity,
    );
    if (same) return refuse("post_known", { field: "role" });
    return insertTenure(tx, actor, person, institution, posted);
  });
}

/** Corrects a post: what it is, how and from when until when it is held, whether it is a liaison's. */
export function editTenure(store: Store, actor: Actor, input: z.output<typeof editTenureInput>): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const { id, version, ...posted } = input;
    const tenure = keepTenure(tx, actor, id, version);
    if (isRefused(tenure)) return tenure;
    const refused = postRefused(posted, findPerson(tx, actor, tenure.personId));
    return refused ?? writeTenure(tx, actor, tenure, tenureColumns(posted), "institutions.post_edited");
  });
}

/** Ends a post on its last day. The history stays; whoever was liaison by it is none from the next day. */
export function endTenure(store: Store, actor: Actor, input: z.output<typeof endTenureInput>): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const tenure = keepTenure(tx, actor, input.id, input.version);
    if (isRefused(tenure)) return tenure;
    if (tenure.validFrom && input.validTo < tenure.validFrom) return refuse("days_reversed", { field: "validTo" });
    return writeTenure(tx, actor, tenure, { validTo: input.validTo, verifySince: null, verifyWhy: null }, "institutions.post_ended");
  });
}

/** Marks a post as the institution's liaison, or takes the mark away; an institution may have several. */
export function setLiaison(store: Store, actor: Actor, input: z.output<typeof setLiaisonInput>): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const tenure = keepTenure(tx, actor, input.id, input.version);
    if (isRefused(tenure)) return tenure;
    const action = input.liaison ? "institutions.liaison_named" : "institutions.liaison_released";
    return writeTenure(tx, actor, tenure, { liaison: input.liaison }, action);
  });
}

function keepTenure(tx: Store, actor: Actor, id: string, version: number): Authorized<Tenure> | Refused {
  const tenure = authorize(findTenure(tx, actor, id), (t) => canKeepDirectory(actor, t));
  return tenure.version === version ? tenure : refuse("stale", { current: tenureTyped(tenure) });
}

const isRefused = (thing: Tenure | Refused): thing is Refused => "ok" in thing;

function insertTenure(
  tx: Store,
  actor: Actor,
  person: Person,
  institution: Authorized<Institution>,
  posted: Posted,
): Outcome<TenureChange> {
  const refused = postRefused(posted, person);
  if (refused) return refused;
  const row = tenureColumns(posted);
  const tenure: Tenure = {
    id: newId("ten", actor.now),
    officeId: institution.officeId,
    personId: person.id,
    institutionId: institution.id,
    ...row,
    mailbox: null,
    treatment: null,
    position: 0,
    hidden: false,
    verifySince: null,
    verifyWhy: null,
    createdAt: actor.now,
    version: 1,
  };
  tx.db.insert(tenures).values(tenure).run();
  record(tx, actor, "institutions.post_added", tenureSubject(tenure), { after: row });
  return accept(change(tx, actor, tenure));
}

function writeTenure(
  tx: Store,
  actor: Actor,
  tenure: Authorized<Tenure>,
  after: Partial<Tenure>,
  action: "institutions.post_edited" | "institutions.post_ended" | "institutions.liaison_named" | "institutions.liaison_released",
): Outcome<TenureChange> {
  const next = { ...tenure, ...after, version: tenure.version + 1 };
  tx.db
    .update(tenures)
    .set({ ...after, version: next.version })
    .where(and(eq(tenures.officeId, tenure.officeId), eq(tenures.id, tenure.id)))
    .run();
  record(tx, actor, action, tenureSubject(tenure), { before: pick(tenure, after), after });
  return accept(change(tx, actor, next));
}

const change = (tx: Store, actor: Actor, tenure: Tenure): TenureChange => ({
  id: tenure.id,
  personId: tenure.personId,
  institutionId: tenure.institutionId,
  liaisonNow: tenure.liaison && covers(tenure, today(tx, actor, tenure.officeId)),
});

/** A post is named once, of the list or typed; only a shared mailbox needs none. Its days run forwards. */
function postRefused(posted: Posted, person: Person | undefined): Refused | undefined {
  if (!person) throw notFound();
  if (posted.role && posted.post) return refuse("post_twice", { field: "post" });
  if (!posted.role && !posted.post && !person.sharedMailbox) return refuse("post_missing", { field: "role" });
  if (posted.validFrom && posted.validTo && posted.validTo < posted.validFrom) return refuse("days_reversed", { field: "validTo" });
  return undefined;
}

function emailRefused(tx: Store, officeId: string, email: string | null, ownId?: string): Refused | undefined {
  const known = email ? personByEmail(tx, officeId, email, ownId) : undefined;
  return known ? refuse("person_exists", { field: "email", params: { name: known.displayName } }) : undefined;
}

function nameRefused(tx: Store, actor: Actor, institution: Authorized<Institution>, name: string): Refused | undefined {
  const present = tenuresOf(tx, institution.officeId, institution.id, today(tx, actor, institution.officeId));
  const known = present.find((holder) => fold(holder.name) === fold(name));
  return known && refuse("person_exists", { field: "displayName", params: { name: known.name } });
}

function personColumns(said: Omit<z.output<typeof editPersonInput>, "id" | "version">) {
  const { displayName, legalName, sortName, email } = said;
  return {
    displayName,
    legalName: legalName ?? null,
    sortName: sortName ?? null,
    honorific: said.honorific && Object.keys(said.honorific).length > 0 ? said.honorific : null,
    language: said.language ?? null,
    form: said.form ?? null,
    email: email ?? null,
    sharedMailbox: said.sharedMailbox,
    phone: said.phone ?? null,
    searchText: peopleText([
      { displayName, legalName: legalName ?? null, sortName: sortName ?? null, email: email ?? null, phone: said.phone ?? null },
    ]),
  };
}

const tenureColumns = (posted: Posted) => ({
  role: posted.role ?? null,
  post: posted.post ?? null,
  capacity: posted.capacity,
  liaison: posted.liaison,
  validFrom: posted.validFrom ?? null,
  validTo: posted.validTo ?? null,
});

const personTyped = (person: Person): Record<string, unknown> => ({
  ...person,
  ...Object.fromEntries((["en", "es", "fr"] as const).map((l) => [`honorific.${l}`, person.honorific?.[l]])),
});

const tenureTyped = ({ role, post, capacity, liaison, validFrom, validTo, version }: Tenure): Record<string, unknown> => ({
  role,
  post,
  capacity,
  liaison,
  validFrom,
  validTo,
  version,
});

const personSubject = (person: Person, institutionId?: string): Subject => ({
  type: "person",
  id: person.id,
  officeId: person.officeId,
  institutionId,
});

const tenureSubject = (tenure: Tenure): Subject => ({
  type: "tenure",
  id: tenure.id,
  officeId: tenure.officeId,
  institutionId: tenure.institutionId,
});

/** The same fields of the record as it was. */
const pick = <T extends object>(record: T, fields: Partial<T>): Partial<T> =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, record[key as keyof T]])) as Partial<T>;
