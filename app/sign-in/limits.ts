import "server-only";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { linksMadeSince } from "@/core/offices/sessions/queries";
import { CODE_TRIES } from "@/core/offices/sessions/rules";
import type { Store } from "@/db/store";

type Limits = {
  address: RateLimiterMemory;
  place: RateLimiterMemory;
  code: RateLimiterMemory;
  codePlace: RateLimiterMemory;
  elsewhere: RateLimiterMemory;
};

const holder = globalThis as { enlaceSignInLimits?: Limits };
const HOUR = 3600;
/** Links the whole house mails an hour at most; only known addresses are mailed any, so nobody else can close the door. */
const HOUSE = 500;

/** Questions an hour: about one address, and from one place; codes typed in one browser, and from one place. The process counts them, not a page's copy of this module. */
function limits(): Limits {
  holder.enlaceSignInLimits ??= {
    address: new RateLimiterMemory({ points: 3, duration: HOUR }),
    place: new RateLimiterMemory({ points: 20, duration: HOUR }),
    code: new RateLimiterMemory({ points: CODE_TRIES, duration: 900 }),
    codePlace: new RateLimiterMemory({ points: 200, duration: HOUR }),
    elsewhere: new RateLimiterMemory({ points: 200, duration: HOUR }),
  };
  return holder.enlaceSignInLimits;
}

const minutes = (ms: number): number => Math.max(1, Math.ceil(ms / 60_000));

/** Minutes to wait before another link may be asked for; 0 when it may be now. Counts known and unknown addresses alike. */
export async function minutesToWait(store: Store, email: string, place: string, now: number): Promise<number> {
  const made = linksMadeSince(store, now - HOUR * 1000);
  if (made.n >= HOUSE) return minutes(made.firstAt + HOUR * 1000 - now);
  const { address, place: places } = limits();
  return consumed([
    [places, place],
    [address, email],
  ]);
}

/** Minutes to wait before another code may be typed; 0 when it may be now. Counts alike in browsers to which a link was mailed and to which none was. */
export const minutesToCode = (browser: string, place: string): Promise<number> => {
  const { code, codePlace } = limits();
  return consumed([
    [codePlace, place],
    [code, browser],
  ]);
};

/** Whether another person may leave for the provider, or ask for a passkey, from this place: an office stands behind one address, a flood of rows does not. */
export const mayBeginElsewhere = async (place: string): Promise<boolean> => (await consumed([[limits().elsewhere, place]])) === 0;

async function consumed(counted: [RateLimiterMemory, string][]): Promise<number> {
  for (const [limiter, key] of counted) {
    try {
      await limiter.consume(key);
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return minutes((refused as RateLimiterRes).msBeforeNext);
    }
  }
  return 0;
}
