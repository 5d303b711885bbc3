import type { Lead } from "@/core/followups/register/rules";
import { isOpen, isOverdue, turnOf } from "@/core/followups/rules";
import type { FollowUpState } from "@/db/schema/followups";
import { dayOf, daysBetween, formatDay, near } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { readText } from "@/lib/localized";

/** What every text about a follow-up needs to know of its reader. */
export type Reader = {
  t: Translator;
  /** Today in the office's zone (`YYYY-MM-DD`). */
  today: string;
  zone: string;
  /** The office's short name and language. */
  office: string;
  own: Locale;
};

/** An institution in a list: its acronym, else its name in the office's language. */
export const shortName = (acronym: string | null, name: Localized | null, own: Locale): string => acronym ?? readText(name, own, own);

/** Who leads, in one short word: an acronym, or "us". */
export const leadShort = (lead: Lead, { t, own }: Reader): string =>
  lead.kind === "office" ? t("followups.us") : shortName(lead.acronym, lead.name, own);

/** A day in the reader's words, with its year where it is another one than today's. */
export const dayText = (day: string, { t, today }: Reader, style: "short" | "weekdayShort" | "plain" = "short"): string =>
  formatDay(day, t.locale, near(style, day, today));

/** What follow-ups say is written in the office's language; marked with `lang` where that is not the reader's. */
export const writtenIn = ({ own, t }: Reader): Locale | undefined => (own === t.locale ? undefined : own);

/** A moment's day in the office's zone. */
export const momentDay = (at: number, reader: Reader, style?: "short" | "weekdayShort" | "plain"): string =>
  dayText(dayOf(at, reader.zone), reader, style);

type Dated = { state: FollowUpState; dueOn: string | null; stateAt: number; lead: Lead };

/** When it is due, and how that stands, in one line; `late` asks for the colour of what is overdue. */
export function dueText(f: Dated, reader: Reader): { text: string; late: boolean } {
  const { t, today, zone } = reader;
  const settled = dayOf(f.stateAt, zone);
  if (f.state === "done" || f.state === "verified") {
    const day = momentDay(f.stateAt, reader, "weekdayShort");
    if (!f.dueOn) return { text: t("followups.due.doneUndated", { state: f.state, day }), late: false };
    const due = dayText(f.dueOn, reader, "weekdayShort");
    if (f.state === "verified") return { text: t("followups.due.verified", { due, day }), late: false };
    const days = daysBetween(f.dueOn, settled);
    const key = days === 0 ? "doneOn" : days < 0 ? "doneBefore" : "doneAfter";
    return { text: t(`followups.due.${key}`, { due, n: Math.abs(days) }), late: false };
  }
  if (!f.dueOn) return { text: t("followups.due.none"), late: false };
  const due = dayText(f.dueOn, reader, "weekdayShort");
  if (isOverdue(f, today)) {
    const us = turnOf(f.lead.kind) === "us";
    return {
      text: t("followups.due.late", { due, n: daysBetween(f.dueOn, today), turn: us ? "us" : "them", who: leadShort(f.lead, reader) }),
      late: true,
    };
  }
  const ahead = isOpen(f.state) && f.dueOn >= today;
  return {
    text: ahead ? t("followups.due.ahead", { due, n: daysBetween(today, f.dueOn) }) : t("followups.due.plain", { due }),
    late: false,
  };
}

/** The due date in a list: the day, or how many days late. */
export function dueShort(f: Pick<Dated, "state" | "dueOn">, reader: Reader): { text: string; late: boolean } {
  const { t, today } = reader;
  if (!f.dueOn) return { text: "", late: false };
  if (isOverdue(f, today)) return { text: t("followups.due.daysLate", { n: daysBetween(f.dueOn, today) }), late: true };
  return { text: dayText(f.dueOn, reader), late: false };
}
