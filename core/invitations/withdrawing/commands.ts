import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { findBriefing } from "../../briefings/queries";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { change } from "../commands";
import type { withdrawInvitationInput, withdrawInvitationsInput } from "../input";
import { endLinks, subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { chosenOf, findInvitation } from "../queries";
import { seatThoseWaiting } from "../seats/commands";

/** Withdraws an invitation: its link stops, a message still waiting is taken back, its seats are free, its answers stay in the history. */
export function withdrawInvitation(
  store: Store,
  actor: Actor,
  input: z.output<typeof withdrawInvitationInput>,
): Outcome<{ id: string; briefingId: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.id), (i) => canInvite(actor, i));
    if (invitation.state === "withdrawn") return refuse("invitation_withdrawn");
    const briefing = authorize(findBriefing(tx, actor, invitation.briefingId), (b) => canInvite(actor, b));
    endLinks(tx, actor, invitation);
    tx.db
      .update(messages)
      .set({ state: "cancelled" })
      .where(and(eq(messages.officeId, invitation.officeId), eq(messages.invitationId, invitation.id), eq(messages.state, "queued")))
      .run();
    change(tx, invitation, { state: "withdrawn", withdrawnAt: actor.now, changedAt: actor.now });
    record(tx, actor, "invitations.withdrawn", subjectOf(invitation));
    seatThoseWaiting(tx, actor, briefing);
    return accept({ id: invitation.id, briefingId: invitation.briefingId });
  });
}

/** Withdraws several invitations of a briefing as one act; those withdrawn already are left alone, and refused when there are no others. */
export function withdrawInvitations(
  store: Store,
  actor: Actor,
  input: z.output<typeof withdrawInvitationsInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    const chosen = chosenOf(tx, briefing, input.invitations);
    if (chosen.length === 0) return refuse("nobody_chosen");
    const standing = chosen.filter((i) => i.state !== "withdrawn");
    if (standing.length === 0) return refuse("invitation_withdrawn");
    for (const { id } of standing) {
      const withdrawn = withdrawInvitation(tx, actor, { id });
      if (!withdrawn.ok) return withdrawn;
    }
    return accept({ briefingId: briefing.id, n: standing.length });
  });
}
