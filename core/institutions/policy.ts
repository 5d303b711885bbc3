import type { Actor } from "../kernel/actor";

type OfOffice = { officeId: string };

const ofOffice = (actor: Actor, { officeId }: OfOffice): boolean => actor.kind === "staff" && actor.officeId === officeId;

/** The directory is read by all staff of its office. */
export const canReadDirectory = (actor: Actor, thing: OfOffice): boolean => ofOffice(actor, thing);

/** Officers and administrators keep it; managers read. */
export const canKeepDirectory = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "officer" || actor.role === "admin");
