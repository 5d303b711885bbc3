import { eq } from "drizzle-orm";
import { incomingMails } from "@/db/schema";
import type { Store } from "@/db/store";
import { hashToken, looksLikeToken } from "@/lib/tokens";
import type { Briefing } from "../../briefings/queries";
import { writtenSince } from "../../invitations/links/queries";
import type { Invitation } from "../../invitations/queries";
import { findOffice, type Office } from "../../offices/queries";
import { type IncomingMail, recordOf } from "../incoming/queries";
import { isOpen } from "./rules";

/** An answer that waits for the one invited, and what it is about. */
export type ToConfirm = { mail: IncomingMail; invitation: Invitation; briefing: Briefing; office: Office };

/**
 * What a link confirms at an instant (milliseconds UTC); `undefined` for one that is unknown, used, too old, of an
 * invitation that stands no more, or that went to somebody whose access was taken away since.
 */
export function toConfirm(store: Store, token: string, now: number): ToConfirm | undefined {
  if (!looksLikeToken(token)) return undefined;
  const mail = store.db
    .select()
    .from(incomingMails)
    .where(eq(incomingMails.confirmHash, hashToken(token)))
    .get();
  const found = mail && isOpen(mail, now) ? recordOf(store, mail.invitationId) : undefined;
  if (!mail || found?.invitation.state !== "sent") return undefined;
  const since = writtenSince(store, mail.invitationId, now);
  if (since === undefined || mail.receivedAt < since) return undefined;
  return { mail, invitation: found.invitation, briefing: found.briefing, office: findOffice(store, mail.officeId) };
}
