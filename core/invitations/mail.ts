import { createHash } from "node:crypto";
import type { Store } from "@/db/store";
import { formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import { newDateSince } from "../briefings/queries";
import type { Telling } from "../briefings/rules";
import type { Staff } from "../kernel/actor";
import type { Message, MessageKind, MessageKinds } from "../kernel/outbox";
import { withCalendar } from "./calendar/mail";
import { ownLetter } from "./lettering/rules";
import { dayBefore, isExpected } from "./planning/mail";
import { findInvitation, type Invitation, invitationsByIds } from "./queries";
import { namesOwed, nobodyNamed } from "./rules";
import {
  answerBlocks,
  capital,
  changeFacts,
  contactText,
  discretionBlocks,
  guestUrl,
  type Letter,
  letterOf,
  replyFacts,
  whenFact,
  whereFact,
} from "./sending/mail";
import { type Chase, isTelling, type Kind, owes, saidOf, type Was } from "./sending/rules";
import { datesOf, mailOf } from "./wording/mail";

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

/** What a letter is asked to say in words of its own. */
type Own = Words | null | undefined;

const facts = (rows: Extract<MailBlock, { kind: "facts" }>["rows"]): MailBlock[] => [{ kind: "facts", rows }];

function invitation(letter: Letter, own: Own): MailContent {
  return mailOf(letter, {
    kind: "invitation",
    own,
    preview: preview(letter),
    values: {
      facts: facts([whenFact(letter), whereFact(letter), seats(letter), ...replyFacts(letter)]),
      answers: answerBlocks(letter, "calendar"),
      purpose: purpose(letter),
    },
  });
}

/** To the silent; to one whose answer was for a date that no longer holds, the question whether the new one suits. */
function reminder(letter: Letter, since: number | undefined, own?: Own): MailContent {
  return mailOf(letter, {
    kind: since !== undefined && letter.invitation.answer !== null ? "new_date" : "reminder",
    own,
    preview: preview(letter),
    values: {
      facts: facts([whenFact(letter), whereFact(letter), seats(letter), ...replyFacts(letter)]),
      answers: answerBlocks(letter),
      purpose: purpose(letter),
    },
  });
}

function namesRequest(letter: Letter, own?: Own): MailContent {
  const {
    t,
    invitation: { named, quota },
  } = letter;
  const n = nobodyNamed(letter.invitation) ? 0 : namesOwed(letter.invitation);
  return mailOf(letter, {
    kind: "names_request",
    own,
    preview: t("invitations.mail.namesPreview"),
    values: {
      facts: facts([
        whenFact(letter),
        whereFact(letter),
        { label: t("invitations.mail.delegation"), value: t("invitations.mail.namedOf", { named, quota }) },
      ]),
      "names.missing": n > 0 ? t("wording.values.missing", { n }) : "",
      page: [
        { kind: "button", label: t("invitations.mail.nameThem"), href: guestUrl(letter) },
        { kind: "note", text: [t("invitations.mail.howNames"), contactText(letter)].filter(Boolean).join(" ") },
      ],
    },
  });
}

/** What changed, was postponed or is off: as it is now, and as it was told before. An answer given before is kept; for a new date it is asked for again. */
function change(letter: Letter, kind: Telling, was: Was, own?: Own): MailContent {
  const { t, briefing } = letter;
  const { answer, named } = letter.invitation;
  const answered = answer !== null;
  const open = kind === "postponed" && briefing.dateOpen;
  const asks = kind !== "cancelled" && !open;
  return mailOf(letter, {
    kind: saidOf(kind, was, briefing),
    own,
    preview: t("invitations.mail.changePreview", { kind: saidOf(kind, was, briefing) }),
    values: {
      ...datesOf(letter, kind, was),
      facts: [...facts([...changeFacts(letter, kind, was), ...(asks ? replyFacts(letter) : [])]), ...discretionBlocks(letter, kind, was)],
      "answer.kept": answered ? t("invitations.mail.kept", { kind: open ? "open" : kind }) : "",
      "delegation.tell": answer === "accepted" && named > 0 ? t("wording.values.tell") : "",
      answers: asks ? answerBlocks(letter, "calendar") : [],
    },
  });
}

function newLink(letter: Letter, own?: Own): MailContent {
  const { t } = letter;
  return mailOf(letter, {
    kind: "new_link",
    own,
    preview: t("invitations.mail.linkPreview"),
    values: {
      facts: facts([whenFact(letter), ...replyFacts(letter)]),
      page: [
        { kind: "button", label: t("invitations.mail.open"), href: guestUrl(letter) },
        { kind: "note", text: t("invitations.mail.linkNote") },
      ],
    },
  });
}

/** A sum of the words of a letter, without its calendar, whose stamp is its message's. */
export const sealOf = (content: MailContent): string =>
  createHash("sha256")
    .update(JSON.stringify({ ...content, calendar: undefined, replyTo: undefined }))
    .digest("base64url");

/** The sum of an invitation's letter as it would be written now, for one that may leave only as it was seen. */
export function seenLetter(store: Store, actor: Staff, invitationId: string): string {
  const content = previewOf(store, actor, invitationId);
  return content ? sealOf(content) : "";
}

/** What each kind says; `obsolete` once the record has overtaken it: withdrawn, called off, answered, named, another addressee, its day passed. */
function kindOf(kind: Exclude<Kind, "thanks" | "regret" | "withdrawal">): MessageKind {
  return (store, message, now) => {
    const found = invitationOf(store, message);
    const told = message.payload ?? {};
    if (!found || found.state === "withdrawn" || found.addresseeTenureId !== told.tenureId) return "obsolete";
    // What leaves by plan says what holds for a day: later it says nothing.
    if (typeof told.until === "number" && now > told.until) return "obsolete";
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    if (!letter) return "obsolete";
    if (kind === "change")
      return isTelling(told.change)
        ? withCalendar(change(letter, told.change, told.was as Was, message.words), letter, message)
        : "obsolete";
    if (letter.briefing.state === "cancelled") return "obsolete";
    if (kind === "new_link") return newLink(letter, message.words);
    if (kind === "invitation") {
      const content = invitation(letter, message.words ?? ownLetter(found));
      // A colleague has cleared other words than it would say by now.
      return told.seen !== undefined && told.seen !== sealOf(content) ? "obsolete" : withCalendar(content, letter, message);
    }
    const since = newDateSince(store, letter.briefing);
    if (kind === "day_before") return isExpected(found, letter, since) ? dayBefore(store, letter, message.words) : "obsolete";
    if (!owes(found, kind, since)) return "obsolete";
    return kind === "reminder" ? reminder(letter, since, message.words) : namesRequest(letter, message.words);
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
  day_before: kindOf("day_before"),
};

/** What an institution will get if its message left now; `undefined` while nobody is chosen to receive it. */
export function previewOf(
  store: Store,
  actor: Staff,
  invitationId: string,
  kind: "invitation" | "day_before" | Chase = "invitation",
): MailContent | undefined {
  const found = findInvitation(store, actor, invitationId);
  const letter = found && letterOf(store, found, found.addresseeTenureId, actor.now);
  if (!letter) return undefined;
  const { to } = letter;
  // What is seen twice is the same: the calendar's stamp comes with the message.
  const sent = { createdAt: found.createdAt, toName: to.name, toAddress: to.email ?? "" };
  if (kind === "invitation") return withCalendar(invitation(letter, ownLetter(found)), letter, sent);
  if (kind === "day_before") return dayBefore(store, letter);
  return kind === "reminder" ? reminder(letter, newDateSince(store, letter.briefing)) : namesRequest(letter);
}
