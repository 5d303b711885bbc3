import { z } from "zod";
import { prose, ref } from "../../kernel/input";
import { wordedBody, wordedSubject } from "../../offices/wording/input";

/** The letter of one invitation in its own words, and the words somebody was looking at. */
export const editLetterInput = z.strictObject({ invitationId: ref(), subject: wordedSubject(), body: wordedBody(), version: prose(64) });
export const restoreLetterInput = z.strictObject({ invitationId: ref() });
