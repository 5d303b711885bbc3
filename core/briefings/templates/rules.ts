import type { TemplateItem } from "@/db/schema/briefings";
import { addDays, addMinutes, weekdayOf } from "@/lib/dates";
import { type Holidays, isWorkingDay } from "../../offices/rules";
import type { Template } from "../queries";

export type NamedItem = TemplateItem & { id: string };

/** The agenda of a template, each point with what it is called by; those of the reference go by their place. */
export const itemsOf = ({ agenda }: Pick<Template, "agenda">): NamedItem[] =>
  agenda.map((item, i) => ({ ...item, id: item.id ?? `row-${i}` }));

/** How long a meeting from a template lasts, minutes: as its agenda, else as it says, else an hour. */
export const lengthOf = ({ agenda, minutes }: Pick<Template, "agenda" | "minutes">): number =>
  agenda.reduce((sum, item) => sum + item.minutes, 0) || minutes || 60;

/** The end of a meeting of that length, on the clock. */
export const endsAtHour = (template: Pick<Template, "startsAtHour" | "agenda" | "minutes">): string =>
  addMinutes(`2000-01-01T${template.startsAtHour}`, lengthOf(template)).slice(11);

/** Days looked through for a free one. */
const FAR = 366;

/**
 * The day a template proposes: the next of its weekday, or of any, that is worked and has no other meeting, and leaves
 * the institutions their days to answer. `undefined` where it proposes none. `off` are days not to be proposed.
 */
export function dayFor(
  { weekday, replyByDays }: Pick<Template, "weekday" | "replyByDays">,
  { today, off, taken }: { today: string; off: Holidays; taken: ReadonlySet<string> },
): string | undefined {
  if (weekday === null) return undefined;
  let left = replyByDays + 1;
  for (let day = addDays(today, 1), i = 0; i < FAR; day = addDays(day, 1), i++) {
    if (!isWorkingDay(day, off)) continue;
    if (--left > 0) continue;
    if (!taken.has(day) && (weekday === 0 || weekdayOf(day) === weekday)) return day;
  }
  return undefined;
}
