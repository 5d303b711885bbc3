import { createHash } from "node:crypto";
import type { Store } from "@/db/store";
import { dayOf, formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { newDateSince } from "../briefings/queries";
import type { Telling } from "../briefings/rules";
import type { Staff } from "../kernel/actor";
import type { Message, MessageKind, MessageKinds } from "../kernel/outbox";
import { withCalendar } from "./calendar/mail";
import { findInvitation, type Invitation, invitationsByIds } from "./queries";
import { namesOwed, nobodyNamed } from "./rules";
import {
  answerBlocks,
  capital,
  changeFacts,
  contactText,
  guestUrl,
  type Letter,
  letterOf,
  mailOf,
  replyFacts,
  whenFact,
  whereFact,
} from "./sending/mail";
import { type Chase, isTelling, type Kind, owes, type Was } from "./sending/rules";

const shortDay = ({ briefing, t }: Letter): string => formatDay(briefing.startsLocal.slice(0, 10), t.locale, "shortYear");

const purpose = ({ briefing, office, t }: Letter): MailBlock[] => {
  const text = readText(briefing.purpose, t.locale, office.language);
  return text ? [{ kind: "text", text }] : [];
};

const seats = ({ invitation, t }: Letter) => ({
  label: t("invitations.mail.seats"),
  value: t("invitations.mail.upTo", { n: invitation.quota }),
});

const preview = ({ t, briefing }: Letter): string =>
  t("invitations.mail.preview", { day: capital(formatDay(briefing.startsLocal.slice(0, 10), t.locale, "long")) });

function invitation(letter: Letter): MailContent {
  const { t, institution, title } = letter;
  return mailOf(letter, (cut) => t("invitations.mail.subject", { title: cut, day: shortDay(letter) }), preview(letter), [
    { kind: "text", text: t("invitations.mail.invites", { to: institution.to, the: institution.the }) },
    { kind: "strong", text: title },
    { kind: "facts", rows: [whenFact(letter), whereFact(letter), seats(letter), ...replyFacts(letter)] },
    ...answerBlocks(letter, "calendar"),
    ...purpose(letter),
    { kind: "text", text: t("invitations.mail.access") },
  ]);
}

/** To the silent; to one whose answer was for a date that no longer holds, the question whether the new one suits. */
function reminder(letter: Letter, since: number | undefined): MailContent {
  const { t, institution, title, briefing } = letter;
  const { sentAt, answer } = letter.invitation;
  const again = since !== undefined && answer !== null;
  const sent = sentAt === null ? "" : formatDay(dayOf(sentAt, briefing.zone), t.locale, "long");
  return mailOf(letter, (cut) => t("invitations.mail.reminderSubject", { title: cut, day: shortDay(letter) }), preview(letter), [
    {
      kind: "text",
      text: again
        ? t("invitations.mail.remindsNewDate", { of: institution.of })
        : t("invitations.mail.reminds", { sent, dated: String(sent !== ""), of: institution.of }),
    },
    { kind: "strong", text: title },
    { kind: "facts", rows: [whenFact(letter), whereFact(letter), seats(letter), ...replyFacts(letter)] },
    ...answerBlocks(letter),
    { kind: "text", text: t("invitations.mail.disregard") },
  ]);
}

function namesRequest(letter: Letter): MailContent {
  const {
    t,
    institution,
    title,
    invitation: { named, quota },
  } = letter;
  const n = nobodyNamed(letter.invitation) ? 0 : namesOwed(letter.invitation);
  return mailOf(
    letter,
    (cut) => t("invitations.mail.namesSubject", { title: cut, day: shortDay(letter) }),
    t("invitations.mail.namesPreview"),
    [
      { kind: "text", text: t("invitations.mail.thanksForYes", { of: institution.of }) },
      { kind: "strong", text: title },
      {
        kind: "facts",
        rows: [
          whenFact(letter),
          whereFact(letter),
          { label: t("invitations.mail.delegation"), value: t("invitations.mail.namedOf", { named, quota }) },
        ],
      },
      { kind: "text", text: t("invitations.mail.askNames", { n }) },
      { kind: "button", label: t("invitations.mail.nameThem"), href: guestUrl(letter) },
      { kind: "note", text: [t("invitations.mail.howNames"), contactText(letter)].filter(Boolean).join(" ") },
    ],
  );
}

/** What changed, was postponed or is off: as it is now, and as it was told before. */
function change(letter: Letter, kind: Telling, was: Was): MailContent {
  const {
    t,
    briefing,
    title,
    invitation: { answer },
  } = letter;
  const open = kind === "postponed" && briefing.dateOpen;
  const rows = [...changeFacts(letter, kind, was), ...(kind === "cancelled" || open ? [] : replyFacts(letter))];
  return mailOf(
    letter,
    (cut) => t("invitations.mail.changeSubject", { kind, title: cut, day: formatDay(was.startsLocal.slice(0, 10), t.locale, "shortYear") }),
    t("invitations.mail.changePreview", { kind }),
    [
      { kind: "text", text: t("invitations.mail.changeSays", { kind }) },
      { kind: "strong", text: title },
      { kind: "facts", rows },
      ...(kind === "cancelled" ? [] : answered(letter, answer !== null, open ? "open" : kind)),
      { kind: "text", text: t("invitations.mail.changeSorry", { kind }) },
    ],
  );
}

/** An answer given before is kept; for a new date it is asked for again. */
function answered(letter: Letter, answer: boolean, kind: Telling | "open"): MailBlock[] {
  const kept: MailBlock[] = answer ? [{ kind: "text", text: letter.t("invitations.mail.kept", { kind }) }] : [];
  return kind === "open" ? kept : [...kept, ...answerBlocks(letter, "calendar")];
}

function newLink(letter: Letter): MailContent {
  const { t, institution, title } = letter;
  return mailOf(letter, (cut) => t("invitations.mail.linkSubject", { title: cut }), t("invitations.mail.linkPreview"), [
    { kind: "text", text: t("invitations.mail.linkSays", { of: institution.of }) },
    { kind: "strong", text: title },
    { kind: "facts", rows: [whenFact(letter), ...replyFacts(letter)] },
    { kind: "button", label: t("invitations.mail.open"), href: guestUrl(letter) },
    { kind: "note", text: t("invitations.mail.linkNote") },
  ]);
}

/** A sum of the words of a letter, without its calendar, whose stamp is its message's. */
const sumOf = (content: MailContent): string =>
  createHash("sha256")
    .update(JSON.stringify({ ...content, calendar: undefined, replyTo: undefined }))
    .digest("base64url");

/** The sum of an invitation's letter as it would be written now, for one that may leave only as it was seen. */
export function seenLetter(store: Store, actor: Staff, invitationId: string): string {
  const content = previewOf(store, actor, invitationId);
  return content ? sumOf(content) : "";
}

/** What each kind says; `obsolete` once the record has overtaken it: withdrawn, called off, answered, named, another addressee, its day passed. */
function kindOf(kind: Kind): MessageKind {
  return (store, message, now) => {
    const found = invitationOf(store, message);
    const told = message.payload ?? {};
    if (!found || found.state === "withdrawn" || found.addresseeTenureId !== told.tenureId) return "obsolete";
    // What leaves by plan says what holds for a day: later it says nothing.
    if (typeof told.until === "number" && now > told.until) return "obsolete";
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    if (!letter) return "obsolete";
    if (kind === "change")
      return isTelling(told.change) ? withCalendar(change(letter, told.change, told.was as Was), letter, message) : "obsolete";
    if (letter.briefing.state === "cancelled") return "obsolete";
    if (kind === "new_link") return newLink(letter);
    if (kind === "invitation") {
      const content = invitation(letter);
      // A colleague has cleared other words than it would say by now.
      return told.seen !== undefined && told.seen !== sumOf(content) ? "obsolete" : withCalendar(content, letter, message);
    }
    const since = newDateSince(store, letter.briefing);
    if (!owes(found, kind, since)) return "obsolete";
    return kind === "reminder" ? reminder(letter, since) : namesRequest(letter);
  };
}

function invitationOf(store: Store, { officeId, invitationId }: Message): Invitation | undefined {
  return officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
}

export const invitationMail: MessageKinds = {
  invitation: kindOf("invitation"),
  reminder: kindOf("reminder"),
  names_request: kindOf("names_request"),
  change: kindOf("change"),
  new_link: kindOf("new_link"),
};

/** What an institution will get if its message left now; `undefined` while nobody is chosen to receive it. */
export function previewOf(
  store: Store,
  actor: Staff,
  invitationId: string,
  kind: "invitation" | Chase = "invitation",
): MailContent | undefined {
  const found = findInvitation(store, actor, invitationId);
  const letter = found && letterOf(store, found, found.addresseeTenureId, actor.now);
  if (!letter) return undefined;
  const { to } = letter;
  // What is seen twice is the same: the calendar's stamp comes with the message.
  const sent = { createdAt: found.createdAt, toName: to.name, toAddress: to.email ?? "" };
  if (kind === "invitation") return withCalendar(invitation(letter), letter, sent);
  return kind === "reminder" ? reminder(letter, newDateSince(store, letter.briefing)) : namesRequest(letter);
}
