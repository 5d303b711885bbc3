import { and, asc, eq, isNull } from "drizzle-orm";
import { briefings, holdings, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import type { Staff } from "../../kernel/actor";
import type { Invitation } from "../queries";
import { takesMessages } from "../sending/rules";

export type Holding = typeof holdings.$inferSelect;

/** The note to the foreign ministry that invitations of a briefing wait for. */
export function openHolding(store: Store, { officeId, id }: Pick<Briefing, "officeId" | "id">): Holding | undefined {
  return store.db
    .select()
    .from(holdings)
    .where(and(eq(holdings.officeId, officeId), eq(holdings.briefingId, id), isNull(holdings.ended)))
    .get();
}

/** The invitations that wait for the foreign ministry, in order of precedence. */
export function onHold(store: Store, { officeId, id }: Pick<Holding, "officeId" | "id">): Invitation[] {
  return store.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.officeId, officeId), eq(invitations.holdingId, id), eq(invitations.state, "held")))
    .orderBy(asc(invitations.precedence), asc(invitations.id))
    .all();
}

/** A note that still runs, with the invitations that wait for it. */
export type Running = { holding: Holding; held: Invitation[] };

/** The note a briefing's invitations wait for, where any do. */
export function runningOf(store: Store, briefing: Pick<Briefing, "officeId" | "id">): Running | undefined {
  const holding = openHolding(store, briefing);
  const held = holding ? onHold(store, holding) : [];
  return holding && held.length > 0 ? { holding, held } : undefined;
}

/** Every note the actor's office waits for, of briefings that take messages, the longest first. */
export function runningNotes(store: Store, actor: Staff): (Running & { briefing: Briefing })[] {
  return store.db
    .select({ holding: holdings, briefing: briefings })
    .from(holdings)
    .innerJoin(briefings, and(eq(briefings.officeId, holdings.officeId), eq(briefings.id, holdings.briefingId)))
    .where(and(eq(holdings.officeId, actor.officeId), isNull(holdings.ended)))
    .orderBy(asc(holdings.askedOn), asc(holdings.id))
    .all()
    .filter(({ briefing }) => takesMessages(briefing, actor.now))
    .map(({ holding, briefing }) => ({ holding, briefing, held: onHold(store, holding) }))
    .filter(({ held }) => held.length > 0);
}
