import type { Actor } from "../kernel/actor";

type OfOffice = { officeId: string };
type Own = OfOffice & { id: string };

const ofOffice = (actor: Actor, { officeId }: OfOffice): boolean => actor.kind === "staff" && actor.officeId === officeId;

/** An invitation is read by its office's staff and by whoever holds its own link. */
export const canReadInvitation = (actor: Actor, invitation: Own): boolean =>
  ofOffice(actor, invitation) ||
  (actor.kind === "invitee" && actor.officeId === invitation.officeId && actor.invitationId === invitation.id);

/** What has served its purpose is deleted by the installation alone, in every office. */
export const canPurge = (actor: Actor): boolean => actor.kind === "system";

/** What leaves by plan is sent by the installation alone, in every office. */
export const canFollowPlan = (actor: Actor): boolean => actor.kind === "system";

/** Managers and administrators clear what officers ask to send, where the office wants it. */
export const canClear = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "manager" || actor.role === "admin");

/** Officers and administrators invite, send, remind, and keep links; managers read. */
export const canInvite = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "officer" || actor.role === "admin");
