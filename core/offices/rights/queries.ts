import { and, asc, eq, gte, isNotNull, isNull, lte } from "drizzle-orm";
import { memberships, offices, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { addDays, dayOf } from "@/lib/dates";
import type { Staff } from "../../kernel/actor";
import { canKeepOffice } from "../policy";
import { findOffice } from "../queries";
import { ENDS_SOON, hasEnded } from "../rules";

/** A colleague whose rights run out within two weeks. */
export type Ending = { userId: string; name: string; endsOn: string };

/** Whose rights run out soon, the first first; for those who can extend them. */
export function endingSoon(store: Store, actor: Staff): Ending[] {
  if (!canKeepOffice(actor, { id: actor.officeId })) return [];
  const today = dayOf(actor.now, findOffice(store, actor.officeId).zone);
  const soon = and(gte(memberships.endsOn, today), lte(memberships.endsOn, addDays(today, ENDS_SOON)));
  return store.db
    .select({ userId: users.id, name: users.name, endsOn: memberships.endsOn })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.officeId, actor.officeId), isNull(memberships.disabledAt), soon))
    .orderBy(asc(memberships.endsOn), asc(users.name))
    .all()
    .flatMap(({ endsOn, ...one }) => (endsOn ? [{ ...one, endsOn }] : []));
}

/** The memberships whose last day has passed in their office, and that nobody has closed yet. */
export function runOut(store: Store, now: number): { id: string; officeId: string; userId: string }[] {
  return store.db
    .select({
      id: memberships.id,
      officeId: memberships.officeId,
      userId: memberships.userId,
      endsOn: memberships.endsOn,
      zone: offices.zone,
    })
    .from(memberships)
    .innerJoin(offices, eq(offices.id, memberships.officeId))
    .where(and(isNull(memberships.disabledAt), isNotNull(memberships.endsOn)))
    .all()
    .filter((row) => hasEnded(row, dayOf(now, row.zone)));
}
