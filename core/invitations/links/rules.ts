import { derivedToken } from "@/lib/secret";

/** How long a link outlives the briefing's end, or its own issue where that is later: 30 days, in milliseconds. */
export const LINK_LIFE = 30 * 86_400_000;

/** The secret of a link, computed again from its id whenever a message needs it; the database keeps only its hash. */
export const linkToken = (linkId: string): string => derivedToken("invitation", linkId);

/** When a link issued now stops working (milliseconds UTC), as long as the briefing keeps its end. */
export const linkExpiry = (briefingEndsAt: number, now: number): number => Math.max(briefingEndsAt, now) + LINK_LIFE;

/** Whether a link opens its page: not revoked, and not expired by its own date or, after a postponement, by the new one. */
export const isLinkAlive = (link: { revokedAt: number | null; expiresAt: number }, briefingEndsAt: number, now: number): boolean =>
  link.revokedAt === null && now <= Math.max(link.expiresAt, briefingEndsAt + LINK_LIFE);
