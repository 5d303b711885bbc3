import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { briefings, followUps, institutionNames, institutions, invitations, letters, people, tenures } from "@/db/schema";
import type { LetterKind } from "@/db/schema/letters";
import { best, countUpTo, type Hit } from "@/db/search";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { collator } from "@/lib/i18n";
import type { Localized } from "@/lib/localized";
import { likePattern, searchWords } from "@/lib/text";
import { type Briefing, briefingsByIds } from "../../briefings/queries";
import { rowOf, selectRows } from "../../followups/register/queries";
import type { FollowUpRow } from "../../followups/register/rules";
import { openStates } from "../../followups/rules";
import { mergedInstitutions } from "../../institutions/merging/queries";
import { holding, type Institution, institutionsByIds, type Person, type Tenure } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { dialled, holds, type Kind, MOST, meantBy } from "./rules";

/** A name an institution is found by that is not its present one. */
export type Called = { acronym: string | null; name: Localized; how: "formerly" | "also" };
/** A post a person holds today. */
export type Post = Pick<Tenure, "role" | "post" | "capacity"> & { institutionId: string; acronym: string | null; name: Localized };

export type FoundInstitution = { kind: "institution"; rank: number; row: Institution; called?: Called };
export type FoundPerson = { kind: "person"; rank: number; row: Person; posts: Post[] };
export type FoundBriefing = { kind: "briefing"; rank: number; row: Briefing };
export type FoundFollowUp = { kind: "follow_up"; rank: number; row: FollowUpRow };
export type Found = FoundInstitution | FoundPerson | FoundBriefing | FoundFollowUp;

/** A page of what was found of a kind; `total` is counted up to one more than can be paged through. */
export type FoundPage = { kind: Kind; hits: Found[]; total: number; page: number; pages: number };

/** An invitation as a reference names it. */
export type Referred = { id: string; briefingId: string; reference: string; title: Localized; acronym: string | null; name: Localized };

type Ranked<T> = { rank: number; row: T };

/** The rows of hits, the best first; those that fit alike in the order of their kind. */
function ordered<T>(hits: Hit[], rows: Map<string, T>, compare: (a: T, b: T) => number): Ranked<T>[] {
  return hits
    .flatMap(({ ref, rank }) => {
      const row = rows.get(ref);
      return row ? [{ rank, row }] : [];
    })
    .sort((a, b) => a.rank - b.rank || compare(a.row, b.row));
}

/** A page of the records of a kind that fit `q`, of the actor's office; `among` of the best are put in order. */
export function findKind(store: Store, actor: Staff, kind: Kind, q: string, { size, page = 1, looked = MOST }: Sizes): FoundPage {
  const wanted = kind === "person" ? dialled(q) : q;
  const hits = best(store, actor.officeId, kind, wanted, looked);
  const finders = { institution: foundInstitutions, person: foundPeople, briefing: foundBriefings, follow_up: foundFollowUps };
  const total = hits.length < looked ? hits.length : countUpTo(store, actor.officeId, kind, wanted, MOST + 1);
  const pages = Math.max(1, Math.ceil(hits.length / size));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { kind, hits: finders[kind](store, actor, hits, q, [(at - 1) * size, at * size]), total, page: at, pages };
}

/** How many a page holds, which one, and how many of the best are put in order. */
type Sizes = { size: number; page?: number; looked?: number };
type Slice = [from: number, to: number];

function foundInstitutions(store: Store, actor: Staff, hits: Hit[], q: string, slice: Slice): FoundInstitution[] {
  const rows = institutionsByIds(store, actor.officeId, refsOf(hits));
  const shown = ordered(hits, rows, (a, b) => a.precedence - b.precedence).slice(...slice);
  const names = calledOf(
    store,
    actor,
    shown.map(({ row }) => row),
    searchWords(q),
  );
  return shown.map(({ rank, row }) => ({ kind: "institution", rank, row, called: names.get(row.id) }));
}

/** By which other name an institution was found, where its present one does not hold the words. */
function calledOf(store: Store, actor: Staff, found: Institution[], words: string[]): Map<string, Called> {
  const today = dayOf(actor.now, findOffice(store, actor.officeId).zone);
  const called = new Map<string, Called>();
  for (const one of found) {
    if (holds([one.acronym, ...Object.values(one.name)], words)) continue;
    const doubles = mergedInstitutions(store, actor.officeId, one.id);
    const names = store.db
      .select()
      .from(institutionNames)
      .where(and(eq(institutionNames.officeId, actor.officeId), inArray(institutionNames.institutionId, [one.id, ...refs(doubles)])))
      .all();
    const by = names.find((name) => holds([name.acronym, ...Object.values(name.name)], words));
    const alias = [...one.aliases, ...doubles.flatMap((double) => double.aliases)].find((text) => holds([text], words));
    if (by) called.set(one.id, { ...by, how: by.institutionId === one.id && by.validTo && by.validTo < today ? "formerly" : "also" });
    else if (alias) called.set(one.id, { acronym: alias, name: {}, how: "also" });
  }
  return called;
}

function foundPeople(store: Store, actor: Staff, hits: Hit[], _q: string, slice: Slice): FoundPerson[] {
  const rows = prepared(store, "finding.people", (db) =>
    db
      .select()
      .from(people)
      .where(and(eq(people.officeId, given("officeId")), among(people.id, "ids")))
      .prepare(),
  ).all({ officeId: actor.officeId, ids: JSON.stringify(refsOf(hits)) });
  const { compare } = collator(actor.language);
  const shown = ordered(hits, byId(rows), (a, b) => compare(a.displayName, b.displayName)).slice(...slice);
  const posts = postsOf(
    store,
    actor,
    shown.map(({ row }) => row.id),
  );
  return shown.map(({ rank, row }) => ({ kind: "person", rank, row, posts: posts.get(row.id) ?? [] }));
}

function postsOf(store: Store, actor: Staff, ids: string[]): Map<string, Post[]> {
  const rows = prepared(store, "finding.posts", (db) =>
    db
      .select({
        personId: tenures.personId,
        institutionId: tenures.institutionId,
        role: tenures.role,
        post: tenures.post,
        capacity: tenures.capacity,
        acronym: institutions.acronym,
        name: institutions.name,
      })
      .from(tenures)
      .innerJoin(institutions, and(eq(institutions.officeId, tenures.officeId), eq(institutions.id, tenures.institutionId)))
      .where(and(eq(tenures.officeId, given("officeId")), among(tenures.personId, "ids"), holding(given("day"))))
      .orderBy(asc(institutions.precedence))
      .prepare(),
  ).all({ officeId: actor.officeId, ids: JSON.stringify(ids), day: dayOf(actor.now, findOffice(store, actor.officeId).zone) });
  const found = new Map<string, Post[]>();
  for (const { personId, ...post } of rows) found.set(personId, [...(found.get(personId) ?? []), post]);
  return found;
}

function foundBriefings(store: Store, actor: Staff, hits: Hit[], _q: string, slice: Slice): FoundBriefing[] {
  const rows = briefingsByIds(store, actor.officeId, refsOf(hits));
  return ordered(hits, rows, (a, b) => b.startsAt - a.startsAt)
    .slice(...slice)
    .map((one) => ({ kind: "briefing", ...one }));
}

const isOpen = ({ state }: FollowUpRow): boolean => (openStates as readonly string[]).includes(state);

function foundFollowUps(store: Store, actor: Staff, hits: Hit[], _q: string, slice: Slice): FoundFollowUp[] {
  const rows = prepared(store, "finding.followups", (db) =>
    selectRows(db)
      .where(and(eq(followUps.officeId, given("officeId")), among(followUps.id, "ids")))
      .prepare(),
  )
    .all({ officeId: actor.officeId, ids: JSON.stringify(refsOf(hits)) })
    .map(rowOf);
  return ordered(hits, byId(rows), (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.number - a.number)
    .slice(...slice)
    .map((one) => ({ kind: "follow_up", ...one }));
}

/** The records of these identifiers in their order, of whatever kind, as they stand now; what is not the office's is left out. */
export function findByIds(store: Store, actor: Staff, ids: string[]): Found[] {
  const of = (prefix: string): Hit[] => ids.filter((id) => id.startsWith(prefix)).map((ref) => ({ ref, rank: 0, text: "" }));
  const all: Slice = [0, ids.length];
  const found: Found[] = [
    ...foundInstitutions(store, actor, of("ins_"), "", all),
    ...foundPeople(store, actor, of("per_"), "", all),
    ...foundBriefings(store, actor, of("brf_"), "", all),
    ...foundFollowUps(store, actor, of("fup_"), "", all),
  ];
  return found.sort((a, b) => ids.indexOf(a.row.id) - ids.indexOf(b.row.id));
}

/** A letter as its number in the register names it. */
export type Numbered = Omit<Referred, "briefingId" | "reference"> & { number: string; kind: LetterKind };

/** What a query means as a reference or a number rather than as words. */
export function findMeant(
  store: Store,
  actor: Staff,
  q: string,
): { invitations: Referred[]; letters: Numbered[]; followUp?: FoundFollowUp } {
  const { reference, number, letter } = meantBy(q);
  const at = and(eq(followUps.officeId, actor.officeId), eq(followUps.number, number ?? -1));
  const row = number === undefined ? undefined : selectRows(store.db).where(at).all().map(rowOf)[0];
  return {
    invitations: reference === undefined ? [] : referred(store, actor.officeId, reference),
    letters: letter === undefined ? [] : numbered(store, actor.officeId, letter),
    followUp: row && { kind: "follow_up", rank: 0, row },
  };
}

const referred = (store: Store, officeId: string, reference: string): Referred[] =>
  store.db
    .select({
      id: invitations.id,
      briefingId: invitations.briefingId,
      reference: invitations.reference,
      title: briefings.title,
      acronym: institutions.acronym,
      name: institutions.name,
    })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .innerJoin(institutions, and(eq(institutions.officeId, invitations.officeId), eq(institutions.id, invitations.institutionId)))
    .where(and(eq(invitations.officeId, officeId), gte(invitations.reference, reference), lt(invitations.reference, `${reference}~`)))
    .orderBy(asc(invitations.reference))
    .limit(3)
    .all();

const refs = (rows: { id: string }[]): string[] => rows.map((row) => row.id);
const refsOf = (hits: Hit[]): string[] => hits.map((hit) => hit.ref);
const byId = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

const numbered = (store: Store, officeId: string, part: string): Numbered[] =>
  store.db
    .select({
      id: letters.id,
      number: letters.number,
      kind: letters.kind,
      title: briefings.title,
      acronym: institutions.acronym,
      name: institutions.name,
    })
    .from(letters)
    .innerJoin(briefings, and(eq(briefings.officeId, letters.officeId), eq(briefings.id, letters.briefingId)))
    .innerJoin(invitations, and(eq(invitations.officeId, letters.officeId), eq(invitations.id, letters.invitationId)))
    .innerJoin(institutions, and(eq(institutions.officeId, letters.officeId), eq(institutions.id, invitations.institutionId)))
    .where(and(eq(letters.officeId, officeId), sql`${letters.number} like ${likePattern(part)} escape '\\'`))
    .orderBy(desc(letters.year), desc(letters.n))
    .limit(3)
    .all();
