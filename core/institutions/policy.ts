import type { Actor } from "../kernel/actor";

type OfOffice = { officeId: string; mergedIntoId?: string | null };

const ofOffice = (actor: Actor, { officeId }: OfOffice): boolean => actor.kind === "staff" && actor.officeId === officeId;

/** Officers and administrators make two records one, and two again. */
export const canMerge = (actor: Actor, thing: OfOffice): boolean =>
  ofOffice(actor, thing) && actor.kind === "staff" && (actor.role === "officer" || actor.role === "admin");

/** The same keep the directory; managers read. A record that went into another is kept there. */
export const canKeepDirectory = (actor: Actor, thing: OfOffice): boolean => canMerge(actor, thing) && !thing.mergedIntoId;
