import type { Digest } from "@/db/schema/offices";
import { addDays, weekdayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import type { Messages } from "@/lib/messages";
import { type Pause, pauseOn } from "../../offices/days/rules";
import { type Holidays, isWorkingDay } from "../../offices/rules";

type Texts = Messages["digest"];
/** One line of a digest: what it says, under which day or word, and the page it leads to. */
export type Line = {
  says: keyof Texts["lines"] & string;
  under: { day: string } | { word: keyof Texts["under"] & string };
  values?: Record<string, string | number>;
  /** Whose meeting it is about, as mail may tell of it. */
  title?: Localized;
  href: string;
};
export type Part = { head: keyof Texts["heads"] & string; lines: Line[] };

/** The last day to reply is near from three working days on; the names from five; a foreign ministry is given five. */
export const NEAR_REPLY = 3;
export const NEAR_NAMES = 5;
export const NOTE_PATIENCE = 5;

/** How many working days ahead a daily digest looks for last days to reply. */
export const REPLIES_AHEAD = 5;

/** Lines of one part of a digest at most; the rest is a number and stands on the page. */
export const MOST = 10;

type DaysOff = { holidays: Holidays; pauses: readonly Pick<Pause, "firstDay" | "lastDay">[] };

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

const isWritten = (day: string, { holidays, pauses }: DaysOff): boolean =>
  isWorkingDay(day, holidays) && pauseOn(pauses as Pause[], day) === undefined;

/** Whether a digest leaves on a day: the daily one on each that is worked and not paused, the weekly one on the first of its week. */
export function isDigestDay(digest: Digest, day: string, off: DaysOff): boolean {
  if (!isWritten(day, off)) return false;
  if (digest === "daily") return true;
  for (let before = mondayOf(day); before < day; before = addDays(before, 1)) if (isWritten(before, off)) return false;
  return true;
}

/** One message a member, day or week, and choice, for ever. */
export const digestKey = (digest: Digest, membershipId: string, day: string): string =>
  `digest:${digest}:${membershipId}:${digest === "daily" ? day : mondayOf(day)}`;
