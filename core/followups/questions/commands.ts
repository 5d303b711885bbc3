import { and, eq } from "drizzle-orm";
import { messages, reviews } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { cancelBatch, enqueue, UNDO_WINDOW } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { canJudge } from "../policy";
import { reviewSubject } from "../review/commands";
import type { FinishInput } from "../review/input";
import { findReview, type Review } from "../review/queries";
import { batchOf, bundlesOf } from "./queries";

/** Ends a review: the questions to one address gather into one message, which leaves after the undo window. */
export function finishReview(store: Store, actor: Actor, input: FinishInput): Outcome<{ reviewId: string; messages: number }> {
  return store.transaction((tx) => {
    const review = authorize(findReview(tx, actor, input.reviewId), (r) => canJudge(actor, r));
    if (review.finishedAt !== null) return refuse("review_finished");
    const finished = tx.db
      .update(reviews)
      .set({ finishedAt: actor.now, finishes: review.finishes + 1 })
      .where(eq(reviews.id, review.id))
      .returning()
      .get();
    let count = 0;
    for (const { to, decisions } of bundlesOf(tx, actor, finished)) {
      if (!to) continue;
      const id = enqueue(tx, actor, {
        kind: "follow_up_questions",
        key: `follow_up_questions:${batchOf(finished)}:${to.key}`,
        officeId: finished.officeId,
        to: { name: to.name, address: to.address },
        language: to.language,
        sendAfter: actor.now + UNDO_WINDOW,
        batchId: batchOf(finished),
        payload: {
          institutionId: to.institutionId,
          tenureId: to.liaison?.tenureId ?? null,
          askedBy: finished.userId,
          decisionIds: decisions.map((d) => d.id),
        },
      });
      if (id) count++;
    }
    record(tx, actor, "followups.review_finished", reviewSubject(finished), { facts: { n: count } });
    return accept({ reviewId: finished.id, messages: count });
  });
}

/** Takes the end of a review back while its messages wait: none of them leaves, and decisions can be undone again. */
export function undoFinish(store: Store, actor: Actor, input: FinishInput): Outcome<{ reviewId: string }> {
  return store.transaction((tx) => {
    const review = authorize(findReview(tx, actor, input.reviewId), (r) => canJudge(actor, r));
    if (review.finishedAt === null) return refuse("nothing_to_undo");
    if (actor.now >= review.finishedAt + UNDO_WINDOW || leaving(tx, review, actor.now)) return refuse("messages_left");
    const stopped = cancelBatch(tx, review.officeId, batchOf(review), actor.now);
    tx.db.update(reviews).set({ finishedAt: null }).where(eq(reviews.id, review.id)).run();
    record(tx, actor, "followups.review_reopened", reviewSubject(review), { facts: { n: stopped.length } });
    return accept({ reviewId: review.id });
  });
}

/** Whether any message of the review's end is no longer waiting. */
const leaving = (tx: Store, review: Review, now: number): boolean =>
  tx.db
    .select({ state: messages.state, sendAfter: messages.sendAfter })
    .from(messages)
    .where(and(eq(messages.officeId, review.officeId), eq(messages.batchId, batchOf(review))))
    .all()
    .some((m) => m.state !== "queued" || m.sendAfter <= now);
