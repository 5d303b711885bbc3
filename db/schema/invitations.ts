import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Locale } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";
import { at, createdAt, flag, id, json, officeId, version } from "../columns";
import { briefings, type PlanLine } from "./briefings";
import { institutions } from "./institutions";

export const invitationStates = ["draft", "held", "queued", "sent", "withdrawn"] as const;
export type InvitationState = (typeof invitationStates)[number];

export const answerValues = ["accepted", "tentative", "declined"] as const;
export type AnswerValue = (typeof answerValues)[number];

export const attendances = ["present", "substitute", "excused", "absent"] as const;
/** Whether an institution came: with those it named, with somebody else, excused, or not. */
export type Attendance = (typeof attendances)[number];

export const answerChannels = ["link", "calendar", "phone", "letter", "whatsapp", "in_person", "email"] as const;
export type AnswerChannel = (typeof answerChannels)[number];

/** One institution invited to one briefing. The current answer and counts are kept beside the rows they come from, for lists. */
export const invitations = sqliteTable(
  "invitation",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    institutionId: text("institution_id").notNull(),
    /** Short reference a person can say on the phone: "B-7K2M". */
    reference: text("reference").notNull(),
    state: text("state").$type<InvitationState>().notNull(),
    quota: integer("quota").notNull(),
    /** The tenure written to; null while nobody is chosen. */
    addresseeTenureId: text("addressee_tenure_id"),
    documentKind: text("document_kind").$type<"email" | "letter" | "note_verbale">().notNull(),
    language: text("language").$type<Locale>().notNull(),
    precedence: integer("precedence").notNull(),
    answer: text("answer").$type<AnswerValue>(),
    answerId: text("answer_id"),
    answeredAt: at("answered_at"),
    /** Delegates with a seat and a name; seats held "to be designated". */
    named: integer("named").notNull(),
    toDesignate: integer("to_designate").notNull(),
    /** Two different answers were given on the same form and nobody has looked yet. */
    conflict: flag("conflict").notNull(),
    /** Whether the institution came, once somebody of the office has said so, and when that was. */
    came: text("came").$type<Attendance>(),
    cameAt: at("came_at"),
    /** When the briefing starts (milliseconds UTC), and whether the institution was met there: it said yes, was not asked off, and the briefing was held. Kept by the database (`db/migrate.ts`). */
    startsAt: at("starts_at").notNull().default(0),
    met: flag("met").notNull().default(false),
    /** The words of its own letter, where somebody wrote them; they hold while it keeps their language. */
    words: json<Words & { language: Locale }>("words"),
    /** The clearance it was asked for last. */
    clearanceId: text("clearance_id"),
    /** While it is held for the foreign ministry: the note it waits for. */
    holdingId: text("holding_id"),
    /** What its own calendar object was raised beyond its briefing's: by being withdrawn, and by coming back. */
    sequence: integer("sequence").notNull().default(0),
    sentAt: at("sent_at"),
    withdrawnAt: at("withdrawn_at"),
    /** Last change anyone outside or inside made; the board polls the greatest. */
    changedAt: at("changed_at").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    uniqueIndex("invitation_once_ix").on(t.briefingId, t.institutionId),
    uniqueIndex("invitation_office_ix").on(t.officeId, t.id),
    uniqueIndex("invitation_reference_ix").on(t.officeId, t.reference),
    // Led by the office: a query bounded by it would else walk the whole office by one of the two above.
    index("invitation_briefing_ix").on(t.officeId, t.briefingId, t.precedence),
    // An institution's time line, and in which years it was invited and met, without a look at the briefings.
    index("invitation_institution_ix").on(t.officeId, t.institutionId, t.startsAt, t.sentAt, t.withdrawnAt),
    index("invitation_met_ix").on(t.officeId, t.institutionId, t.startsAt, t.briefingId).where(sql`${t.met} = 1`),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
    foreignKey({ columns: [t.officeId, t.institutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

/** A message of the plan that is not to leave: to this invitation, by this line, for this reply-by day or meeting. */
export const plannedSkips = sqliteTable(
  "planned_skip",
  {
    officeId: officeId(),
    invitationId: text("invitation_id").notNull(),
    line: text("line").$type<PlanLine>().notNull(),
    /** The day (`YYYY-MM-DD`) the message is counted from; another day is another message. */
    target: text("target").notNull(),
    skippedBy: text("skipped_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.invitationId, t.line, t.target] }),
    foreignKey({ columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
  ],
);

export const clearanceVerdicts = ["cleared", "refused", "withdrawn"] as const;
export type ClearanceVerdict = (typeof clearanceVerdicts)[number];

/** An officer's question whether invitations may leave; they stay held until somebody who may clear them has decided. */
export const clearances = sqliteTable(
  "clearance",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: at("asked_at").notNull(),
    verdict: text("verdict").$type<ClearanceVerdict>(),
    decidedBy: text("decided_by"),
    decidedAt: at("decided_at"),
    /** Why not, for the one who asked. */
    reason: text("reason"),
    /** The sending that left with it; taken back, the question is open again. */
    batchId: text("batch_id"),
    /** The clearance it asks for anew: what was cleared read otherwise before it had left. */
    follows: text("follows"),
  },
  (t) => [
    index("clearance_briefing_ix").on(t.officeId, t.briefingId, t.askedAt),
    index("clearance_open_ix").on(t.officeId, t.askedAt).where(sql`${t.verdict} is null`),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
  ],
);

export const holdingEnds = ["released", "taken_back"] as const;
export type HoldingEnd = (typeof holdingEnds)[number];

/** A note to the foreign ministry that invitations of a briefing wait for; a briefing has one open at a time. */
export const holdings = sqliteTable(
  "holding",
  {
    id: id(),
    officeId: officeId(),
    briefingId: text("briefing_id").notNull(),
    heldBy: text("held_by").notNull(),
    heldAt: at("held_at").notNull(),
    /** The day the ministry was asked (`YYYY-MM-DD`, in the briefing's zone), and the note's reference. */
    askedOn: text("asked_on").notNull(),
    reference: text("reference"),
    ended: text("ended").$type<HoldingEnd>(),
    endedBy: text("ended_by"),
    endedAt: at("ended_at"),
    /** The sending that left when it was released; undone, they wait for the ministry again. */
    batchId: text("batch_id"),
  },
  (t) => [
    uniqueIndex("holding_open_ix").on(t.officeId, t.briefingId).where(sql`${t.ended} is null`),
    index("holding_batch_ix").on(t.batchId).where(sql`${t.batchId} is not null`),
    foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] }),
  ],
);

/** The secret address of an invitation. The token is derived from the row's id and the installation's secret; here stands its hash. */
export const invitationLinks = sqliteTable(
  "invitation_link",
  {
    id: id(),
    officeId: officeId(),
    invitationId: text("invitation_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    createdBy: text("created_by"),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    uniqueIndex("invitation_link_token_ix").on(t.tokenHash),
    index("invitation_link_invitation_ix").on(t.invitationId, t.createdAt),
    foreignKey({ columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
  ],
);

/** What an institution said: append-only, the last one counts. */
export const answers = sqliteTable(
  "answer",
  {
    id: id(),
    officeId: officeId(),
    invitationId: text("invitation_id").notNull(),
    value: text("value").$type<AnswerValue>().notNull(),
    at: at("at").notNull(),
    channel: text("channel").$type<AnswerChannel>().notNull(),
    /** Who answered, as said; the person's row when known. */
    byName: text("by_name").notNull(),
    byPost: text("by_post"),
    byPersonId: text("by_person_id"),
    /** Staff who recorded it, when it did not come by link. */
    recordedBy: text("recorded_by"),
    reason: text("reason"),
    /** "We will tell you by" (`YYYY-MM-DD`), with "not sure yet". */
    tellBy: text("tell_by"),
    substituteName: text("substitute_name"),
    substitutePost: text("substitute_post"),
    /** Given after the reply-by day. */
    late: flag("late").notNull(),
    /** The answer that stood when the form was opened, or `none`; another one standing now makes a conflict. Null: not known. */
    basedOn: text("based_on"),
    noticeVersion: text("notice_version"),
    /** Taken back by staff at once; the answer before it counts again. */
    undoneAt: at("undone_at"),
  },
  (t) => [
    index("answer_invitation_ix").on(t.invitationId, t.at),
    foreignKey({ columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
  ],
);

export const delegateRoles = ["head", "member", "adviser", "interpreter", "escort"] as const;
export type DelegateRole = (typeof delegateRoles)[number];

/** A person, or a seat to be designated, in an institution's delegation. */
export const delegates = sqliteTable(
  "delegate",
  {
    id: id(),
    officeId: officeId(),
    invitationId: text("invitation_id").notNull(),
    position: integer("position").notNull(),
    personId: text("person_id"),
    /** Null while the seat is to be designated. */
    name: text("name"),
    /** The post as it will be printed. */
    post: text("post"),
    role: text("role").$type<DelegateRole>().notNull(),
    mode: text("mode").$type<"on_site" | "online">().notNull(),
    /** `waiting` when the quota or the room is full. */
    seat: text("seat").$type<"seated" | "waiting">().notNull(),
    email: text("email"),
    /** Came in place of the addressee. */
    substitute: flag("substitute").notNull(),
    listConsent: flag("list_consent").notNull(),
    photoConsent: flag("photo_consent").notNull(),
    followUpConsent: flag("follow_up_consent").notNull(),
    createdAt: createdAt(),
    removedAt: at("removed_at"),
    /** The answer that set it aside ("no", "not sure yet", a substitute); it comes back with the next "yes". */
    setAsideBy: text("set_aside_by"),
    /** When its name and address were taken out, the office's time for keeping them being over. */
    anonymisedAt: at("anonymised_at"),
  },
  (t) => [
    index("delegate_invitation_ix").on(t.invitationId, t.position),
    index("delegate_person_ix").on(t.personId),
    foreignKey({ columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
  ],
);

/** Access and dietary needs: write-only for the institution, read by the logistics officers alone, deleted seven days after the meeting. */
export const delegateNeeds = sqliteTable("delegate_need", {
  delegateId: text("delegate_id")
    .primaryKey()
    .references(() => delegates.id),
  officeId: officeId(),
  access: json<string[]>("access").notNull(),
  note: text("note"),
  createdAt: createdAt(),
});
