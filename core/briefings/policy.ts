import type { Actor } from "../kernel/actor";

type OfOffice = { officeId: string };
type OneBriefing = OfOffice & { id: string };

const ofOffice = (actor: Actor, { officeId }: OfOffice): boolean => actor.kind === "staff" && actor.officeId === officeId;

/** All staff of the office read its briefings; an institution's link opens the one it is invited to. */
export const canReadBriefing = (actor: Actor, briefing: OneBriefing): boolean =>
  ofOffice(actor, briefing) || (actor.kind === "invitee" && actor.briefingId === briefing.id && actor.officeId === briefing.officeId);

/** Officers and administrators plan and run briefings; managers read them. */
export const canPlanBriefings = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "officer" || actor.role === "admin");

/** What briefings start from is kept by the office's administrators; a new office gets its first templates from the installation. */
export const canKeepTemplates = (actor: Actor, thing: OfOffice): boolean =>
  actor.kind === "system" || (ofOffice(actor, thing) && actor.kind === "staff" && actor.role === "admin");
