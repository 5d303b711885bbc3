import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, createdAt, id, json, officeId, version } from "../columns";
import { briefings } from "./briefings";
import { institutions } from "./institutions";
import { offices } from "./offices";

export const followUpStates = ["proposed", "open", "in_progress", "blocked", "done", "verified", "superseded", "dropped"] as const;
export type FollowUpState = (typeof followUpStates)[number];

export const leadKinds = ["institution", "person", "office"] as const;
export type LeadKind = (typeof leadKinds)[number];

/** What was promised, by whom, until when. */
export const followUps = sqliteTable(
  "follow_up",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    briefingId: text("briefing_id"),
    agendaItemId: text("agenda_item_id"),
    /** Number within the office, said on the phone. */
    number: integer("number").notNull(),
    what: text("what").notNull(),
    /** The words of the minutes it comes from, when there are any. */
    origin: text("origin"),
    leadKind: text("lead_kind").$type<LeadKind>().notNull(),
    /** The institution that leads, or the one a leading person speaks for. */
    leadInstitutionId: text("lead_institution_id"),
    leadPersonId: text("lead_person_id"),
    /** The colleague in charge, where the office leads. */
    leadUserId: text("lead_user_id"),
    /** Last day (`YYYY-MM-DD`, included), a working day of the office. */
    dueOn: text("due_on"),
    state: text("state").$type<FollowUpState>().notNull(),
    /** When the state last changed, and when anything was last heard. */
    stateAt: at("state_at").notNull(),
    newsAt: at("news_at").notNull(),
    supersededById: text("superseded_by_id"),
    projectCode: text("project_code"),
    searchText: text("search_text").notNull(),
    createdAt: createdAt(),
    createdBy: text("created_by"),
    version: version(),
  },
  (t) => [
    uniqueIndex("follow_up_office_ix").on(t.officeId, t.id),
    uniqueIndex("follow_up_number_ix").on(t.officeId, t.number),
    index("follow_up_state_ix").on(t.officeId, t.state, t.dueOn),
    index("follow_up_briefing_ix").on(t.officeId, t.briefingId),
    index("follow_up_lead_ix").on(t.officeId, t.leadInstitutionId, t.state, t.dueOn),
    index("follow_up_turn_ix").on(t.officeId, t.leadKind, t.state, t.stateAt),
    index("follow_up_created_ix").on(t.officeId, t.createdAt, t.state),
    index("follow_up_project_ix").on(t.officeId, t.projectCode).where(sql`${t.projectCode} is not null`),
    index("follow_up_successor_ix").on(t.officeId, t.supersededById).where(sql`${t.supersededById} is not null`),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
    foreignKey({ columns: [t.officeId, t.leadInstitutionId], foreignColumns: [institutions.officeId, institutions.id] }),
    foreignKey({ columns: [t.officeId, t.supersededById], foreignColumns: [t.officeId, t.id] }),
  ],
);

export const progresses = ["in_progress", "blocked", "done"] as const;
export type Progress = (typeof progresses)[number];

/** Institutions that share the work with the lead, each with what it last reported of its part. */
export const followUpParties = sqliteTable(
  "follow_up_party",
  {
    officeId: officeId(),
    followUpId: text("follow_up_id").notNull(),
    institutionId: text("institution_id").notNull(),
    progress: text("progress").$type<Progress>(),
    progressAt: at("progress_at"),
  },
  (t) => [
    primaryKey({ columns: [t.followUpId, t.institutionId] }),
    index("follow_up_party_institution_ix").on(t.officeId, t.institutionId, t.followUpId),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
    foreignKey({ columns: [t.officeId, t.institutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

export type FollowUpUpdateKind = "created" | "state" | "date" | "news" | "progress" | "ask" | "edit" | "undo";

/** Everything heard or decided about a follow-up: append-only; taking something back is a row of its own that points at it. */
export const followUpUpdates = sqliteTable(
  "follow_up_update",
  {
    id: id(),
    officeId: officeId(),
    followUpId: text("follow_up_id").notNull(),
    kind: text("kind").$type<FollowUpUpdateKind>().notNull(),
    at: at("at").notNull(),
    /** Who typed it. */
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    /** Who said it, for which institution (null: for the office), by which channel. */
    byName: text("by_name").notNull(),
    institutionId: text("institution_id"),
    channel: text("channel"),
    fromState: text("from_state").$type<FollowUpState>(),
    toState: text("to_state").$type<FollowUpState>(),
    fromDue: text("from_due"),
    toDue: text("to_due"),
    /** What a co-responsible institution reported of its part. */
    progress: text("progress").$type<Progress>(),
    /** One of the ready reasons; a reason in words stands in `note`. */
    reason: text("reason"),
    note: text("note"),
    /** What shows that it is done: a sentence, or an address. */
    evidence: text("evidence"),
    /** Other fields before and after an edit. */
    changes: json<Record<string, [unknown, unknown]>>("changes"),
    /** The update this one takes back. */
    undoesId: text("undoes_id"),
  },
  (t) => [
    index("follow_up_update_follow_up_ix").on(t.followUpId, t.at),
    uniqueIndex("follow_up_update_undoes_ix").on(t.undoesId),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
  ],
);

/** Before and after the day agreed. */
export type ReminderKind = "due" | "overdue";

/** That an institution was reminded of a follow-up by itself: once of each kind for a day agreed; another day is another one. */
export const followUpReminders = sqliteTable(
  "follow_up_reminder",
  {
    officeId: officeId(),
    followUpId: text("follow_up_id").notNull(),
    kind: text("kind").$type<ReminderKind>().notNull(),
    /** The day agreed (`YYYY-MM-DD`) it spoke of. */
    dueOn: text("due_on").notNull(),
    messageId: text("message_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.followUpId, t.kind, t.dueOn] }),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
  ],
);

/** One of the queue, with the reason it stood there when the review began. */
export type QueueEntry = { id: string; group: string };

/** One sitting of a manager over the follow-ups that wait; its decisions can be undone until it is finished. */
export const reviews = sqliteTable(
  "review",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    userId: text("user_id").notNull(),
    /** What the sitting was narrowed to, as one text: institution, project, briefing. */
    filter: text("filter").notNull(),
    /** The queue as it stood when the review began. */
    queue: json<QueueEntry[]>("queue").notNull(),
    startedAt: at("started_at").notNull(),
    finishedAt: at("finished_at"),
    /** How often it was finished; an undone finish can be repeated with messages of its own. */
    finishes: integer("finishes").notNull(),
  },
  (t) => [uniqueIndex("review_office_ix").on(t.officeId, t.id), index("review_user_ix").on(t.userId, t.startedAt)],
);

export const verdicts = ["verify", "reopen", "newDate", "drop", "ask", "skip"] as const;
export type Verdict = (typeof verdicts)[number];

/** What a decision found and what it made of it; undoing puts back the first where the second still stands. */
export type Standing = Pick<typeof followUps.$inferSelect, "state" | "stateAt" | "dueOn">;

/** A decision of a review. One standing decision a follow-up: the index decides between two tabs. */
export const reviewDecisions = sqliteTable(
  "review_decision",
  {
    id: id(),
    officeId: officeId(),
    reviewId: text("review_id").notNull(),
    followUpId: text("follow_up_id").notNull(),
    verdict: text("verdict").$type<Verdict>().notNull(),
    at: at("at").notNull(),
    /** The update it wrote; a skip writes none. */
    updateId: text("update_id"),
    before: json<Standing>("before").notNull(),
    after: json<Standing>("after").notNull(),
    undoneAt: at("undone_at"),
  },
  (t) => [
    uniqueIndex("review_decision_once_ix").on(t.reviewId, t.followUpId).where(sql`undone_at is null`),
    index("review_decision_review_ix").on(t.reviewId, t.at),
    foreignKey({ columns: [t.officeId, t.reviewId], foreignColumns: [reviews.officeId, reviews.id] }),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
  ],
);
