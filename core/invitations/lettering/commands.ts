import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Words } from "@/lib/mail/words";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { refuseWords } from "../../offices/wording/commands";
import { wordsFor } from "../../offices/wording/queries";
import { typeset } from "../../offices/wording/rules";
import { subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { findInvitation, type Invitation } from "../queries";
import { set } from "../sending/commands";
import type { editLetterInput, restoreLetterInput } from "./input";
import { letterWords } from "./queries";
import { canWord, sumOfWords } from "./rules";

type Done = { id: string; briefingId: string };

/**
 * Words the letter of one invitation before it leaves. Words like the office's are none of its own. What waits for
 * clearance is cleared only as it was seen, so whoever clears it sees the new words first.
 */
export function editLetter(store: Store, actor: Staff, input: z.output<typeof editLetterInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    if (!canWord(invitation)) return refuse("letter_left");
    const before = letterWords(tx, invitation).words;
    if (sumOfWords(before) !== input.version) return refuse("stale", { current: { ...before, version: sumOfWords(before) } });
    const { language, officeId } = invitation;
    const [subject, body] = [input.subject ?? "", input.body ?? ""].map((text) => typeset(text, language)) as [string, string];
    if (!subject || !body) return refuse("words_empty", { field: subject ? "body" : "subject" });
    const wrong = refuseWords("invitation", { subject, body });
    if (wrong) return wrong;
    const office = wordsFor(tx, officeId, "invitation", language);
    const same = subject === office.subject && body === office.body;
    return write(tx, actor, invitation, before, same ? null : { subject, body });
  });
}

/** Gives the letter of an invitation the words of the office back. */
export function restoreLetter(store: Store, actor: Staff, input: z.output<typeof restoreLetterInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canInvite(actor, i));
    return canWord(invitation) ? write(tx, actor, invitation, letterWords(tx, invitation).words, null) : refuse("letter_left");
  });
}

function write(tx: Store, actor: Staff, invitation: Authorized<Invitation>, before: Words, words: Words | null): Outcome<Done> {
  const next = words && { ...words, language: invitation.language };
  set(tx, invitation, { words: next, changedAt: actor.now });
  const after = letterWords(tx, { ...invitation, words: next }).words;
  record(tx, actor, "invitations.letter_worded", subjectOf(invitation), { before: { ...before }, after: { ...after } });
  return accept({ id: invitation.id, briefingId: invitation.briefingId });
}
