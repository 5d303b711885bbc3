import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, id, officeId } from "../columns";
import type { AnswerValue } from "./invitations";

/** What a message that came in turned out to be: an answer taken, one said before, a letter to be read, a message of ours returned, what a machine wrote; an answer somebody else gave, and a calendar that asked for the invitation again. */
export const incomingKinds = ["answer", "repeat", "unconfirmed", "refresh", "look", "letter", "returned", "automatic"] as const;
export type IncomingKind = (typeof incomingKinds)[number];

/** Why a calendar's answer was not taken: a person decides. */
export const incomingReasons = ["unverified", "other_sender", "old_date", "overtaken", "odd", "counter", "closed"] as const;
export type IncomingReason = (typeof incomingReasons)[number];

/** A message that came to the address of an invitation, or came back from one of ours. */
export const incomingMails = sqliteTable(
  "incoming_mail",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    invitationId: text("invitation_id").notNull(),
    /** The message of ours that came back. */
    messageId: text("message_id"),
    /** SHA-256 of the message as it came: fetched twice it is one. */
    digest: text("digest").notNull(),
    kind: text("kind").$type<IncomingKind>().notNull(),
    why: text("why").$type<IncomingReason>(),
    /** What a calendar said, taken or not. */
    said: text("said").$type<AnswerValue>(),
    answerId: text("answer_id"),
    /** Of an answer somebody else gave: the hash of the link by which the one invited confirms it, and what the calendar knew of. */
    confirmHash: text("confirm_hash"),
    sequence: integer("sequence"),
    stamp: at("stamp"),
    fromName: text("from_name"),
    fromAddress: text("from_address").notNull(),
    subject: text("subject").notNull(),
    /** What a person wrote, as plain text. */
    text: text("text").notNull(),
    receivedAt: at("received_at").notNull(),
    /** When somebody of the office had read it, and who. */
    seenAt: at("seen_at"),
    seenBy: text("seen_by"),
  },
  (t) => [
    index("incoming_mail_confirm_ix").on(t.confirmHash).where(sql`${t.confirmHash} is not null`),
    uniqueIndex("incoming_mail_digest_ix").on(t.digest, t.invitationId),
    index("incoming_mail_unseen_ix").on(t.officeId, t.seenAt, t.receivedAt),
    index("incoming_mail_invitation_ix").on(t.officeId, t.invitationId, t.receivedAt),
    index("incoming_mail_returned_ix").on(t.officeId, t.messageId).where(sql`${t.kind} = 'returned'`),
  ],
);
