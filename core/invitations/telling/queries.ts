import { and, eq, gte, inArray, ne, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { toldAsOf } from "../../briefings/history/queries";
import { type Briefing, newDateSince, passageOf } from "../../briefings/queries";
import type { Holder } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { type Message, messagesOf } from "../../kernel/outbox";
import { type Contacted, lastContacts } from "../contacts/queries";
import { type Invitation, invitationsTo } from "../queries";
import { hasAnswered, knewOldDate } from "../rules";
import { addresseesOf, whoWasTold } from "../sending/queries";
import { calledBy, isKind, type Kind, type Was } from "../sending/rules";
import { isUntold } from "./rules";

/** How an institution that knew the old date stands to its postponement or cancellation. */
export type ToldRow = {
  /** When it was told; without an instant, why not yet, or why nobody can know. */
  at: number | null;
  /** `unreached`: it has no address and waits for a call. */
  state: "told" | "leaving" | "failed" | "uncertain" | "unreached";
  /** When it answered for the new date; null: not yet. `undefined` where there is no new date to answer for. */
  reconfirmedAt?: number | null;
};

/** Of the invitations to a postponed or cancelled briefing, those that knew the old date, and whether they have been told; empty for any other. */
export function toldRows(store: Store, briefing: Briefing, invitations: readonly Invitation[]): Map<string, ToldRow> {
  const passage = passageOf(store, briefing);
  if (!passage) return new Map();
  const since = newDateSince(store, briefing);
  const knew = invitations.filter((i) => knewOldDate(i, passage.at));
  const heard = lastContacts(
    store,
    briefing.officeId,
    knew.map((i) => i.id),
    true,
  );
  const sent = tellingMessages(store, briefing, passage.at);
  return new Map(knew.map((i) => [i.id, toldOf(i, sent.get(i.id) ?? [], heard.get(i.id), { at: passage.at, since })]));
}

/** What tells of a passage decided at an instant, or of it and a later detail, by invitation. */
function tellingMessages(store: Store, { officeId, id }: Briefing, at: number): Map<string, Message[]> {
  const rows = store.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        eq(messages.briefingId, id),
        gte(messages.createdAt, at),
        eq(messages.kind, "change"),
        ne(messages.state, "cancelled"),
        sql`json_extract(${messages.payload}, '$.change') <> 'changed'`,
      ),
    )
    .all();
  const found = new Map<string, Message[]>();
  for (const message of rows) found.set(message.invitationId ?? "", [message, ...(found.get(message.invitationId ?? "") ?? [])]);
  return found;
}

/** What those who were told of a passage decided at an instant had known before it; `undefined` where nobody was told. */
export function wasTold(store: Store, briefing: Briefing, at: number): Was | undefined {
  const [first] = [...tellingMessages(store, briefing, at).values()].flat();
  return first?.payload?.was as Was | undefined;
}

function toldOf(
  invitation: Invitation,
  sent: Message[],
  heard: Contacted | undefined,
  { at, since }: { at: number; since: number | undefined },
): ToldRow {
  const reconfirmedAt = since === undefined ? undefined : hasAnswered(invitation, since) ? invitation.answeredAt : null;
  const message = sent.find((m) => m.sentAt !== null) ?? sent[0];
  if (message?.sentAt) return { at: message.sentAt, state: "told", reconfirmedAt };
  // Who was called, or has answered for the new date, knows of it, whatever became of the mail.
  const knows = heard && heard.at >= at ? heard.at : reconfirmedAt;
  if (knows) return { at: knows, state: "told", reconfirmedAt };
  if (!message) return { at: null, state: "unreached", reconfirmedAt };
  return { at: null, state: message.state === "failed" || message.state === "uncertain" ? message.state : "leaving", reconfirmedAt };
}

/** The messages that say when and where a meeting is. */
const dated: readonly Kind[] = ["invitation", "reminder", "names_request", "change", "new_link", "day_before"];

/** What an institution was told last of when and where, how and when; and how many people it named were told the date too. */
export type Known = {
  invitation: Invitation;
  to: Holder | undefined;
  how: string;
  at: number;
  was: Was;
  /** A notice of an earlier change has not left yet: it goes into the next one. */
  waits: boolean;
  people: number;
};

/** Who was told of a briefing, and what: all that a change, a postponement or a cancellation will be told to. */
export function knownBy(store: Store, actor: Staff, briefing: Briefing): Known[] {
  const told = whoWasTold(store, actor, briefing.id);
  const ids = told.map(({ id }) => id);
  const people = addresseesOf(store, actor.officeId, told, dayOf(actor.now, briefing.zone));
  const called = lastContacts(store, actor.officeId, ids, true);
  const asOf = toldAsOf(store, briefing);
  const mails = messagesOf(store, actor.officeId, ids);
  return told.map((invitation) => {
    const own = mails.filter((message) => message.invitationId === invitation.id);
    const left = own.filter(({ state }) => state === "sent" || state === "sending" || state === "uncertain");
    const heard = left
      .filter(({ kind }) => isKind(kind) && dated.includes(kind))
      .map((message) => ({ how: calledBy(message), at: message.sentAt ?? message.claimedAt ?? message.createdAt }));
    const call = called.get(invitation.id);
    if (call) heard.push({ how: call.channel, at: call.at });
    if (heard.length === 0) heard.push({ how: "delivered", at: invitation.sentAt ?? invitation.createdAt });
    const last = heard.reduce((a, b) => (b.at > a.at ? b : a));
    return {
      invitation,
      to: people.get(invitation.addresseeTenureId ?? ""),
      ...last,
      was: asOf(last.at),
      waits: own.some(({ kind, state }) => kind === "change" && state === "queued"),
      people: new Set(left.flatMap(({ kind, toAddress }) => (kind === "nominee" ? [toAddress.toLowerCase()] : []))).size,
    };
  });
}

/** Everybody a postponement or cancellation concerns: how many know, and who has to be called, in order of precedence. */
export type Telling = {
  all: number;
  told: number;
  leaving: number;
  /** Of those told, how many will hear of a later change that has not left yet. */
  newer: number;
  untold: { invitation: Invitation; to: Holder | undefined }[];
};

export function tellingOf(store: Store, actor: Staff, briefing: Briefing): Telling {
  const invitations = invitationsTo(store, actor.officeId, briefing.id).filter((i) => i.state !== "withdrawn");
  const rows = toldRows(store, briefing, invitations);
  const open = invitations.filter((i) => isUntold(rows.get(i.id)));
  const people = addresseesOf(store, actor.officeId, open, dayOf(actor.now, briefing.zone));
  const states = [...rows.values()].map((row) => row.state);
  const waiting = store.db
    .select({ id: messages.invitationId })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, actor.officeId),
        eq(messages.briefingId, briefing.id),
        eq(messages.kind, "change"),
        inArray(messages.state, ["queued", "sending"]),
      ),
    )
    .all();
  return {
    all: rows.size,
    told: states.filter((state) => state === "told").length,
    leaving: states.filter((state) => state === "leaving").length,
    newer: new Set(waiting.flatMap(({ id }) => (rows.get(id ?? "")?.state === "told" ? id : []))).size,
    untold: open.map((invitation) => ({ invitation, to: people.get(invitation.addresseeTenureId ?? "") })),
  };
}
