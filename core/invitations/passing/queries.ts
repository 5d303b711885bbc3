import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { briefings, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import { hasBegun, isOpenForInvitations } from "../../briefings/rules";
import type { Staff } from "../../kernel/actor";
import type { Invitation } from "../queries";

/** An institution's invitations to meetings ahead that nobody has answered yet, the next meeting first. */
export function unansweredOf(store: Store, actor: Staff, institutionId: string): { invitation: Invitation; briefing: Briefing }[] {
  return store.db
    .select({ invitation: invitations, briefing: briefings })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .where(
      and(
        eq(invitations.officeId, actor.officeId),
        eq(invitations.institutionId, institutionId),
        ne(invitations.state, "withdrawn"),
        isNull(invitations.answer),
      ),
    )
    .orderBy(asc(invitations.startsAt))
    .all()
    .filter(({ briefing }) => isOpenForInvitations(briefing) && !hasBegun(briefing, actor.now));
}
