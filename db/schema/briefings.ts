import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Found } from "@/lib/files/found";
import type { FileKind } from "@/lib/files/kinds";
import type { Locale } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { at, createdAt, flag, id, json, localized, officeId, version } from "../columns";
import { offices } from "./offices";

export const briefingStates = ["draft", "scheduled", "inviting", "under_way", "held", "closed", "postponed", "cancelled"] as const;
export type BriefingState = (typeof briefingStates)[number];

export const donorVisibilities = ["required", "neutral", "none"] as const;
export type DonorVisibility = (typeof donorVisibilities)[number];

export const modes = ["on_site", "online", "hybrid"] as const;
export type Mode = (typeof modes)[number];

/** What a briefing is held for: a day the world keeps (`MM-DD`, named by the reference), or an occasion in the office's words. */
export type Occasion = { day: string } | { name: Localized };

export const planLines = ["silent_first", "silent_second", "unnamed", "day_before", "thanks", "regret"] as const;
/** A message that leaves by itself: a reminder to the silent, the question who will come, what is to be known the day before, thanks and regret. */
export type PlanLine = (typeof planLines)[number];

/** What a briefing sends by itself, and who said so. A line that is not there is as it is by default. */
export type ReminderPlan = {
  lines: Partial<Record<PlanLine, { on: boolean; days: number }>>;
  setBy: string | null;
  version: number;
};

/** The event, from plan to note. Wall clock and zone are the truth; the instants beside them are derived for order and search. */
export const briefings = sqliteTable(
  "briefing",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    type: text("type").notNull(),
    title: localized("title").notNull(),
    purpose: localized("purpose").notNull(),
    state: text("state").$type<BriefingState>().notNull(),
    /** Local start and end, `YYYY-MM-DDTHH:mm`, in `zone` (IANA). */
    startsLocal: text("starts_local").notNull(),
    endsLocal: text("ends_local").notNull(),
    zone: text("zone").notNull(),
    startsAt: at("starts_at").notNull(),
    endsAt: at("ends_at").notNull(),
    /** Postponed without a new date: the local times are those that no longer hold. */
    dateOpen: flag("date_open").notNull(),
    mode: text("mode").$type<Mode>().notNull(),
    venue: text("venue"),
    address: text("address"),
    /** How to enter the building and what is accessible, per language. */
    accessNotes: localized("access_notes"),
    onlineUrl: text("online_url"),
    /** What it is about stands nowhere outside the office but on the institution's own page: not in a mail, not in a calendar. */
    confidential: flag("confidential").notNull().default(false),
    /** Seats in the room; null is not limited. Online delegates count against quotas, not against the room. */
    seats: integer("seats"),
    /** Last day to answer (`YYYY-MM-DD`, included) in `zone`. */
    replyBy: text("reply_by"),
    occasions: json<Occasion[]>("occasions").notNull(),
    topics: json<string[]>("topics").notNull(),
    sdgs: json<number[]>("sdgs").notNull(),
    /** Objectives of a framework with its version, `gcm-2018:7`. */
    objectives: json<string[]>("objectives").notNull().default([]),
    projectCode: text("project_code"),
    donor: text("donor"),
    donorVisibility: text("donor_visibility").$type<DonorVisibility>().notNull(),
    ownerId: text("owner_id"),
    /** What leaves by itself, and when; null is nothing. */
    reminders: json<ReminderPlan>("reminders"),
    /** SEQUENCE of its calendar objects (RFC 5546, 2.1.4): raised whenever calendars that hold it must follow. */
    sequence: integer("sequence").notNull().default(0),
    /** What it was started from: seats to offer and days to give are proposed by it. */
    templateId: text("template_id"),
    searchText: text("search_text").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    uniqueIndex("briefing_office_ix").on(t.officeId, t.id),
    index("briefing_start_ix").on(t.officeId, t.startsAt),
    index("briefing_state_ix").on(t.officeId, t.state, t.startsAt),
    /** What lies ahead, however much lies behind; what has no date is little. */
    index("briefing_end_ix").on(t.officeId, t.endsAt, t.state, t.dateOpen, t.startsAt),
    index("briefing_open_ix").on(t.officeId, t.startsAt).where(sql`${t.dateOpen} = 1`),
    /** What is to be answered in a month. */
    index("briefing_reply_ix").on(t.officeId, t.replyBy).where(sql`${t.replyBy} is not null`),
    /** Holds all that a list filters and orders by, so that a search reads the index alone. */
    index("briefing_search_ix").on(t.officeId, t.startsAt, t.endsAt, t.state, t.dateOpen, t.searchText),
  ],
);

export type BeforePassage = { state: BriefingState; startsLocal: string; endsLocal: string; dateOpen: boolean; replyBy: string | null };

/** Each passage of a briefing from one state to another: who, when, why. The last row is the state. */
export const briefingStateRows = sqliteTable(
  "briefing_state",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    state: text("state").$type<BriefingState>().notNull(),
    at: at("at").notNull(),
    actorId: text("actor_id"),
    reason: text("reason"),
    /** With a postponement or a cancellation: what held until then. */
    before: json<BeforePassage>("before"),
  },
  (t) => [
    index("briefing_state_briefing_ix").on(t.briefingId, t.at),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
  ],
);

export type Speaker = { name: string; post?: string };

/** One point of the agenda; its length drives the next one's start. Without a title it is called by its kind. */
export const agendaItems = sqliteTable(
  "agenda_item",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind").notNull(),
    title: localized("title").notNull(),
    minutes: integer("minutes").notNull(),
    speakers: json<Speaker[]>("speakers").notNull(),
    createdAt: createdAt(),
    /** Taken off the agenda; kept so that it can come back. */
    removedAt: at("removed_at"),
    version: version(),
  },
  (t) => [
    index("agenda_item_briefing_ix").on(t.briefingId, t.position),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
  ],
);

export const visibilities = ["staff", "invited", "public"] as const;
/** Whom a paper is for: the office, the institutions invited to the briefing, or anybody. */
export type Visibility = (typeof visibilities)[number];

/** The language a paper is written in, or that it needs none (`all`: a table, a map, several languages in one). */
export type PaperLanguage = Locale | "all";

/** A paper of a briefing, or of one item of its agenda. Its bytes belong to its versions. */
export const materials = sqliteTable(
  "material",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    itemId: text("item_id").references(() => agendaItems.id),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    language: text("language").$type<PaperLanguage>().notNull(),
    visibility: text("visibility").$type<Visibility>().notNull(),
    /** The number of the newest version, which the office sees. */
    latest: integer("latest").notNull(),
    /** The number of the version others get: none, or an older one, while somebody has to look at the newest. */
    shown: integer("shown"),
    createdAt: createdAt(),
    /** Taken away; kept so that it can come back. */
    removedAt: at("removed_at"),
    version: version(),
  },
  (t) => [
    uniqueIndex("material_office_ix").on(t.officeId, t.id),
    index("material_briefing_ix").on(t.briefingId, t.position),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
  ],
);

/** The file of a paper as it was uploaded at a time. Earlier ones stay; the bytes lie in `files`, by their hash. */
export const materialVersions = sqliteTable(
  "material_version",
  {
    id: id(),
    officeId: officeId(),
    materialId: text("material_id").notNull(),
    n: integer("n").notNull(),
    fileName: text("file_name").notNull(),
    kind: text("kind").$type<FileKind>().notNull(),
    size: integer("size").notNull(),
    sha256: text("sha256").notNull(),
    /** Whom the file names, and whether it holds remarks; shown before others get it. */
    found: json<Found>("found").notNull(),
    uploadedBy: text("uploaded_by"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("material_version_ix").on(t.materialId, t.n),
    index("material_version_file_ix").on(t.officeId, t.sha256, t.size),
    foreignKey({ columns: [t.officeId, t.materialId], foreignColumns: [materials.officeId, materials.id] }),
  ],
);

/** A point of a template's agenda; one that came with the reference has no `id` until the agenda is first changed. */
export type TemplateItem = { id?: string; kind: string; minutes: number; title?: Localized };

/** What a new briefing starts from, owned by the office. */
export const briefingTemplates = sqliteTable(
  "briefing_template",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    name: localized("name").notNull(),
    type: text("type").notNull(),
    purpose: localized("purpose").notNull(),
    startsAtHour: text("starts_at_hour").notNull(),
    /** Length in minutes while the agenda is empty. */
    minutes: integer("minutes"),
    mode: text("mode").$type<Mode>().notNull(),
    venue: text("venue"),
    address: text("address"),
    accessNotes: localized("access_notes"),
    onlineUrl: text("online_url"),
    seats: integer("seats"),
    quota: integer("quota").notNull(),
    /** Working days before the day by which answers are asked. */
    replyByDays: integer("reply_by_days").notNull(),
    /** Which day is proposed: null none, 0 the next free working day, 1 to 5 the next free Monday to Friday. */
    weekday: integer("weekday"),
    /** What a briefing started from it sends by itself; null is what every briefing does. */
    reminders: json<ReminderPlan>("reminders"),
    /** Days after the meeting on which its follow-ups fall due. */
    dueDays: integer("due_days"),
    /** Whose institutions are on the list from the start. */
    groupId: text("group_id"),
    topics: json<string[]>("topics").notNull(),
    sdgs: json<number[]>("sdgs").notNull(),
    objectives: json<string[]>("objectives").notNull().default([]),
    agenda: json<TemplateItem[]>("agenda").notNull(),
    position: integer("position").notNull(),
    archived: flag("archived").notNull(),
    createdAt: createdAt(),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("briefing_template_office_ix").on(t.officeId, t.position)],
);
