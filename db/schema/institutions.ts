import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Locale } from "@/lib/locales";
import { at, createdAt, flag, id, json, localized, officeId, version } from "../columns";
import { offices } from "./offices";

/** A stable identity; what it is called stands in `institution_name`, by date. */
export const institutions = sqliteTable(
  "institution",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    type: text("type").notNull(),
    parentId: text("parent_id"),
    /** Order of precedence in the office's list; lower goes first. */
    precedence: integer("precedence").notNull(),
    /** Whether public texts may name it. */
    namedPublicly: flag("named_publicly").notNull(),
    topics: json<string[]>("topics").notNull(),
    language: text("language").$type<Locale>(),
    /** Kept beside the names for lists: the acronym and name valid today. */
    acronym: text("acronym"),
    name: localized("name").notNull(),
    /** What else people call it, as typed; only for finding it. */
    aliases: json<string[]>("aliases")
      .notNull()
      .$defaultFn(() => []),
    /** Every name, acronym and alias it ever had, folded for search. */
    searchText: text("search_text").notNull(),
    createdAt: createdAt(),
    archivedAt: at("archived_at"),
    /** The record this one was a double of: what hung on it hangs there, its own names and facts stay here. */
    mergedIntoId: text("merged_into_id"),
    version: version(),
  },
  (t) => [
    uniqueIndex("institution_office_ix").on(t.officeId, t.id),
    index("institution_precedence_ix").on(t.officeId, t.precedence),
    foreignKey({ columns: [t.officeId, t.parentId], foreignColumns: [t.officeId, t.id] }),
  ],
);

/** What an institution was called from one day until another; documents print the name of their date. */
export const institutionNames = sqliteTable(
  "institution_name",
  {
    id: id(),
    officeId: officeId(),
    institutionId: text("institution_id").notNull(),
    acronym: text("acronym"),
    name: localized("name").notNull(),
    /** Definite article per language, which drives "al Ministerio", "à l'Institut"; in English "none" where "the" would be wrong. */
    article: json<Partial<Record<Locale, string>>>("article").notNull(),
    /** First and last day (`YYYY-MM-DD`); null is open. */
    validFrom: text("valid_from"),
    validTo: text("valid_to"),
    /** The law or decree that gave it. */
    act: text("act"),
    createdAt: createdAt(),
  },
  (t) => [
    index("institution_name_institution_ix").on(t.institutionId, t.validFrom),
    foreignKey({ columns: [t.officeId, t.institutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

/** Institutions that are invited together, under a name of the office's own. Of two records made one, the one kept is met. */
export const institutionGroups = sqliteTable(
  "institution_group",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    name: localized("name").notNull(),
    /** Identifiers of institutions, in no order: their precedence says it. */
    members: json<string[]>("members").notNull(),
    createdAt: createdAt(),
    archivedAt: at("archived_at"),
    version: version(),
  },
  (t) => [index("institution_group_office_ix").on(t.officeId)],
);

/** Follow-ups led, parts in them and invitations that went over to another institution, each with its heir; also the person who led, and whom an invitation was addressed to. */
export type HandedOver = {
  leads?: Record<string, { to: string; person: string | null }>;
  parts?: Record<string, string>;
  invitations?: Record<string, { to: string; addressee: string | null }>;
};

/** One institution followed another (renamed, merged, split) on a day, by an act. */
export const institutionSuccessions = sqliteTable(
  "institution_succession",
  {
    officeId: officeId(),
    fromId: text("from_id").notNull(),
    toId: text("to_id").notNull(),
    kind: text("kind").notNull(),
    on: text("on_day"),
    act: text("act"),
    /** What of the one that gave way was handed over in the same act: the row's id, and to whom. */
    handed: json<HandedOver>("handed").notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.fromId, t.toId, t.kind] }),
    foreignKey({ columns: [t.officeId, t.fromId], foreignColumns: [institutions.officeId, institutions.id] }),
    foreignKey({ columns: [t.officeId, t.toId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

/** An institution that sits in a commission. */
export const institutionMembers = sqliteTable(
  "institution_member",
  {
    officeId: officeId(),
    commissionId: text("commission_id").notNull(),
    memberId: text("member_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.commissionId, t.memberId] }),
    index("institution_member_member_ix").on(t.officeId, t.memberId),
    foreignKey({ columns: [t.officeId, t.commissionId], foreignColumns: [institutions.officeId, institutions.id] }),
    foreignKey({ columns: [t.officeId, t.memberId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

export const sexes = ["f", "m", "x"] as const;
export type Sex = (typeof sexes)[number];

/** A person the office deals with. Names are stored as given, never split or re-cased. */
export const people = sqliteTable(
  "person",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    displayName: text("display_name").notNull(),
    legalName: text("legal_name"),
    /** How a list sorts the name, where that is not how it is written ("Ruiz Cedeño, Ana"). */
    sortName: text("sort_name"),
    /** "Dra.", "Ing.", as the person wishes it in each language. */
    honorific: localized("honorific"),
    language: text("language").$type<Locale>(),
    /** Form of address the person chose: feminine, masculine, or not stated. Never guessed. */
    form: text("form").$type<"f" | "m">(),
    /** As the person declared it; null is "not stated", which counts as an answer. Never derived from anything. */
    sex: text("sex").$type<Sex>(),
    /** The one of their mailboxes the office writes to. */
    email: text("email"),
    /** A mailbox of an office rather than a person: greeted as a team, asked who answers. */
    sharedMailbox: flag("shared_mailbox").notNull(),
    /** In international form ("+5075550101", with " ext. 12" behind it); one of older days may stand as it was typed. */
    phone: text("phone"),
    searchText: text("search_text").notNull(),
    createdAt: createdAt(),
    /** The record this one was a double of. */
    mergedIntoId: text("merged_into_id"),
    version: version(),
  },
  (t) => [uniqueIndex("person_office_ix").on(t.officeId, t.id), index("person_email_ix").on(t.officeId, t.email)],
);

/** An address somebody reads. The one written to stands also in the person's record, and is always among these (`db/migrate.ts`). */
export const mailboxes = sqliteTable(
  "mailbox",
  {
    officeId: officeId(),
    personId: text("person_id").notNull(),
    address: text("address").notNull(),
    /** Others read it too: it is no sign that two records are one person. */
    shared: flag("shared").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.address] }),
    index("mailbox_address_ix").on(t.officeId, t.address),
    foreignKey({ columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
  ],
);

export const verifyReasons = ["government", "bounced", "left", "other"] as const;
/** Why somebody is to be verified before anything is mailed to them. */
export type VerifyReason = (typeof verifyReasons)[number];

export const capacities = ["holder", "acting", "on_behalf"] as const;
export type Capacity = (typeof capacities)[number];

/** A person holding a post at an institution between two days; as liaison, the office writes to it. */
export const tenures = sqliteTable(
  "tenure",
  {
    id: id(),
    officeId: officeId(),
    personId: text("person_id").notNull(),
    institutionId: text("institution_id").notNull(),
    /** A post of the vocabulary, printed in the reader's language; else `post` as typed. */
    role: text("role"),
    post: text("post"),
    capacity: text("capacity").$type<Capacity>().notNull(),
    liaison: flag("liaison").notNull(),
    validFrom: text("valid_from"),
    validTo: text("valid_to"),
    /** The mailbox this post is written to, where it is another than the person's first. */
    mailbox: text("mailbox"),
    /** How a letter to this post opens, in each language ("Señora Ministra"), where the office's own way is not wanted. */
    treatment: localized("treatment"),
    /** Place among the person's posts as they are printed; lower goes first. */
    position: integer("position").notNull().default(0),
    /** Left out where the person's posts are printed. */
    hidden: flag("hidden").notNull().default(false),
    /** Since when it has to be verified that they still hold it, and why; nothing is mailed to them until then. */
    verifySince: at("verify_since"),
    verifyWhy: text("verify_why").$type<VerifyReason>(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    uniqueIndex("tenure_office_ix").on(t.officeId, t.id),
    index("tenure_institution_ix").on(t.institutionId, t.validTo),
    index("tenure_person_ix").on(t.personId),
    index("tenure_verify_ix").on(t.officeId, t.verifySince).where(sql`${t.verifySince} is not null`),
    foreignKey({ columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ columns: [t.officeId, t.institutionId], foreignColumns: [institutions.officeId, institutions.id] }),
  ],
);

export type MergedKind = "institution" | "person";

/** Two records of one institution or person made one; `moved` holds which rows of which column were turned to the one kept. */
export const merges = sqliteTable(
  "merge",
  {
    id: id(),
    officeId: officeId().references(() => offices.id),
    kind: text("kind").$type<MergedKind>().notNull(),
    keptId: text("kept_id").notNull(),
    goneId: text("gone_id").notNull(),
    at: at("at").notNull(),
    moved: json<Record<string, string[]>>("moved").notNull(),
    /** What the one kept took over, field by field, and what it had said there before. */
    filled: json<Record<string, unknown>>("filled").notNull(),
    before: json<Record<string, unknown>>("before").notNull().default({}),
    undoneAt: at("undone_at"),
  },
  (t) => [index("merge_kept_ix").on(t.officeId, t.keptId), index("merge_gone_ix").on(t.officeId, t.goneId)],
);
