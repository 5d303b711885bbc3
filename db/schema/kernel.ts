import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Locale } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";
import { at, createdAt, id, json, officeId } from "../columns";

/** One row a setting of this database (whether it is a demo, when it was made). */
export const settings = sqliteTable("setting", { key: text("key").primaryKey(), value: text("value").notNull() });

export type SearchKind = "briefing" | "institution" | "person" | "follow_up" | "message";

/**
 * The folded text of everything that is searched for, kept by triggers beside each record's own. An index of every three
 * letters in a row for each kind (`search_briefing` and so on: SQLite FTS5, trigram) hangs on its `id`: the records' own
 * row numbers may change when the file is copied.
 */
export const searchEntries = sqliteTable(
  "search_entry",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    officeId: officeId(),
    kind: text("kind").$type<SearchKind>().notNull(),
    ref: text("ref").notNull(),
    text: text("text").notNull(),
  },
  (t) => [uniqueIndex("search_entry_ref_ix").on(t.ref), index("search_entry_kind_ix").on(t.officeId, t.kind)],
);

/** Who did what, when, to which record and which fields. Append-only: triggers refuse change and removal. Holds no values. */
export const audits = sqliteTable(
  "audit",
  {
    id: id(),
    officeId: text("office_id"),
    at: at("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    briefingId: text("briefing_id"),
    institutionId: text("institution_id"),
    fields: json<string[]>("fields"),
    /** Numbers and states that make the sentence readable; never a name, an address or a typed text. */
    facts: json<Record<string, string | number>>("facts"),
  },
  (t) => [
    index("audit_briefing_ix").on(t.briefingId, t.at),
    index("audit_subject_ix").on(t.subjectId, t.at),
    index("audit_office_ix").on(t.officeId, t.at),
  ],
);

/** The values an audited act changed, apart from the audit so that erasure can blank them. */
export const histories = sqliteTable(
  "history",
  {
    auditId: text("audit_id")
      .notNull()
      .references(() => audits.id),
    field: text("field").notNull(),
    before: json<unknown>("before"),
    after: json<unknown>("after"),
  },
  (t) => [primaryKey({ columns: [t.auditId, t.field] })],
);

export const messageStates = ["queued", "sending", "sent", "failed", "uncertain", "cancelled"] as const;
export type MessageState = (typeof messageStates)[number];

/** Why a message that is due waits all the same: its address had a reminder that day, the office has a day off, somebody edits it, or the link it needs cannot be given. */
export type Hold = "reminded" | "day_off" | "editing" | "no_link";

/** One e-mail to one recipient, written in the transaction of the act that caused it. */
export const messages = sqliteTable(
  "message",
  {
    id: id(),
    officeId: text("office_id"),
    kind: text("kind").notNull(),
    /** A second act that would cause the same message finds this key taken. */
    uniqueKey: text("unique_key").notNull(),
    /** RFC 5322 Message-ID, made once, the same at every attempt. */
    mailId: text("mail_id").notNull(),
    toName: text("to_name"),
    toAddress: text("to_address").notNull(),
    language: text("language").$type<Locale>().notNull(),
    batchId: text("batch_id"),
    briefingId: text("briefing_id"),
    invitationId: text("invitation_id"),
    payload: json<Record<string, unknown>>("payload"),
    /** Its own words, where somebody edited it before it left. */
    words: json<Words>("words"),
    state: text("state").$type<MessageState>().notNull(),
    sendAfter: at("send_after").notNull(),
    attempts: integer("attempts").notNull(),
    /** While it is being sent, the end of the claim on it; while it waits, when it may be tried again. */
    leaseUntil: at("lease_until"),
    held: text("held").$type<Hold>(),
    /** When it was last taken to be sent: what has left within an hour or a day is counted by it. */
    claimedAt: at("claimed_at"),
    sentAt: at("sent_at"),
    subject: text("subject"),
    /** The server's answer, for staff; no addresses of others. */
    lastError: text("last_error"),
    /** Folded: to whom, and about what once it has been written. */
    searchText: text("search_text").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("message_key_ix").on(t.uniqueKey),
    index("message_due_ix").on(t.state, t.sendAfter),
    index("message_batch_ix").on(t.batchId),
    index("message_invitation_ix").on(t.invitationId, t.createdAt),
    index("message_briefing_ix").on(t.briefingId, t.createdAt),
    // An identifier begins with its instant: a page of an office's messages, and their number, come from these alone.
    index("message_office_ix").on(t.officeId, t.state, t.id, t.kind),
    index("message_age_ix").on(t.officeId, t.id, t.kind),
    index("message_claimed_ix").on(t.claimedAt),
    index("message_pace_ix").on(t.officeId, t.claimedAt),
  ],
);

/** What a message said when it left: its content without anybody's access, packed. Beside the row, which lists read by the thousand. */
export const messageTexts = sqliteTable("message_text", {
  messageId: text("message_id").primaryKey(),
  packed: blob("packed", { mode: "buffer" }).notNull(),
});

/** The result of a posted form, by its idempotency key: a second post shows the first one's result. */
export const receipts = sqliteTable(
  "receipt",
  { key: text("key").primaryKey(), scope: text("scope").notNull(), result: json<unknown>("result"), at: at("at").notNull() },
  (t) => [index("receipt_at_ix").on(t.at)],
);
