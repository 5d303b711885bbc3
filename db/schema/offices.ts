import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Locale } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";
import { at, createdAt, flag, id, json, localized, officeId, version } from "../columns";

export const roles = ["admin", "officer", "manager"] as const;
export type Role = (typeof roles)[number];

/** The hours (`HH:mm`, in the office's zone) and weekdays (1 Monday to 7 Sunday) on which its mail waits; they may run past midnight. */
export type QuietHours = { from: string; to: string; days: number[] };

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** A logo: its file, and the size it is shown at, pixels. */
export type Logo = { sha256: string; width: number; height: number };

/** The Word file the office's letters are written on. */
export type LetterTemplate = { sha256: string; size: number; fileName: string; at: number };

/** An organisation's mission. Every other record belongs to one. */
export const offices = sqliteTable(
  "office",
  {
    id: id(),
    key: text("key").notNull(),
    name: localized("name").notNull(),
    shortName: localized("short_name").notNull(),
    city: localized("city"),
    /** ISO 3166-1 alpha-2. */
    country: text("country"),
    zone: text("zone").notNull(),
    languages: json<Locale[]>("languages").notNull(),
    language: text("language").$type<Locale>().notNull(),
    contactName: text("contact_name"),
    contactPhone: text("contact_phone"),
    contactWhatsapp: text("contact_whatsapp"),
    contactEmail: text("contact_email"),
    pressName: text("press_name"),
    pressPhone: text("press_phone"),
    pressEmail: text("press_email"),
    /** What stands on its papers: the lines of its address, over and under the text, and what its register numbers begin with. */
    letterAddress: localized("letter_address"),
    letterHead: localized("letter_head"),
    letterFoot: localized("letter_foot"),
    registerPrefix: text("register_prefix"),
    /** Who signs its letters, with the posts below the name, one a line; and its own sheet for them, a Word file. */
    signatoryName: text("signatory_name"),
    signatoryPosts: localized("signatory_posts"),
    letterTemplate: json<LetterTemplate>("letter_template"),
    logo: json<Logo>("logo"),
    /** Whether an officer's invitations wait for a colleague who may clear them. */
    needsClearance: flag("needs_clearance").notNull().default(false),
    quietHours: json<QuietHours>("quiet_hours"),
    /** Most messages that leave within an hour; null is without a limit of the office's own. */
    mailPerHour: integer("mail_per_hour"),
    /** Whether liaisons are reminded by themselves of follow-ups that are due. */
    remindsFollowUps: flag("reminds_follow_ups").notNull().default(false),
    /** After how many months without a meeting a delegate's name and address are taken out. */
    keepMonths: integer("keep_months").notNull().default(24),
    /** Whether its managers and administrators come in with a second factor only. */
    secondFactor: flag("second_factor").notNull().default(false),
    /** The office it reports to, which reads its totals; and the one it has asked to. */
    parentId: text("parent_id"),
    parentAskedId: text("parent_asked_id"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [uniqueIndex("office_key_ix").on(t.key), index("office_parent_ix").on(t.parentId)],
);

/** What became of a text: typed anew, brought back from an earlier version, given back to ours, or looked at and found right. */
export const wordingActs = ["changed", "restored", "ours", "confirmed"] as const;
export type WordingAct = (typeof wordingActs)[number];

/** The office's own words for one kind of message in one language: append-only, the last one counts. Null is our text. */
export const wordings = sqliteTable(
  "wording",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    kind: text("kind").notNull(),
    language: text("language").$type<Locale>().notNull(),
    /** Counts the saves of this kind, whichever languages they touched. */
    version: integer("version").notNull(),
    words: json<Words>("words"),
    act: text("act").$type<WordingAct>().notNull(),
    at: at("at").notNull(),
    byId: text("by_id").notNull(),
  },
  (t) => [uniqueIndex("wording_version_ix").on(t.officeId, t.kind, t.language, t.version)],
);

/** A person who signs in; what they may do stands in their memberships. */
export const users = sqliteTable(
  "user",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    language: text("language").$type<Locale>().notNull(),
    theme: text("theme").$type<Theme>().notNull(),
    reviewKeys: flag("review_keys").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [uniqueIndex("user_email_ix").on(t.email)],
);

export const digests = ["daily", "weekly"] as const;
export type Digest = (typeof digests)[number];

/** A person's role in an office. A disabled member keeps every trace there and can do nothing. */
export const memberships = sqliteTable(
  "membership",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").$type<Role>().notNull(),
    disabledAt: at("disabled_at"),
    /** The last day (`YYYY-MM-DD`, included, in the office's zone) on which the member may do anything; null is without end. */
    endsOn: text("ends_on"),
    /** What the member is written about the office, and how often; null is nothing. */
    digest: text("digest").$type<Digest>(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("membership_user_ix").on(t.userId, t.officeId), index("membership_office_ix").on(t.officeId)],
);

export const handedKinds = ["briefing", "follow_up", "speaker", "clearance"] as const;
export type HandedKind = (typeof handedKinds)[number];

/** One thing that passed from a colleague to another. */
export type Handed = { kind: HandedKind; id: string; to: string /** The post a speaker was announced with. */; post?: string };

/** What a leaving colleague held and to whom it went, in one act; it can be taken back where it still lies there. */
export const handovers = sqliteTable(
  "handover",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    fromId: text("from_id").notNull(),
    byId: text("by_id").notNull(),
    at: at("at").notNull(),
    items: json<Handed[]>("items").notNull(),
    undoneAt: at("undone_at"),
  },
  (t) => [index("handover_from_ix").on(t.officeId, t.fromId, t.at)],
);

/** Whose day off it is: a law of the country, the office's own closure, or the calendar of the United Nations at its place. */
export const calendars = ["country", "office", "un"] as const;
export type Calendar = (typeof calendars)[number];

/** A day on which the office, its country or the United Nations do not work; moves due dates and counts of working days. */
export const holidays = sqliteTable(
  "holiday",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    calendar: text("calendar").$type<Calendar>().notNull().default("country"),
    /** The day; of several in a row, the first; of one that comes back each year, the first that is law. */
    day: text("day").notNull(),
    /** Of several days in a row, the last. */
    lastDay: text("last_day"),
    yearly: flag("yearly").notNull().default(false),
    /** The last day on which a yearly one is law. */
    until: text("until"),
    name: localized("name").notNull(),
  },
  (t) => [uniqueIndex("holiday_day_ix").on(t.officeId, t.calendar, t.day)],
);

/** A time in which the office reminds nobody and proposes no dates: an election, a caretaker government, the end of the year. */
export const pauses = sqliteTable(
  "pause",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    /** The first and the last day (`YYYY-MM-DD`), both included, in the office's zone. */
    firstDay: text("first_day").notNull(),
    lastDay: text("last_day").notNull(),
    reason: localized("reason").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("pause_office_ix").on(t.officeId, t.lastDay)],
);
