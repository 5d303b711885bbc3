import { addMinutes } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { minutesBetween } from "../rules";

export type AgendaTimes = {
  times: { start: string; end: string }[];
  /** When the last item ends. */
  end: string;
  /** Minutes by which the agenda outlasts the meeting; negative when time is left. */
  overrun: number;
};

/** Local start and end of each item (`YYYY-MM-DDTHH:mm`): each begins when the one before it ends. */
export function agendaTimes(startsLocal: string, items: readonly { minutes: number }[], endsLocal: string): AgendaTimes {
  let end = startsLocal;
  const times = items.map(({ minutes }) => {
    const start = end;
    end = addMinutes(start, minutes);
    return { start, end };
  });
  return { times, end, overrun: minutesBetween(endsLocal, end) };
}

/** What begins on one local day after another, in its order; a meeting of one day is one part. */
export function byDay<T extends { start: string }>(items: readonly T[]): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = item.start.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

/** "1 h 30 min" in the reader's language. */
export function lengthText(minutes: number, t: Translator): string {
  const hours = Math.trunc(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t("briefings.length.minutes", { n: rest });
  return rest === 0 ? t("briefings.length.hours", { n: hours }) : t("briefings.length.both", { h: hours, n: rest });
}
