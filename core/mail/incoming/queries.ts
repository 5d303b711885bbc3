import { and, desc, eq, gte, inArray, isNull, ne, or } from "drizzle-orm";
import { briefings, incomingMails, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { uidOf } from "@/lib/calendar";
import type { Briefing } from "../../briefings/queries";
import { answersOf } from "../../invitations/answers/queries";
import { writtenSince } from "../../invitations/links/queries";
import type { Invitation } from "../../invitations/queries";
import type { Actor, Staff } from "../../kernel/actor";
import type { Message } from "../../kernel/outbox";
import type { Standing } from "./rules";

export type IncomingMail = typeof incomingMails.$inferSelect;

/** What an address of ours speaks of: an invitation, or a message about one. For the installation, which serves every office. */
export function recordOf(store: Store, token: string): { invitation: Invitation; briefing: Briefing; message?: Message } | undefined {
  const message = token.startsWith("msg_") ? store.db.select().from(messages).where(eq(messages.id, token)).get() : undefined;
  const id = message ? message.invitationId : token;
  if (!id) return undefined;
  const found = store.db
    .select({ invitation: invitations, briefing: briefings })
    .from(invitations)
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .where(eq(invitations.id, id))
    .get();
  return found && { ...found, message };
}

/** Messages that bring an invitation to the one invited; the people they name are written to in other kinds. */
const inviting = ["invitation", "reminder", "names_request", "change", "new_link"];

/**
 * Where an invitation stands, for what is said of it by mail. Whose link was taken away speaks for the institution no
 * more, by mail either; nor does who answers a message to the people it names.
 */
export function standingOf(
  store: Store,
  { invitation, briefing, message }: { invitation: Invitation; briefing: Briefing; message?: Message },
  now: number,
): Standing {
  const { id, officeId } = invitation;
  const since = writtenSince(store, id, now) ?? Number.MAX_SAFE_INTEGER;
  const rows = store.db
    .selectDistinct({ address: messages.toAddress })
    .from(messages)
    .where(and(eq(messages.invitationId, id), inArray(messages.kind, inviting), gte(messages.createdAt, since)))
    .all();
  const answer = (answersOf(store, officeId, [id]).get(id) ?? []).find((one) => one.id === invitation.answerId);
  return {
    uid: uidOf(id),
    sequence: briefing.sequence + invitation.sequence,
    invited: new Set(message?.kind.startsWith("nominee") ? [] : rows.map(({ address }) => address.toLowerCase())),
    answer,
  };
}

/** A message of the actor's office that came in. */
export function findIncoming(store: Store, actor: Actor, id: string): IncomingMail | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(incomingMails)
    .where(and(eq(incomingMails.officeId, actor.officeId), eq(incomingMails.id, id)))
    .get();
}

/** What a person has to read: letters, answers that were not taken, and words beside one that was. */
const wantsReading = or(
  inArray(incomingMails.kind, ["look", "letter", "unconfirmed"]),
  and(eq(incomingMails.kind, "answer"), ne(incomingMails.text, "")),
);

export type ToRead = { mail: IncomingMail; invitation: Invitation; briefing: Briefing };

/** What came in to the actor's office and nobody has read yet, the latest first; at most a hundred. */
export function toRead(store: Store, actor: Staff): ToRead[] {
  return store.db
    .select({ mail: incomingMails, invitation: invitations, briefing: briefings })
    .from(incomingMails)
    .innerJoin(invitations, and(eq(invitations.officeId, incomingMails.officeId), eq(invitations.id, incomingMails.invitationId)))
    .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
    .where(and(eq(incomingMails.officeId, actor.officeId), isNull(incomingMails.seenAt), wantsReading))
    .orderBy(desc(incomingMails.receivedAt), desc(incomingMails.id))
    .limit(100)
    .all();
}

/** Everything that came in about an invitation of the actor's office, the latest first. */
export function incomingOf(store: Store, actor: Staff, invitationId: string): IncomingMail[] {
  return store.db
    .select()
    .from(incomingMails)
    .where(and(eq(incomingMails.officeId, actor.officeId), eq(incomingMails.invitationId, invitationId)))
    .orderBy(desc(incomingMails.receivedAt), desc(incomingMails.id))
    .all();
}
