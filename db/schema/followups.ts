import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { at, createdAt, id, json, officeId, version } from "../columns";
import { briefings } from "./briefings";
import { institutions } from "./institutions";
import { offices } from "./offices";

export const followUpStates = ["proposed", "open", "in_progress", "blocked", "done", "verified", "superseded", "dropped"] as const;
export type FollowUpState = (typeof followUpStates)[number];

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
    leadKind: text("lead_kind").$type<"institution" | "person" | "office">().notNull(),
    leadInstitutionId: text("lead_institution_id"),
    leadPersonId: text("lead_person_id"),
    leadUserId: text("lead_user_id"),
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
    index("follow_up_briefing_ix").on(t.briefingId),
    index("follow_up_lead_ix").on(t.leadInstitutionId, t.state),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
    foreignKey({ columns: [t.officeId, t.leadInstitutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

/** Institutions that share the work with the lead. */
export const followUpParties = sqliteTable(
  "follow_up_party",
  {
    officeId: officeId(),
    followUpId: text("follow_up_id").notNull(),
    institutionId: text("institution_id").notNull(),
    /** "done, 22 November", as last heard. */
    progress: text("progress"),
    progressAt: at("progress_at"),
  },
  (t) => [
    primaryKey({ columns: [t.followUpId, t.institutionId] }),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
    foreignKey({ columns: [t.officeId, t.institutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

export type FollowUpUpdateKind = "created" | "state" | "date" | "comment" | "evidence" | "ask" | "edit";

/** Everything heard or decided about a follow-up: append-only; an undo is a row that points at another. */
export const followUpUpdates = sqliteTable(
  "follow_up_update",
  {
    id: id(),
    officeId: officeId(),
    followUpId: text("follow_up_id").notNull(),
    kind: text("kind").$type<FollowUpUpdateKind>().notNull(),
    at: at("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    byName: text("by_name").notNull(),
    channel: text("channel"),
    fromState: text("from_state").$type<FollowUpState>(),
    toState: text("to_state").$type<FollowUpState>(),
    fromDue: text("from_due"),
    toDue: text("to_due"),
    note: text("note"),
    /** What shows that it is done: a sentence, an address or a file's name. */
    evidence: text("evidence"),
    /** Other fields before and after an edit. */
    changes: json<Record<string, [unknown, unknown]>>("changes"),
    reviewId: text("review_id"),
    /** The question of an `ask`, in the liaison's language, sent when the review ends. */
    messageId: text("message_id"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    index("follow_up_update_follow_up_ix").on(t.followUpId, t.at),
    index("follow_up_update_review_ix").on(t.reviewId, t.at),
    foreignKey({ columns: [t.officeId, t.followUpId], foreignColumns: [followUps.officeId, followUps.id] }),
  ],
);

/** One sitting of a manager over the open follow-ups; its decisions can be undone until its messages leave. */
export const reviews = sqliteTable(
  "review",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    userId: text("user_id").notNull(),
    filter: text("filter").notNull(),
    /** The queue as it stood when the review began. */
    queue: json<string[]>("queue").notNull(),
    skipped: json<string[]>("skipped").notNull(),
    startedAt: at("started_at").notNull(),
    finishedAt: at("finished_at"),
  },
  (t) => [index("review_user_ix").on(t.userId, t.startedAt)],
);
