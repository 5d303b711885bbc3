import { eq } from "drizzle-orm";
import { incomingMails } from "@/db/schema";
import type { Store } from "@/db/store";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import type { Briefing } from "../../briefings/queries";
import type { NameOn } from "../../institutions/queries";
import { writtenSince } from "../../invitations/links/queries";
import { calledOn, type Invitation } from "../../invitations/queries";
import { findOffice, type Office } from "../../offices/queries";
import { type IncomingMail, recordOf } from "../incoming/queries";
import { isOpen } from "./rules";

/** An answer that waits for the one invited, and what it is about. */
export type ToConfirm = { mail: IncomingMail; invitation: Invitation; briefing: Briefing; office: Office; called: NameOn | undefined };

const mailOf = (store: Store, token: string): IncomingMail | undefined =>
  looksLikeToken(token)
    ? store.db
        .select()
        .from(incomingMails)
        .where(eq(incomingMails.confirmHash, hashToken(token)))
        .get()
    : undefined;

/** Whether the answer of a link that was used came to count; `undefined` for one that was not used, or never was. */
export function confirmedBy(store: Store, token: string): { counts: boolean } | undefined {
  const mail = mailOf(store, token);
  return mail && mail.kind !== "unconfirmed" ? { counts: mail.kind === "answer" } : undefined;
}

/**
 * What a link confirms at an instant (milliseconds UTC); `undefined` for one that is unknown, used, too old, of an
 * invitation that stands no more, or that went to somebody whose access was taken away since.
 */
export function toConfirm(store: Store, token: string, now: number): ToConfirm | undefined {
  const mail = mailOf(store, token);
  const found = mail && isOpen(mail, now) ? recordOf(store, mail.invitationId) : undefined;
  if (!mail || found?.invitation.state !== "sent") return undefined;
  const since = writtenSince(store, mail.invitationId, now);
  if (since === undefined || mail.receivedAt < since) return undefined;
  const { invitation, briefing } = found;
  const called = calledOn(store, briefing, [invitation]).get(invitation.institutionId);
  return { mail, invitation, briefing, office: findOffice(store, mail.officeId), called };
}
