import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { briefings, delegates, institutions, invitations, people, tenures } from "@/db/schema";
import type { DelegateRole } from "@/db/schema/invitations";
import { newestWith } from "@/db/search";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { findPerson, type NameOn, namesOn, type Person, type Tenure } from "../queries";

/** People whose names or address hold every word, accent-blind; at most `limit`, by name. Staff alone. */
export function searchPeople(store: Store, actor: Actor, q: string, limit = 10): Person[] {
  if (actor.kind !== "staff") return [];
  const ids = newestWith(store, actor.officeId, "person", q, limit);
  return store.db
    .select()
    .from(people)
    .where(and(eq(people.officeId, actor.officeId), inArray(people.id, ids)))
    .orderBy(people.displayName)
    .all();
}

/** `called` is what the institution was called on the post's last day; for one that is held, today. */
export type PostHeld = Tenure & { acronym: string | null; name: (typeof institutions.$inferSelect)["name"]; called: NameOn };

/** A person's posts with the institution's present name and that of their time: the present ones as they are printed, then the latest first. */
export function postsOf(store: Store, actor: Actor, personId: string): PostHeld[] {
  const person = findPerson(store, actor, personId);
  if (!person) return [];
  return store.db
    .select({ tenure: tenures, acronym: institutions.acronym, name: institutions.name })
    .from(tenures)
    .innerJoin(institutions, and(eq(institutions.officeId, tenures.officeId), eq(institutions.id, tenures.institutionId)))
    .where(and(eq(tenures.officeId, person.officeId), eq(tenures.personId, person.id)))
    .all()
    .map(({ tenure, acronym, name }) => ({
      ...tenure,
      acronym,
      name,
      called: calledOn(store, person.officeId, tenure.institutionId, tenure.validTo) ?? { acronym, name, article: {} },
    }))
    .sort(
      (a, b) =>
        (b.validTo ?? "9999").localeCompare(a.validTo ?? "9999") ||
        a.position - b.position ||
        (b.validFrom ?? "").localeCompare(a.validFrom ?? ""),
    );
}

/** A seat a person was given in an institution's delegation. */
export type SeatHeld = {
  id: string;
  briefingId: string;
  title: (typeof briefings.$inferSelect)["title"];
  startsLocal: string;
  institutionId: string;
  acronym: string | null;
  name: (typeof institutions.$inferSelect)["name"];
  /** What the institution was called on the day of the meeting. */
  called: NameOn;
  post: string | null;
  role: DelegateRole;
};

const calledOn = (store: Store, officeId: string, id: string, day: string | null): NameOn | undefined =>
  day === null ? undefined : namesOn(store, officeId, [id], day).get(id);

/** The delegations a person was named in, the latest first. */
export function delegationsOfPerson(store: Store, actor: Actor, personId: string): SeatHeld[] {
  const person = findPerson(store, actor, personId);
  if (!person) return [];
  return store.db
    .select({
      id: delegates.id,
      briefingId: briefings.id,
      title: briefings.title,
      startsLocal: briefings.startsLocal,
      institutionId: institutions.id,
      acronym: institutions.acronym,
      name: institutions.name,
      post: delegates.post,
      role: delegates.role,
    })
    .from(delegates)
    .innerJoin(invitations, eq(invitations.id, delegates.invitationId))
    .innerJoin(briefings, eq(briefings.id, invitations.briefingId))
    .innerJoin(institutions, eq(institutions.id, invitations.institutionId))
    .where(and(eq(delegates.officeId, person.officeId), eq(delegates.personId, person.id), isNull(delegates.removedAt)))
    .orderBy(desc(briefings.startsLocal))
    .all()
    .map((seat) => ({
      ...seat,
      called: calledOn(store, person.officeId, seat.institutionId, seat.startsLocal.slice(0, 10)) ?? { ...seat, article: {} },
    }));
}
