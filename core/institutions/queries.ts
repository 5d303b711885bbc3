import { and, count, eq, gte, isNull, lte, max, or, type Placeholder, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { institutionNames, institutions, people, tenures } from "@/db/schema";
import type { Capacity } from "@/db/schema/institutions";
import { matching } from "@/db/search";
import type { Store } from "@/db/store";
import { collator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { type Localized, readText } from "@/lib/localized";
import { type Actor, officeOf } from "../kernel/actor";
import { type AddressForm, type Article, type DatedName, nameOn, tierOf } from "./rules";

export type Institution = typeof institutions.$inferSelect;
export type InstitutionName = typeof institutionNames.$inferSelect;
export type Person = typeof people.$inferSelect;
export type Tenure = typeof tenures.$inferSelect;

/** A person at a post, as lists and letters need them. */
export type Holder = {
  tenureId: string;
  personId: string;
  institutionId: string;
  name: string;
  sortName: string | null;
  honorific: Localized | null;
  /** The mailbox this post is written to: its own, else the person's first. */
  email: string | null;
  phone: string | null;
  language: Locale | null;
  form: AddressForm;
  sharedMailbox: boolean;
  role: string | null;
  post: string | null;
  capacity: Capacity;
  liaison: boolean;
  validFrom: string | null;
  validTo: string | null;
  treatment: Localized | null;
  /** Place among the person's posts as they are printed, and whether this one is left out there. */
  position: number;
  hidden: boolean;
  /** Since when it has to be verified that they hold the post; nothing is mailed to them until then. */
  verifySince: number | null;
};

/** A holder the office writes to. */
export type Liaison = Holder;

/** What an institution is called on a day. */
export type NameOn = Pick<DatedName, "acronym" | "name"> & { article: Article };

/** An institution of the actor's office; an invitee finds their own alone. */
export function findInstitution(store: Store, actor: Actor, id: string): Institution | undefined {
  const officeId = officeOf(actor);
  if (!officeId || (actor.kind === "invitee" && actor.institutionId !== id)) return undefined;
  return store.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), eq(institutions.id, id)))
    .get();
}

/** Rows a page of a list shows. */
export const PAGE = 25;

/** `among` narrows to institutions another room has chosen. */
/** Whether public texts may name them. */
export const publicly = ["named", "unnamed"] as const;

export type InstitutionFilter = {
  q?: string;
  type?: string;
  topic?: string;
  public?: (typeof publicly)[number];
  page?: number;
  among?: ReadonlySet<string>;
};

/** A page of the directory, and how many there are in `all`; by precedence then name as the reader's language sorts. Every word of `q` must occur in some name, acronym or alias, past ones included. */
export function listInstitutions(
  store: Store,
  actor: Actor,
  { q = "", type, topic, public: named, page = 1, among }: InstitutionFilter,
): { rows: Institution[]; total: number; all: number; page: number; pages: number } {
  if (actor.kind !== "staff") return { rows: [], total: 0, all: 0, page: 1, pages: 1 };
  const own = and(eq(institutions.officeId, actor.officeId), isNull(institutions.archivedAt));
  const found = store.db
    .select({ id: institutions.id, precedence: institutions.precedence, name: institutions.name })
    .from(institutions)
    .where(
      and(
        own,
        type ? eq(institutions.type, type) : undefined,
        named ? eq(institutions.namedPublicly, named === "named") : undefined,
        topic ? sql`EXISTS (SELECT 1 FROM json_each(${institutions.topics}) WHERE value = ${topic})` : undefined,
        matching(institutions.id, actor.officeId, "institution", q),
      ),
    )
    .all()
    .filter((row) => !among || among.has(row.id));
  const compare = collator(actor.language).compare;
  found.sort((a, b) => a.precedence - b.precedence || compare(readText(a.name, "es"), readText(b.name, "es")));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const ids = found.slice((at - 1) * PAGE, at * PAGE).map((row) => row.id);
  const byId = institutionsByIds(store, actor.officeId, ids);
  const all = store.db.select({ n: count() }).from(institutions).where(own).get()?.n ?? 0;
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: found.length, all, page: at, pages };
}

/** Institutions of an office by their ids; those of others are absent. */
export function institutionsByIds(store: Store, officeId: string, ids: string[]): Map<string, Institution> {
  if (ids.length === 0) return new Map();
  const rows = prepared(store, "institutions.of", (db) =>
    db
      .select()
      .from(institutions)
      .where(and(eq(institutions.officeId, given("officeId")), among(institutions.id, "ids")))
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every name an institution has had, the latest first. */
export function namesOf(store: Store, officeId: string, institutionId: string): InstitutionName[] {
  return store.db
    .select()
    .from(institutionNames)
    .where(and(eq(institutionNames.officeId, officeId), eq(institutionNames.institutionId, institutionId)))
    .all()
    .sort((a, b) => (b.validFrom ?? "").localeCompare(a.validFrom ?? ""));
}

/** The greatest precedence in an office's list; 0 for an empty one. */
export function lastPrecedence(store: Store, officeId: string): number {
  const row = store.db
    .select({ last: max(institutions.precedence) })
    .from(institutions)
    .where(eq(institutions.officeId, officeId))
    .get();
  return row?.last ?? 0;
}

/** What each institution is called on a day (`YYYY-MM-DD` of the office); before its first name, its first. */
export function namesOn(store: Store, officeId: string, ids: string[], day: string): Map<string, NameOn> {
  if (ids.length === 0) return new Map();
  const rows = prepared(store, "institutions.names", (db) =>
    db
      .select()
      .from(institutionNames)
      .where(and(eq(institutionNames.officeId, given("officeId")), among(institutionNames.institutionId, "ids")))
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(ids) });
  const found = new Map<string, NameOn>();
  for (const [id, names] of byInstitution(rows)) {
    const name = nameOn(names, day);
    if (name) found.set(id, name);
  }
  return found;
}

function byInstitution<R extends { institutionId: string }>(rows: R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.institutionId);
    if (group) group.push(row);
    else groups.set(row.institutionId, [row]);
  }
  return groups;
}

const holder = {
  tenureId: tenures.id,
  personId: people.id,
  institutionId: tenures.institutionId,
  name: people.displayName,
  sortName: people.sortName,
  honorific: people.honorific,
  email: sql<string | null>`coalesce(${tenures.mailbox}, ${people.email})`,
  phone: people.phone,
  language: people.language,
  form: people.form,
  sharedMailbox: people.sharedMailbox,
  role: tenures.role,
  post: tenures.post,
  capacity: tenures.capacity,
  liaison: tenures.liaison,
  validFrom: tenures.validFrom,
  validTo: tenures.validTo,
  treatment: tenures.treatment,
  position: tenures.position,
  hidden: tenures.hidden,
  verifySince: tenures.verifySince,
};

/** Tenures that cover a day: both ends are included, an open end is null. */
export const holding = (day: string | Placeholder) =>
  and(or(isNull(tenures.validFrom), lte(tenures.validFrom, day)), or(isNull(tenures.validTo), gte(tenures.validTo, day)));

const names = collator("es");
const byRank = (a: Holder, b: Holder): number =>
  tierOf(a.role) - tierOf(b.role) || names.compare(a.sortName ?? a.name, b.sortName ?? b.name) || a.tenureId.localeCompare(b.tenureId);

const selectHolders = (db: Store["db"]) =>
  db
    .select(holder)
    .from(tenures)
    .innerJoin(people, and(eq(people.officeId, tenures.officeId), eq(people.id, tenures.personId)));

/** Who holds a post at an institution, by rank then name: on a day, or ever. */
export function tenuresOf(store: Store, officeId: string, institutionId: string, day?: string): Holder[] {
  const at = and(eq(tenures.officeId, given("officeId")), eq(tenures.institutionId, given("institutionId")));
  const rows =
    day === undefined
      ? prepared(store, "tenures.ever", (db) => selectHolders(db).where(at).prepare()).all({ officeId, institutionId })
      : prepared(store, "tenures.on", (db) =>
          selectHolders(db)
            .where(and(at, holding(given("day"))))
            .prepare(),
        ).all({ officeId, institutionId, day });
  return rows.sort(byRank);
}

/** The liaisons of institutions on a day, by rank then name; an institution without one is absent. */
export function liaisonsOf(store: Store, officeId: string, institutionIds: string[], day: string): Map<string, Liaison[]> {
  if (institutionIds.length === 0) return new Map();
  const rows = prepared(store, "tenures.liaisons", (db) =>
    selectHolders(db)
      .where(
        and(eq(tenures.officeId, given("officeId")), among(tenures.institutionId, "ids"), eq(tenures.liaison, true), holding(given("day"))),
      )
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(institutionIds), day });
  return byInstitution(rows.sort(byRank));
}

/** Holders by their tenures, past ones included. */
export function holdersByTenure(store: Store, officeId: string, tenureIds: string[]): Map<string, Holder> {
  if (tenureIds.length === 0) return new Map();
  const rows = prepared(store, "tenures.of", (db) =>
    selectHolders(db)
      .where(and(eq(tenures.officeId, given("officeId")), among(tenures.id, "ids")))
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(tenureIds) });
  return new Map(rows.map((row) => [row.tenureId, row]));
}

/** A person of the staff member's office; nobody else reads the directory. */
export function findPerson(store: Store, actor: Actor, id: string): Person | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(people)
    .where(and(eq(people.officeId, actor.officeId), eq(people.id, id)))
    .get();
}

/** A tenure of the staff member's office. */
export function findTenure(store: Store, actor: Actor, id: string): Tenure | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(tenures)
    .where(and(eq(tenures.officeId, actor.officeId), eq(tenures.id, id)))
    .get();
}
