import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { findBriefing } from "../../briefings/queries";
import { findInstitution, liaisonsOf, tenuresOf } from "../../institutions/queries";
import { isMailable } from "../../institutions/rules";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { findOffice } from "../../offices/queries";
import { change } from "../commands";
import { endLinks, issueLink, subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { findInvitation, isLeaving, perhapsArrived } from "../queries";

type Passing = {
  invitationId: string;
  to: string;
  /** Whom it was addressed to there before; else its first liaison with an address. */
  addressee?: string | null;
};

/**
 * Makes an unanswered invitation another institution's, the one that followed. What had been sent gets a new link, for the
 * old one is in the hands of the one before. Where the other is invited already, it stays: `passed` tells.
 */
export function passInvitation(store: Store, actor: Actor, { invitationId, to, addressee }: Passing): Outcome<{ passed: boolean }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, invitationId), (i) => canInvite(actor, i));
    const briefing = authorize(findBriefing(tx, actor, invitation.briefingId), (b) => canInvite(actor, b));
    const heir = findInstitution(tx, actor, to);
    if (!heir) throw notFound();
    if (isLeaving(tx, invitation.id)) return refuse("invitation_leaving");
    const there = and(
      eq(invitations.officeId, briefing.officeId),
      eq(invitations.briefingId, briefing.id),
      eq(invitations.institutionId, heir.id),
    );
    const invited = tx.db.select({ id: invitations.id }).from(invitations).where(there).get();
    if (invited || invitation.answer !== null || invitation.state === "withdrawn") return accept({ passed: false });
    const day = dayOf(actor.now, findOffice(tx, briefing.officeId).zone);
    const liaisons = liaisonsOf(tx, briefing.officeId, [heir.id], day).get(heir.id) ?? [];
    const before = addressee && tenuresOf(tx, briefing.officeId, heir.id).find((h) => h.tenureId === addressee);
    const holder = before || liaisons.find(isMailable) || liaisons[0];
    const perhaps = perhapsArrived(tx, briefing.officeId, [invitation.id]).has(invitation.id);
    change(tx, invitation, {
      institutionId: heir.id,
      addresseeTenureId: holder?.tenureId ?? null,
      precedence: heir.precedence,
      changedAt: actor.now,
    });
    const now = { ...invitation, institutionId: heir.id };
    if (invitation.state === "sent" || perhaps) {
      endLinks(tx, actor, invitation);
      issueLink(
        tx,
        actor,
        authorize(now, () => true),
        briefing.endsAt,
      );
    }
    record(tx, actor, "invitations.passed_on", subjectOf(now), {
      before: { institutionId: invitation.institutionId },
      after: { institutionId: heir.id },
    });
    return accept({ passed: true });
  });
}
