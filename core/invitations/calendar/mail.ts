import { type CalendarEntry, calendarText, uidOf } from "@/lib/calendar";
import type { Translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailCalendar, MailContent } from "@/lib/mail/content";
import { replyAddress, senderAddress } from "@/lib/mail/transport";
import type { Briefing } from "../../briefings/queries";
import type { Message } from "../../kernel/outbox";
import type { Office } from "../../offices/queries";
import { toldOutside } from "../confidential/rules";
import type { Invitation } from "../queries";
import { type Letter, whereText } from "../sending/mail";

/** Of a message, what its calendar object needs. */
type Sent = Pick<Message, "createdAt" | "toName" | "toAddress">;

type Shown = { t: Translator; office: Office; briefing: Briefing };

/**
 * A briefing as an institution's calendar shows it, written at `stamp` (milliseconds UTC): one entry an invitation, the
 * same for life. It carries no personal link, for calendars are shared.
 */
export function entryOf(
  { t, office, briefing: found }: Shown,
  invitation: Pick<Invitation, "id" | "sequence" | "state">,
  stamp: number,
): CalendarEntry {
  const briefing = toldOutside(found, office);
  const contact = [office.contactName, office.contactPhone, office.contactEmail].filter(Boolean).join(", ");
  const gone = briefing.state === "cancelled" || briefing.dateOpen || invitation.state === "withdrawn";
  return {
    uid: uidOf(invitation.id),
    sequence: briefing.sequence + invitation.sequence,
    stamp,
    when: { start: briefing.startsAt, end: briefing.endsAt },
    status: gone ? "cancelled" : "confirmed",
    summary: readText(briefing.title, t.locale, office.language),
    // Calendars are shared with whole offices, and a place can say as much as a title.
    location: briefing.confidential ? undefined : whereText({ t }, briefing),
    confidential: briefing.confidential,
    organizer: {
      name: readText(office.shortName, t.locale, office.language),
      address: replyAddress(invitation.id) ?? office.contactEmail ?? senderAddress(),
    },
    description: [
      readText(office.name, t.locale, office.language),
      ...(contact ? [t("invitations.mail.questions", { contact })] : []),
    ].join("\n"),
  };
}

/**
 * What a letter puts into the calendar of the one it goes to: a question where answers are heard, else the date alone; a
 * cancellation where the date holds no more. Its stamp is the message's, so that sending again sends the same bytes.
 */
function calendarOf(letter: Letter, message: Sent): MailCalendar {
  const { invitation } = letter;
  const entry = entryOf(letter, invitation, message.createdAt);
  const heard = replyAddress(invitation.id);
  const answer = letter.answer ?? undefined;
  const attendee = heard ? { name: message.toName ?? "", address: message.toAddress, answer } : undefined;
  const method = entry.status === "cancelled" ? "cancel" : heard ? "request" : "publish";
  return { method, text: calendarText(method, [{ ...entry, attendee }]) };
}

/** A letter with its calendar object. */
export const withCalendar = (content: MailContent, letter: Letter, message: Sent): MailContent => ({
  ...content,
  calendar: calendarOf(letter, message),
});
