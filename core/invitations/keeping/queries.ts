import { and, asc, count, eq, isNotNull, isNull, lt, ne, not, sql } from "drizzle-orm";
import { briefings, delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, instantOf, monthsBefore } from "@/lib/dates";
import type { Staff } from "../../kernel/actor";
import { canKeepOffice } from "../../offices/policy";
import { findOffice, type Office } from "../../offices/queries";

/** Meetings that began before this instant lie longer back than the office keeps names. */
export const border = ({ zone, keepMonths }: Pick<Office, "zone" | "keepMonths">, now: number): number =>
  instantOf(`${monthsBefore(dayOf(now, zone), keepMonths)}T00:00`, zone) ?? 0;

/** A meeting that was put off and has no date yet is ahead, however long the day has passed that it lost. */
export const ahead = (officeId: string) =>
  sql`${invitations.briefingId} in (select ${briefings.id} from ${briefings} where ${and(eq(briefings.officeId, officeId), eq(briefings.dateOpen, true), ne(briefings.state, "cancelled"))})`;

const named = (officeId: string, before: number) =>
  and(
    eq(invitations.officeId, officeId),
    lt(invitations.startsAt, before),
    isNull(delegates.anonymisedAt),
    isNotNull(delegates.name),
    not(ahead(officeId)),
  );

/** How many delegates are named whom one run of the clearing takes at most. */
const AT_ONCE = 500;

/** Delegates whose time is over, the oldest meetings first; those of seats nobody was named for are no persons. */
export function overdueDelegates(store: Store, office: Office, now: number) {
  return store.db
    .select({ delegate: delegates, institutionId: invitations.institutionId, briefingId: invitations.briefingId })
    .from(invitations)
    .innerJoin(delegates, and(eq(delegates.officeId, invitations.officeId), eq(delegates.invitationId, invitations.id)))
    .where(named(office.id, border(office, now)))
    .orderBy(asc(invitations.startsAt), asc(invitations.id))
    .limit(AT_ONCE)
    .all();
}

const SOON = 30 * 86_400_000;

/** How many delegates of the actor's office lose their name within thirty days, as it keeps them now. */
export function endingNames(store: Store, actor: Staff): number {
  const office = findOffice(store, actor.officeId);
  if (!canKeepOffice(actor, office)) return 0;
  const found = store.db
    .select({ n: count() })
    .from(invitations)
    .innerJoin(delegates, and(eq(delegates.officeId, invitations.officeId), eq(delegates.invitationId, invitations.id)))
    .where(named(office.id, border(office, actor.now + SOON)))
    .get();
  return found?.n ?? 0;
}
