import { and, asc, count, eq, isNull, ne, notInArray, sql } from "drizzle-orm";
import { delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Invitation } from "../queries";

type Place = { id: string; officeId: string };

/** Delegates of a briefing who count against its room: on site, no companions, of invitations that stand. */
const inRoom = (briefing: Place) =>
  and(
    eq(invitations.officeId, briefing.officeId),
    eq(invitations.briefingId, briefing.id),
    ne(invitations.state, "withdrawn"),
    isNull(delegates.removedAt),
    eq(delegates.mode, "on_site"),
    notInArray(delegates.role, ["interpreter", "escort"]),
  );

const ofInvitation = and(eq(invitations.officeId, delegates.officeId), eq(invitations.id, delegates.invitationId));

/** Seats in a briefing's room that others than this invitation have taken; online delegates and companions take none. */
export function roomTaken(store: Store, briefing: Place, exceptInvitationId = ""): number {
  const row = store.db
    .select({ n: count() })
    .from(delegates)
    .innerJoin(invitations, ofInvitation)
    .where(and(inRoom(briefing), ne(invitations.id, exceptInvitationId), eq(delegates.seat, "seated")))
    .get();
  return row?.n ?? 0;
}

/** Who waits for a seat in a briefing's room, one row a person in the order they were named: the invitation, its seats held, and those in the room. */
export function waitingForRoom(store: Store, briefing: Place): { invitation: Invitation; held: number; inRoom: number }[] {
  const seated = (condition: string) =>
    sql<number>`(select count(*) from delegate d where d.invitation_id = ${invitations.id} and d.removed_at is null
      and d.seat = 'seated' and d.role not in ('interpreter', 'escort') ${sql.raw(condition)})`;
  return store.db
    .select({ invitation: invitations, held: seated(""), inRoom: seated("and d.mode = 'on_site'") })
    .from(delegates)
    .innerJoin(invitations, ofInvitation)
    .where(and(inRoom(briefing), eq(delegates.seat, "waiting")))
    .orderBy(asc(delegates.createdAt), asc(invitations.precedence), asc(delegates.position), asc(delegates.id))
    .all();
}
