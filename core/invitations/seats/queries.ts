import { and, count, eq, isNull, ne, notInArray } from "drizzle-orm";
import { delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";

/** Seats in a briefing's room that others than this invitation have taken; online delegates and companions take none. */
export function roomTaken(store: Store, briefing: { id: string; officeId: string }, exceptInvitationId: string): number {
  const row = store.db
    .select({ n: count() })
    .from(delegates)
    .innerJoin(invitations, and(eq(invitations.officeId, delegates.officeId), eq(invitations.id, delegates.invitationId)))
    .where(
      and(
        eq(invitations.officeId, briefing.officeId),
        eq(invitations.briefingId, briefing.id),
        ne(invitations.id, exceptInvitationId),
        ne(invitations.state, "withdrawn"),
        isNull(delegates.removedAt),
        eq(delegates.seat, "seated"),
        eq(delegates.mode, "on_site"),
        notInArray(delegates.role, ["interpreter", "escort"]),
      ),
    )
    .get();
  return row?.n ?? 0;
}
