import type { Actor } from "../../kernel/actor";
import { canInvite } from "../policy";

type Invited = { id: string; officeId: string };

/** Whoever holds the invitation's link answers it and names the delegation; officers and administrators do it on their behalf. */
export const canAnswer = (actor: Actor, invitation: Invited): boolean =>
  canInvite(actor, invitation) ||
  (actor.kind === "invitee" && actor.officeId === invitation.officeId && actor.invitationId === invitation.id);
