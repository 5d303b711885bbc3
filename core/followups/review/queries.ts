import { and, asc, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { followUps, followUpUpdates, reviewDecisions, reviews } from "@/db/schema";
import type { QueueEntry } from "@/db/schema/followups";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { byDue, concerning, groupRank, groupSql, momentFor, rowOf, selectRows } from "../register/queries";
import type { FollowUpRow } from "../register/rules";
import { openStates } from "../rules";
import { type Scope, scopeKey } from "./rules";

export type Review = typeof reviews.$inferSelect;

/** A review nobody touched for this long is not continued by itself (milliseconds). */
const SITTING = 12 * 3600_000;

/** Longest queue of one review; what lies beyond it waits for the next. */
const LONGEST = 2000;

/** The open follow-ups of the office as they stand now, in the order of a review. Staff alone. */
export function queueOf(store: Store, actor: Actor, { institutionId, project, briefingId }: Scope): QueueEntry[] {
  if (actor.kind !== "staff") return [];
  const moment = momentFor(store, actor.officeId, actor.now);
  return store.db
    .select({ id: followUps.id, group: groupSql(moment) })
    .from(followUps)
    .where(
      and(
        eq(followUps.officeId, actor.officeId),
        inArray(followUps.state, [...openStates]),
        institutionId ? concerning(actor.officeId, institutionId) : undefined,
        project ? eq(followUps.projectCode, project) : undefined,
        briefingId ? eq(followUps.briefingId, briefingId) : undefined,
      ),
    )
    .orderBy(groupRank(moment), ...byDue)
    .limit(LONGEST)
    .all();
}

/** A manager's own review. */
export function findReview(store: Store, actor: Actor, id: string): Review | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(reviews)
    .where(and(eq(reviews.officeId, actor.officeId), eq(reviews.userId, actor.userId), eq(reviews.id, id)))
    .get();
}

/** The manager's review of this scope that is still going on, begun in the last twelve hours. */
export function openReview(store: Store, actor: Actor, scope: Scope): Review | undefined {
  if (actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(reviews)
    .where(
      and(
        eq(reviews.officeId, actor.officeId),
        eq(reviews.userId, actor.userId),
        eq(reviews.filter, scopeKey(scope)),
        isNull(reviews.finishedAt),
        gt(reviews.startedAt, actor.now - SITTING),
      ),
    )
    .orderBy(desc(reviews.startedAt))
    .limit(1)
    .get();
}

export type Decision = typeof reviewDecisions.$inferSelect & {
  note: string | null;
  evidence: string | null;
  reason: string | null;
};

/** The decisions of a review that stand, in the order they were taken. */
export function decisionsOf(store: Store, { id, officeId }: { id: string; officeId: string }): Decision[] {
  return store.db
    .select({ decision: reviewDecisions, note: followUpUpdates.note, evidence: followUpUpdates.evidence, reason: followUpUpdates.reason })
    .from(reviewDecisions)
    .leftJoin(followUpUpdates, eq(followUpUpdates.id, reviewDecisions.updateId))
    .where(and(eq(reviewDecisions.officeId, officeId), eq(reviewDecisions.reviewId, id), isNull(reviewDecisions.undoneAt)))
    .orderBy(asc(reviewDecisions.at), sql`${reviewDecisions}.rowid`)
    .all()
    .map(({ decision, ...words }) => ({ ...decision, ...words }));
}

/** Rows of the office's follow-ups by their ids. */
export function rowsByIds(store: Store, officeId: string, ids: string[]): Map<string, FollowUpRow> {
  if (ids.length === 0) return new Map();
  const rows = selectRows(store.db)
    .where(and(eq(followUps.officeId, officeId), inArray(followUps.id, ids)))
    .all()
    .map(rowOf);
  return new Map(rows.map((row) => [row.id, row]));
}
