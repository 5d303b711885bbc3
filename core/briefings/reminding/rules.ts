import { type PlanLine, planLines, type ReminderPlan } from "@/db/schema/briefings";
import { addDays } from "@/lib/dates";
import { dayAfterPause, type Pause } from "../../offices/days/rules";
import { type Holidays, isWorkingDay, workingDayOnOrAfter, workingDaysBefore } from "../../offices/rules";
import type { Briefing } from "../rules";

/** A line as it stands: whether it is on, and how many working days before its day it falls. */
export type LineSetting = { on: boolean; days: number };

/** Twice to the silent, so that there is time left to call; to those who named nobody while names can still be prepared. */
const DEFAULTS: Record<PlanLine, LineSetting> = {
  silent_first: { on: true, days: 7 },
  silent_second: { on: true, days: 2 },
  unnamed: { on: true, days: 3 },
  day_before: { on: true, days: 1 },
  thanks: { on: true, days: 1 },
  regret: { on: true, days: 1 },
};

/** What follows a meeting, counted from the day on which somebody noted who came. */
export const isAfterwards = (line: PlanLine): line is "thanks" | "regret" => line === "thanks" || line === "regret";

/** What only urges waits in a pause of the office; what those who come have to know does not. */
const urges = (line: PlanLine): boolean => line === "silent_first" || line === "silent_second" || line === "unnamed";

/** The farthest a line lies from its day, in working days. */
export const MOST_DAYS = 60;

/** Two reminders to one institution lie at least this many working days apart: 72 hours, as for those sent by hand. */
export const APART = 3;

/** What a new briefing sends by itself unless somebody says otherwise. */
export const defaultPlan = (setBy: string | null): ReminderPlan => ({ lines: DEFAULTS, setBy, version: 1 });

/** A plan taken over from a template or another briefing, for whoever does so. */
export const planFrom = (plan: ReminderPlan | null | undefined, setBy: string | null): ReminderPlan =>
  plan ? { ...plan, setBy, version: 1 } : defaultPlan(setBy);

/** How a line of a plan stands; where there is no plan, it is off. */
export const settingOf = (plan: ReminderPlan | null, line: PlanLine): LineSetting =>
  plan ? (plan.lines[line] ?? DEFAULTS[line]) : { ...DEFAULTS[line], on: false };

/** Whether anything leaves by itself. */
export const isPlanOn = (plan: ReminderPlan | null): boolean => planLines.some((line) => settingOf(plan, line).on);

type Dated = Pick<Briefing, "startsLocal" | "replyBy" | "dateOpen">;

/** What a line counts its working days from. */
export const countsFrom = (line: PlanLine): "reply_by" | "meeting" | "came" =>
  isAfterwards(line) ? "came" : line === "unnamed" || line === "day_before" ? "meeting" : "reply_by";

/** The day (`YYYY-MM-DD`) a line counts from: the last day to reply, or that of the meeting; `undefined` while it is open. Thanks are said once, whatever the day. */
export function targetOf(line: PlanLine, { startsLocal, replyBy, dateOpen }: Dated): string | undefined {
  if (dateOpen) return undefined;
  if (isAfterwards(line)) return "once";
  return countsFrom(line) === "meeting" ? startsLocal.slice(0, 10) : (replyBy ?? undefined);
}

/** When an office does not work, and when it urges nobody. */
export type DaysOff = { holidays: Holidays; pauses: readonly Pick<Pause, "firstDay" | "lastDay">[] };

/**
 * The working day on which a line falls as the dates stand now. In a pause of the office it waits for the first working
 * day after it, where that is still in time; else it does not fall on any.
 */
export function dayOfLine(line: PlanLine, days: number, briefing: Dated, { holidays, pauses }: DaysOff): string | undefined {
  const target = isAfterwards(line) ? undefined : targetOf(line, briefing);
  if (!target) return undefined;
  const before = workingDaysBefore(target, days, holidays);
  const day = urges(line) ? dayAfterPause(pauses, before, holidays) : before;
  const inTime = countsFrom(line) === "meeting" ? day < target : day <= target;
  return inTime ? day : undefined;
}

/** The working day on which thanks or regret leave, for one of whom it was noted on a day whether they came. */
export function dayAfterwards(noted: string, days: number, { holidays }: DaysOff): string {
  let day = noted;
  for (let left = days; left > 0; left--) day = workingDayOnOrAfter(addDays(day, 1), holidays);
  return day;
}

/** The last day on which a line may still leave: the working day after its own, "the day before" on its own alone. Later than that, nothing is sent any more. */
export const lastDayOf = (line: PlanLine, day: string, holidays: Holidays): string =>
  line === "day_before" ? day : workingDayOnOrAfter(addDays(day, 1), holidays);

/** Whether a line that falls on a day may leave today. */
export const mayLeave = (line: PlanLine, day: string, today: string, { holidays, pauses }: DaysOff): boolean =>
  today >= day &&
  today <= lastDayOf(line, day, holidays) &&
  isWorkingDay(today, holidays) &&
  !(urges(line) && pauses.some((pause) => pause.firstDay <= today && today <= pause.lastDay));
