import type { Store } from "@/db/store";
import type { Words } from "@/lib/mail/words";
import { wordsFor } from "../../offices/wording/queries";
import type { Invitation } from "../queries";

/** What the letter of an invitation says before anything is filled in: its own words while it keeps their language, else the office's. */
export function letterWords(store: Store, { officeId, language, words }: Invitation): { words: Words; own: boolean } {
  if (words?.language === language) return { words: { subject: words.subject, body: words.body }, own: true };
  return { words: wordsFor(store, officeId, "invitation", language), own: false };
}
