import { and, eq, inArray, isNull } from "drizzle-orm";
import { followUpUpdates, reviewDecisions, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { formatDay } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { fillWords, type Values } from "@/lib/mail/words";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { holdersByTenure, namesOn } from "../institutions/queries";
import { covers, institutionValues, nominal, salutation, vocative } from "../institutions/rules";
import { neutralTitle } from "../invitations/confidential/rules";
import type { Message, MessageKinds } from "../kernel/outbox";
import { findOffice, type Office } from "../offices/queries";
import { wordsOf } from "../offices/wording/queries";
import { officeValues } from "../offices/wording/rules";
import { plannedFor } from "./questions/rules";
import { momentFor, partiesOf } from "./register/queries";
import type { FollowUpRow } from "./register/rules";
import { rowsByIds } from "./review/queries";
import { isOpen } from "./rules";

/** What `finishReview` writes beside a message. */
type Payload = { institutionId: string | null; tenureId: string | null; askedBy: string; decisionIds: string[] };

type Question = { row: FollowUpRow; text: string; with: string };
type Reading = { t: Translator; office: Office; today: string };
type Asking = Reading & { askedBy: string; questions: Question[] };

/** The questions of a message that still stand: not taken back, the follow-up not settled meanwhile. */
function questionsOf(store: Store, officeId: string, decisionIds: string[]): Question[] {
  if (decisionIds.length === 0) return [];
  const asked = store.db
    .select({ id: reviewDecisions.id, followUpId: reviewDecisions.followUpId, text: followUpUpdates.note })
    .from(reviewDecisions)
    .innerJoin(followUpUpdates, eq(followUpUpdates.id, reviewDecisions.updateId))
    .where(and(eq(reviewDecisions.officeId, officeId), inArray(reviewDecisions.id, decisionIds), isNull(reviewDecisions.undoneAt)))
    .all()
    .sort((a, b) => decisionIds.indexOf(a.id) - decisionIds.indexOf(b.id));
  const ids = asked.map((a) => a.followUpId);
  const rows = rowsByIds(store, officeId, ids);
  const parties = partiesOf(store, officeId, ids);
  return asked.flatMap(({ followUpId, text }) => {
    const row = rows.get(followUpId);
    if (!row || !text || !isOpen(row.state)) return [];
    const shared = (parties.get(followUpId) ?? []).map((p) => p.acronym ?? readText(p.name, "es"));
    return [{ row, text, with: shared.join(", ") }];
  });
}

/** One commitment: its words, where it was agreed, when it was planned for, and who shares it. */
export function commitment({ t, office, today }: Reading, row: FollowUpRow, shared: string, what: string | null = row.what): MailBlock {
  const origin = row.briefing
    ? t("followups.mail.origin", {
        title: readText(row.briefing.confidential ? neutralTitle(office) : row.briefing.title, t.locale, office.language),
        day: formatDay(row.briefing.startsLocal.slice(0, 10), t.locale, "plainYear"),
      })
    : "";
  return {
    kind: "facts",
    rows: [
      { label: t("followups.mail.number", { number: row.number }), value: [what, origin].filter(Boolean).join("\n"), strong: true },
      ...(row.dueOn ? [{ label: t("followups.mail.planned"), value: plannedFor(row.dueOn, today, t.locale) }] : []),
      ...(shared ? [{ label: t("followups.mail.with"), value: shared }] : []),
    ],
  };
}

/** Each commitment with the question below. */
const blocks = (asking: Asking): MailBlock[] =>
  asking.questions.flatMap(({ row, text, with: shared }): MailBlock[] => [commitment(asking, row, shared), { kind: "text", text }]);

const contactOf = (office: Office): string => [office.contactName, office.contactPhone, office.contactEmail].filter(Boolean).join(", ");

/** What every reader gets: from whom it comes, whom to answer, and what becomes of the data. */
export function frame(
  { t, office }: Reading,
  preview: string | undefined,
  askedBy?: string,
): Omit<MailContent, "subject" | "greeting" | "blocks" | "reason"> {
  const own = readText(office.name, t.locale, office.language);
  const short = readText(office.shortName, t.locale, office.language);
  const contact = contactOf(office);
  return {
    from: short,
    organisation: own === short ? undefined : own,
    preview,
    replyTo: office.contactEmail ? { name: short, address: office.contactEmail } : undefined,
    signature: [...(askedBy ? [askedBy] : []), short, ...(contact ? [t("followups.mail.contact", { contact })] : [])],
    notice: { label: t("followups.mail.notice"), href: `${env.appUrl}${paths.privacy()}` },
  };
}

/** What both texts can say. */
function common(asking: Asking): Values {
  const { t, office, askedBy, questions } = asking;
  const howMany = t("wording.values.questions", { n: questions.length });
  return {
    ...officeValues(office, t.locale),
    "colleague.name": askedBy,
    howMany,
    HowMany: capitalized(howMany),
    points: blocks(asking),
  };
}

function toLiaison(store: Store, message: Message, payload: Payload, asking: Asking): MailContent | "obsolete" {
  const { t, office, today } = asking;
  const to = holdersByTenure(store, office.id, payload.tenureId ? [payload.tenureId] : []).get(payload.tenureId ?? "");
  const called = namesOn(store, office.id, payload.institutionId ? [payload.institutionId] : [], today).get(payload.institutionId ?? "");
  if (!to || !called || !covers(to, today)) return "obsolete";
  const institution = nominal(called.name, called.article, message.language);
  return {
    ...frame(asking, asking.questions[0]?.row.what, asking.askedBy),
    ...fillWords(
      wordsOf(store, office.id, "follow_up_questions", t.locale, message.words),
      {
        ...common(asking),
        salutation: salutation(to, called, message.language),
        vocative: vocative(to, message.language),
        ...institutionValues(institution),
      },
      t.locale,
    ),
    reason: t("followups.mail.reason", { of: institution.of }),
  };
}

function toColleague(store: Store, message: Message, asking: Asking): MailContent {
  const { t, office, questions } = asking;
  const links = questions.map(({ row }) => ({
    label: t("followups.mail.open", { number: row.number }),
    href: `${env.appUrl}${paths.followUp(row.id)}`,
  }));
  return {
    ...frame(asking, asking.questions[0]?.row.what, asking.askedBy),
    ...fillWords(
      wordsOf(store, office.id, "follow_up_colleague", t.locale, message.words),
      {
        ...common(asking),
        salutation: t("followups.mail.hello", { name: message.toName ?? "" }),
        page: [{ kind: "links", links }],
      },
      t.locale,
    ),
    reason: t("followups.mail.reasonColleague"),
  };
}

/** The questions of a review to one address. Obsolete when each was taken back or settled meanwhile, or the liaison has gone. */
export const followUpMail: MessageKinds = {
  follow_up_questions: (store, message, now) => {
    const payload = message.payload as Payload | null;
    if (!payload || !message.officeId) return "obsolete";
    const questions = questionsOf(store, message.officeId, payload.decisionIds);
    if (questions.length === 0) return "obsolete";
    const office = findOffice(store, message.officeId);
    const askedBy = store.db.select({ name: users.name }).from(users).where(eq(users.id, payload.askedBy)).get()?.name ?? "";
    const asking = { t: translator(message.language), office, today: momentFor(store, office.id, now).today, askedBy, questions };
    return payload.institutionId ? toLiaison(store, message, payload, asking) : toColleague(store, message, asking);
  },
};
