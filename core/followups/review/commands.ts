import { eq, sql } from "drizzle-orm";
import { followUps, reviewDecisions, reviews } from "@/db/schema";
import type { Standing, Verdict } from "@/db/schema/followups";
import { isUniqueViolation, type Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, forbidden, type Outcome, refuse } from "../../kernel/outcome";
import { unproposedDays } from "../../offices/days/queries";
import { canJudge } from "../policy";
import { findFollowUp, type Shared } from "../queries";
import { whomToAsk } from "../questions/queries";
import { momentFor } from "../register/queries";
import { isOpen, isReopening } from "../rules";
import { move, subjectOf, tell } from "../story/commands";
import type { AskInput, DecisionInput, NewDateInput, ReasonedInput, StartReviewInput, UndoInput, VerifyInput } from "./input";
import { decisionsOf, findReview, openReview, queueOf, type Review } from "./queries";
import { newDate, nextAfter, scopeKey, scopeOf, viewOf } from "./rules";

/** Where the review goes on: the next story, or none when all are decided. */
export type Onward = { reviewId: string; next: string | undefined };

/** The review as the audit names it. */
export const reviewSubject = (review: Pick<Review, "id" | "officeId">) => ({
  type: "review" as const,
  id: review.id,
  officeId: review.officeId,
});

/** Begins a review: the queue is frozen as it stands, so that it does not move under the manager's hands. */
export function startReview(store: Store, actor: Actor, scope: StartReviewInput): Outcome<Review> {
  return store.transaction((tx) => {
    const manager = managerOf(actor);
    const queue = queueOf(tx, actor, scope);
    const review = tx.db
      .insert(reviews)
      .values({
        id: newId("rev", actor.now),
        officeId: manager.officeId,
        userId: manager.userId,
        filter: scopeKey(scope),
        queue,
        startedAt: actor.now,
        finishes: 0,
      })
      .returning()
      .get();
    record(tx, actor, "followups.review_started", reviewSubject(review), { facts: { n: queue.length } });
    return accept(review);
  });
}

/** A member of staff who may judge; anyone else is kept out. */
function managerOf(actor: Actor): Staff {
  if (actor.kind === "staff" && canJudge(actor, actor)) return actor;
  throw forbidden();
}

/** Verifies what is reported done: by the evidence there is, or by how the manager knows, which is kept as evidence. */
export function verify(store: Store, actor: Actor, input: VerifyInput): Outcome<Onward> {
  return decide(store, actor, input, "verify", (tx, followUp) => move(tx, actor, followUp, "verified", { evidence: input.evidence }));
}

/** Takes a report back, with the reason. */
export function reopen(store: Store, actor: Actor, input: ReasonedInput): Outcome<Onward> {
  return decide(store, actor, input, "reopen", (tx, followUp) =>
    isReopening(followUp.state, "open") ? move(tx, actor, followUp, "open", { note: input.note }) : refuse("follow_up_cannot_move"),
  );
}

/** Ends a follow-up without result, with the reason. */
export function drop(store: Store, actor: Actor, input: ReasonedInput): Outcome<Onward> {
  return decide(store, actor, input, "drop", (tx, followUp) => move(tx, actor, followUp, "dropped", { note: input.note }));
}

/** Gives a new date on a working day, with its reason. What was reported done is open again until then. */
export function giveNewDate(store: Store, actor: Actor, input: NewDateInput): Outcome<Onward> {
  return decide(store, actor, input, "newDate", (tx, followUp) => {
    if (!input.reason && !input.note) return refuse("reason_needed", { field: "reason" });
    const { today } = momentFor(tx, followUp.officeId, actor.now);
    const dueOn = newDate(input.days, today, followUp.dueOn, unproposedDays(tx, followUp.officeId));
    const said = { reason: input.reason, note: input.note };
    if (followUp.state === "done") return move(tx, actor, followUp, "open", said, { dueOn });
    tx.db
      .update(followUps)
      .set({ dueOn, version: sql`${followUps.version} + 1` })
      .where(eq(followUps.id, followUp.id))
      .run();
    const line = tell(tx, actor, followUp, { kind: "date", fromDue: followUp.dueOn, toDue: dueOn, ...said });
    record(tx, actor, "followups.postponed", subjectOf(followUp), {
      before: { dueOn: followUp.dueOn },
      after: { dueOn },
      facts: { number: followUp.number },
    });
    return accept(line);
  });
}

/** Puts a question to the lead's liaison or colleague; it leaves with the others to the same address when the review ends. */
export function ask(store: Store, actor: Actor, input: AskInput): Outcome<Onward> {
  return decide(store, actor, input, "ask", (tx, followUp) => {
    if (!whomToAsk(tx, actor, followUp)) return refuse("nobody_to_ask");
    const line = tell(tx, actor, followUp, { kind: "ask", note: input.question });
    record(tx, actor, "followups.asked", subjectOf(followUp), { facts: { number: followUp.number } });
    return accept(line);
  });
}

/** Leaves a follow-up as it is, for now. */
export function skip(store: Store, actor: Actor, input: DecisionInput): Outcome<Onward> {
  return decide(store, actor, input, "skip", () => accept(undefined));
}

const standingOf = ({ state, stateAt, dueOn }: Standing): Standing => ({ state, stateAt, dueOn });

/**
 * One decision of a review; the first one begins it. Writes what it found and what it made of it, so that undoing puts
 * back exactly that. Refuses a finished review, what is not in its queue, what is decided already, and settled ones.
 */
function decide(
  store: Store,
  actor: Actor,
  input: DecisionInput,
  verdict: Verdict,
  act: (tx: Store, followUp: Authorized<Shared>) => Outcome<string | undefined>,
): Outcome<Onward> {
  return store.transaction((tx) => {
    const followUp = authorize(findFollowUp(tx, actor, input.followUpId), (f) => canJudge(actor, f));
    const going = reviewFor(tx, actor, input);
    if (!going.ok) return going;
    const review = going.value;
    if (review.finishedAt !== null) return refuse("review_finished");
    if (!review.queue.some((entry) => entry.id === followUp.id)) return refuse("not_in_review");
    if (verdict !== "skip" && !isOpen(followUp.state)) return refuse("follow_up_settled");
    const done = act(tx, followUp);
    if (!done.ok) return done;
    const after = tx.db.select().from(followUps).where(eq(followUps.id, followUp.id)).get() ?? followUp;
    try {
      tx.db
        .insert(reviewDecisions)
        .values({
          id: newId("dec", actor.now),
          officeId: review.officeId,
          reviewId: review.id,
          followUpId: followUp.id,
          verdict,
          at: actor.now,
          updateId: done.value ?? null,
          before: standingOf(followUp),
          after: standingOf(after),
        })
        .run();
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return refuse("already_decided");
      throw thrown;
    }
    const decided = new Set(decisionsOf(tx, review).map((d) => d.followUpId));
    const view = viewOf(review.queue, input.group, review.filter !== "").map((entry) => entry.id);
    return accept({ reviewId: review.id, next: nextAfter(view, decided, followUp.id) });
  });
}

/** The review named, else the one going on, else a new one. */
function reviewFor(tx: Store, actor: Actor, input: DecisionInput): Outcome<Review> {
  if (input.reviewId) return accept(authorize(findReview(tx, actor, input.reviewId), (r) => canJudge(actor, r)));
  const scope = scopeOf(scopeKey(input));
  const going = openReview(tx, actor, scope);
  return going ? accept(going) : startReview(tx, actor, scope);
}

/** Takes a decision of a review back: the follow-up stands as before, and the story says so. Refuses once the review is finished, or when somebody has changed the follow-up since. */
export function undoDecision(store: Store, actor: Actor, input: UndoInput): Outcome<{ reviewId: string; followUpId: string }> {
  return store.transaction((tx) => {
    const review = authorize(findReview(tx, actor, input.reviewId), (r) => canJudge(actor, r));
    if (review.finishedAt !== null) return refuse("review_finished");
    const decisions = decisionsOf(tx, review);
    const decision = input.decisionId ? decisions.find((d) => d.id === input.decisionId) : decisions.at(-1);
    if (!decision) return refuse("nothing_to_undo");
    const followUp = authorize(findFollowUp(tx, actor, decision.followUpId), (f) => canJudge(actor, f));
    const { before, after } = decision;
    const moved = JSON.stringify(before) !== JSON.stringify(after);
    if (moved && JSON.stringify(standingOf(followUp)) !== JSON.stringify(after)) return refuse("changed_since");
    if (moved)
      tx.db
        .update(followUps)
        .set({ ...before, version: sql`${followUps.version} + 1` })
        .where(eq(followUps.id, followUp.id))
        .run();
    if (decision.updateId) {
      tell(tx, actor, followUp, { kind: "undo", undoesId: decision.updateId, fromState: after.state, toState: before.state });
      record(tx, actor, "followups.undone", subjectOf(followUp), {
        before: { state: after.state, dueOn: after.dueOn },
        after: { state: before.state, dueOn: before.dueOn },
        facts: { number: followUp.number },
      });
    }
    tx.db.update(reviewDecisions).set({ undoneAt: actor.now }).where(eq(reviewDecisions.id, decision.id)).run();
    return accept({ reviewId: review.id, followUpId: followUp.id });
  });
}
