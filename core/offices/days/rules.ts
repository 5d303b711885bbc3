import type { pauses, QuietHours } from "@/db/schema/offices";
import { addDays, localOf } from "@/lib/dates";
import { type Holidays, workingDayOnOrAfter } from "../rules";
import { quietUntil } from "../sending/rules";

export type Pause = typeof pauses.$inferSelect;

/** The hour of an office's clock from which on what it sends by itself leaves. */
export const OPENS = "09:00";

/** Whether an office writes by itself at an instant (milliseconds UTC): from its hour on, and not while its mail waits. */
export const isOfficeHour = ({ zone, quietHours }: { zone: string; quietHours: QuietHours | null }, now: number): boolean =>
  localOf(now, zone).slice(11) >= OPENS && quietUntil(quietHours, zone, now) === undefined;

/** A pause longer than this has a mistyped year. */
export const MOST_PAUSED = 366;

/** Messages that only urge: they wait until a pause is over. */
export const URGING: readonly string[] = ["reminder", "names_request", "follow_up_questions", "follow_up_due", "follow_up_overdue"];

/** The pause a day lies in; of two, the one that lasts longer. */
export const pauseOn = <T extends Pick<Pause, "firstDay" | "lastDay">>(pauses: readonly T[], day: string): T | undefined =>
  pauses.filter((one) => one.firstDay <= day && day <= one.lastDay).sort((a, b) => (a.lastDay < b.lastDay ? 1 : -1))[0];

/** The first working day after the pause a day lies in, and after those that follow on it. */
export function dayAfterPause(pauses: readonly Pick<Pause, "firstDay" | "lastDay">[], day: string, holidays: Holidays): string {
  let found = workingDayOnOrAfter(day, holidays);
  for (let at = pauseOn(pauses, found); at; at = pauseOn(pauses, found)) found = workingDayOnOrAfter(addDays(at.lastDay, 1), holidays);
  return found;
}
