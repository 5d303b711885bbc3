import { eq } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { findBriefing } from "../../briefings/queries";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { recordDelivery } from "../commands";
import { subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { chosenOf } from "../queries";
import type { noteContactInput } from "./input";

/** Notes that institutions were written to by WhatsApp, or called, in vain too, on the officer's own telephone. One not invited yet counts as invited from now on. */
export function noteContact(
  store: Store,
  actor: Actor,
  input: z.output<typeof noteContactInput>,
): Outcome<{ briefingId: string; n: number }> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    const chosen = chosenOf(tx, briefing, input.invitations);
    if (chosen.length === 0) return refuse("nobody_chosen");
    if (chosen.some((i) => i.state === "withdrawn")) return refuse("invitation_withdrawn");
    for (const one of chosen) {
      const invitation = authorize(one, (i) => canInvite(actor, i));
      // Whom nobody reached has been told nothing.
      if (input.channel !== "no_answer" && (invitation.state === "draft" || invitation.state === "held")) {
        const handed = recordDelivery(tx, actor, { id: invitation.id, channel: input.channel });
        if (!handed.ok) return handed;
        continue;
      }
      tx.db.update(invitations).set({ changedAt: actor.now }).where(eq(invitations.id, invitation.id)).run();
      record(tx, actor, "invitations.contacted", subjectOf(invitation), { facts: { channel: input.channel } });
    }
    return accept({ briefingId: briefing.id, n: chosen.length });
  });
}
