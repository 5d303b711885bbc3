import type { Store } from "@/db/store";
import type { Briefing } from "../../briefings/queries";
import { hasBegun, isOpenForInvitations } from "../../briefings/rules";
import type { Staff } from "../../kernel/actor";
import { addressedTo, currentLink } from "../links/queries";
import { isLinkAlive } from "../links/rules";
import type { Invitation } from "../queries";

/** What is addressed to a post: the invitations to meetings still to come, the next first, and how many personal links written to it live. */
export type Addressed = { ahead: { invitation: Invitation; briefing: Briefing }[]; links: number };

export function addressedNow(store: Store, actor: Staff, post: { tenureId: string; institutionId: string }): Addressed {
  const all = addressedTo(store, actor.officeId, post);
  const alive = all.filter(({ invitation, briefing }) => {
    const link = currentLink(store, invitation.id);
    return link !== undefined && invitation.state !== "draft" && isLinkAlive(link, briefing.endsAt, actor.now);
  });
  return {
    ahead: all
      .filter(({ briefing }) => isOpenForInvitations(briefing) && !hasBegun(briefing, actor.now))
      .sort((a, b) => a.briefing.startsAt - b.briefing.startsAt),
    links: alive.length,
  };
}
