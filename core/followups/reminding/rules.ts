import type { ReminderKind } from "@/db/schema/followups";
import { daysBetween } from "@/lib/dates";
import { type Holidays, workingDaysBetween } from "../../offices/rules";

/** How many working days before the day agreed an institution is reminded, and how many after it once more. */
export const DUE_BEFORE = 5;
export const OVERDUE_AFTER = 3;

/** The hour of an office's clock from which on no reminder leaves any more that day: one switched on later waits for the next morning. */
export const MORNING_ENDS = "12:00";

/** Working days in which nobody is reminded of what was asked or heard of. */
export const PEACE = 5;

/** What was planned longer ago, in days, is no matter for a reminder: a person decides on it in the review. */
export const LATEST = 60;

/** Which reminder a day agreed is due for today, if any. After the second one it is people who ask. */
export function reminderFor(dueOn: string, today: string, holidays: Holidays): ReminderKind | undefined {
  if (dueOn >= today) return workingDaysBetween(today, dueOn, holidays) <= DUE_BEFORE ? "due" : undefined;
  if (daysBetween(dueOn, today) > LATEST) return undefined;
  return workingDaysBetween(dueOn, today, holidays) >= OVERDUE_AFTER ? "overdue" : undefined;
}

/** The one message of a day to an institution. */
export const keyOf = (institutionId: string, day: string): string => `follow_up_reminder:${institutionId}:${day}`;
