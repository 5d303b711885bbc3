import type { Store } from "@/db/store";
import { addDays, formatDay, formatHour, formatZone, localOf } from "@/lib/dates";
import { type Translator, translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { fillWords, type Values, type Words } from "@/lib/mail/words";
import { capitalized } from "@/lib/text";
import type { Telling } from "../../briefings/rules";
import type { Staff } from "../../kernel/actor";
import { frame } from "../../offices/mail";
import { findOffice } from "../../offices/queries";
import { officeNamed } from "../../offices/rules";
import { CODE_DIGITS, readable } from "../../offices/sessions/rules";
import { officeValues, type Wording, wordings } from "../../offices/wording/rules";
import { delegationOf } from "../delegation/queries";
import { findInvitation } from "../queries";
import { answerBlocks, changeFacts, contactText, guestUrl, type Letter, letterOf, replyFacts, whenFact, whereFact } from "../sending/mail";
import { datesOf, mailOf } from "../wording/mail";

const list = (items: string[]): MailBlock[] => [{ kind: "list", items }];
const button = (label: string, href: string): MailBlock[] => [{ kind: "button", label, href }];

const facts = (rows: Extract<MailBlock, { kind: "facts" }>["rows"]): MailBlock[] => [{ kind: "facts", rows }];

/** What was told before a change: a week before it is now, or after where it was brought forward; of what is called off, the same. */
function before({ briefing }: Letter, kind: Wording): Letter["briefing"] {
  if (changeOf(kind) === "cancelled") return briefing;
  const moved = (local: string) => addDays(local.slice(0, 10), kind.endsWith("brought_forward") ? 7 : -7) + local.slice(10);
  return { ...briefing, startsLocal: moved(briefing.startsLocal), endsLocal: moved(briefing.endsLocal) };
}

/** What a kind tells of, if it tells of a change. */
function changeOf(kind: Wording): Telling | undefined {
  if (/(date_announced|brought_forward)$/.test(kind)) return "postponed";
  return (["changed", "postponed", "cancelled"] as const).find((change) => kind.endsWith(change));
}

/** What the button of a kind says, and what stands below it; the others open the meeting's page. */
function pageOf(letter: Letter, kind: Wording): [label: string, note: string] {
  const { t } = letter;
  const contact = contactText(letter);
  switch (kind) {
    case "names_request":
      return [t("invitations.mail.nameThem"), `${t("invitations.mail.howNames")} ${contact}`];
    case "new_link":
      return [t("invitations.mail.open"), t("invitations.mail.linkNote")];
    case "answer_receipt":
      return [t("guest.receipt.open"), `${t("guest.receipt.notYours")} ${contact}`];
    case "answer_confirm":
      return [t("confirming.look"), `${t("confirming.else")} ${contact}`];
    case "seat_given":
      return [t("guest.seat.open"), contact];
    case "day_before":
      return [t("wording.values.agenda"), `${t("wording.values.notComing")} ${contact}`];
    case "follow_up_due":
    case "follow_up_overdue":
      return [t("followups.mail.tell"), t("followups.mail.tellHow")];
    default:
      return [t("wording.values.meetingPage"), contact];
  }
}

/** The facts of a kind, in the order its messages give them. */
function rowsOf(letter: Letter, kind: Wording): Parameters<typeof facts>[0] {
  const { t, invitation } = letter;
  const changed = changeOf(kind);
  if (changed) return changeFacts(letter, changed, before(letter, kind));
  const when = whenFact(letter);
  const { quota } = invitation;
  const answer = { label: t("guest.receipt.answer"), value: t("guest.option.accepted"), strong: true };
  switch (kind) {
    case "invitation":
    case "reminder":
    case "new_date":
      return [
        when,
        whereFact(letter),
        { label: t("invitations.mail.seats"), value: t("invitations.mail.upTo", { n: quota }) },
        ...replyFacts(letter),
      ];
    case "names_request":
      return [
        when,
        whereFact(letter),
        { label: t("invitations.mail.delegation"), value: t("invitations.mail.namedOf", { named: Math.max(0, quota - 1), quota }) },
      ];
    case "new_link":
      return [when, ...replyFacts(letter)];
    case "answer_receipt":
      return [answer, { label: t("guest.receipt.reference"), value: invitation.reference }, when];
    case "answer_confirm":
      return [answer, when];
    case "thanks":
    case "regret":
    case "withdrawal":
      return [when];
    default:
      return [when, whereFact(letter)];
  }
}

/** What only some kinds say, as it could be for this institution: where the record has it, by the record. */
function valuesOf(store: Store, kind: Wording, letter: Letter): Values {
  const { t, briefing, office, institution, invitation, to } = letter;
  const changed = changeOf(kind);
  const seated = delegationOf(store, invitation).flatMap((d) => (d.name ? [[d.name, d.post].filter(Boolean).join(", ")] : []));
  const people = seated.length > 0 ? seated : [to.name];
  const purpose = readText(briefing.purpose, t.locale, office.language);
  const agreed = (purpose || letter.title).replace(/\.$/, "");
  const reminds = kind === "follow_up_due" || kind === "follow_up_overdue";
  const questions = t(reminds ? "wording.values.commitments" : "wording.values.questions", { n: 1 });
  const [label, note] = pageOf(letter, kind);
  return {
    ...(changed ? datesOf(letter, changed, before(letter, kind)) : {}),
    "names.missing": t("wording.values.missing", { n: 1 }),
    "answer.channel": t("wording.values.channel", { channel: "phone" }),
    "answer.kept": t("invitations.mail.kept", { kind: changed ?? "changed" }),
    "delegation.tell": t("wording.values.tell"),
    "nominee.by": t("wording.values.named", { The: capitalized(institution.the), many: String(institution.many) }),
    // Somebody other than the one invited, whose calendar answered.
    "answer.by": "secretaria@example.org",
    "nominee.waiting": "",
    "nominee.standing": t("invitations.nominee.still"),
    ...(kind.startsWith("nominee") ? { salutation: t("invitations.nominee.greeting", { name: to.name }) } : {}),
    "colleague.name": office.contactName ?? readText(office.shortName, t.locale, office.language),
    howMany: kind === "seat_given" ? t("wording.values.seats", { n: people.length }) : questions,
    HowMany: capitalized(kind === "seat_given" ? t("wording.values.seats", { n: people.length }) : questions),
    facts: facts(rowsOf(letter, kind)),
    answers: changed === "cancelled" ? [] : answerBlocks(letter, "calendar"),
    purpose: purpose ? [{ kind: "text", text: purpose }] : [],
    page: [...button(label, guestUrl(letter)), { kind: "note", text: note }],
    people: list(people),
    remarks: [],
    materials: list([t("letters.programme.programme")]),
    agreements: list([
      t("wording.values.agreement", {
        what: agreed,
        day: formatDay(briefing.startsLocal.slice(0, 10), t.locale, "plain"),
      }),
    ]),
    points: [
      {
        kind: "facts",
        rows: [
          { label: t("followups.mail.number", { number: 1 }), value: agreed, strong: true },
          ...(reminds
            ? [{ label: t("followups.mail.planned"), value: formatDay(briefing.startsLocal.slice(0, 10), t.locale, "plain") }]
            : []),
        ],
      },
      ...(reminds ? [] : [{ kind: "text" as const, text: t("followups.question.undated") }]),
    ],
  };
}

/** A text to a member of staff, as the actor would get it. */
function toStaff(store: Store, actor: Staff, kind: Wording, words: Words, t: Translator): MailContent {
  const office = findOffice(store, actor.officeId);
  const until = `${formatHour(localOf(actor.now + 900_000, office.zone), t.locale)}, ${formatZone(office.zone, actor.now, t.locale)}`;
  const asks = kind === "follow_up_colleague";
  return {
    ...frame(t, office, actor.name),
    ...fillWords(
      words,
      {
        ...officeValues(office, t.locale),
        salutation: t(asks ? "followups.mail.hello" : "mail.signIn.greeting", { name: actor.name }),
        "colleague.name": actor.name,
        "user.role": t(`vocabulary.userRoles.${actor.role}`),
        "link.until": until,
        howMany: t("wording.values.questions", { n: 1 }),
        HowMany: capitalized(t("wording.values.questions", { n: 1 })),
        button: button(t(kind === "welcome" ? "mail.welcome.button" : "mail.signIn.button"), "#"),
        page: [{ kind: "links", links: [{ label: t("followups.mail.open", { number: 1 }), href: "#" }] }],
        code: [
          { kind: "text", text: t("mail.signIn.code", { hour: until }) },
          { kind: "strong", text: readable("0".repeat(CODE_DIGITS)) },
        ],
        address: [{ kind: "facts", rows: [{ label: t("mail.welcome.address"), value: office.contactEmail ?? actor.name, strong: true }] }],
        points: [{ kind: "text", text: t("followups.question.undated") }],
      },
      t.locale,
    ),
    reason: asks
      ? t("followups.mail.reasonColleague")
      : kind === "welcome"
        ? t("mail.welcome.reason", { office: officeNamed(office, t.locale).the, by: actor.name })
        : t("mail.signIn.reason"),
  };
}

/** A text as it would arrive, in a language, with the data of one invitation of the office; `undefined` where that one has nobody to write to. */
export function sampleOf(
  store: Store,
  actor: Staff,
  { kind, words, language, invitationId }: { kind: Wording; words: Words; language: Locale; invitationId: string | undefined },
): { content: MailContent; to: string } | undefined {
  if (wordings[kind].moment === "staff" || kind === "follow_up_colleague")
    return { content: toStaff(store, actor, kind, words, translator(language)), to: actor.name };
  const found = invitationId ? findInvitation(store, actor, invitationId) : undefined;
  const made = found && letterOf(store, { ...found, language }, found.addresseeTenureId, actor.now);
  if (!made) return undefined;
  // What is only looked at carries nobody's access.
  const letter = { ...made, token: "0" };
  const content = mailOf(letter, { kind, own: words, preview: "", values: valuesOf(store, kind, letter) });
  const { t, institution } = letter;
  const reason = kind.startsWith("nominee")
    ? t("invitations.nominee.reason", { the: institution.the, many: String(institution.many) })
    : kind.startsWith("follow_up")
      ? t("followups.mail.reason", { of: institution.of })
      : content.reason;
  return { content: { ...content, reason }, to: letter.to.name };
}
