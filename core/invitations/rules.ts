import type { AnswerValue, InvitationState } from "@/db/schema/invitations";
import type { Locale } from "@/lib/locales";

/** What the board, lists and counts call an invitation's standing; keys of `vocabulary.answers`. */
export type Standing = "not_sent" | "sending" | "none" | AnswerValue | "withdrawn";

type Said = { state: InvitationState; answer: AnswerValue | null };

/** An answer counts however it came, also before the invitation left; silence counts only once it has. */
export function standingOf({ state, answer }: Said): Standing {
  if (state === "withdrawn") return "withdrawn";
  if (answer) return answer;
  if (state === "sent") return "none";
  return state === "queued" ? "sending" : "not_sent";
}

/** The seats an institution has taken: by name, or held "to be designated". */
type Seats = { answer: AnswerValue | null; named: number; toDesignate: number };

/** Confirmed, and not one name given or seat held. */
export const nobodyNamed = ({ answer, named, toDesignate }: Seats): boolean => answer === "accepted" && named === 0 && toDesignate === 0;

/** How many names a confirmed institution still owes: its seats to be designated, or one when it has named nobody. */
export const namesOwed = (seats: Seats): number => (seats.answer !== "accepted" ? 0 : nobodyNamed(seats) ? 1 : seats.toDesignate);

/** The person's language, else the institution's, else the office's. */
export const languageFor = (person: Locale | null | undefined, institution: Locale | null | undefined, office: Locale): Locale =>
  person ?? institution ?? office;

/**
 * The paper that goes with the mail: a note verbale to diplomatic missions and the foreign ministry alone (UN
 * Correspondence Manual), never to others; the rest get the mail.
 */
export const documentKindFor = (institution: { type: string; acronym: string | null }): "email" | "note_verbale" =>
  institution.type === "embassy" || institution.acronym === "MIRE" ? "note_verbale" : "email";

/** Short reference said on the phone ("B-7K2M"), from the random end of the invitation's id; longer while it is taken. */
export function referenceOf(id: string, taken: (reference: string) => boolean): string {
  for (let length = 4; ; length++) {
    const reference = `B-${id.slice(-length).toUpperCase()}`;
    if (!taken(reference)) return reference;
  }
}
