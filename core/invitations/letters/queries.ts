import { and, count, desc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { briefings, invitations, letterPlans, letters } from "@/db/schema";
import type { LetterKind } from "@/db/schema/letters";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { translator } from "@/lib/i18n";
import { locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { likePattern, searchWords } from "@/lib/text";
import { isSame } from "@/lib/tokens";
import { bytesOf, papersForInvited } from "../../briefings/materials/queries";
import { agendaOf, type Briefing } from "../../briefings/queries";
import { namesOn } from "../../institutions/queries";
import type { Actor, Invitee, Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { type Invitation, invitationsTo } from "../queries";
import { addresseesOf } from "../sending/queries";
import type { Gathered } from "./mail";
import { canReadRegister } from "./policy";
import { isPassable, isShown, type Letter, letterKindOf, passToken } from "./rules";

export type { Letter };
export type Plan = Omit<typeof letterPlans.$inferSelect, "officeId" | "briefingId">;

/** What stands on every letter of a briefing: as it was saved, else a proposal with what the invited are given to read. */
export function planOf(store: Store, briefing: Pick<Briefing, "id" | "officeId">): Plan {
  const saved = store.db
    .select()
    .from(letterPlans)
    .where(and(eq(letterPlans.officeId, briefing.officeId), eq(letterPlans.briefingId, briefing.id)))
    .get();
  return saved ?? { day: null, enclosures: proposed(store, briefing), copies: {}, via: {}, viaFor: "note_verbale", version: 0 };
}

/** The programme and the papers of each language, by their titles. */
function proposed(store: Store, { id, officeId }: Pick<Briefing, "id" | "officeId">): Localized {
  const papers = papersForInvited(store, officeId, id);
  const hasAgenda = agendaOf(store, officeId, id).length > 0;
  const texts = locales.map((locale) => [
    locale,
    [
      ...(hasAgenda ? [translator(locale)("letters.programme.programme")] : []),
      ...papers.filter(({ language }) => language === locale || language === "all").map(({ title }) => title),
    ].join("\n"),
  ]);
  return Object.fromEntries(texts.filter(([, text]) => text)) as Localized;
}

/** What each of these invitations' letters is made of now, withdrawn ones left out. */
export function gathered(store: Store, briefing: Briefing, invited: Invitation[], now: number): Gathered[] {
  const office = findOffice(store, briefing.officeId);
  const plan = planOf(store, briefing);
  const day = plan.day ?? dayOf(now, office.zone);
  const open = invited.filter((one) => one.state !== "withdrawn");
  const people = addresseesOf(store, briefing.officeId, open, dayOf(now, office.zone));
  const ids = open.map((one) => one.institutionId);
  const names = namesOn(store, briefing.officeId, ids, day);
  return open.map((invitation) => ({
    office,
    briefing,
    invitation,
    plan,
    day,
    kind: letterKindOf(invitation),
    institution: names.get(invitation.institutionId) ?? { acronym: null, name: {}, article: {} },
    to: people.get(invitation.addresseeTenureId ?? ""),
  }));
}

/** The letter of each invitation of a briefing that stands: the newest that is not void. */
export function standingLetters(store: Store, officeId: string, briefingId: string): Map<string, Letter> {
  const rows = store.db
    .select()
    .from(letters)
    .where(and(eq(letters.officeId, officeId), eq(letters.briefingId, briefingId), isNull(letters.voidedAt)))
    .orderBy(letters.createdAt, letters.n)
    .all();
  return new Map(rows.map((letter) => [letter.invitationId, letter]));
}

/** A line of the register of the actor's office. */
export function findLetter(store: Store, actor: Actor, id: string): Letter | undefined {
  if (actor.kind !== "staff") return undefined;
  const found = store.db
    .select()
    .from(letters)
    .where(and(eq(letters.officeId, actor.officeId), eq(letters.id, id)))
    .get();
  return found && canReadRegister(actor, found) ? found : undefined;
}

/** Letters that were issued and whose files have not been made yet. */
export const unprinted = (store: Store, officeId: string, briefingId: string): Letter[] =>
  store.db
    .select()
    .from(letters)
    .where(and(eq(letters.officeId, officeId), eq(letters.briefingId, briefingId), or(isNull(letters.pdf), isNull(letters.docx))))
    .all();

/** The letter of the invitation whose link this is, once its signed copy is there. */
export function letterFor(store: Store, actor: Invitee): Letter | undefined {
  const letter = standingLetters(store, actor.officeId, actor.briefingId).get(actor.invitationId);
  return letter && isShown(letter) ? letter : undefined;
}

/** The letter of an address that was passed on; `undefined` for a wrong one, a void letter, one without its signed copy, a withdrawn invitation, and long after the meeting. */
export function passedLetter(store: Store, token: string, now: number): Letter | undefined {
  const [id = ""] = token.split(".");
  if (!isSame(token, passToken(id))) return undefined;
  const row = store.db
    .select({ letter: letters, state: invitations.state, endsAt: briefings.endsAt })
    .from(letters)
    .innerJoin(invitations, and(eq(invitations.officeId, letters.officeId), eq(invitations.id, letters.invitationId)))
    .innerJoin(briefings, and(eq(briefings.officeId, letters.officeId), eq(briefings.id, letters.briefingId)))
    .where(eq(letters.id, id))
    .get();
  return row && row.state !== "withdrawn" && isShown(row.letter) && isPassable(row.letter, row.endsAt, now) ? row.letter : undefined;
}

export type RegisterFilter = { q?: string; year?: number; kind?: LetterKind; page?: number };
export type Register = { rows: Letter[]; total: number; page: number; pages: number; years: number[] };

/** Lines of a page of the register. */
export const PAGE = 25;

/** A page of the office's register of outgoing notes, the latest number first. */
export function registerOf(store: Store, actor: Staff, { q = "", year, kind, page = 1 }: RegisterFilter): Register {
  const own = eq(letters.officeId, actor.officeId);
  const words = searchWords(q).map((word): SQL => sql`${letters.searchText} like ${likePattern(word)} escape '\\'`);
  const found = and(own, year ? eq(letters.year, year) : undefined, kind ? eq(letters.kind, kind) : undefined, ...words);
  const total = store.db.select({ n: count() }).from(letters).where(found).get()?.n ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = store.db
    .select()
    .from(letters)
    .where(found)
    .orderBy(desc(letters.year), desc(letters.n))
    .limit(PAGE)
    .offset((at - 1) * PAGE)
    .all();
  const years = store.db.selectDistinct({ year: letters.year }).from(letters).where(own).orderBy(desc(letters.year)).all();
  return { rows, total, page: at, pages, years: years.map((row) => row.year) };
}

/** The files of every letter, of what came back, and the sheets they are written on. */
export function letterFiles(store: Store): { officeId: string; sha256: string }[] {
  const rows = store.db
    .select({ officeId: letters.officeId, pdf: letters.pdf, docx: letters.docx, signed: letters.signed, receipt: letters.receipt })
    .from(letters)
    .where(or(isNotNull(letters.pdf), isNotNull(letters.docx), isNotNull(letters.signed), isNotNull(letters.receipt)))
    .all();
  return rows.flatMap(({ officeId, ...files }) =>
    [...Object.values(files), files.signed?.original, files.receipt?.original].flatMap((file) =>
      file ? [{ officeId, sha256: file.sha256 }] : [],
    ),
  );
}

/** The invitations of a briefing that can get a letter, in order of precedence. */
export const lettered = (store: Store, briefing: Briefing): Invitation[] =>
  invitationsTo(store, briefing.officeId, briefing.id).filter((one) => one.state !== "withdrawn");

/** What the files of an office take, bytes: its papers, and all that belongs to its letters. */
export function filesOf(store: Store, officeId: string): number {
  const sum = sql<number>`coalesce(sum(coalesce(${letters.pdf} ->> '$.size', 0) + coalesce(${letters.docx} ->> '$.size', 0)
    + coalesce(${letters.signed} ->> '$.size', 0) + coalesce(${letters.signed} ->> '$.original.size', 0)
    + coalesce(${letters.receipt} ->> '$.size', 0) + coalesce(${letters.receipt} ->> '$.original.size', 0)), 0)`;
  const row = store.db.select({ sum }).from(letters).where(eq(letters.officeId, officeId)).get();
  return bytesOf(store, officeId) + (row?.sum ?? 0);
}
