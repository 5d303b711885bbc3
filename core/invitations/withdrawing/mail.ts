import type { Store } from "@/db/store";
import type { MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import type { Staff } from "../../kernel/actor";
import type { MessageKinds } from "../../kernel/outbox";
import { withCalendar } from "../calendar/mail";
import { findInvitation, invitationsByIds } from "../queries";
import { type Letter, letterOf, whenFact } from "../sending/mail";
import { mailOf } from "../wording/mail";

/** That the invitation stands no more; it takes the entry out of their calendar. */
const withdrawal = (letter: Letter, own: Words | null = null): MailContent =>
  mailOf(letter, {
    kind: "withdrawal",
    own,
    preview: letter.t("withdrawal.preview"),
    values: { facts: [{ kind: "facts", rows: [whenFact(letter)] }] },
  });

/** The message of this room; overtaken when the invitation stands again, or somebody else is its addressee. */
export const withdrawalMail: MessageKinds = {
  withdrawal: (store, message, now) => {
    const { officeId, invitationId, payload, words } = message;
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (found?.state !== "withdrawn" || found.addresseeTenureId !== payload?.tenureId) return "obsolete";
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    return letter ? withCalendar(withdrawal(letter, words), letter, message) : "obsolete";
  },
};

/** What an institution will read if its invitation is withdrawn; `undefined` while nobody can be written to. */
export function withdrawalPreview(store: Store, actor: Staff, invitationId: string): MailContent | undefined {
  const found = findInvitation(store, actor, invitationId);
  const invitation = found && { ...found, state: "withdrawn" as const };
  const letter = invitation && letterOf(store, invitation, invitation.addresseeTenureId, actor.now);
  const sent = letter && { createdAt: found.createdAt, toName: letter.to.name, toAddress: letter.to.email ?? "" };
  return sent && withCalendar(withdrawal(letter), letter, sent);
}
