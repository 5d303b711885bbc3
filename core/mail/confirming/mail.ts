import { and, count, eq, gt } from "drizzle-orm";
import { incomingMails, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import type { MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import { paths } from "@/lib/paths";
import { hashToken } from "@/lib/tokens";
import { receiverOf } from "../../invitations/answers/mail";
import { type Invitation, invitationsByIds } from "../../invitations/queries";
import { contactText, type Letter, letterOf, whenFact } from "../../invitations/sending/mail";
import { mailOf } from "../../invitations/wording/mail";
import type { System } from "../../kernel/actor";
import { enqueue, type MessageKinds } from "../../kernel/outbox";
import type { IncomingMail } from "../incoming/queries";
import { confirmToken, isOpen } from "./rules";

const KIND = "answer_confirm";
/** Whoever writes to the mailbox, the one invited is asked so often in 24 hours at most. */
const ASKS_A_DAY = 3;

/** Asks the one invited whether an answer somebody gave for them is right; gives the hash of the link, or null where they cannot be asked. */
export function askToConfirm(tx: Store, actor: System, invitation: Invitation, incomingId: string, attendee: string): string | null {
  const to = receiverOf(tx, actor, invitation);
  const lately = tx.db
    .select({ n: count() })
    .from(messages)
    .where(and(eq(messages.invitationId, invitation.id), eq(messages.kind, KIND), gt(messages.createdAt, actor.now - 86_400_000)))
    .get();
  if (to?.email.toLowerCase() !== attendee || invitation.state !== "sent" || (lately?.n ?? 0) >= ASKS_A_DAY) return null;
  enqueue(tx, actor, {
    kind: KIND,
    key: `${KIND}:${incomingId}`,
    officeId: invitation.officeId,
    to: { name: to.name, address: to.email },
    language: invitation.language,
    sendAfter: actor.now,
    briefingId: invitation.briefingId,
    invitationId: invitation.id,
    payload: { tenureId: to.tenureId, incomingId },
  });
  return hashToken(confirmToken(incomingId));
}

function question(letter: Letter, { id, fromName, fromAddress, said }: IncomingMail, own: Words | null): MailContent {
  const { t } = letter;
  const rows = [{ label: t("guest.receipt.answer"), value: t(`guest.option.${said ?? "tentative"}`), strong: true }, whenFact(letter)];
  return mailOf(letter, {
    kind: "answer_confirm",
    own,
    preview: t("confirming.preview"),
    values: {
      "answer.by": fromName ? t("incoming.from", { name: fromName, address: fromAddress }) : fromAddress,
      facts: [{ kind: "facts", rows }],
      page: [
        { kind: "button", label: t("confirming.look"), href: `${env.appUrl}${paths.confirmAnswer(confirmToken(id))}` },
        { kind: "note", text: [t("confirming.else"), contactText(letter)].filter(Boolean).join(" ") },
      ],
    },
  });
}

/** The message of this room; overtaken once the answer is settled, or the invitation stands no more or goes to somebody else. */
export const confirmingMail: MessageKinds = {
  [KIND]: (store, { officeId, invitationId, payload, words }, now) => {
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (found?.state !== "sent" || found.addresseeTenureId !== payload?.tenureId) return "obsolete";
    const mail = store.db
      .select()
      .from(incomingMails)
      .where(and(eq(incomingMails.officeId, found.officeId), eq(incomingMails.id, String(payload?.incomingId))))
      .get();
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    return letter && mail && isOpen(mail, now) ? question(letter, mail, words) : "obsolete";
  },
};
