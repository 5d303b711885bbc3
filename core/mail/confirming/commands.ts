import { and, eq } from "drizzle-orm";
import { incomingMails } from "@/db/schema";
import type { IncomingKind } from "@/db/schema/mail";
import type { Store } from "@/db/store";
import { recordAnswer } from "../../invitations/answers/commands";
import { subjectOf } from "../../invitations/links/commands";
import type { Visitor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome } from "../../kernel/outcome";
import { speakerOf, unsaid } from "../incoming/commands";
import { standingOf } from "../incoming/queries";
import { standsBefore } from "../incoming/rules";
import { canConfirm } from "./policy";
import { toConfirm } from "./queries";

/** What became of a confirmed answer: it counts, or something newer stands. */
export type Confirmed = { counts: boolean };

/**
 * The one invited says that an answer somebody gave for them is right: it counts from now on, under the rules of any
 * answer by calendar. A link confirms once.
 */
export function confirmAnswer(store: Store, actor: Visitor, { token }: { token: string }): Outcome<Confirmed> {
  return store.transaction((tx) => {
    const found = toConfirm(tx, token, actor.now);
    if (!found) throw notFound();
    const mail = authorize(found.mail, () => canConfirm(actor));
    const { invitation } = found;
    const { said, sequence, stamp } = mail;
    if (!said || sequence === null || stamp === null) throw notFound();
    const stands = standsBefore({ said, sequence, stamp }, standingOf(tx, found, actor.now));
    const speaker = speakerOf(invitation, mail.id, actor.now);
    const answered = stands
      ? undefined
      : recordAnswer(tx, speaker, {
          invitationId: invitation.id,
          channel: "calendar",
          value: said,
          reason: (said === "declined" && mail.text) || undefined,
          by: undefined,
          byName: mail.fromName || mail.fromAddress,
          ...unsaid,
        });
    const counts = answered?.ok === true;
    const kind: IncomingKind = counts ? "answer" : (stands?.kind ?? "look");
    tx.db
      .update(incomingMails)
      .set({
        kind,
        why: counts ? null : stands ? (stands.why ?? null) : "closed",
        answerId: answered?.ok ? answered.value.answerId : null,
        seenAt: counts ? actor.now : mail.seenAt,
      })
      .where(and(eq(incomingMails.officeId, mail.officeId), eq(incomingMails.id, mail.id)))
      .run();
    record(tx, speaker, "mail.confirmed", subjectOf(invitation), { facts: { counts: counts ? 1 : 0 } });
    return accept({ counts });
  });
}
