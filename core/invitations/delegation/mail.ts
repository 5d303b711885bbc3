import { and, eq, inArray } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, formatDay } from "@/lib/dates";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import type { Telling } from "../../briefings/rules";
import { holdersByTenure, tenuresOf } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import { enqueue, type Message, type MessageKind, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { type Invitation, invitationsByIds } from "../queries";
import { capital, changeFacts, framed, type Letter, letterOf, whenFact, whereFact } from "../sending/mail";
import { isTelling, type Was } from "../sending/rules";
import { type Delegate, delegationOf } from "./queries";

const NAMED = "nominee";
const CHANGE = "nominee_change";
/** A name just typed may be mistyped: its message waits so long, milliseconds, and leaves only if it still stands. */
const PATIENCE = 10 * UNDO_WINDOW;
/** However often a delegation is saved, so many people of it are written to in all: nobody sends mail to the world by a link. */
const AT_MOST = 30;

type Reached = Delegate & { name: string; email: string };
const isReached = (d: Delegate): d is Reached => d.name !== null && d.email !== null && d.setAsideBy === null;
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const written = (tx: Store, invitationId: string): Message[] =>
  tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.invitationId, invitationId), inArray(messages.kind, [NAMED, CHANGE])))
    .all();

/** Tells each person named with an address who named them and what becomes of their data: once a person and invitation, never the addressee. */
export function tellNominees(tx: Store, actor: Actor, invitation: Invitation): void {
  const before = written(tx, invitation.id).filter((m) => m.kind === NAMED);
  const tenureId = invitation.addresseeTenureId ?? "";
  const addressee = holdersByTenure(tx, invitation.officeId, [tenureId]).get(tenureId)?.email ?? "";
  const people = tenuresOf(tx, invitation.officeId, invitation.institutionId, dayOf(actor.now, "UTC"));
  const told = new Set(before.flatMap((m) => (m.state === "cancelled" ? [] : [m.toAddress.toLowerCase()])));
  let n = before.length;
  for (const one of delegationOf(tx, invitation).filter(isReached)) {
    if (n >= AT_MOST || same(one.email, addressee) || told.has(one.email.toLowerCase())) continue;
    told.add(one.email.toLowerCase());
    n += 1;
    enqueue(tx, actor, {
      kind: NAMED,
      key: `${NAMED}:${invitation.id}:${n}`,
      officeId: invitation.officeId,
      to: { name: one.name, address: one.email },
      language: people.find((p) => p.personId === one.personId)?.language ?? invitation.language,
      sendAfter: actor.now + PATIENCE,
      briefingId: invitation.briefingId,
      invitationId: invitation.id,
      payload: { delegateId: one.id },
    });
  }
}

/** Tells those who were told that they are named, and still are, of a change; in the sending that tells their institution, and taken back with it. */
export function tellNomineesOf(
  tx: Store,
  actor: Actor,
  invitation: Invitation,
  batchId: string,
  told: { change: Telling; was: Was },
): void {
  const before = written(tx, invitation.id);
  const knows = new Map(before.filter((m) => m.kind === NAMED && m.state === "sent").map((m) => [m.toAddress.toLowerCase(), m]));
  let n = before.length;
  for (const one of delegationOf(tx, invitation).filter(isReached)) {
    const first = knows.get(one.email.toLowerCase());
    if (!first) continue;
    n += 1;
    enqueue(tx, actor, {
      kind: CHANGE,
      key: `${CHANGE}:${invitation.id}:${n}`,
      officeId: invitation.officeId,
      to: { name: one.name, address: one.email },
      language: first.language,
      sendAfter: actor.now + UNDO_WINDOW,
      batchId,
      briefingId: invitation.briefingId,
      invitationId: invitation.id,
      payload: { delegateId: one.id, ...told },
    });
  }
}

type Nominee = Letter & { nominee: Delegate };

/** A message to one of the named. It carries no link of the institution: that is the liaison's. */
function mailTo(letter: Nominee, subject: (title: string) => string, preview: string, blocks: MailBlock[]): MailContent {
  const { t, institution, nominee } = letter;
  return framed(letter, subject, preview, {
    greeting: t("invitations.nominee.greeting", { name: nominee.name ?? "" }),
    blocks: [...blocks, { kind: "text", text: t("invitations.nominee.closing") }],
    reason: t("invitations.nominee.reason", { the: institution.the, many: String(institution.many) }),
  });
}

function named(letter: Nominee): MailContent {
  const { t, briefing, institution, nominee, title } = letter;
  const day = formatDay(briefing.startsLocal.slice(0, 10), t.locale, "shortYear");
  const who = { the: institution.the, The: capital(institution.the), of: institution.of, many: String(institution.many) };
  return mailTo(letter, (cut) => t("invitations.nominee.subject", { title: cut, day }), t("invitations.nominee.says", who), [
    { kind: "text", text: t("invitations.nominee.says", who) },
    { kind: "strong", text: title },
    { kind: "facts", rows: [whenFact(letter), whereFact(letter)] },
    ...(nominee.seat === "waiting" ? [{ kind: "text" as const, text: t("invitations.nominee.waiting", who) }] : []),
    { kind: "text", text: t("invitations.nominee.answers", who) },
    { kind: "text", text: t("invitations.nominee.data", who) },
  ]);
}

function changed(letter: Nominee, kind: Telling, was: Was): MailContent {
  const { t, title } = letter;
  const day = formatDay(was.startsLocal.slice(0, 10), t.locale, "shortYear");
  return mailTo(
    letter,
    (cut) => t("invitations.mail.changeSubject", { kind, title: cut, day }),
    t("invitations.mail.changePreview", { kind }),
    [
      { kind: "text", text: t("invitations.mail.changeSays", { kind }) },
      { kind: "strong", text: title },
      { kind: "facts", rows: changeFacts(letter, kind, was) },
      ...(kind === "cancelled" ? [] : [{ kind: "text" as const, text: t("invitations.nominee.still") }]),
    ],
  );
}

/** What each message says; `obsolete` once the person is no longer named by that address, or the invitation does not stand. */
const kindOf =
  (kind: typeof NAMED | typeof CHANGE): MessageKind =>
  (store, { officeId, invitationId, language, toAddress, payload }, now) => {
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (!found || found.state === "withdrawn") return "obsolete";
    const nominee = delegationOf(store, found)
      .filter(isReached)
      .find((d) => d.id === payload?.delegateId && same(d.email, toAddress));
    const letter = letterOf(store, { ...found, language }, found.addresseeTenureId, now);
    if (!nominee || !letter) return "obsolete";
    if (kind === CHANGE)
      return isTelling(payload?.change) ? changed({ ...letter, nominee }, payload.change, payload.was as Was) : "obsolete";
    return letter.briefing.state === "cancelled" ? "obsolete" : named({ ...letter, nominee });
  };

/** The messages to people whom an institution names. */
export const nomineeMail: MessageKinds = { [NAMED]: kindOf(NAMED), [CHANGE]: kindOf(CHANGE) };
