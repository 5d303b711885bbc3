"use server";

import { action } from "@/app/action";
import { addFollowUp, addUpdate, changeState, editFollowUp, supersede } from "@/core/followups/commands";
import { addFollowUpInput, addUpdateInput, changeStateInput, editFollowUpInput, supersedeInput } from "@/core/followups/input";
import { finishReview, undoFinish } from "@/core/followups/questions/commands";
import { ask, drop, giveNewDate, type Onward, reopen, skip, undoDecision, verify } from "@/core/followups/review/commands";
import {
  askInput,
  type DecisionInput,
  dropInput,
  finishInput,
  newDateInput,
  reopenInput,
  reviewKeysInput,
  skipInput,
  undoInput,
  verifyInput,
} from "@/core/followups/review/input";
import type { Staff } from "@/core/kernel/actor";
import { notFound } from "@/core/kernel/outcome";
import { updateProfile } from "@/core/offices/commands";
import { ownUser } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

/** Saved or added; a due date that fell on a free day has moved, and the reader is told. */
const told = (moved: boolean, done: "added" | "saved") => ({ done: moved ? "dateMoved" : done });

export const addFollowUpAction = action(addFollowUpInput, addFollowUp, ({ id, moved }) => paths.followUp(id, told(moved, "added")));

/** From the page of a briefing: the next agreement is written at the same place. */
export const addAtBriefingAction = action(addFollowUpInput, addFollowUp, ({ id, moved }, { briefingId }) =>
  briefingId ? paths.briefingFollowUps(briefingId, told(moved, "added")) : paths.followUp(id),
);

export const editFollowUpAction = action(editFollowUpInput, editFollowUp, ({ id, moved }) => paths.followUp(id, told(moved, "saved")));

const saved = ({ id }: { id: string }): string => paths.followUp(id, { done: "saved" });

export const addUpdateAction = action(addUpdateInput, addUpdate, saved);
export const changeStateAction = action(changeStateInput, changeState, saved);
export const supersedeAction = action(supersedeInput, supersede, saved);

/** A comment made while reading the review stays at its story. */
export const commentInReviewAction = action(addUpdateInput, addUpdate, ({ id }) => paths.review({ at: id, done: "added" }));

/** The next story of the same part of the queue; without one, the end. */
const onward = ({ reviewId, next }: Onward, { group }: DecisionInput): string => paths.review({ r: reviewId, at: next, group });

export const verifyAction = action(verifyInput, verify, onward);
export const reopenAction = action(reopenInput, reopen, onward);
export const newDateAction = action(newDateInput, giveNewDate, onward);
export const dropAction = action(dropInput, drop, onward);
export const askAction = action(askInput, ask, onward);
export const skipAction = action(skipInput, skip, onward);

export const undoDecisionAction = action(undoInput, undoDecision, ({ reviewId, followUpId }) =>
  paths.review({ r: reviewId, at: followUpId }),
);
export const finishReviewAction = action(finishInput, finishReview, ({ reviewId }) => paths.review({ r: reviewId }));
export const undoFinishAction = action(finishInput, undoFinish, ({ reviewId }) => paths.review({ r: reviewId, end: 1 }));

/** Turns the keys of the review on or off in the reader's profile; the rest of it stays as it is. */
const setReviewKeys = (store: Store, actor: Staff, { on }: { on: boolean }) => {
  const user = ownUser(store, actor);
  if (!user) throw notFound();
  const { name, language, theme, version } = user;
  return updateProfile(store, actor, { name, language, theme, reviewKeys: on, version });
};
export const reviewKeysAction = action(reviewKeysInput, setReviewKeys, (_user, { r, at, group }) => paths.review({ r, at, group }));
