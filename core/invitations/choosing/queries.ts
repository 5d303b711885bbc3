import { and, asc, desc, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { briefings, institutions, invitations } from "@/db/schema";
import { matching } from "@/db/search";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import { findBriefing, findTemplate } from "../../briefings/queries";
import { findGroup, membersOf } from "../../institutions/groups/queries";
import { type Institution, type Liaison, liaisonsOf } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { invitationsTo } from "../queries";

/** Seats an institution is offered where neither a template nor somebody says otherwise. */
export const USUAL_QUOTA = 2;

/** Institutions listed at once; a longer list asks to be narrowed. */
export const LISTED = 100;

export type EarlierBriefing = { id: string; title: Localized; startsLocal: string; invited: number };

/** Briefings held before this one, the latest first, that have institutions to choose again; at most `limit`. */
export function earlierBriefings(store: Store, actor: Staff, briefingId: string, limit = 5): EarlierBriefing[] {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return [];
  const invited = sql<number>`(select count(*) from invitation i where i.briefing_id = briefing.id and i.state <> 'withdrawn')`;
  return store.db
    .select({ id: briefings.id, title: briefings.title, startsLocal: briefings.startsLocal, invited })
    .from(briefings)
    .where(and(eq(briefings.officeId, actor.officeId), ne(briefings.id, briefingId), lt(briefings.startsAt, briefing.startsAt)))
    .orderBy(desc(briefings.startsAt))
    .limit(limit * 3)
    .all()
    .filter((b) => b.invited > 0)
    .slice(0, limit);
}

export type ChoiceArgs = { q?: string; topic?: string; from?: string; group?: string };
export type Candidate = { institution: Institution; liaisons: Liaison[]; quota: number };
export type Choice = { candidates: Candidate[]; standing: number; more: boolean };

/**
 * Institutions that can still be put on a briefing's list, in order of precedence: those of a topic, of an earlier
 * briefing (with its seats), of a group, or found by any part of any name; all without these. `standing` of them are on it already.
 */
export function choiceFor(store: Store, actor: Staff, briefingId: string, { q = "", topic, from, group }: ChoiceArgs): Choice {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return { candidates: [], standing: 0, more: false };
  const quotas = from ? quotasOf(store, actor, from) : undefined;
  const grouped = group ? findGroup(store, actor, group) : undefined;
  const members = group ? new Set(grouped ? membersOf(store, grouped).map((i) => i.id) : []) : undefined;
  const template = briefing.templateId ? findTemplate(store, actor, briefing.templateId) : undefined;
  const found = store.db
    .select()
    .from(institutions)
    .where(
      and(
        eq(institutions.officeId, actor.officeId),
        isNull(institutions.archivedAt),
        matching(institutions.id, actor.officeId, "institution", q),
        topic ? sql`exists (select 1 from json_each(${institutions.topics}) where value = ${topic})` : undefined,
      ),
    )
    .orderBy(asc(institutions.precedence), asc(institutions.id))
    .all()
    .filter((i) => (!quotas || quotas.has(i.id)) && (!members || members.has(i.id)));
  const invited = new Set(
    invitationsTo(store, actor.officeId, briefingId)
      .filter((i) => i.state !== "withdrawn")
      .map((i) => i.institutionId),
  );
  const open = found.filter((i) => !invited.has(i.id));
  const shown = open.slice(0, LISTED);
  const liaisons = liaisonsOf(
    store,
    actor.officeId,
    shown.map((i) => i.id),
    dayOf(actor.now, briefing.zone),
  );
  return {
    candidates: shown.map((institution) => ({
      institution,
      liaisons: liaisons.get(institution.id) ?? [],
      quota: quotas?.get(institution.id) ?? template?.quota ?? USUAL_QUOTA,
    })),
    standing: found.length - open.length,
    more: open.length > shown.length,
  };
}

function quotasOf(store: Store, actor: Staff, briefingId: string): Map<string, number> {
  const rows = store.db
    .select({ id: invitations.institutionId, quota: invitations.quota })
    .from(invitations)
    .where(and(eq(invitations.officeId, actor.officeId), eq(invitations.briefingId, briefingId), ne(invitations.state, "withdrawn")))
    .all();
  return new Map(rows.map((row) => [row.id, row.quota]));
}

/** The topics institutions of the office stand for, each with how many, the most frequent first. */
export function topicsOf(store: Store, actor: Staff): { topic: string; n: number }[] {
  return store.db.all<{ topic: string; n: number }>(
    sql`select value as topic, count(*) as n from institution, json_each(institution.topics)
          where institution.office_id = ${actor.officeId} and institution.archived_at is null group by value order by n desc, value`,
  );
}
