import { type AnyColumn, and, count, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { institutions, people, tenures } from "@/db/schema";
import { matching } from "@/db/search";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { collator } from "@/lib/i18n";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { holding, type Institution, institutionsByIds, PAGE, type Person, type Tenure } from "../queries";
import { tierOf } from "../rules";
import { type ContactShow, typesOf } from "./rules";

export type ContactFilter = { q?: string; type?: string; under?: string; show?: ContactShow; page?: number };

/** A person at a post of today; somebody without one stands alone. */
export type Contact = {
  person: Person;
  tenure: Tenure | null;
  institution: Institution | null;
};

/** A page of them; `posts` are all the posts found, which a person without one has not. */
export type Contacts = { rows: Contact[]; total: number; posts: number; page: number; pages: number };

/** The people of an office at their posts of today: those to be verified by institution, all others by name. */
export function listContacts(store: Store, actor: Staff, filter: ContactFilter): Contacts {
  const found = matches(store, actor, filter);
  const { compare } = collator(actor.language);
  found.sort(filter.show === "verify" ? byPlace(compare) : (a, b) => compare(a.name, b.name));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(Math.max(1, filter.page ?? 1), pages);
  return {
    rows: contactsOf(store, actor, found.slice((page - 1) * PAGE, page * PAGE)),
    total: found.length,
    posts: found.filter((row) => row.tenureId).length,
    page,
    pages,
  };
}

/** The posts of today a filter finds. */
export function postsFound(store: Store, actor: Staff, filter: ContactFilter): Tenure[] {
  const ids = matches(store, actor, filter).flatMap((row) => row.tenureId ?? []);
  return [...tenuresByIds(store, actor.officeId, ids).values()];
}

/** Whoever is to be verified, and whose turn it is: the one asked for, else the first; with the one after it. */
export function verifyingAt(store: Store, actor: Staff, at: string): { total: number; place: number; contact?: Contact; next?: string } {
  const queue = matches(store, actor, { show: "verify" }).sort(byPlace(collator(actor.language).compare));
  const place = Math.max(
    0,
    queue.findIndex((row) => row.tenureId === at),
  );
  const [contact] = contactsOf(store, actor, queue.slice(place, place + 1));
  return { total: queue.length, place: place + 1, contact, next: queue[place + 1]?.tenureId ?? undefined };
}

/** How many were marked in one act and are not verified yet. */
export function countMarked(store: Store, actor: Staff, since: number): number {
  const where = and(eq(tenures.officeId, actor.officeId), eq(tenures.verifySince, since));
  return store.db.select({ n: count() }).from(tenures).where(where).get()?.n ?? 0;
}

/** How many posts of today wait to be verified. */
export function countToVerify(store: Store, actor: Staff): number {
  const where = and(eq(tenures.officeId, actor.officeId), isNotNull(tenures.verifySince), holding(today(store, actor)));
  return store.db.select({ n: count() }).from(tenures).where(where).get()?.n ?? 0;
}

const today = (store: Store, actor: Staff): string => dayOf(actor.now, findOffice(store, actor.officeId).zone);

type Found = ReturnType<typeof matches>[number];

/** What the list is made of, light enough for all of an office. */
const matches = (store: Store, actor: Staff, filter: ContactFilter) =>
  store.db
    .select({
      personId: people.id,
      tenureId: tenures.id,
      institutionId: institutions.id,
      name: sql<string>`coalesce(${people.sortName}, ${people.displayName})`,
      role: tenures.role,
      precedence: institutions.precedence,
    })
    .from(people)
    .leftJoin(tenures, and(eq(tenures.officeId, people.officeId), eq(tenures.personId, people.id), holding(today(store, actor))))
    .leftJoin(institutions, and(eq(institutions.officeId, tenures.officeId), eq(institutions.id, tenures.institutionId)))
    .where(wanted(actor, filter))
    .all();

/** Institution by institution, in each the highest first. */
const byPlace = (compare: Intl.Collator["compare"]) => (a: Found, b: Found) =>
  (a.precedence ?? 0) - (b.precedence ?? 0) || tierOf(a.role) - tierOf(b.role) || compare(a.name, b.name);

const byIds = (column: AnyColumn, ids: string[]): SQL => sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;

function tenuresByIds(store: Store, officeId: string, ids: string[]): Map<string, Tenure> {
  const rows = store.db
    .select()
    .from(tenures)
    .where(and(eq(tenures.officeId, officeId), byIds(tenures.id, ids)))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

function wanted(actor: Staff, { q = "", type, under, show }: ContactFilter): SQL | undefined {
  const { officeId } = actor;
  return and(
    eq(people.officeId, officeId),
    isNull(people.mergedIntoId),
    or(matching(people.id, officeId, "person", q), matching(institutions.id, officeId, "institution", q)),
    type ? or(...typesOf(type).map((one) => eq(institutions.type, one))) : undefined,
    under ? beneath(officeId, under) : undefined,
    showing(show),
  );
}

function showing(show: ContactShow | undefined): SQL | undefined {
  if (show === "verify") return isNotNull(tenures.verifySince);
  if (show === "liaison") return eq(tenures.liaison, true);
  if (show === "no_email") return and(isNotNull(tenures.id), isNull(people.email));
  return show === "former" ? isNull(tenures.id) : undefined;
}

/** An institution and whatever depends on it, however far below. */
const beneath = (officeId: string, id: string): SQL => sql`${institutions.id} in (with recursive below(id) as (
  select ${id} union select i.id from institution i join below on i.parent_id = below.id where i.office_id = ${officeId}) select id from below)`;

function contactsOf(store: Store, { officeId }: Staff, shown: Found[]): Contact[] {
  const persons = store.db
    .select()
    .from(people)
    .where(
      and(
        eq(people.officeId, officeId),
        byIds(
          people.id,
          shown.map((row) => row.personId),
        ),
      ),
    )
    .all();
  const byId = new Map(persons.map((person) => [person.id, person]));
  const posts = tenuresByIds(
    store,
    officeId,
    shown.flatMap((row) => row.tenureId ?? []),
  );
  const places = institutionsByIds(
    store,
    officeId,
    shown.flatMap((row) => row.institutionId ?? []),
  );
  return shown.flatMap((row) => {
    const person = byId.get(row.personId);
    return person
      ? [{ person, tenure: posts.get(row.tenureId ?? "") ?? null, institution: places.get(row.institutionId ?? "") ?? null }]
      : [];
  });
}
