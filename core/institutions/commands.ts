import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { institutionNames, institutions } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { readText } from "@/lib/localized";
import { fold } from "@/lib/text";
import { type Actor, officeOf } from "../kernel/actor";
import { record, type Subject } from "../kernel/audit";
import { type Authorized, authorize } from "../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../kernel/outcome";
import { findOffice } from "../offices/queries";
import { institutionsLike } from "./doubles/queries";
import type { addInstitutionInput, editInstitutionInput } from "./input";
import { mergedInstitutions } from "./merging/queries";
import { canKeepDirectory } from "./policy";
import { findInstitution, type Institution, type InstitutionName, lastPrecedence, namesOf } from "./queries";
import { nameOn } from "./rules";

type Facts = z.output<typeof editInstitutionInput>;

/** Today in the office's zone. */
export const today = (tx: Store, actor: Actor, officeId: string): string => dayOf(actor.now, findOffice(tx, officeId).zone);

export const subjectOf = (institution: Institution): Subject => ({
  type: "institution",
  id: institution.id,
  officeId: institution.officeId,
  institutionId: institution.id,
});

type New = Omit<z.output<typeof addInstitutionInput>, "another"> & { another?: boolean };

/** Adds an institution under its first name; without a precedence it goes last. Refuses one called like another, past names included, unless it is said to be `another`. */
export function addInstitution(store: Store, actor: Actor, input: New): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const officeId = officeOf(actor);
    const place = authorize(officeId ? { officeId } : undefined, (office) => canKeepDirectory(actor, office));
    if (input.validFrom && input.validFrom > today(tx, actor, place.officeId)) return refuse("name_in_future", { field: "validFrom" });
    const refused = parentRefused(tx, actor, input.parentId);
    if (refused) return refused;
    const [like] = input.another ? [] : institutionsLike(tx, place.officeId, { names: Object.values(input.name), acronym: input.acronym });
    if (like) return refuse("institution_alike", { field: "another", params: { name: readText(like.name, "es") } });

    const { acronym, name, article, validFrom, another: _, ...facts } = input;
    const id = newId("ins", actor.now);
    const dated = { acronym: acronym ?? null, name, article };
    const row = { ...columns(facts), precedence: facts.precedence ?? lastPrecedence(tx, place.officeId) + 10 };
    tx.db
      .insert(institutions)
      .values({
        id,
        officeId: place.officeId,
        ...row,
        acronym: dated.acronym,
        name,
        searchText: searchText([dated], row.aliases),
        createdAt: actor.now,
      })
      .run();
    tx.db
      .insert(institutionNames)
      .values({
        id: newId("nam", actor.now),
        officeId: place.officeId,
        institutionId: id,
        ...dated,
        validFrom: validFrom ?? null,
        createdAt: actor.now,
      })
      .run();
    const subject = { type: "institution", id, officeId: place.officeId, institutionId: id } as const;
    record(tx, actor, "institutions.added", subject, { after: { ...row, ...dated } });
    return accept({ id });
  });
}

/** Edits an institution and corrects its present name; a new name from a day on is `renameInstitution`. Refuses an edit on an older version. */
export function editInstitution(store: Store, actor: Actor, input: Facts): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const institution = authorize(findInstitution(tx, actor, input.id), (i) => canKeepDirectory(actor, i));
    const names = namesOf(tx, institution.officeId, institution.id);
    const present = nameOn(names, today(tx, actor, institution.officeId));
    if (!present) throw notFound();
    if (institution.version !== input.version) return refuse("stale", { current: asTyped(institution, present) });
    const refused = parentRefused(tx, actor, input.parentId, institution.id);
    if (refused) return refused;

    const { id, version, acronym, name, article, ...facts } = input;
    const dated = { acronym: acronym ?? null, name, article };
    const row = { ...columns(facts), precedence: facts.precedence ?? institution.precedence };
    tx.db.update(institutionNames).set(dated).where(eq(institutionNames.id, present.id)).run();
    save(tx, actor, institution, row);
    record(tx, actor, "institutions.edited", subjectOf(institution), {
      before: { ...factsOf(institution), acronym: present.acronym, name: present.name, article: present.article },
      after: { ...row, ...dated },
    });
    return accept({ id });
  });
}

/** Writes an institution's next version, with what lists and search read made anew from its dated names. */
export function save(tx: Store, actor: Actor, institution: Authorized<Institution>, changed: Partial<Institution> = {}): void {
  const names = namesOf(tx, institution.officeId, institution.id);
  const present = nameOn(names, today(tx, actor, institution.officeId));
  const doubles = mergedInstitutions(tx, institution.officeId, institution.id);
  const allNames = [...names, ...doubles.flatMap((double) => namesOf(tx, double.officeId, double.id))];
  tx.db
    .update(institutions)
    .set({
      ...changed,
      acronym: present?.acronym ?? null,
      name: present?.name ?? institution.name,
      searchText: searchText(allNames, [...(changed.aliases ?? institution.aliases), ...doubles.flatMap((double) => double.aliases)]),
      version: institution.version + 1,
    })
    .where(and(eq(institutions.officeId, institution.officeId), eq(institutions.id, institution.id)))
    .run();
}

/** What a form on an older version has to show beside what was typed. */
const asTyped = (institution: Institution, present: InstitutionName): Record<string, unknown> => ({
  version: institution.version,
  ...factsOf(institution),
  aliases: institution.aliases.join("\n"),
  acronym: present.acronym,
  ...Object.fromEntries(
    (["en", "es", "fr"] as const).flatMap((l) => [
      [`name.${l}`, present.name[l]],
      [`article.${l}`, present.article[l]],
    ]),
  ),
});

const factsOf = ({ type, parentId, precedence, namedPublicly, topics, language, aliases }: Institution) => ({
  type,
  parentId,
  precedence,
  namedPublicly,
  topics,
  language,
  aliases,
});

const columns = (facts: Pick<Facts, "type" | "parentId" | "namedPublicly" | "topics" | "language" | "aliases">) => ({
  type: facts.type,
  parentId: facts.parentId ?? null,
  namedPublicly: facts.namedPublicly,
  topics: facts.topics,
  language: facts.language ?? null,
  aliases: facts.aliases,
});

const searchText = (names: Pick<InstitutionName, "acronym" | "name">[], aliases: string[]): string =>
  fold([...new Set([...names.flatMap((n) => [n.acronym ?? "", ...Object.values(n.name)]), ...aliases])].join(" "));

/** An institution hangs under one of its own office, never under itself or one of its own services. */
function parentRefused(tx: Store, actor: Actor, parentId: string | undefined, id?: string): Refused | undefined {
  for (let at = parentId; at; ) {
    if (at === id) return refuse("parent_circle", { field: "parentId" });
    const parent = findInstitution(tx, actor, at);
    if (!parent) throw notFound();
    at = parent.parentId ?? undefined;
  }
  return undefined;
}
