import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { FileKind } from "@/lib/files/kinds";
import type { LetterSheet } from "@/lib/letters";
import type { Locale } from "@/lib/locales";
import { at, createdAt, id, json, localized, officeId, version } from "../columns";
import { briefings } from "./briefings";
import { invitations } from "./invitations";

export const letterKinds = ["note_verbale", "letter"] as const;
export type LetterKind = (typeof letterKinds)[number];

export const viaFor = ["all", "note_verbale", "letter"] as const;
export type ViaFor = (typeof viaFor)[number];

/** What every letter of a briefing has in common; made with its first save. */
export const letterPlans = sqliteTable(
  "letter_plan",
  {
    briefingId: text("briefing_id").primaryKey(),
    officeId: officeId(),
    /** The day the letters bear (`YYYY-MM-DD`); null is the day they are issued. */
    day: text("day"),
    /** One a line, in each language. */
    enclosures: localized("enclosures").notNull(),
    copies: localized("copies").notNull(),
    /** The service they pass through, and which of them do. */
    via: localized("via").notNull(),
    viaFor: text("via_for").$type<ViaFor>().notNull(),
    version: version(),
  },
  (t) => [foreignKey({ columns: [t.officeId, t.briefingId], foreignColumns: [briefings.officeId, briefings.id] })],
);

/** The bytes of a letter, or of what belongs to it. */
export type LetterFile = { sha256: string; size: number };
/** What came back on paper: a scan, who put it here and when. */
/** `original` is what was uploaded, where others get something smaller. */
export type LetterScan = LetterFile & { kind: FileKind; by: string | null; at: number; original?: LetterFile };

/** A letter that was issued: a line of the office's register of outgoing notes. It is never removed; a void one stays with its reason. */
export const letters = sqliteTable(
  "letter",
  {
    id: id(),
    officeId: officeId(),
    year: integer("year").notNull(),
    /** Place in the register of that year, from 1 on. */
    n: integer("n").notNull(),
    /** The number as it is printed, with the prefix of that time. */
    number: text("number").notNull(),
    kind: text("kind").$type<LetterKind>().notNull(),
    briefingId: text("briefing_id").notNull(),
    invitationId: text("invitation_id").notNull(),
    language: text("language").$type<Locale>().notNull(),
    day: text("day").notNull(),
    /** The lines of its address, its words, as they were issued. */
    sheet: json<LetterSheet>("sheet").notNull(),
    /** Number, addressee, title and service, folded: what the register is searched by. */
    searchText: text("search_text").notNull(),
    pdf: json<LetterFile>("pdf"),
    docx: json<LetterFile>("docx"),
    signed: json<LetterScan>("signed"),
    receipt: json<LetterScan>("receipt"),
    /** The day on the stamp of the receipt. */
    receivedOn: text("received_on"),
    issuedBy: text("issued_by"),
    createdAt: createdAt(),
    voidedAt: at("voided_at"),
    voidedBy: text("voided_by"),
    voidReason: text("void_reason"),
  },
  (t) => [
    uniqueIndex("letter_number_ix").on(t.officeId, t.year, t.n),
    index("letter_invitation_ix").on(t.invitationId, t.createdAt),
    index("letter_briefing_ix").on(t.officeId, t.briefingId),
    foreignKey({ columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
  ],
);
