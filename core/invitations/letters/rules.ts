import type { LetterKind, letters } from "@/db/schema/letters";
import { addDays, dayOf, formatDay } from "@/lib/dates";
import { type LetterFacts, type LetterSheet, letterFacts } from "@/lib/letters";
import { derivedToken } from "@/lib/secret";
import type { Briefing } from "../../briefings/rules";
import { LINK_LIFE } from "../links/rules";

export type Letter = typeof letters.$inferSelect;

/** A PDF of an institution is read on small connections: the most bytes one should have. */
export const LIGHT = 300_000;

/** What is written to an institution on paper: a note verbale where its invitation says so, else a letter. */
export const letterKindOf = ({ documentKind }: { documentKind: string }): LetterKind =>
  documentKind === "note_verbale" ? "note_verbale" : "letter";

/** A number of the register as it is printed: "OIM-PAN-0142/2021". */
export const numberText = (prefix: string | null, n: number, year: number): string =>
  `${prefix ?? ""}${String(n).padStart(4, "0")}/${year}`;

export const letterStates = ["void", "received", "signed", "issued"] as const;
export type LetterState = (typeof letterStates)[number];

/** Where a letter stands: void, received with a stamp, its signed copy attached, or issued alone. */
export function letterState({ voidedAt, receipt, signed }: Pick<Letter, "voidedAt" | "receipt" | "signed">): LetterState {
  if (voidedAt !== null) return "void";
  if (receipt) return "received";
  return signed ? "signed" : "issued";
}

type Meeting = Pick<Briefing, "startsLocal" | "endsLocal" | "zone" | "dateOpen" | "mode" | "venue" | "address" | "replyBy">;
type Standing = Meeting & Pick<Briefing, "state">;

/** What of a meeting its letters say, as it stands now. */
export const factsOf = ({ startsLocal, endsLocal, zone, dateOpen, mode, venue, address, replyBy }: Meeting): LetterFacts => ({
  date: dateOpen ? "" : [startsLocal, endsLocal, zone].join(" "),
  place: [mode, ...(mode === "online" ? [] : [venue ?? "", address ?? ""])].join("\n"),
  replyBy,
});

/** What a letter says that no longer holds; nothing of a void one, nor of a meeting that is called off. Of one issued before its facts were kept, only the day can be looked for in its words. */
export function outdatedIn({ sheet, voidedAt }: Pick<Letter, "sheet" | "voidedAt">, meeting: Standing): (keyof LetterFacts)[] {
  if (voidedAt !== null || meeting.state === "cancelled") return [];
  const { facts, lang, paragraphs } = sheet as LetterSheet;
  const now = factsOf(meeting);
  if (facts) return letterFacts.filter((fact) => facts[fact] !== now[fact]);
  return !meeting.dateOpen && paragraphs.join(" ").includes(formatDay(meeting.startsLocal.slice(0, 10), lang, "full")) ? [] : ["date"];
}

/** How long before a briefing was begun its letters may be dated, days; and how far ahead while its date is open. */
const [EARLIER, AHEAD] = [31, 366];

/** The first and the last day letters of a briefing can bear: from a month before it was begun to the day of the meeting. */
export function daysOfLetters(
  { createdAt, startsLocal, dateOpen }: Pick<Briefing, "createdAt" | "startsLocal" | "dateOpen">,
  zone: string,
  today: string,
): [string, string] {
  return [addDays(dayOf(createdAt, zone), -EARLIER), dateOpen ? addDays(today, AHEAD) : startsLocal.slice(0, 10)];
}

/** Whether the institution gets a letter to see: its signed copy is there, and small enough for small connections. */
export const isShown = ({ signed }: Pick<Letter, "signed">): boolean => signed !== null && signed.size <= LIGHT;

/** The secret address of a letter alone: its id, and what only this installation can compute of it. It shows, and answers nothing. */
export const passToken = (letterId: string): string => `${letterId}.${derivedToken("letter", letterId)}`;

/** How long a letter can be read at that address: as long as a link after the meeting, or after its issue where that is later. */
export const isPassable = ({ voidedAt, createdAt }: Pick<Letter, "voidedAt" | "createdAt">, briefingEndsAt: number, now: number): boolean =>
  voidedAt === null && now <= Math.max(briefingEndsAt, createdAt) + LINK_LIFE;
