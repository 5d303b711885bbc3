import { and, between, eq, inArray, isNotNull, max, ne, sql } from "drizzle-orm";
import { followUps, followUpUpdates, messages } from "@/db/schema";
import type { ReminderKind } from "@/db/schema/followups";
import type { Store } from "@/db/store";
import { addDays, dayOf } from "@/lib/dates";
import { addressedTo, canLive, currentLink, linkOfToken } from "../../invitations/links/queries";
import type { Office } from "../../offices/queries";
import { type Holidays, workingDaysBetween } from "../../offices/rules";
import { keyOf, LATEST, PEACE, reminderFor } from "./rules";

/** Work that is going on: nothing was reported done, nothing settled, and a proposal is no promise yet. */
export const going = ["open", "in_progress", "blocked"] as const;

/** A follow-up an institution is to be reminded of. */
export type Concerned = {
  id: string;
  number: number;
  officeId: string;
  briefingId: string | null;
  leadInstitutionId: string;
  dueOn: string;
  kind: ReminderKind;
};

/** Looks further ahead than the reminder goes, for weeks with many days off. */
const AHEAD = 31;

/** When each of these follow-ups was last asked about by hand; what was taken back does not count. */
export function askedLast(store: Store, officeId: string, ids: string[]): Map<string, number> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select({ id: followUpUpdates.followUpId, at: max(followUpUpdates.at) })
    .from(followUpUpdates)
    .where(
      and(
        eq(followUpUpdates.officeId, officeId),
        inArray(followUpUpdates.followUpId, ids),
        eq(followUpUpdates.kind, "ask"),
        sql`not exists (select 1 from follow_up_update undo where undo.undoes_id = ${followUpUpdates.id})`,
      ),
    )
    .groupBy(followUpUpdates.followUpId)
    .all();
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}

type At = { today: string; holidays: Holidays; institutionId?: string };

/** What institutions are to be reminded of today and were not yet, by who leads; those written to today are left in peace. */
export function concerned(store: Store, { id: officeId, zone }: Office, { today, holidays, institutionId }: At): Map<string, Concerned[]> {
  const rows = store.db
    .select({
      id: followUps.id,
      number: followUps.number,
      officeId: followUps.officeId,
      briefingId: followUps.briefingId,
      leadInstitutionId: followUps.leadInstitutionId,
      dueOn: followUps.dueOn,
      newsAt: followUps.newsAt,
    })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, officeId),
        inArray(followUps.state, [...going]),
        between(followUps.dueOn, addDays(today, -LATEST), addDays(today, AHEAD)),
        ne(followUps.leadKind, "office"),
        isNotNull(followUps.leadInstitutionId),
        institutionId ? eq(followUps.leadInstitutionId, institutionId) : undefined,
        sql`not exists (select 1 from follow_up_reminder r where r.follow_up_id = ${followUps.id} and r.due_on = ${followUps.dueOn}
          and r.kind = iif(${followUps.dueOn} < ${today}, 'overdue', 'due'))`,
      ),
    )
    .orderBy(followUps.dueOn, followUps.number)
    .all();
  const asked = askedLast(
    store,
    officeId,
    rows.map((row) => row.id),
  );
  const found = new Map<string, Concerned[]>();
  for (const { newsAt, leadInstitutionId, dueOn, ...row } of rows) {
    const kind = dueOn ? reminderFor(dueOn, today, holidays) : undefined;
    const last = dayOf(Math.max(newsAt, asked.get(row.id) ?? 0), zone);
    if (!kind || !dueOn || !leadInstitutionId || (last <= today && workingDaysBetween(last, today, holidays) < PEACE)) continue;
    found.set(leadInstitutionId, [...(found.get(leadInstitutionId) ?? []), { ...row, leadInstitutionId, dueOn, kind }]);
  }
  for (const id of writtenOn(store, [...found.keys()], today)) found.delete(id);
  return found;
}

/** Of these institutions, those that have their message of the day. */
function writtenOn(store: Store, ids: string[], day: string): string[] {
  if (ids.length === 0) return [];
  const keys = new Map(ids.map((id) => [keyOf(id, day), id]));
  const rows = store.db
    .select({ key: messages.uniqueKey })
    .from(messages)
    .where(inArray(messages.uniqueKey, [...keys.keys()]))
    .all();
  return rows.flatMap(({ key }) => keys.get(key) ?? []);
}

/** How many of an institution's invitations are looked through for a link that can live. */
const TRIED = 10;

/**
 * The secret of the latest invitation to this liaison whose page lets them report: answered, its link not taken away.
 * One that has expired lives again with the message. Nobody is sent the link of somebody else.
 */
export function reportingToken(
  store: Store,
  officeId: string,
  { institutionId, tenureId }: { institutionId: string; tenureId: string },
  now: number,
): string | undefined {
  const answered = addressedTo(store, officeId, { institutionId, tenureId })
    .filter(({ invitation, briefing }) => invitation.state === "sent" && invitation.answer !== null && briefing.state !== "cancelled")
    .map(({ invitation }) => invitation)
    .sort((a, b) => b.startsAt - a.startsAt);
  for (const { id } of answered.slice(0, TRIED)) {
    const token = currentLink(store, id)?.token;
    const link = token ? linkOfToken(store, token) : undefined;
    if (link && canLive(link, now)) return token;
  }
  return undefined;
}
