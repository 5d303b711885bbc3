import type { Briefing } from "@/core/briefings/queries";
import type { Commitment } from "@/core/followups/queries";
import type { Holder } from "@/core/institutions/queries";
import type { Answer } from "@/core/invitations/answers/queries";
import type { Closure } from "@/core/invitations/answers/rules";
import type { Delegate } from "@/core/invitations/delegation/queries";
import type { Invitation } from "@/core/invitations/queries";
import type { Office } from "@/core/offices/queries";
import type { AnswerValue } from "@/db/schema/invitations";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Reading } from "@/lib/localized";
import type { Nominal } from "@/lib/names";
import type { GuestLogo } from "./parts";

/** What was wrong with a posted form: the element to look at with its label, and the sentence in the reader's language. */
export type Problem = { id?: string; text: string; named?: string };

/** A form that came back: everything typed, and what is wrong with it. */
export type Entered = { act: "answer" | "names" | "update"; values: URLSearchParams; problems: Problem[]; notice?: string };

/** Somebody who can be named with one tap: of the directory (`per_…`), or sent before (`dlg_…`). */
export type Known = { ref: string; name: string; post: string | null };

/** A paper as a download; `facts` say its language, what it is and how long it takes. */
export type GuestPaper = { id: string; href: string; title: string; lang: string | undefined; facts: string };

export type Change = { field: "when" | "where"; now: string; before: string };

/** All the page of one invitation shows, read for one request. */
export type GuestView = {
  t: Translator;
  /** The page's own address, in the language it is read in. */
  address: (query?: Record<string, string>) => string;
  /** The same view of the page in another language. */
  inLanguage: (lang: Locale) => string;
  office: Office;
  /** The office's name in short. */
  names: { short: string };
  logo: GuestLogo | undefined;
  briefing: Briefing;
  invitation: Invitation;
  institution: Nominal & { many: boolean };
  title: Reading;
  /** The latest first; taken-back ones are left out. */
  answers: Answer[];
  delegation: Delegate[];
  /** Delegates of whom needs are noted. */
  noted: Set<string>;
  /** Who can answer, the addressee first; and which of them is chosen beforehand. */
  people: Holder[];
  asked: string | undefined;
  known: Known[];
  agenda: { start: string; text: Reading; papers: GuestPaper[] }[];
  /** The letter of the office, as it is called here, and a mail that passes it on without the power to answer. */
  letter: { href: string; text: string; forward: string } | undefined;
  /** The programme as a PDF, in the language the page is read in. */
  programme: string;
  /** What the office gives to read, the reader's own language first. */
  papers: GuestPaper[];
  access: Reading;
  /** Addresses that put the meeting into a calendar; `undefined` where there is nothing to put there. */
  calendars: Record<"file" | "google" | "outlook" | "office", string> | undefined;
  changes: Change[];
  /** The local start a postponement replaced. */
  postponedFrom: string | undefined;
  /** The meeting was postponed after the answer was given. */
  reconfirm: boolean;
  closed: Closure | undefined;
  /** The reply-by day has passed. */
  late: boolean;
  met: Commitment[];
  /** The commitment of which news was just sent. */
  told: string | undefined;
  now: number;
  today: string;
  show: "answer" | "names" | "list" | "nothing";
  /** Chosen in the mail. */
  marked: AnswerValue | undefined;
  /** Idempotency key and fingerprint of the forms of this page. */
  key: string;
  stamp: string;
  entered: Entered | undefined;
};

/** A field's value: as typed, else as it stands. */
export function typed({ entered }: Pick<GuestView, "entered">, act: Entered["act"], name: string, standing = ""): string {
  return entered?.act === act ? (entered.values.get(name) ?? "") : standing;
}

/** Whether an option is chosen: as sent, else as it stands. */
export function isChosen(
  { entered }: Pick<GuestView, "entered">,
  act: Entered["act"],
  name: string,
  value: string,
  standing: boolean,
): boolean {
  return entered?.act === act ? entered.values.getAll(name).includes(value) : standing;
}

/** The sentence about what is wrong with an element, if anything is. */
export const problemOf = ({ entered }: Pick<GuestView, "entered">, id: string): string | undefined =>
  entered?.problems.find((problem) => problem.id === id)?.text;

/** Postponed, and the new date is not known yet: the date that stands no longer holds. */
export const isDateOpen = ({ state, dateOpen }: Pick<Briefing, "state" | "dateOpen">): boolean => state === "postponed" && dateOpen;
