import { dayOf, formatDay } from "@/lib/dates";
import { env } from "@/lib/env";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { replyAddress } from "@/lib/mail/transport";
import { fillLine, fillWords, type Values, type Words } from "@/lib/mail/words";
import { paths } from "@/lib/paths";
import type { Telling } from "../../briefings/rules";
import { institutionValues, salutation, vocative } from "../../institutions/rules";
import { officeValues, type Wording } from "../../offices/wording/rules";
import { hoursText, type Letter, whereText } from "../sending/mail";
import { subjectLine, type Was } from "../sending/rules";

/** What a letter says: the office's words of a kind or its own, what is put into them, and what an inbox shows beside the subject. */
export type Saying = { kind: Wording; own?: Words | null; preview: string; values: Values };

/** What every letter can say of its office, its institution and its meeting. */
function common(letter: Letter): Values {
  const { t, office, briefing, institution, invitation, title } = letter;
  const day = briefing.startsLocal.slice(0, 10);
  const replyBy = briefing.replyBy && briefing.replyBy >= dayOf(letter.now, briefing.zone) ? briefing.replyBy : undefined;
  const { sentAt } = invitation;
  return {
    ...officeValues(office, t.locale),
    ...institutionValues(institution),
    "event.title": title,
    "event.dateLong": briefing.dateOpen ? t("invitations.mail.dateOpen") : formatDay(day, t.locale, "full"),
    "event.dateShort": briefing.dateOpen ? "" : formatDay(day, t.locale, "shortYear"),
    "event.hours": briefing.dateOpen ? "" : hoursText(letter, briefing, briefing.startsAt),
    "event.venue": whereText(letter, briefing),
    "invitation.reference": invitation.reference,
    "invitation.sentOn": sentAt === null ? "" : formatDay(dayOf(sentAt, briefing.zone), t.locale, "long"),
    "rsvp.deadline": replyBy ? formatDay(replyBy, t.locale, "long") : "",
    "delegation.max": String(invitation.quota),
    title: [{ kind: "strong", text: title }],
  };
}

/**
 * A whole message of the office round its words: from whom, where a reply goes, whom to ask, and what becomes of the
 * data. A reply comes to the address of ours that speaks of `about`, where a mailbox is read, else to the office. Its
 * first paragraph greets. A title that is too long for the subject gives way.
 */
export function framed(letter: Letter, { kind, own, preview, values }: Saying, reason: string, about: string): MailContent {
  const { t, office } = letter;
  const full = readText(office.name, t.locale, office.language);
  const short = readText(office.shortName, t.locale, office.language);
  const contact = [office.contactName, office.contactPhone, office.contactEmail].filter(Boolean).join(", ");
  const address = replyAddress(about) ?? office.contactEmail;
  const all = { ...common(letter), ...values };
  const words = letter.words(kind, own);
  return {
    ...fillWords(words, all, t.locale),
    subject: subjectLine(
      // A date that is open leaves its comma behind.
      (title) => fillLine(words.subject, { ...all, "event.title": title }, t.locale).replace(/[\s,]+$/u, ""),
      letter.title,
    ),
    from: short,
    organisation: full === short ? undefined : full,
    preview,
    replyTo: address ? { name: short, address } : undefined,
    signature: [short, ...(contact ? [t("invitations.mail.questions", { contact })] : [])],
    reason,
    notice: { label: t("invitations.mail.notice"), href: `${env.appUrl}${paths.privacy()}` },
  };
}

/** Whether a message leads anywhere: what tells of a cancellation or a withdrawal has no link, and must not speak of one. */
const leads = ({ blocks }: Pick<MailContent, "blocks">): boolean => blocks.some(({ kind }) => kind === "button" || kind === "links");

/** Of a confidential meeting: where it stands what it is about. Whatever the words, it comes before the last of them. */
function apart({ t, briefing }: Letter, content: MailContent): MailContent {
  if (!briefing.confidential || !leads(content)) return content;
  const said: MailBlock = { kind: "text", text: t("confidential.page") };
  return { ...content, blocks: [...content.blocks.slice(0, -1), said, ...content.blocks.slice(-1)] };
}

/** A message to the addressee: with their salutation, and why it comes. */
export function mailOf(letter: Letter, saying: Saying): MailContent {
  const { t, to, institution } = letter;
  const values = { salutation: salutation(to, letter.called, t.locale), vocative: vocative(to, t.locale), ...saying.values };
  const content = framed(letter, { ...saying, values }, "", letter.invitation.id);
  const reason = t(to.liaison ? "invitations.mail.reasonLiaison" : "invitations.mail.reason", {
    of: institution.of,
    link: String(leads(content)),
  });
  return apart(letter, { ...content, reason });
}

/** A change is spoken of by the date that was known, for whoever reads it looks for that one; a new date by itself, and one still open in words. */
export function datesOf({ t, briefing }: Letter, kind: Telling, was: Was): Values {
  if (kind === "postponed") return briefing.dateOpen ? { "event.dateShort": t("invitations.mail.newDateOpen") } : {};
  const day = was.startsLocal.slice(0, 10);
  return was.dateOpen
    ? { "event.dateShort": "" }
    : { "event.dateLong": formatDay(day, t.locale, "full"), "event.dateShort": formatDay(day, t.locale, "shortYear") };
}
