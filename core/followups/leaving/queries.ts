import { and, eq, inArray, sql } from "drizzle-orm";
import { followUps } from "@/db/schema";
import type { Store } from "@/db/store";
import { findPerson, findTenure, type Holder, liaisonsOf, type Person, type Tenure, tenuresOf } from "../../institutions/queries";
import { type Addressed, addressedNow } from "../../invitations/handing/queries";
import type { Staff } from "../../kernel/actor";
import { byDue, momentFor, rowOf, selectRows } from "../register/queries";
import type { FollowUpRow } from "../register/rules";
import { openStates } from "../rules";

/** What hangs on a post somebody leaves, and who of the institution could take it over. */
export type Hanging = Addressed & {
  tenure: Tenure;
  person: Person;
  /** Open follow-ups this person leads for the institution. */
  led: FollowUpRow[];
  /** Open follow-ups of the institution that would have nobody to be asked any more. */
  unasked: number;
  /** Others at the institution today, its liaisons first. */
  heirs: Holder[];
};

/** What hangs on a post of the staff member's office. */
export function hangingOn(store: Store, actor: Staff, tenureId: string): Hanging | undefined {
  const tenure = findTenure(store, actor, tenureId);
  const person = tenure && findPerson(store, actor, tenure.personId);
  if (!tenure || !person) return undefined;
  const { officeId } = actor;
  const { institutionId, personId } = tenure;
  const { today } = momentFor(store, officeId, actor.now);
  const ofInstitution = and(
    eq(followUps.officeId, officeId),
    eq(followUps.leadInstitutionId, institutionId),
    inArray(followUps.state, [...openStates]),
  );
  const others = (liaisonsOf(store, officeId, [institutionId], today).get(institutionId) ?? []).filter((l) => l.tenureId !== tenure.id);
  const heirs = tenuresOf(store, officeId, institutionId, today).filter((h) => h.personId !== personId);
  return {
    ...addressedNow(store, actor, { tenureId, institutionId }),
    tenure,
    person,
    led: selectRows(store.db)
      .where(and(ofInstitution, eq(followUps.leadPersonId, personId)))
      .orderBy(...byDue)
      .all()
      .map(rowOf),
    unasked:
      tenure.liaison && others.length === 0
        ? (store.db.select({ n: sql<number>`count(*)` }).from(followUps).where(ofInstitution).get()?.n ?? 0)
        : 0,
    heirs: [...heirs.filter((h) => h.liaison), ...heirs.filter((h) => !h.liaison)],
  };
}
