import type { Actor } from "../../kernel/actor";

/** One's own calendar of the office one works in: every member of staff, and nobody for another. */
export const canKeepFeed = (actor: Actor, feed: { officeId: string; userId: string }): boolean =>
  actor.kind === "staff" && actor.officeId === feed.officeId && actor.userId === feed.userId;
