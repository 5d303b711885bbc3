"use server";

import { action } from "@/app/action";
import { type Left, leavePost, movePost } from "@/core/followups/leaving/commands";
import { leavePostInput, movePostInput } from "@/core/followups/leaving/input";
import { succeed, takeBackSuccession } from "@/core/followups/succeeding/commands";
import { succeedInput } from "@/core/followups/succeeding/input";
import { addInstitution, editInstitution } from "@/core/institutions/commands";
import { addInstitutionInput, editInstitutionInput } from "@/core/institutions/input";
import { writeTo } from "@/core/institutions/mailboxes/commands";
import { writeToInput } from "@/core/institutions/mailboxes/input";
import { mergeInstitutions, mergePeople, undoInstitutionMerge, undoPersonMerge } from "@/core/institutions/merging/commands";
import { mergeInstitutionsInput, mergePeopleInput, undoMergeInput } from "@/core/institutions/merging/input";
import { addName, editName, removeName, renameInstitution } from "@/core/institutions/names/commands";
import { addNameInput, editNameInput, removeNameInput, renameInstitutionInput } from "@/core/institutions/names/input";
import { addPerson, editPerson } from "@/core/institutions/people/commands";
import { addPersonInput, editPersonInput } from "@/core/institutions/people/input";
import { addTenure, editTenure, printFirst, setLiaison, type TenureChange } from "@/core/institutions/posts/commands";
import { addTenureInput, editTenureInput, postOrderInput, setLiaisonInput } from "@/core/institutions/posts/input";
import { findTenure } from "@/core/institutions/queries";
import { addMember, removeMember } from "@/core/institutions/ties/commands";
import { memberInput, removeSuccessionInput } from "@/core/institutions/ties/input";
import { markContacts, markPost, unmarkContacts, verifyPost } from "@/core/institutions/verifying/commands";
import { markContactsInput, markPostInput, unmarkContactsInput, verifyPostInput } from "@/core/institutions/verifying/input";
import { releaseAddressee } from "@/core/invitations/links/commands";
import type { Staff } from "@/core/kernel/actor";
import type { Outcome } from "@/core/kernel/outcome";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

const saved = { done: "saved" };
const added = { done: "added" };
const removed = { done: "removed" };

export const addInstitutionAction = action(addInstitutionInput, addInstitution, ({ id }) => paths.institution(id, added));
export const editInstitutionAction = action(editInstitutionInput, editInstitution, ({ id }) => paths.institution(id, saved));
export const renameInstitutionAction = action(renameInstitutionInput, renameInstitution, ({ id }) => paths.institution(id, saved));
export const addNameAction = action(addNameInput, addName, ({ id }) => paths.editInstitution(id, added));
export const editNameAction = action(editNameInput, editName, ({ id }) => paths.editInstitution(id, saved));
export const removeNameAction = action(removeNameInput, removeName, ({ id }) => paths.editInstitution(id, removed));
export const succeedAction = action(succeedInput, succeed, ({ at }) => paths.institution(at, added));
export const takeBackSuccessionAction = action(removeSuccessionInput, takeBackSuccession, ({ at }) => paths.editInstitution(at, removed));
export const addMemberAction = action(memberInput, addMember, ({ at }) => paths.editInstitution(at, added));
export const removeMemberAction = action(memberInput, removeMember, ({ at }) => paths.editInstitution(at, removed));
export const mergeInstitutionsAction = action(mergeInstitutionsInput, mergeInstitutions, (_, { keptId }) =>
  paths.institution(keptId, saved),
);
export const undoInstitutionMergeAction = action(undoMergeInput, undoInstitutionMerge, ({ goneId }) => paths.institution(goneId, saved));
export const mergePeopleAction = action(mergePeopleInput, mergePeople, (_, { keptId }) => paths.person(keptId, saved));
export const undoPersonMergeAction = action(undoMergeInput, undoPersonMerge, ({ goneId }) => paths.person(goneId, saved));

export const addPersonAction = action(addPersonInput, addPerson, ({ institutionId }) => paths.institution(institutionId, added));
export const editPersonAction = action(editPersonInput, editPerson, ({ id }) => paths.person(id, saved));
export const writeToAction = action(writeToInput, writeTo, ({ id }) => paths.person(id, saved));
export const printFirstAction = action(postOrderInput, printFirst, ({ personId }) => paths.person(personId, saved));
export const addTenureAction = action(addTenureInput, addTenure, ({ personId }) => paths.person(personId, added));

export const markContactsAction = action(markContactsInput, markContacts, ({ since }) => paths.people({ show: "verify", since }));
export const unmarkContactsAction = action(unmarkContactsInput, unmarkContacts, () => paths.people({ done: "unmarked" }));
export const markPostAction = action(markPostInput, markPost, ({ personId }) => paths.person(personId, saved));
export const verifyPostAction = action(verifyPostInput, verifyPost);
/** The same in a row of them: on to the next. */
export const verifyNextAction = action(verifyPostInput, verifyPost, (_, { next }) => paths.verifyPeople({ at: next }));

/** A change of a post; a liaison who is none by it loses, in the same act, the links that were written to them. */
const releasing = <I extends { id: string }>(command: (store: Store, actor: Staff, input: I) => Outcome<TenureChange>) =>
  function changePost(store: Store, actor: Staff, input: I): Outcome<TenureChange> {
    return store.transaction((tx) => {
      const was = findTenure(tx, actor, input.id);
      const outcome = command(tx, actor, input);
      if (!outcome.ok || !was?.liaison || outcome.value.liaisonNow) return outcome;
      const released = releaseAddressee(tx, actor, { tenureId: was.id, institutionId: was.institutionId });
      return released.ok ? outcome : released;
    });
  };
export const editTenureAction = action(editTenureInput, releasing(editTenure), ({ personId }) => paths.person(personId, saved));
/** Back to the person, or to where those to be verified are gone through. */
const left = ({ personId, handed, sent }: Left, { verifying }: { verifying: boolean }): string => {
  const done = { done: sent > 0 ? "handedSent" : handed > 0 ? "handed" : "ended" };
  return verifying ? paths.verifyPeople(done) : paths.person(personId, done);
};
export const leavePostAction = action(leavePostInput, leavePost, left);
export const movePostAction = action(movePostInput, movePost, left);
export const setLiaisonAction = action(setLiaisonInput, releasing(setLiaison), ({ institutionId }) =>
  paths.institution(institutionId, saved),
);
