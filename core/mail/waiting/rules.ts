import { addDays, dayOf, endOfDay, instantOf } from "@/lib/dates";
import { dayAfterPause, OPENS, type Pause } from "../../offices/days/rules";
import type { Holidays } from "../../offices/rules";
import { quietUntil } from "../../offices/sending/rules";

/**
 * Why a message waits: it can still be taken back, is for a later hour, its office is quiet, pauses or has sent as many
 * as it may in an hour, its address had a reminder that day, the office has a day off, somebody edits it, the
 * institution has no link it could bring, or the last attempt met trouble.
 */
export type Why = "undo" | "planned" | "quiet" | "pause" | "cap" | "reminded" | "day_off" | "editing" | "no_link" | "retry";

/** Why a message waits, and until when (milliseconds UTC). */
export type Wait = { why: Why; until: number };

/** Time over which messages are counted for a limit, and pause between two to the same domain, milliseconds. */
export const HOUR = 3_600_000;
export const PACE = 1000;

/** The first moment (milliseconds UTC) of the day in which an instant lies. */
export const startOfDay = (at: number, zone: string): number => endOfDay(addDays(dayOf(at, zone), -1), zone) + 1;

/** The morning of the next working day after an instant, past pauses and quiet hours; milliseconds UTC. */
export function nextMorning(
  at: number,
  { zone, quietHours }: { zone: string; quietHours: Parameters<typeof quietUntil>[0] },
  pauses: readonly Pause[],
  holidays: Holidays,
): number {
  const day = dayAfterPause(pauses, addDays(dayOf(at, zone), 1), holidays);
  // A clock that goes forward may skip the hour.
  const morning = instantOf(`${day}T${OPENS}`, zone) ?? startOfDay(endOfDay(day, zone), zone) + 9 * HOUR;
  return quietUntil(quietHours, zone, morning) ?? morning;
}

/** What stands behind the at of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
