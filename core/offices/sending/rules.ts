import type { QuietHours } from "@/db/schema/offices";
import { addDays, instantOf, localOf, weekdayOf } from "@/lib/dates";

/**
 * Until when (milliseconds UTC) an office's mail waits at an instant; `undefined` while it may leave. A night belongs to
 * the weekday on which it begins; hours that are equal are a whole day.
 */
export function quietUntil(quiet: QuietHours | null, zone: string, at: number): number | undefined {
  let end: number | undefined;
  // Stretches that touch are one: no week has more of them than days.
  for (let n = 0; quiet && n <= 7; n++) {
    const next = endOf(quiet, zone, end ?? at);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function endOf({ from, to, days }: QuietHours, zone: string, at: number): number | undefined {
  const local = localOf(at, zone);
  const [day, hour] = [local.slice(0, 10), local.slice(11, 16)];
  const begins = (one: string): boolean => days.includes(weekdayOf(one));
  // A clock that goes forward may skip the hour: then the quiet ends an hour later by that clock.
  const ends = (one: string): number => instantOf(`${one}T${to}`, zone) ?? (instantOf(`${one}T00:00`, zone) ?? at) + 4 * 3_600_000;
  const overnight = to <= from;
  if (begins(day) && hour >= from && (overnight || hour < to)) return ends(overnight ? addDays(day, 1) : day);
  const before = addDays(day, -1);
  return overnight && begins(before) && hour < to ? ends(day) : undefined;
}

/** Mail that somebody waits for at that very moment: it leaves at any hour. */
export const AT_ANY_HOUR = ["sign_in", "new_sign_in", "factor_changed", "answer_receipt", "test"] as const;
