import type { Locale } from "./locales";
import type { Sheet } from "./pdf";

/** A heading and what stands below it, line by line. */
export type Listed = { label: string; items: string[] };

/** What a letter says of the meeting, as it is compared with what holds later. */
export type LetterFacts = { date: string; place: string; replyBy: string | null };
export const letterFacts = ["date", "place", "replyBy"] as const satisfies (keyof LetterFacts)[];

/** A letter with every word of it: what PDF and DOCX are made of, and what is kept when it is issued. */
export type LetterSheet = Sheet & {
  lang: Locale;
  kind: "note_verbale" | "letter";
  /** Stands over a letter that has no number yet. */
  draft: string | null;
  ref: string;
  enclosed: string | null;
  via: string | null;
  address: string[];
  placeDate: string;
  /** A note verbale has neither salutation nor signatory, but room for initials and seal. */
  salutation: string | null;
  paragraphs: string[];
  signatory: { name: string; posts: string[] } | null;
  marks: string[] | null;
  enclosures: Listed | null;
  copies: Listed | null;
  /** Kept from the issue on; letters issued before they were kept have none. */
  facts?: LetterFacts;
};
