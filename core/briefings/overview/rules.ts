import type { Locale } from "@/lib/locales";
import { type Holidays, isWorkingDay } from "../../offices/rules";
import { agendaTimes } from "../agenda/rules";
import { languagesWithoutPaper, type Paper } from "../materials/rules";
import type { Briefing } from "../rules";

/** Of all who owe something: those a message goes to now, and those without an address. */
export type Owed = { all: number; due: number; noAddress: number };

/** What a next step is chosen from: how many invitations stand where, what was agreed, and what time it is. */
export type Standing = {
  counts: {
    invited: number;
    tentative: number;
    toDesignate: number;
    nobodyNamed: number;
  };
  /** Of those not sent: ready to leave, on their way within the minute, and without an address to go to. */
  ready: number;
  leaving: number;
  /** Held until a colleague has cleared them, or until the foreign ministry has released them. */
  held: number;
  onHold: number;
  noAddress: number;
  /** Who owes an answer, for the date that holds, and who owes names: how many of them are written to now, and how many only called. */
  answersOwed: Owed;
  namesOwed: Owed;
  followUps: { total: number; open: number; verified: number };
  /** Of how many invited it is not noted yet whether they came, and how many came and are thanked by nobody yet, nor by the plan. */
  cameOpen: number;
  toThank: number;
  /** After a postponement to a new date: how many of those who knew the old one confirmed it. */
  newDate?: { confirmed: number; of: number };
  now: number;
};

export type Step =
  | { key: "invite" }
  | { key: "send"; n: number; lacking: number }
  | { key: "leaving"; n: number }
  | { key: "clearance"; n: number }
  | { key: "ministry"; n: number }
  | { key: "remind"; owed: Owed; of: number }
  | { key: "reconfirm"; owed: Owed; confirmed: number; of: number }
  | { key: "reach"; n: number }
  | { key: "tentative"; n: number }
  | { key: "names"; n: number; owed: Owed }
  | { key: "ready"; n: number }
  | { key: "new_date" }
  | { key: "begin" }
  | { key: "held_yet" }
  | { key: "end" }
  | { key: "came"; n: number }
  | { key: "thank"; n: number }
  | { key: "agree" }
  | { key: "follow"; n: number; of: number }
  | { key: "close"; n: number }
  | { key: "closed_open"; n: number; of: number }
  | { key: "closed" }
  | { key: "cancelled" };

/** How long after a meeting its thanks are still due, milliseconds; who came to an older one is a matter for the record. */
export const FRESH = 30 * 24 * 3_600_000;

/** The one thing to do now. What has happened outweighs what is planned: once the hour has come, the question is whether the meeting took place. */
export function nextStep(briefing: Pick<Briefing, "state" | "startsAt" | "endsAt" | "dateOpen">, standing: Standing): Step {
  const { followUps } = standing;
  switch (briefing.state) {
    case "cancelled":
      return { key: "cancelled" };
    case "closed":
      return followUps.open > 0 ? { key: "closed_open", n: followUps.open, of: followUps.total } : { key: "closed" };
    case "held":
      if (standing.cameOpen > 0 && standing.now < briefing.endsAt + FRESH) return { key: "came", n: standing.cameOpen };
      if (standing.toThank > 0) return { key: "thank", n: standing.toThank };
      if (followUps.total === 0) return { key: "agree" };
      return followUps.open > 0 ? { key: "follow", n: followUps.open, of: followUps.total } : { key: "close", n: followUps.total };
    case "under_way":
      return { key: "end" };
    default:
      if (!briefing.dateOpen && standing.now >= briefing.endsAt) return { key: "held_yet" };
      if (briefing.state !== "draft" && !briefing.dateOpen && standing.now >= briefing.startsAt) return { key: "begin" };
      return briefing.dateOpen ? { key: "new_date" } : beforeTheDay(standing);
  }
}

/** One that cannot be written to never stands in the way of those that can. */
function beforeTheDay({ counts, ready, leaving, held, onHold, noAddress, answersOwed, namesOwed, newDate }: Standing): Step {
  if (counts.invited === 0) return { key: "invite" };
  if (ready > 0) return { key: "send", n: ready, lacking: noAddress };
  if (held > 0) return { key: "clearance", n: held };
  if (onHold > 0 && answersOwed.due === 0) return { key: "ministry", n: onHold };
  if (leaving > 0) return { key: "leaving", n: leaving };
  if (answersOwed.all > 0)
    return newDate && newDate.of > 0
      ? { key: "reconfirm", owed: answersOwed, confirmed: newDate.confirmed, of: newDate.of }
      : { key: "remind", owed: answersOwed, of: counts.invited };
  if (noAddress > 0) return { key: "reach", n: noAddress };
  const seats = counts.toDesignate + counts.nobodyNamed;
  if (seats > 0) return { key: "names", n: seats, owed: namesOwed };
  if (counts.tentative > 0) return { key: "tentative", n: counts.tentative };
  return { key: "ready", n: counts.invited };
}

export type Check =
  | { key: "title" | "purpose" | "access" | "papers"; done: boolean; missing: Locale[] }
  | { key: "texts"; done: true }
  | { key: "working_day"; done: boolean; day: string }
  | { key: "agenda_empty"; done: false }
  | { key: "agenda_over"; done: false; minutes: number }
  | { key: "agenda"; done: true; n: number; starts: string; ends: string; opened: boolean }
  | { key: "speaker"; done: false; itemId: string }
  | { key: "place" | "online"; done: boolean }
  | { key: "reply_by"; done: boolean; day: string }
  | { key: "addresses"; done: boolean; n: number };

type Prepared = Pick<
  Briefing,
  "title" | "purpose" | "accessNotes" | "startsLocal" | "endsLocal" | "dateOpen" | "mode" | "venue" | "onlineUrl" | "replyBy"
>;
type Item = { id: string; kind: string; minutes: number; speakers: readonly unknown[] };

/**
 * What a briefing needs before it meets its guests, open lines first. Texts are wanted in the languages of those
 * invited; what does not apply (an address where nobody is invited, a day that is a working day) is not listed.
 */
export function readiness(
  briefing: Prepared,
  agenda: readonly Item[],
  {
    papers,
    languages,
    noAddress,
    invited,
    holidays,
  }: { papers: readonly Paper[]; languages: readonly Locale[]; noAddress: number; invited: number; holidays: Holidays },
): Check[] {
  const unread = languagesWithoutPaper(papers, languages);
  const missing = (text: Partial<Record<Locale, string>> | null) => languages.filter((lang) => !text?.[lang]);
  const written = (key: "title" | "purpose" | "access", text: Partial<Record<Locale, string>> | null): Check => ({
    key,
    done: missing(text).length === 0,
    missing: missing(text),
  });
  const day = briefing.startsLocal.slice(0, 10);
  const opening = agenda.find((item) => item.kind === "opening");
  const checks: Check[] = [
    ...(missing(briefing.title).length + missing(briefing.purpose).length === 0
      ? [{ key: "texts" as const, done: true as const }]
      : [written("title", briefing.title), written("purpose", briefing.purpose)]),
    ...(briefing.dateOpen || isWorkingDay(day, holidays) ? [] : [{ key: "working_day" as const, done: false, day }]),
    agendaCheck(briefing, agenda, opening),
    ...(opening && opening.speakers.length === 0 ? [{ key: "speaker" as const, done: false as const, itemId: opening.id }] : []),
    ...(briefing.mode === "online" ? [] : [{ key: "place" as const, done: Boolean(briefing.venue) }]),
    { key: "papers", done: unread.length === 0, missing: unread },
    ...(briefing.mode === "on_site" ? [] : [{ key: "online" as const, done: Boolean(briefing.onlineUrl) }]),
    { key: "reply_by", done: briefing.replyBy !== null && isWorkingDay(briefing.replyBy, holidays), day: briefing.replyBy ?? "" },
    ...(invited > 0 ? [{ key: "addresses" as const, done: noAddress === 0, n: noAddress }] : []),
    ...(briefing.mode === "online" ? [] : [written("access", briefing.accessNotes)]),
  ];
  return [...checks.filter((check) => !check.done), ...checks.filter((check) => check.done)];
}

function agendaCheck({ startsLocal, endsLocal }: Prepared, agenda: readonly Item[], opening: Item | undefined): Check {
  if (agenda.length === 0) return { key: "agenda_empty", done: false };
  const { end, overrun } = agendaTimes(startsLocal, agenda, endsLocal);
  if (overrun > 0) return { key: "agenda_over", done: false, minutes: overrun };
  const opened = opening !== undefined && opening.speakers.length > 0;
  return { key: "agenda", done: true, n: agenda.length, starts: startsLocal, ends: end, opened };
}
