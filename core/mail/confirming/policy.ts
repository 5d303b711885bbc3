import type { Actor } from "../../kernel/actor";

/** Whoever holds the mailed link confirms by it; nobody else can. */
export const canConfirm = (actor: Actor): boolean => actor.kind === "visitor";
