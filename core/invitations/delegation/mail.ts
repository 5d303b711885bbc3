import { and, eq, inArray } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import type { Telling } from "../../briefings/rules";
import { holdersByTenure, tenuresOf } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import { enqueue, type Message, type MessageKind, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { type Invitation, invitationsByIds } from "../queries";
import { capital, changeFacts, discretionBlocks, type Letter, letterOf, whenFact, whereFact } from "../sending/mail";
import { isTelling, saidOf, type Told, type Was } from "../sending/rules";
import { datesOf, framed, type Saying } from "../wording/mail";
import { type Delegate, delegationOf, everNamed } from "./queries";

const NAMED = "nominee";
const CHANGE = "nominee_change";
const WITHDRAWAL = "nominee_withdrawal";
/** A name just typed may be mistyped: its message waits so long, milliseconds, and leaves only if it still stands. */
const PATIENCE = 10 * UNDO_WINDOW;
/** However often a delegation is saved, so many people of it are written to in all: nobody sends mail to the world by a link. */
const AT_MOST = 30;

type Reached = Delegate & { name: string; email: string };
const hasAddress = (d: Delegate): d is Reached => d.name !== null && d.email !== null;
const isReached = (d: Delegate): d is Reached => hasAddress(d) && d.setAsideBy === null;
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const written = (tx: Store, invitationId: string): Message[] =>
  tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.invitationId, invitationId), inArray(messages.kind, [NAMED, CHANGE, WITHDRAWAL])))
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

/**
 * Tells those who were told that they are named of a change, or (`told` left out) that the invitation is withdrawn: also
 * those named no more, for they had the date from us. In the sending that tells their institution, and taken back with it.
 */
export function tellNomineesOf(tx: Store, actor: Actor, invitation: Invitation, batchId: string, told?: Told): void {
  const before = written(tx, invitation.id);
  const knows = new Map(before.filter((m) => m.kind === NAMED && m.state === "sent").map((m) => [m.toAddress.toLowerCase(), m]));
  const people = new Map(
    everNamed(tx, invitation)
      .filter(hasAddress)
      .map((d) => [d.email.toLowerCase(), d] as const)
      .reverse(),
  );
  const kind = told ? CHANGE : WITHDRAWAL;
  let n = before.length;
  for (const [address, first] of knows) {
    const one = people.get(address);
    if (!one) continue;
    n += 1;
    enqueue(tx, actor, {
      kind,
      key: `${kind}:${invitation.id}:${n}`,
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

type Nominee = Letter & { nominee: Delegate; messageId: string };

/** A message to one of the named. It carries no link of the institution, nor the address of its answers: those are the liaison's. A reply speaks of this message. */
function mailTo(letter: Nominee, saying: Saying): MailContent {
  const { t, institution, nominee, messageId } = letter;
  const values = { salutation: t("invitations.nominee.greeting", { name: nominee.name ?? "" }), ...saying.values };
  const reason = t("invitations.nominee.reason", { the: institution.the, many: String(institution.many) });
  return framed(letter, { ...saying, values }, reason, messageId);
}

function named(letter: Nominee, own: Words | null): MailContent {
  const { t, institution, nominee } = letter;
  const by = t("wording.values.named", { The: capital(institution.the), many: String(institution.many) });
  return mailTo(letter, {
    kind: "nominee",
    own,
    preview: by,
    values: {
      "nominee.by": by,
      "nominee.waiting": nominee.seat === "waiting" ? t("invitations.nominee.waiting", { of: institution.of }) : "",
      facts: [{ kind: "facts", rows: [whenFact(letter), whereFact(letter)] }],
    },
  });
}

function changed(letter: Nominee, kind: Telling, was: Was, own: Words | null): MailContent {
  return mailTo(letter, {
    kind: `nominee_${saidOf(kind, was, letter.briefing)}`,
    own,
    preview: letter.t("invitations.mail.changePreview", { kind: saidOf(kind, was, letter.briefing) }),
    values: {
      "nominee.standing": letter.t(isNamed(letter) ? "invitations.nominee.still" : "invitations.nominee.formerly"),
      ...datesOf(letter, kind, was),
      facts: [{ kind: "facts", rows: changeFacts(letter, kind, was) }, ...discretionBlocks(letter, kind, was)],
    },
  });
}

const isNamed = ({ nominee }: Nominee): boolean => nominee.removedAt === null && nominee.setAsideBy === null;

function withdrawn(letter: Nominee, own: Words | null): MailContent {
  const preview = letter.t("withdrawal.preview");
  return mailTo(letter, { kind: "nominee_withdrawal", own, preview, values: { facts: [{ kind: "facts", rows: [whenFact(letter)] }] } });
}

/** What each message says; `obsolete` once the person is no longer named by that address, or the invitation does not stand. */
const kindOf =
  (kind: typeof NAMED | typeof CHANGE | typeof WITHDRAWAL): MessageKind =>
  (store, { id: messageId, officeId, invitationId, language, toAddress, payload, words }, now) => {
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (!found || (found.state === "withdrawn") !== (kind === WITHDRAWAL)) return "obsolete";
    const people = kind === NAMED ? delegationOf(store, found).filter(isReached) : everNamed(store, found).filter(hasAddress);
    const nominee = people.find((d) => d.id === payload?.delegateId && same(d.email, toAddress));
    const letter = letterOf(store, { ...found, language }, found.addresseeTenureId, now);
    if (!nominee || !letter) return "obsolete";
    if (kind === WITHDRAWAL) return withdrawn({ ...letter, nominee, messageId }, words);
    if (kind === CHANGE)
      return isTelling(payload?.change)
        ? changed({ ...letter, nominee, messageId }, payload.change, payload.was as Was, words)
        : "obsolete";
    return letter.briefing.state === "cancelled" ? "obsolete" : named({ ...letter, nominee, messageId }, words);
  };

/** The messages to people whom an institution names. */
export const nomineeMail: MessageKinds = { [NAMED]: kindOf(NAMED), [CHANGE]: kindOf(CHANGE), [WITHDRAWAL]: kindOf(WITHDRAWAL) };
