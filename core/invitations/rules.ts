import type { AnswerValue, InvitationState } from "@/db/schema/invitations";
import type { Locale } from "@/lib/locales";

/** What the board, lists and counts call an invitation's standing; keys of `vocabulary.answers`. */
export type Standing = "not_sent" | "held" | "on_hold" | "sending" | "none" | AnswerValue | "withdrawn";

type Said = { state: InvitationState; answer: AnswerValue | null; holdingId?: string | null };

/** An answer counts however it came, also before the invitation left; silence counts only once it has. */
export function standingOf({ state, answer, holdingId }: Said): Standing {
  if (state === "withdrawn") return "withdrawn";
  if (answer) return answer;
  if (state === "sent") return "none";
  if (state === "held") return holdingId ? "on_hold" : "held";
  return state === "queued" ? "sending" : "not_sent";
}

/** Whether an invitation waits for the foreign ministry; else, held, it waits for a colleague's clearance. */
export const isOnHold = ({ state, holdingId }: { state: InvitationState; holdingId: string | null }): boolean =>
  state === "held" && holdingId !== null;

type Answered = { answer: AnswerValue | null; answeredAt: number | null };

/** Whether an institution has answered since a new date was decided; without one, whether it has answered. */
export const hasAnswered = ({ answer, answeredAt }: Answered, since = 0): boolean => answer !== null && (answeredAt ?? 0) >= since;

/** Whether an institution was invited for the date that no longer holds. */
export const knewOldDate = ({ state, sentAt }: { state: InvitationState; sentAt: number | null }, since: number): boolean =>
  state === "sent" && sentAt !== null && sentAt < since;

type Asked = Answered & { state: InvitationState; sentAt: number | null };

/** How far a new date is confirmed: by how many of those who knew the old one, and how many have not answered since it was decided. */
export type Reconfirmation = { confirmed: number; of: number; silent: number };

export function reconfirmation(invitations: readonly Asked[], since: number): Reconfirmation {
  const knew = invitations.filter((i) => knewOldDate(i, since));
  return {
    confirmed: knew.filter((i) => hasAnswered(i, since) && i.answer === "accepted").length,
    of: knew.length,
    silent: invitations.filter((i) => i.state === "sent" && !hasAnswered(i, since)).length,
  };
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
