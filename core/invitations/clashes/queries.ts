import { and, asc, eq, gte, lte, ne, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { briefings, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Staff } from "../../kernel/actor";
import { invitationsTo } from "../queries";

/** Another briefing of the office on the same day, and the institutions that are invited to both. */
export type Clash = { briefingId: string; title: Localized; institutionIds: string[] };

const DAY = 86_400_000;
/** A meeting lasts a month at most; zones lie within a day of each other. */
const LONGEST = 32 * DAY;

/**
 * The briefings that would meet on a day (`YYYY-MM-DD`), each in its own zone, and share institutions with this one; those
 * called off or without a date are left out, and so are withdrawn invitations.
 */
export function clashesOf(store: Store, actor: Staff, briefingId: string, from: string, to = from): Clash[] {
  const ids = invitationsTo(store, actor.officeId, briefingId).flatMap((i) => (i.state === "withdrawn" ? [] : [i.institutionId]));
  if (ids.length === 0) return [];
  const rows = prepared(store, "invitations.clashes", (db) =>
    db
      .select({
        briefingId: briefings.id,
        title: briefings.title,
        starts: briefings.startsLocal,
        ends: briefings.endsLocal,
        institutionId: invitations.institutionId,
      })
      .from(invitations)
      .innerJoin(briefings, and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)))
      .where(
        and(
          eq(invitations.officeId, given("officeId")),
          among(invitations.institutionId, "ids"),
          gte(invitations.startsAt, given("after")),
          lte(invitations.startsAt, given("before")),
          ne(invitations.state, "withdrawn"),
          ne(invitations.briefingId, given("briefingId")),
          sql`${briefings.state} <> 'cancelled'`,
          eq(briefings.dateOpen, false),
        ),
      )
      .orderBy(asc(briefings.startsAt), asc(briefings.id), asc(invitations.precedence))
      .prepare(),
  ).all({
    officeId: actor.officeId,
    ids: JSON.stringify(ids),
    after: Date.parse(`${from}T00:00:00Z`) - LONGEST,
    before: Date.parse(`${to}T00:00:00Z`) + 2 * DAY,
    briefingId,
  });
  const found = new Map<string, Clash>();
  for (const row of rows) {
    if (row.starts.slice(0, 10) > to || row.ends.slice(0, 10) < from) continue;
    const clash = found.get(row.briefingId) ?? { briefingId: row.briefingId, title: row.title ?? {}, institutionIds: [] };
    clash.institutionIds.push(row.institutionId);
    found.set(row.briefingId, clash);
  }
  return [...found.values()];
}
