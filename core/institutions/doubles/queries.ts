import { and, eq, inArray, isNull } from "drizzle-orm";
import { institutions, people } from "@/db/schema";
import { newestWith } from "@/db/search";
import type { Store } from "@/db/store";
import { fold } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { readersOf } from "../mailboxes/queries";
import { type Institution, namesOf, type Person } from "../queries";
import { namesAlike, peopleAlike, tellingWords } from "./rules";

/** How many records of a search are looked at more closely, and how many are shown. */
const LOOKED_AT = 200;
const SHOWN = 5;

export type Typed = { names: string[]; acronym?: string };

/** The institutions of an office that what is typed may be a double of: by any name they ever had, an acronym or an alias. */
export function institutionsLike(store: Store, officeId: string, { names, acronym }: Typed): Institution[] {
  const texts = [...names, acronym ?? ""].filter((text) => fold(text).length > 1);
  const queries = texts.flatMap((text) => [
    tellingWords(text)
      .map((word) => word.slice(0, 3))
      .join(" "),
    text,
  ]);
  const ids = queries.flatMap((q) => newestWith(store, officeId, "institution", q, LOOKED_AT));
  return store.db
    .select()
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), inArray(institutions.id, [...new Set(ids)]), isNull(institutions.archivedAt)))
    .all()
    .filter((institution) => {
      const known = [
        ...institution.aliases,
        ...namesOf(store, officeId, institution.id).flatMap((n) => [n.acronym ?? "", ...Object.values(n.name)]),
      ];
      return texts.some((text) => known.some((name) => namesAlike(text, name)));
    })
    .slice(0, SHOWN);
}

/** The people of an office somebody with this name or address may be. */
export function peopleLike(store: Store, officeId: string, { name, email }: { name?: string; email?: string }): Person[] {
  const words = tellingWords(name ?? "");
  const pairs = words.length === 1 ? [words[0] ?? ""] : words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const ids = pairs.slice(0, 5).flatMap((q) => newestWith(store, officeId, "person", q, LOOKED_AT));
  const readers = new Set(email ? readersOf(store, officeId, email).map(({ person }) => person.id) : []);
  return store.db
    .select()
    .from(people)
    .where(and(eq(people.officeId, officeId), inArray(people.id, [...new Set([...ids, ...readers])]), isNull(people.mergedIntoId)))
    .all()
    .filter((p) => readers.has(p.id) || [p.displayName, p.legalName].some((known) => known && peopleAlike(name ?? "", known)))
    .slice(0, SHOWN);
}

/** The same for whoever is typing; nobody but staff is told who is in the directory. */
export const doublesFor = {
  institution: (store: Store, actor: Actor, typed: Typed): Institution[] =>
    actor.kind === "staff" ? institutionsLike(store, actor.officeId, typed) : [],
  person: (store: Store, actor: Actor, typed: { name?: string; email?: string }): Person[] =>
    actor.kind === "staff" ? peopleLike(store, actor.officeId, typed) : [],
};
