import "server-only";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

type Limits = { address: RateLimiterMemory; place: RateLimiterMemory; house: RateLimiterMemory };

const holder = globalThis as { enlaceSignInLimits?: Limits };
const HOUR = 3600;

/** At most so many links an hour: to one address, from one place, and from the whole house. The process counts them, not a page's copy of this module. */
function limits(): Limits {
  holder.enlaceSignInLimits ??= {
    address: new RateLimiterMemory({ points: 3, duration: HOUR }),
    place: new RateLimiterMemory({ points: 20, duration: HOUR }),
    house: new RateLimiterMemory({ points: 500, duration: HOUR }),
  };
  return holder.enlaceSignInLimits;
}

/** Minutes to wait before another link may be asked for; 0 when it may be now. Counts known and unknown addresses alike. */
export async function minutesToWait(email: string, place: string): Promise<number> {
  const { address, place: places, house } = limits();
  for (const [limiter, key] of [[places, place] as const, [address, email] as const, [house, "all"] as const]) {
    try {
      await limiter.consume(key);
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 60_000));
    }
  }
  return 0;
}

/**
 * Where a request comes from: the last hop that a proxy of ours or the server itself wrote, for what stands before it a
 * sender can invent. Of an IPv6 address only the network counts.
 */
export function placeOf(forwarded: string | null): string {
  const address = forwarded?.split(",").at(-1)?.trim() || "unknown";
  return address.includes(":") && !address.includes(".") ? address.split(":").slice(0, 4).join(":") : address;
}
