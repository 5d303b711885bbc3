import { and, asc, eq, gte, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { followUpParties, followUps, institutions, invitations, memberships, people, tenures, users } from "@/db/schema";
import type { Capacity } from "@/db/schema/institutions";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Actor } from "../../kernel/actor";
import { momentFor } from "../register/queries";
import { openStates } from "../rules";

export type InstitutionChoice = { id: string; acronym: string | null; name: Localized };
export type PersonChoice = {
  tenureId: string;
  name: string;
  form: "f" | "m" | null;
  role: string | null;
  post: string | null;
  capacity: Capacity;
  institutionId: string;
  acronym: string | null;
  institution: Localized;
};

/** Whom a commitment can be given to, in the order a list shows them. */
export type Choices = {
  colleagues: { id: string; name: string }[];
  /** Institutions invited to the briefing at hand, then all others, by precedence. */
  invited: InstitutionChoice[];
  others: InstitutionChoice[];
  /** People at their present posts: of the invited institutions where there are any. */
  people: PersonChoice[];
};

const MOST_PEOPLE = 500;

/** The choices for lead and parties, at a briefing or without one; nothing for anyone but staff. */
export function choicesFor(store: Store, actor: Actor, briefingId?: string): Choices {
  if (actor.kind !== "staff") return { colleagues: [], invited: [], others: [], people: [] };
  const { officeId } = actor;
  const invitedIds = briefingId ? invitedTo(store, officeId, briefingId) : new Set<string>();
  const all = store.db
    .select({ id: institutions.id, acronym: institutions.acronym, name: institutions.name })
    .from(institutions)
    .where(and(eq(institutions.officeId, officeId), isNull(institutions.archivedAt)))
    .orderBy(asc(institutions.precedence), asc(institutions.id))
    .all();
  return {
    colleagues: store.db
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.officeId, officeId), isNull(memberships.disabledAt)))
      .orderBy(asc(users.name))
      .all(),
    invited: all.filter((i) => invitedIds.has(i.id)),
    others: all.filter((i) => !invitedIds.has(i.id)),
    people: peopleOf(store, officeId, momentFor(store, officeId, actor.now).today, invitedIds),
  };
}

const invitedTo = (store: Store, officeId: string, briefingId: string): Set<string> =>
  new Set(
    store.db
      .select({ id: invitations.institutionId })
      .from(invitations)
      .where(and(eq(invitations.officeId, officeId), eq(invitations.briefingId, briefingId), ne(invitations.state, "withdrawn")))
      .all()
      .map((row) => row.id),
  );

function peopleOf(store: Store, officeId: string, today: string, invited: Set<string>): PersonChoice[] {
  return store.db
    .select({
      tenureId: tenures.id,
      name: people.displayName,
      form: people.form,
      role: tenures.role,
      post: tenures.post,
      capacity: tenures.capacity,
      institutionId: tenures.institutionId,
      acronym: institutions.acronym,
      institution: institutions.name,
    })
    .from(tenures)
    .innerJoin(people, and(eq(people.officeId, tenures.officeId), eq(people.id, tenures.personId)))
    .innerJoin(institutions, and(eq(institutions.officeId, tenures.officeId), eq(institutions.id, tenures.institutionId)))
    .where(
      and(
        eq(tenures.officeId, officeId),
        eq(people.sharedMailbox, false),
        or(isNull(tenures.validFrom), lte(tenures.validFrom, today)),
        or(isNull(tenures.validTo), gte(tenures.validTo, today)),
        invited.size > 0 ? inArray(tenures.institutionId, [...invited]) : undefined,
      ),
    )
    .orderBy(asc(institutions.precedence), asc(people.displayName))
    .limit(MOST_PEOPLE)
    .all();
}

/** Institutions that lead or share an open follow-up of the office, to narrow a list by; the `chosen` one stays among them. */
export function institutionsConcerned(store: Store, actor: Actor, chosen?: string): InstitutionChoice[] {
  if (actor.kind !== "staff") return [];
  const open = and(eq(followUps.officeId, actor.officeId), inArray(followUps.state, [...openStates]));
  const leading = store.db.select({ id: followUps.leadInstitutionId }).from(followUps).where(open);
  const sharing = store.db
    .select({ id: followUpParties.institutionId })
    .from(followUps)
    .innerJoin(followUpParties, eq(followUpParties.followUpId, followUps.id))
    .where(open);
  return store.db
    .select({ id: institutions.id, acronym: institutions.acronym, name: institutions.name })
    .from(institutions)
    .where(
      and(
        eq(institutions.officeId, actor.officeId),
        or(inArray(institutions.id, leading), inArray(institutions.id, sharing), chosen ? eq(institutions.id, chosen) : undefined),
      ),
    )
    .orderBy(asc(institutions.precedence), asc(institutions.id))
    .all();
}

/** The project codes follow-ups carry, in order. */
export function projectsOf(store: Store, actor: Actor): string[] {
  if (actor.kind !== "staff") return [];
  return store.db
    .selectDistinct({ code: followUps.projectCode })
    .from(followUps)
    .where(and(eq(followUps.officeId, actor.officeId), sql`${followUps.projectCode} is not null`))
    .orderBy(followUps.projectCode)
    .all()
    .flatMap(({ code }) => code ?? []);
}
