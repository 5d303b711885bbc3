import { and, eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { enqueue, foundBy, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { receiverOf } from "../answers/mail";
import { delegationOf } from "../delegation/queries";
import { type Invitation, invitationsByIds } from "../queries";
import { capital, contactText, guestUrl, letterOf, whenFact, whereFact } from "../sending/mail";
import { mailOf } from "../wording/mail";

const KIND = "seat_given";

/** Tells the invited address who of those waiting has a seat now. One such message waits at a time. */
export function tellSeated(tx: Store, actor: Actor, invitation: Invitation, delegateIds: string[], cause: string): void {
  const to = receiverOf(tx, actor, invitation);
  if (!to) return;
  const waiting = tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.invitationId, invitation.id), eq(messages.kind, KIND), eq(messages.state, "queued")))
    .get();
  const known = waiting?.payload?.tenureId === to.tenureId ? seatedIn(waiting.payload) : [];
  const payload = { tenureId: to.tenureId, seated: [...known, ...delegateIds] };
  const { language } = invitation;
  if (waiting)
    tx.db
      .update(messages)
      .set({ toName: to.name, toAddress: to.email, language, payload, searchText: foundBy({ toName: to.name, toAddress: to.email }) })
      .where(eq(messages.id, waiting.id))
      .run();
  else
    enqueue(tx, actor, {
      kind: KIND,
      key: `${KIND}:${cause}`,
      officeId: invitation.officeId,
      to: { name: to.name, address: to.email },
      language,
      sendAfter: actor.now + UNDO_WINDOW,
      briefingId: invitation.briefingId,
      invitationId: invitation.id,
      payload,
    });
}

const seatedIn = (payload: Record<string, unknown> | null): string[] => (Array.isArray(payload?.seated) ? payload.seated : []);

/** The message of this room: seats given to those who waited. Overtaken when none of them has one any more, or the invitation goes to somebody else. */
export const seatMail: MessageKinds = {
  [KIND]: (store, { officeId, invitationId, payload, words }, now) => {
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (!found || found.state === "withdrawn" || found.addresseeTenureId !== payload?.tenureId) return "obsolete";
    const ids = seatedIn(payload);
    const seated = delegationOf(store, found).filter((d) => d.seat === "seated" && ids.includes(d.id));
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    const n = seated.length;
    if (!letter || n === 0 || letter.briefing.state === "cancelled") return "obsolete";
    const { t } = letter;
    const howMany = t("wording.values.seats", { n });
    return mailOf(letter, {
      kind: "seat_given",
      own: words,
      preview: t("guest.seat.preview"),
      values: {
        howMany,
        HowMany: capital(howMany),
        people: [{ kind: "list", items: seated.map((d) => [d.name ?? t("guest.named.toDesignate"), d.post].filter(Boolean).join(", ")) }],
        facts: [{ kind: "facts", rows: [whenFact(letter), whereFact(letter)] }],
        page: [
          { kind: "button", label: t("guest.seat.open"), href: guestUrl(letter) },
          { kind: "note", text: contactText(letter) },
        ],
      },
    });
  },
};
