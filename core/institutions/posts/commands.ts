import { and, eq, min } from "drizzle-orm";
import type { z } from "zod";
import { tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { today } from "../commands";
import { mailboxesOf } from "../mailboxes/queries";
import { canKeepDirectory } from "../policy";
import { findInstitution, findPerson, findTenure, type Institution, type Person, type Tenure, tenuresOf } from "../queries";
import { covers } from "../rules";
import type { addTenureInput, editTenureInput, endTenureInput, postOrderInput, setLiaisonInput } from "./input";

type Posted = Pick<z.output<typeof addTenureInput>, "role" | "post" | "capacity" | "liaison" | "validFrom" | "validTo">;
type EditedTenure = Omit<z.output<typeof editTenureInput>, "hidden"> & { hidden?: boolean };

/** A tenure after an act, for whoever must follow: a liaison who is none any more loses the links written to them. */
export type TenureChange = { id: string; personId: string; institutionId: string; liaisonNow: boolean };

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
export function editTenure(store: Store, actor: Actor, input: EditedTenure): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const { id, version, mailbox = null, treatment, hidden = false, ...posted } = input;
    const tenure = keepTenure(tx, actor, id, version);
    if (isRefused(tenure)) return tenure;
    const person = findPerson(tx, actor, tenure.personId);
    const refused = postRefused(posted, person);
    if (refused) return refused;
    if (mailbox && person && !mailboxesOf(tx, person).some((m) => m.address === mailbox)) throw notFound();
    const own = mailbox === person?.email ? null : mailbox;
    const opens = treatment && Object.keys(treatment).length > 0 ? treatment : null;
    const after = { ...tenureColumns(posted), mailbox: own, treatment: opens, hidden };
    return writeTenure(tx, actor, tenure, after, "institutions.post_edited");
  });
}

/** Prints a post before the person's others. */
export function printFirst(store: Store, actor: Actor, input: z.output<typeof postOrderInput>): Outcome<TenureChange> {
  return store.transaction((tx) => {
    const tenure = keepTenure(tx, actor, input.id, input.version);
    if (isRefused(tenure)) return tenure;
    const own = and(eq(tenures.officeId, tenure.officeId), eq(tenures.personId, tenure.personId));
    const first = tx.db
      .select({ position: min(tenures.position) })
      .from(tenures)
      .where(own)
      .get()?.position;
    return writeTenure(tx, actor, tenure, { position: (first ?? 0) - 1 }, "institutions.post_edited");
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

/** Begins a post; the caller has found person and institution. */
export function insertTenure(
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

const tenureColumns = (posted: Posted) => ({
  role: posted.role ?? null,
  post: posted.post ?? null,
  capacity: posted.capacity,
  liaison: posted.liaison,
  validFrom: posted.validFrom ?? null,
  validTo: posted.validTo ?? null,
});

const tenureTyped = (tenure: Tenure): Record<string, unknown> => ({
  ...tenure,
  ...Object.fromEntries((["en", "es", "fr"] as const).map((l) => [`treatment.${l}`, tenure.treatment?.[l]])),
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
