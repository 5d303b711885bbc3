import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { messages, type messages as messageTable } from "@/db/schema";
import { isUniqueViolation, type Store } from "@/db/store";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import type { MailContent } from "@/lib/mail/content";
import { fold } from "@/lib/text";
import type { Actor } from "./actor";

export type Message = typeof messageTable.$inferSelect;

/** What a room says for one kind of message: content from the record as it stands now, or why it is no longer to be sent. */
export type MessageKind = (store: Store, message: Message, now: number) => MailContent | "obsolete";
export type MessageKinds = Record<string, MessageKind>;

type Marked = (tx: Store, message: Message, now: number) => void;
/**
 * What a room does, in the transaction that marks its message, when it has left or was dropped: given up by a person, or
 * overtaken by the record (unless it does something else then).
 */
export type MessageHook = { sent: Marked; dropped?: Marked; overtaken?: Marked };
export type MessageHooks = Record<string, MessageHook>;

export type Outgoing = {
  kind: string;
  /** Taken once for ever: the same act cannot cause a second message. */
  key: string;
  officeId: string | null;
  to: { name?: string | null; address: string };
  language: Locale;
  /** Earliest moment it may leave, milliseconds UTC; the undo window lies before it. */
  sendAfter: number;
  batchId?: string;
  briefingId?: string;
  invitationId?: string;
  payload?: Record<string, unknown>;
};

/** Undo of a sending, milliseconds. */
export const UNDO_WINDOW = 60_000;

/** What a message is found by: to whom it goes, and its subject once it has one. */
export const foundBy = ({ toName, toAddress, subject }: Partial<Pick<Message, "toName" | "toAddress" | "subject">>): string =>
  fold([toName, toAddress, subject].filter(Boolean).join(" "));

/** Writes a message in the transaction of its act. Returns its id, or `undefined` when that message exists already. */
export function enqueue(tx: Store, actor: Actor, message: Outgoing): string | undefined {
  const id = newId("msg", actor.now);
  try {
    tx.db
      .insert(messages)
      .values({
        id,
        officeId: message.officeId,
        kind: message.kind,
        uniqueKey: message.key,
        mailId: `<${id}@${new URL(env.appUrl).hostname}>`,
        toName: message.to.name ?? null,
        toAddress: message.to.address,
        language: message.language,
        batchId: message.batchId ?? null,
        briefingId: message.briefingId ?? null,
        invitationId: message.invitationId ?? null,
        payload: message.payload ?? null,
        state: "queued",
        sendAfter: message.sendAfter,
        attempts: 0,
        searchText: foundBy({ toName: message.to.name, toAddress: message.to.address }),
        createdAt: actor.now,
      })
      .run();
    return id;
  } catch (thrown) {
    if (isUniqueViolation(thrown)) return undefined;
    throw thrown;
  }
}

/** Where a message stands that is taken back: one that was to leave again failed, or is in doubt, as before. */
const takenBack = sql`coalesce(json_extract(${messages.payload}, '$.stood'), 'cancelled')`;

/** Takes back the messages of a batch that have not left; returns those it stopped. */
export function cancelBatch(tx: Store, officeId: string, batchId: string, now: number): Message[] {
  return tx.db
    .update(messages)
    .set({ state: takenBack })
    .where(and(eq(messages.officeId, officeId), eq(messages.batchId, batchId), eq(messages.state, "queued"), gt(messages.sendAfter, now)))
    .returning()
    .all();
}

/** The messages of these invitations, newest first. */
export function messagesOf(store: Store, officeId: string, invitationIds: string[]): Message[] {
  if (invitationIds.length === 0) return [];
  return store.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, officeId), inArray(messages.invitationId, invitationIds)))
    .all()
    .sort((a, b) => b.createdAt - a.createdAt);
}
