import type { Store } from "@/db/store";
import { dayOf, formatDay, formatHours, formatZone, instantOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { either, type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailBlock } from "@/lib/mail/content";
import { replyAddress } from "@/lib/mail/transport";
import type { Words } from "@/lib/mail/words";
import type { Nominal } from "@/lib/names";
import { paths } from "@/lib/paths";
import { type Briefing, briefingsByIds, newDateSince } from "../../briefings/queries";
import type { Telling } from "../../briefings/rules";
import { type Holder, holdersByTenure, type NameOn, namesOn } from "../../institutions/queries";
import { covers, nominal } from "../../institutions/rules";
import { findOffice, type Office } from "../../offices/queries";
import { wordsOf } from "../../offices/wording/queries";
import type { Wording } from "../../offices/wording/rules";
import { toldOutside } from "../confidential/rules";
import { currentLink } from "../links/queries";
import type { Invitation } from "../queries";
import { hasAnswered } from "../rules";
import type { Was } from "./rules";

/** All a message to an institution is made of, read from the records as they stand now. */
export type Letter = {
  t: Translator;
  office: Office;
  briefing: Briefing;
  invitation: Invitation;
  /** The institution with its article, by today's name; `many` where its article is a plural. */
  institution: Nominal & { many: boolean };
  called: NameOn;
  to: Holder;
  title: string;
  token: string;
  /** The answer that holds; none where it is asked for, or asked for again. */
  answer: Invitation["answer"];
  /** What is said in this language: a message's own words, else the office's. */
  words: (kind: Wording, own?: Words | null) => Words;
  now: number;
};

/** Gathers a letter to the holder of a tenure in the invitation's language; `undefined` where link, person or name is gone, or the post is held no more. */
export function letterOf(store: Store, invitation: Invitation, tenureId: string | null, now: number): Letter | undefined {
  const found = briefingsByIds(store, invitation.officeId, [invitation.briefingId]).get(invitation.briefingId);
  const to = tenureId ? holdersByTenure(store, invitation.officeId, [tenureId]).get(tenureId) : undefined;
  const link = currentLink(store, invitation.id);
  // What is withdrawn has no link any more, and its last message needs none.
  if (!found || !to || (!link && invitation.state !== "withdrawn") || !covers(to, dayOf(now, found.zone))) return undefined;
  const called = namesOn(store, invitation.officeId, [invitation.institutionId], dayOf(now, found.zone)).get(invitation.institutionId);
  if (!called) return undefined;
  const office = findOffice(store, invitation.officeId);
  const briefing = toldOutside(found, office);
  const { language } = invitation;
  const article = called.article[language] ?? "";
  return {
    t: translator(language),
    office,
    briefing,
    invitation,
    called,
    institution: { ...nominal(called.name, called.article, language), many: ["los", "las", "les"].includes(article) },
    to,
    title: readText(briefing.title, language, office.language),
    token: link?.token ?? "",
    answer: hasAnswered(invitation, newDateSince(store, found)) ? invitation.answer : null,
    words: (kind, own) => wordsOf(store, office.id, kind, language, own),
    now,
  };
}

/** The address of the liaison's page, with an answer chosen if given. */
export const guestUrl = (letter: Letter, a?: "yes" | "maybe" | "no"): string => `${env.appUrl}${paths.guest(letter.token, { a })}`;

/** Days begin with a small letter in Spanish and French; a line begins with a great one. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The hours with their zone; over several days the last one stands before its hour. */
export const hoursText = ({ t }: Pick<Letter, "t">, when: Was, at: number): string =>
  t("invitations.mail.hours", {
    hours: formatHours(when.startsLocal, when.endsLocal, t.locale, "long"),
    zone: formatZone(when.zone, at, t.locale),
  });

/** "Tuesday 14 December 2021", and below it the hours. */
export const whenText = (letter: Pick<Letter, "t">, when: Was, at: number): string =>
  `${capital(formatDay(when.startsLocal.slice(0, 10), letter.t.locale, "full"))}\n${hoursText(letter, when, at)}`;

/** The place, and whether one can take part from afar. */
export function whereText({ t }: Pick<Letter, "t">, { venue, address, mode }: Pick<Briefing, "venue" | "address" | "mode">): string {
  const online = t("invitations.mail.online");
  if (mode === "online") return online;
  const place = [venue, address].filter(Boolean).join(", ") || t("invitations.mail.placeOpen");
  return mode === "hybrid" ? t("invitations.mail.placeOrOnline", { place }) : place;
}

type Facts = Extract<MailBlock, { kind: "facts" }>["rows"];

export const whenFact = (letter: Letter): Facts[number] => ({
  label: letter.t("invitations.mail.date"),
  value: letter.briefing.dateOpen ? letter.t("invitations.mail.dateOpen") : whenText(letter, letter.briefing, letter.briefing.startsAt),
  strong: true,
});

export const whereFact = (letter: Letter): Facts[number] => ({
  label: letter.t("invitations.mail.place"),
  value: whereText(letter, letter.briefing),
});

/** "by **Friday 3 December**", while that day has not passed. */
export function replyFacts(letter: Letter): Facts {
  const { briefing, t, now } = letter;
  if (!briefing.replyBy || briefing.replyBy < dayOf(now, briefing.zone)) return [];
  return [
    {
      label: t("invitations.mail.reply"),
      value: capital(t("invitations.mail.replyBy", { day: formatDay(briefing.replyBy, t.locale, "long") })),
      strong: true,
    },
  ];
}

/** Date and place as they are now and, where they are others, as they were told before; of a cancelled briefing its date alone. */
export function changeFacts(letter: Letter, kind: Telling, was: Was): Facts {
  const { t, briefing } = letter;
  const before = whenText(letter, was, instantOf(was.startsLocal, was.zone) ?? briefing.startsAt);
  if (kind === "cancelled") return [{ label: t(was.dateOpen ? "invitations.mail.before" : "invitations.mail.date"), value: before }];
  const open = kind === "postponed" && briefing.dateOpen;
  const moved = was.startsLocal !== briefing.startsLocal || was.endsLocal !== briefing.endsLocal || was.zone !== briefing.zone;
  const elsewhere = was.venue !== briefing.venue || was.mode !== briefing.mode;
  const there = { ...briefing, venue: was.venue, address: was.address, mode: was.mode };
  return [
    open ? { label: t("invitations.mail.newDate"), value: t("invitations.mail.dateOpen"), strong: true } : whenFact(letter),
    ...(moved || open ? [{ label: t("invitations.mail.before"), value: before }] : []),
    whereFact(letter),
    ...(elsewhere ? [{ label: t("invitations.mail.placeBefore"), value: whereText(letter, there) }] : []),
  ];
}

/** Of a meeting that became confidential, or is so no longer: what becomes of the entry in their calendars. */
export function discretionBlocks({ t, briefing }: Letter, kind: Telling, was: Was): MailBlock[] {
  if (kind === "cancelled" || was.confidential === undefined || was.confidential === briefing.confidential) return [];
  return [{ kind: "text", text: t(briefing.confidential ? "confidential.begins" : "confidential.ends") }];
}

/**
 * The question and its three answers, each a link to the same page with that answer chosen; opening it changes nothing.
 * With `calendar`, a question to their calendar goes along where its answer is heard.
 */
export function answerBlocks(letter: Letter, how: "page" | "calendar" = "page"): MailBlock[] {
  const { t, institution } = letter;
  return [
    {
      kind: "question",
      // One whose answer was for another date is asked as its page asks it.
      text:
        letter.invitation.answer !== null && letter.answer === null
          ? t("guest.ask.newDate")
          : t("invitations.mail.question", { the: institution.the, of: institution.of, many: String(institution.many) }),
    },
    { kind: "button", label: t("invitations.mail.yes"), href: guestUrl(letter, "yes") },
    {
      kind: "links",
      links: [
        { label: t("invitations.mail.maybe"), href: guestUrl(letter, "maybe") },
        { label: t("invitations.mail.no"), href: guestUrl(letter, "no") },
      ],
    },
    {
      kind: "note",
      text: [t("invitations.mail.how"), contactText(letter, how)].filter(Boolean).join(" "),
    },
  ];
}

/** What else one can do than use the page: answer in the calendar where that is heard, reply, call. */
export function contactText({ t, office, invitation }: Letter, how: "page" | "calendar" = "page"): string {
  const heard = replyAddress(invitation.id) !== undefined;
  const ways = [
    how === "calendar" && heard ? t("invitations.mail.howCalendar") : "",
    heard || office.contactEmail ? t("invitations.mail.replyToThis") : "",
    office.contactPhone ? t("invitations.mail.call", { phone: office.contactPhone.replaceAll(" ", "\u00a0") }) : "",
  ].filter(Boolean);
  return ways.length > 0 ? t("invitations.mail.also", { ways: either(ways, t.locale) }) : "";
}
