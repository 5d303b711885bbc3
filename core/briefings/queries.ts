import { and, asc, desc, eq, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { agendaItems, briefingStateRows, briefings, briefingTemplates } from "@/db/schema";
import { matching } from "@/db/search";
import type { Store } from "@/db/store";
import { type Actor, officeOf } from "../kernel/actor";
import { canReadBriefing } from "./policy";
import { type Briefing, inForce, isUndoable } from "./rules";

export type { Briefing };
export type AgendaItem = typeof agendaItems.$inferSelect;
export type Template = typeof briefingTemplates.$inferSelect;
export type Passage = typeof briefingStateRows.$inferSelect;

/** Rows of a page of a list. */
export const PAGE = 25;

/** A briefing of the actor's office, or the one the actor is invited to. */
export function findBriefing(store: Store, actor: Actor, briefingId: string): Briefing | undefined {
  const officeId = officeOf(actor);
  if (!officeId) return undefined;
  const found = briefingsByIds(store, officeId, [briefingId]).get(briefingId);
  return found && canReadBriefing(actor, found) ? found : undefined;
}

/** Briefings of an office by their ids; those of another office are left out. */
export function briefingsByIds(store: Store, officeId: string, ids: string[]): Map<string, Briefing> {
  if (ids.length === 0) return new Map();
  const rows = prepared(store, "briefings.of", (db) =>
    db
      .select()
      .from(briefings)
      .where(and(eq(briefings.officeId, given("officeId")), among(briefings.id, "ids")))
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** `upcoming` holds what is announced and not over, a date still open included; `past` what is over; `drafts` what nobody was told. */
export type When = "upcoming" | "past" | "drafts";
/** `about` is a topic (`topic:border_management`), a goal (`sdg:10`), a day it was held for (`day:12-18`) or an objective (`gcm-2018:7`). */
export type ListArgs = { q?: string; when?: When; page?: number; about?: string };
export type BriefingList = { rows: Briefing[]; total: number; page: number; pages: number; counts: Record<When, number> };

/** A page of the office's briefings, with the counts of the three parts for the same search words. The next meeting, the latest or the newest draft comes first. */
export function listBriefings(store: Store, actor: Actor, { q = "", when = "upcoming", page = 1, about }: ListArgs): BriefingList {
  const officeId = officeOf(actor);
  if (actor.kind !== "staff" || !officeId) return { rows: [], total: 0, page: 1, pages: 1, counts: { upcoming: 0, past: 0, drafts: 0 } };
  const found = and(eq(briefings.officeId, officeId), matching(briefings.id, officeId, "briefing", q), about ? isAbout(about) : undefined);
  const parts = partsAt(actor.now);
  const counted = (part: SQL | undefined): SQL<number> => sql<number>`coalesce(sum(case when ${part} then 1 else 0 end), 0)`;
  const counts = store.db
    .select({ upcoming: counted(parts.upcoming), past: counted(parts.past), drafts: counted(parts.drafts) })
    .from(briefings)
    .where(found)
    .get() ?? { upcoming: 0, past: 0, drafts: 0 };
  const total = counts[when];
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const ids = store.db
    .select({ id: briefings.id })
    .from(briefings)
    .where(and(found, parts[when]))
    .orderBy(...(when === "upcoming" ? [asc(briefings.dateOpen), asc(briefings.startsAt)] : [desc(briefings.startsAt)]), desc(briefings.id))
    .limit(PAGE)
    .offset((at - 1) * PAGE)
    .all()
    .map((row) => row.id);
  const byId = briefingsByIds(store, officeId, ids);
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total, page: at, pages, counts };
}

/** Whether a briefing carries a tag, for the database. */
function isAbout(about: string): SQL {
  const [kind = "", key = ""] = about.split(":");
  const held = (column: SQL, value: string | number) => sql`exists (select 1 from json_each(${column}) where value = ${value})`;
  if (kind === "topic") return held(sql`${briefings.topics}`, key);
  if (kind === "sdg") return held(sql`${briefings.sdgs}`, Number(key));
  if (kind === "day") return sql`exists (select 1 from json_each(${briefings.occasions}) where value ->> '$.day' = ${key})`;
  return held(sql`${briefings.objectives}`, about);
}

/** The parts of the list at an instant. */
function partsAt(now: number): Record<When, SQL | undefined> {
  const draft = eq(briefings.state, "draft");
  const ahead = or(sql`${briefings.endsAt} >= ${now}`, eq(briefings.dateOpen, true)) as SQL;
  return { drafts: draft, upcoming: and(not(draft), ahead), past: and(not(draft), not(ahead)) };
}

/** The next briefings that will take place, soonest first; drafts and cancelled ones are left out. */
export function nextBriefings(store: Store, officeId: string, now: number, limit: number): Briefing[] {
  return store.db
    .select()
    .from(briefings)
    .where(
      and(
        eq(briefings.officeId, officeId),
        sql`${briefings.endsAt} >= ${now}`,
        // The plus signs keep the planner from walking the past by an index of states or starts.
        sql`+${briefings.state} in ('scheduled', 'inviting', 'under_way', 'postponed')`,
        eq(briefings.dateOpen, false),
      ),
    )
    .orderBy(sql`+${briefings.startsAt}`)
    .limit(limit)
    .all();
}

/** The items of a briefing's agenda in their order, without those taken off. */
export function agendaOf(store: Store, officeId: string, briefingId: string): AgendaItem[] {
  return prepared(store, "agenda.of", (db) =>
    db
      .select()
      .from(agendaItems)
      .where(
        and(eq(agendaItems.officeId, given("officeId")), eq(agendaItems.briefingId, given("briefingId")), isNull(agendaItems.removedAt)),
      )
      .orderBy(asc(agendaItems.position), asc(agendaItems.id))
      .prepare(),
  ).all({ officeId, briefingId });
}

/** An agenda item of the actor's office, also one that was taken off. */
export function findAgendaItem(store: Store, actor: Actor, itemId: string): AgendaItem | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(agendaItems)
    .where(and(eq(agendaItems.officeId, actor.officeId), eq(agendaItems.id, itemId)))
    .get();
}

/** What the office starts its briefings from, in its own order. */
export function templatesOf(store: Store, officeId: string): Template[] {
  return store.db
    .select()
    .from(briefingTemplates)
    .where(and(eq(briefingTemplates.officeId, officeId), eq(briefingTemplates.archived, false)))
    .orderBy(asc(briefingTemplates.position))
    .all();
}

/** A template of the actor's office. */
export function findTemplate(store: Store, actor: Actor, templateId: string): Template | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(briefingTemplates)
    .where(and(eq(briefingTemplates.officeId, actor.officeId), eq(briefingTemplates.id, templateId)))
    .get();
}

/** The passages of a briefing from state to state, latest first. */
export function passagesOf(store: Store, officeId: string, briefingId: string): Passage[] {
  return (
    store.db
      .select()
      .from(briefingStateRows)
      .where(and(eq(briefingStateRows.officeId, officeId), eq(briefingStateRows.briefingId, briefingId)))
      // Passages of one act share their instant; the row written last is the last passage.
      .orderBy(desc(briefingStateRows.at), desc(sql`briefing_state.rowid`))
      .all()
  );
}

/** The postponements and cancellations of these briefings, earliest first; what was taken back at once is left out. */
export function interruptionsOf(store: Store, officeId: string, briefingIds: string[]): Passage[] {
  if (briefingIds.length === 0) return [];
  const rows = prepared(store, "briefings.passages", (db) =>
    db
      .select()
      .from(briefingStateRows)
      .where(and(eq(briefingStateRows.officeId, given("officeId")), among(briefingStateRows.briefingId, "ids")))
      .orderBy(asc(briefingStateRows.at), asc(sql`briefing_state.rowid`))
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(briefingIds) });
  return rows.filter((row, i) => {
    if ((row.state !== "postponed" && row.state !== "cancelled") || !row.before) return false;
    const next = rows.slice(i + 1).find((later) => later.briefingId === row.briefingId);
    return !next || next.before !== null || next.state !== row.before.state || !isUndoable(row, next.at);
  });
}

/** The postponement or cancellation a briefing stands in; `undefined` for one that goes ahead as planned. */
export function passageOf(store: Store, { id, officeId, state }: Pick<Briefing, "id" | "officeId" | "state">): Passage | undefined {
  if (state !== "postponed" && state !== "cancelled") return undefined;
  return inForce(passagesOf(store, officeId, id)).find((passage) => passage.state === state);
}

/** When the new date of a postponed briefing was decided (milliseconds UTC): older answers are asked for again. `undefined` while it is open. */
export const newDateSince = (store: Store, briefing: Briefing): number | undefined =>
  briefing.state === "postponed" && !briefing.dateOpen ? passageOf(store, briefing)?.at : undefined;
