import { and, count, eq, gt } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, formatMoment, formatZone } from "@/lib/dates";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import { type Holder, holdersByTenure } from "../../institutions/queries";
import { covers, isMailable } from "../../institutions/rules";
import type { Actor } from "../../kernel/actor";
import { enqueue, foundBy, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { findOffice } from "../../offices/queries";
import { type Delegate, delegationOf } from "../delegation/queries";
import { type Invitation, invitationsByIds } from "../queries";
import { namesOwed, nobodyNamed } from "../rules";
import { countSeats } from "../seats/rules";
import { contactText, guestUrl, type Letter, letterOf, whenFact } from "../sending/mail";
import { takesMessages } from "../sending/rules";
import { mailOf } from "../wording/mail";
import { type Answer, answersOf } from "./queries";

const KIND = "answer_receipt";
/** A receipt waits a minute for what follows (the names after the answer), five at most, milliseconds. */
const PATIENCE = 5 * UNDO_WINDOW;
/** However often somebody changes an answer, the invited address gets at most so many receipts in 24 hours. */
const RECEIPTS_A_DAY = 10;

const pending = (invitation: Invitation) =>
  and(eq(messages.invitationId, invitation.id), eq(messages.kind, KIND), eq(messages.state, "queued"));

/** Who is written to about an invitation: its addressee, while they hold the post and have an address. */
export function receiverOf(tx: Store, actor: Actor, invitation: Invitation): (Holder & { email: string }) | undefined {
  const tenureId = invitation.addresseeTenureId;
  const to = tenureId ? holdersByTenure(tx, invitation.officeId, [tenureId]).get(tenureId) : undefined;
  if (!to?.email || !isMailable(to) || !covers(to, dayOf(actor.now, findOffice(tx, invitation.officeId).zone))) return undefined;
  return { ...to, email: to.email };
}

/**
 * Asks for a receipt to the invited address, so that whoever was invited learns of an answer given in their name. One
 * waits at a time: what it says is read from the record when it leaves. `cause` is the answer or the save it is for.
 */
export function askReceipt(tx: Store, actor: Actor, invitation: Invitation, cause: string): void {
  const to = receiverOf(tx, actor, invitation);
  if (!to) return;
  const { tenureId } = to;
  const waiting = tx.db.select().from(messages).where(pending(invitation)).get();
  if (waiting) {
    tx.db
      .update(messages)
      .set({
        toName: to.name,
        toAddress: to.email,
        searchText: foundBy({ toName: to.name, toAddress: to.email }),
        language: invitation.language,
        sendAfter: Math.min(actor.now + UNDO_WINDOW, waiting.createdAt + PATIENCE),
        payload: { tenureId, cause: waiting.payload?.cause === cause ? cause : "several" },
      })
      .where(eq(messages.id, waiting.id))
      .run();
    return;
  }
  const lately = tx.db
    .select({ n: count() })
    .from(messages)
    .where(and(eq(messages.invitationId, invitation.id), eq(messages.kind, KIND), gt(messages.createdAt, actor.now - 86_400_000)))
    .get();
  if ((lately?.n ?? 0) >= RECEIPTS_A_DAY) return;
  enqueue(tx, actor, {
    kind: KIND,
    key: `${KIND}:${cause}`,
    officeId: invitation.officeId,
    to: { name: to.name, address: to.email },
    language: invitation.language,
    sendAfter: actor.now + UNDO_WINDOW,
    briefingId: invitation.briefingId,
    invitationId: invitation.id,
    payload: { tenureId, cause },
  });
}

/** Takes back the waiting receipt of an answer that was itself taken back. */
export function dropReceipt(tx: Store, invitation: Invitation, answerId: string): void {
  const waiting = tx.db.select().from(messages).where(pending(invitation)).get();
  if (waiting?.payload?.cause === answerId) tx.db.update(messages).set({ state: "cancelled" }).where(eq(messages.id, waiting.id)).run();
}

function receipt(letter: Letter, [answer, before]: Answer[], delegation: Delegate[], own: Words | null): MailContent | "obsolete" {
  if (!answer) return "obsolete";
  const { t, briefing, invitation } = letter;
  const moment = `${formatMoment(answer.at, briefing.zone, t.locale)}, ${formatZone(briefing.zone, answer.at, t.locale)}`;
  const { quota } = invitation;
  const remarks: MailBlock[] = [];
  if (invitation.conflict && before)
    remarks.push({ kind: "text", text: t("guest.receipt.conflict", { before: t(`guest.option.${before.value}`) }) });
  if (answer.late) remarks.push({ kind: "text", text: t("guest.receipt.late") });
  const rows = [
    { label: t("guest.receipt.answer"), value: t(`guest.option.${answer.value}`), strong: true },
    { label: t("guest.receipt.by"), value: t("guest.receipt.byWhom", { name: answer.byName, moment }) },
    ...(answer.value === "accepted"
      ? [{ label: t("guest.receipt.delegation"), value: t("guest.receipt.seats", { ...countSeats(delegation), quota }) }]
      : []),
    { label: t("guest.receipt.reference"), value: invitation.reference },
    whenFact(letter),
  ];
  return mailOf(letter, {
    kind: "answer_receipt",
    own,
    preview: t("guest.receipt.preview", { reference: invitation.reference }),
    values: {
      "answer.channel": answer.channel === "link" ? "" : t("wording.values.channel", { channel: answer.channel }),
      facts: [{ kind: "facts", rows }],
      remarks,
      page: [...way(letter), { kind: "note", text: [t("guest.receipt.notYours"), contactText(letter)].filter(Boolean).join(" ") }],
    },
  });
}

/** The way to the page; where names are wanted still, first to the place where they are given. */
function way(letter: Letter): MailBlock[] {
  const { t, invitation, briefing, now } = letter;
  const open = { label: t("guest.receipt.open"), href: guestUrl(letter) };
  const n = takesMessages(briefing, now) ? namesOwed(invitation) : 0;
  if (n === 0) return [{ kind: "button", ...open }];
  return [
    { kind: "text", text: t("guest.receipt.whoComes", { n: nobodyNamed(invitation) ? 0 : n }) },
    { kind: "button", label: t("guest.receipt.tellWho"), href: `${guestUrl(letter)}#names` },
    { kind: "links", links: [open] },
  ];
}

/** The message of this room: the receipt of an answer or of names. Overtaken when the invitation is withdrawn, goes to somebody else, or no answer stands. */
export const answerMail: MessageKinds = {
  [KIND]: (store, { officeId, invitationId, payload, words }, now) => {
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (!found || found.state === "withdrawn" || found.addresseeTenureId !== payload?.tenureId) return "obsolete";
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    const answers = answersOf(store, found.officeId, [found.id]).get(found.id) ?? [];
    return letter ? receipt(letter, answers, delegationOf(store, found), words) : "obsolete";
  },
};
