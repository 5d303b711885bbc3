import { and, asc, eq, gte, inArray, ne, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { type Briefing, newDateSince, passageOf } from "../../briefings/queries";
import type { Holder } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import type { Message } from "../../kernel/outbox";
import { type Contacted, lastContacts } from "../contacts/queries";
import { type Invitation, invitationsTo } from "../queries";
import { hasAnswered, knewOldDate } from "../rules";
import { addresseesOf, whoWasTold } from "../sending/queries";
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

/** What an institution was told last, when it left, and how many people it named were told the date too. */
export type Known = {
  invitation: Invitation;
  to: Holder | undefined;
  kind: "invitation" | "change" | "delivered";
  at: number | null;
  people: number;
};

/** Who was told of a briefing, and what: all that a change, a postponement or a cancellation will be told to. */
export function knownBy(store: Store, actor: Staff, briefing: Briefing): Known[] {
  const told = whoWasTold(store, actor, briefing.id);
  const people = addresseesOf(store, actor.officeId, told, dayOf(actor.now, briefing.zone));
  const sent = store.db
    .select({ id: messages.invitationId, kind: messages.kind, at: messages.sentAt, to: messages.toAddress })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, actor.officeId),
        eq(messages.briefingId, briefing.id),
        eq(messages.state, "sent"),
        inArray(messages.kind, ["invitation", "change", "nominee"]),
      ),
    )
    .orderBy(asc(messages.sentAt))
    .all();
  return told.map((invitation) => {
    const own = sent.filter((m) => m.id === invitation.id);
    const last = own.findLast((m) => m.kind !== "nominee");
    return {
      invitation,
      to: people.get(invitation.addresseeTenureId ?? ""),
      kind: last?.kind === "change" ? "change" : last ? "invitation" : "delivered",
      at: last?.at ?? invitation.sentAt,
      people: new Set(own.flatMap((m) => (m.kind === "nominee" ? [m.to.toLowerCase()] : []))).size,
    };
  });
}

/** Everybody a postponement or cancellation concerns: how many know, and who has to be called, in order of precedence. */
export type Telling = { all: number; told: number; leaving: number; untold: { invitation: Invitation; to: Holder | undefined }[] };

export function tellingOf(store: Store, actor: Staff, briefing: Briefing): Telling {
  const invitations = invitationsTo(store, actor.officeId, briefing.id).filter((i) => i.state !== "withdrawn");
  const rows = toldRows(store, briefing, invitations);
  const open = invitations.filter((i) => isUntold(rows.get(i.id)));
  const people = addresseesOf(store, actor.officeId, open, dayOf(actor.now, briefing.zone));
  const states = [...rows.values()].map((row) => row.state);
  return {
    all: rows.size,
    told: states.filter((state) => state === "told").length,
    leaving: states.filter((state) => state === "leaving").length,
    untold: open.map((invitation) => ({ invitation, to: people.get(invitation.addresseeTenureId ?? "") })),
  };
}
