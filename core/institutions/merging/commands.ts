import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { institutionNames, institutions, invitations, people } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { save, subjectOf, today } from "../commands";
import { readersOf } from "../mailboxes/queries";
import { canMerge } from "../policy";
import { findInstitution, findPerson, type Institution, type InstitutionName, namesOf, type Person } from "../queries";
import { nameOn } from "../rules";
import { membersOf, successionsOf } from "../ties/queries";
import type { mergeInstitutionsInput, mergePeopleInput, undoMergeInput } from "./input";
import { insertMerge, move, moveBack, movedOnRefused, standing } from "./moving/commands";
import { findMerge, type Merge, personSearchText } from "./queries";
import { type Facts, givenUp, institutionFacts, type NameFact, nameFields, personFacts, takenOver, untouched } from "./rules";

/** Makes two records of one institution one: what hung on the double hangs on the record kept, which is found by every name of both and takes over of its facts what was chosen, or what it did not know. */
export function mergeInstitutions(
  store: Store,
  actor: Actor,
  { keptId, goneId, take }: z.output<typeof mergeInstitutionsInput>,
): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const kept = authorize(findInstitution(tx, actor, keptId), (i) => canMerge(actor, i));
    const gone = authorize(findInstitution(tx, actor, goneId), (i) => canMerge(actor, i));
    const refused = pairRefused(kept, gone) ?? relatedRefused(tx, actor, kept, gone);
    if (refused) return refused;
    const [name, facts] = factsNow(tx, actor, kept);
    const taken = takenOver(facts, factsNow(tx, actor, gone)[1], take);
    // A name given up for the double's is found on as one more name people use.
    const lost = givenUp(facts, taken);
    const filled = lost.length > 0 ? { ...taken, aliases: [...new Set([...kept.aliases, ...lost])] } : taken;
    const before = { ...picked({ ...facts, aliases: kept.aliases }, filled), nameId: name.id };
    const moved = move(tx, "institution", kept.officeId, gone.id, kept.id);
    const id = insertMerge(tx, actor, "institution", kept, gone, { moved, filled, before });
    setInstitution(tx, gone, { mergedIntoId: kept.id, archivedAt: actor.now, searchText: "", version: gone.version + 1 });
    rename(tx, name, filled);
    save(tx, actor, kept, columnsOf(filled));
    touch(tx, actor, moved.invitations);
    const { nameId: _, ...told } = before;
    record(tx, actor, "institutions.merged", subjectOf(kept), { before: told, after: { goneId: gone.id, ...filled } });
    return accept({ id });
  });
}

/** Takes a merge of institutions back: what moved goes back where it was, and what was taken over and nobody has changed since goes again. Refuses once something hangs on it that cannot go back. */
export function undoInstitutionMerge(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoMergeInput>,
): Outcome<{ keptId: string; goneId: string }> {
  return store.transaction((tx) => {
    const merge = standing(findMerge(tx, actor, input.id), "institution");
    const kept = authorize(findInstitution(tx, actor, merge.keptId), (i) => canMerge(actor, i));
    const gone = authorize(findInstitution(tx, actor, merge.goneId), (i) => canMerge(actor, i));
    const refused = movedOnRefused(tx, merge, kept) ?? addresseeRefused(tx, merge);
    if (refused) return refused;
    moveBack(tx, actor, merge);
    setInstitution(tx, gone, { mergedIntoId: null, archivedAt: null });
    save(tx, actor, gone);
    const name = namesOf(tx, kept.officeId, kept.id).find((n) => n.id === merge.before.nameId);
    const now = { ...institutionFacts(kept, name ?? { acronym: null, name: {}, article: {} }), aliases: kept.aliases };
    const restored = pickedBack(now, merge);
    if (name) rename(tx, name, restored);
    save(tx, actor, kept, columnsOf(restored));
    touch(tx, actor, merge.moved.invitations);
    record(tx, actor, "institutions.merge_undone", subjectOf(kept), { before: { goneId: gone.id, ...merge.filled }, after: restored });
    return accept({ keptId: kept.id, goneId: gone.id });
  });
}

/** Makes two records of one person one: posts, delegations, answers and follow-ups of the double go over, and of its facts what was chosen, or what was not known of the one kept. */
export function mergePeople(
  store: Store,
  actor: Actor,
  { keptId, goneId, take }: z.output<typeof mergePeopleInput>,
): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const kept = authorize(findPerson(tx, actor, keptId), (p) => canMerge(actor, p));
    const gone = authorize(findPerson(tx, actor, goneId), (p) => canMerge(actor, p));
    const refused = pairRefused(kept, gone);
    if (refused) return refused;
    const facts = personFacts(kept);
    const filled = takenOver(facts, personFacts(gone), take);
    const before = picked(facts, filled);
    const moved = move(tx, "person", kept.officeId, gone.id, kept.id);
    const id = insertMerge(tx, actor, "person", kept, gone, { moved, filled, before });
    setPerson(tx, gone, { mergedIntoId: kept.id, searchText: "", version: gone.version + 1 });
    const now = { ...kept, ...(filled as Partial<Person>) };
    setPerson(tx, kept, { ...(filled as Partial<Person>), searchText: personSearchText(tx, now), version: kept.version + 1 });
    record(tx, actor, "institutions.person_merged", personSubject(kept), { before, after: { goneId: gone.id, ...filled } });
    return accept({ id });
  });
}

/** Takes a merge of people back, and with it what the one kept took over and nobody has changed since. */
export function undoPersonMerge(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoMergeInput>,
): Outcome<{ keptId: string; goneId: string }> {
  return store.transaction((tx) => {
    const merge = standing(findMerge(tx, actor, input.id), "person");
    const kept = authorize(findPerson(tx, actor, merge.keptId), (p) => canMerge(actor, p));
    const gone = authorize(findPerson(tx, actor, merge.goneId), (p) => canMerge(actor, p));
    const restored = pickedBack(personFacts(kept), merge) as Partial<Person>;
    const refused = movedOnRefused(tx, merge, kept) ?? emailRefused(tx, gone, kept, "email" in restored);
    if (refused) return refused;
    moveBack(tx, actor, merge);
    setPerson(tx, gone, { mergedIntoId: null, searchText: personSearchText(tx, gone), version: gone.version + 1 });
    setPerson(tx, kept, { ...restored, searchText: personSearchText(tx, { ...kept, ...restored }), version: kept.version + 1 });
    record(tx, actor, "institutions.person_merge_undone", personSubject(kept), {
      before: { goneId: gone.id, ...merge.filled },
      after: restored,
    });
    return accept({ keptId: kept.id, goneId: gone.id });
  });
}

/** The present name of an institution and, with it, its facts. */
function factsNow(tx: Store, actor: Actor, institution: Institution): [InstitutionName, Facts] {
  const name = nameOn(namesOf(tx, institution.officeId, institution.id), today(tx, actor, institution.officeId));
  if (!name) throw notFound();
  return [name, institutionFacts(institution, name)];
}

/** Of some facts, the fields that others name. */
const picked = (facts: Facts, named: Facts): Facts => Object.fromEntries(Object.keys(named).map((field) => [field, facts[field] ?? null]));

/** What stood before a merge in the fields nobody has changed since. */
const pickedBack = (now: Facts, { filled, before }: Merge): Facts =>
  Object.fromEntries(untouched(now, filled).map((field) => [field, before[field] ?? null]));

/** Writes into a dated name what of it is among the facts. */
function rename(tx: Store, dated: InstitutionName, facts: Facts): void {
  const [name, article] = [{ ...dated.name }, { ...dated.article }];
  for (const [field, language] of nameFields) {
    if (!(field in facts)) continue;
    const fact = facts[field] as NameFact | null;
    if (fact) name[language] = fact.text;
    else delete name[language];
    if (fact?.article) article[language] = fact.article;
    else delete article[language];
  }
  const acronym = "acronym" in facts ? (facts.acronym as string | null) : dated.acronym;
  tx.db.update(institutionNames).set({ acronym, name, article }).where(eq(institutionNames.id, dated.id)).run();
}

/** The facts that are columns of the institution itself. */
const columnsOf = (facts: Facts): Partial<Institution> =>
  Object.fromEntries(
    (["type", "parentId", "precedence", "language", "topics", "namedPublicly", "aliases"] as const).flatMap((f) =>
      f in facts ? [[f, facts[f]]] : [],
    ),
  );

function pairRefused(kept: Institution | Person, gone: Institution | Person): Refused | undefined {
  if (kept.id === gone.id) return refuse("merge_itself", { field: "goneId" });
  return kept.mergedIntoId || gone.mergedIntoId ? refuse("merge_gone") : undefined;
}

/** Two of which one depends on the other, or followed it, are two. */
function relatedRefused(tx: Store, actor: Actor, kept: Institution, gone: Institution): Refused | undefined {
  const follows = successionsOf(tx, kept.officeId, kept.id, "").some((s) => s.institution.id === gone.id);
  const under = (one: Institution, other: Institution): boolean => {
    for (let at = one.parentId; at; at = findInstitution(tx, actor, at)?.parentId ?? null) if (at === other.id) return true;
    return false;
  };
  const { members, commissions } = membersOf(tx, kept.officeId, kept.id);
  const sits = [...members, ...commissions].some((i) => i.id === gone.id);
  const related = follows || sits || under(kept, gone) || under(gone, kept);
  return related ? refuse("merge_related") : undefined;
}

/** An invitation of the one must not be addressed to a post of the other once they are two again. */
function addresseeRefused(tx: Store, merge: Merge): Refused | undefined {
  const posts = new Set(merge.moved.posts);
  const moved = new Set(merge.moved.invitations);
  const crossed = tx.db
    .select({ id: invitations.id, tenureId: invitations.addresseeTenureId })
    .from(invitations)
    .where(and(eq(invitations.officeId, merge.officeId), eq(invitations.institutionId, merge.keptId)))
    .all()
    .some((i) => i.tenureId !== null && moved.has(i.id) !== posts.has(i.tenureId));
  return crossed ? refuse("merge_addressed") : undefined;
}

/** The double's address must not be somebody else's by now, nor that of the one kept, unless they share it. */
function emailRefused(tx: Store, gone: Person, kept: Person, cleared: boolean): Refused | undefined {
  const others = gone.email ? readersOf(tx, gone.officeId, gone.email, kept.id).filter((r) => !r.shared) : [];
  const holder = others[0]?.person ?? (gone.email !== null && kept.email === gone.email && !cleared ? kept : undefined);
  return holder && refuse("merge_email", { params: { name: holder.displayName } });
}

const setInstitution = (tx: Store, { officeId, id }: Authorized<Institution>, row: Partial<Institution>) =>
  tx.db
    .update(institutions)
    .set(row)
    .where(and(eq(institutions.officeId, officeId), eq(institutions.id, id)))
    .run();

const setPerson = (tx: Store, { officeId, id }: Authorized<Person>, row: Partial<Person>) =>
  tx.db
    .update(people)
    .set(row)
    .where(and(eq(people.officeId, officeId), eq(people.id, id)))
    .run();

/** Boards that stand open on these invitations are told to look again. */
function touch(tx: Store, actor: Actor, ids: string[] = []): void {
  if (ids.length > 0) tx.db.update(invitations).set({ changedAt: actor.now }).where(inArray(invitations.id, ids)).run();
}

const personSubject = ({ id, officeId }: Person) => ({ type: "person", id, officeId }) as const;
