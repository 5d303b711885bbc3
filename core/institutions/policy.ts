import type { Actor } from "../kernel/actor";

type OfOffice = { officeId: string };

const ofOffice = (actor: Actor, { officeId }: OfOffice): boolean => actor.kind === "staff" && actor.officeId === officeId;

/** Officers and administrators keep it; managers read. */
export const canKeepDirectory = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "officer" || actor.role === "admin");
