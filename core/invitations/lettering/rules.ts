import { createHash } from "node:crypto";
import type { InvitationState } from "@/db/schema/invitations";
import type { Locale } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";

/** Words as a form names those it was opened on. */
export const sumOfWords = ({ subject, body }: Words): string =>
  createHash("sha256")
    .update(JSON.stringify([subject, body]))
    .digest("base64url");

/** The letter of an invitation can be worded until it is on its way. */
export const canWord = ({ state }: { state: InvitationState }): boolean => state === "draft" || state === "held";

/** The letter of its own that was written for an invitation, while it keeps its language. */
export const ownLetter = ({ words, language }: { words: (Words & { language: Locale }) | null; language: Locale }): Words | null =>
  words?.language === language ? words : null;
