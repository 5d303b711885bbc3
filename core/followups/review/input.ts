import { z } from "zod";
import { choice, optionalChoice, optionalLine, optionalProse, optionalRef, prose, ref, ticked } from "../../kernel/input";
import { groups } from "../rules";
import { newDateDays, reasons } from "./rules";

/** What a review is narrowed to when it begins. */
const scope = { institutionId: optionalRef(), project: optionalLine(40), briefingId: optionalRef() };

export const startReviewInput = z.strictObject(scope);
export type StartReviewInput = z.output<typeof startReviewInput>;

/** The first decision begins the review (no `reviewId` yet); `group` is the part of the queue being looked at. */
const decision = { reviewId: optionalRef(), ...scope, group: optionalChoice(groups), followUpId: ref() };

export const verifyInput = z.strictObject({ ...decision, evidence: optionalProse(1000) });
export const reopenInput = z.strictObject({ ...decision, note: prose(1000) });
export const dropInput = z.strictObject({ ...decision, note: prose(1000) });
export const askInput = z.strictObject({ ...decision, question: prose(1500) });
export const skipInput = z.strictObject(decision);
export const newDateInput = z.strictObject({
  ...decision,
  days: choice(newDateDays),
  reason: optionalChoice(reasons),
  note: optionalProse(1000),
});

export type DecisionInput = z.output<typeof skipInput>;
export type VerifyInput = z.output<typeof verifyInput>;
export type ReasonedInput = z.output<typeof dropInput>;
export type AskInput = z.output<typeof askInput>;
export type NewDateInput = z.output<typeof newDateInput>;

/** The decision to take back; the last one of the review when none is named. */
export const undoInput = z.strictObject({ reviewId: ref(), decisionId: optionalRef() });
export type UndoInput = z.output<typeof undoInput>;

export const finishInput = z.strictObject({ reviewId: ref() });
export type FinishInput = z.output<typeof finishInput>;

/** Whether single keys decide, and the place in the review to come back to. */
export const reviewKeysInput = z.strictObject({ on: ticked(), r: optionalRef(), at: optionalRef(), group: optionalChoice(groups) });
