"use server";

import type { z } from "zod";
import { action } from "@/app/action";
import { orSee } from "@/app/seeing";
import { recordAnswer, undoAnswer } from "@/core/invitations/answers/commands";
import { undoAnswerInput } from "@/core/invitations/answers/input";
import { noteAnswerInput } from "@/core/invitations/board/input";
import * as invitations from "@/core/invitations/commands";
import * as contacts from "@/core/invitations/contacts/commands";
import { noteContactInput } from "@/core/invitations/contacts/input";
import {
  addInvitationsInput,
  editInvitationInput,
  recordDeliveryInput,
  settleAnswersInput,
  withdrawInvitationsInput,
} from "@/core/invitations/input";
import * as links from "@/core/invitations/links/commands";
import { reissueLinkInput, revokeLinkInput } from "@/core/invitations/links/input";
import { findInvitation } from "@/core/invitations/queries";
import { readdressInvitation } from "@/core/invitations/readdressing/commands";
import { readdressInput } from "@/core/invitations/readdressing/input";
import * as sending from "@/core/invitations/sending/commands";
import { chaseInput, resendInvitationInput, undoSendingInput } from "@/core/invitations/sending/input";
import type { Chase } from "@/core/invitations/sending/rules";
import { undoSending } from "@/core/invitations/undoing/commands";
import * as withdrawing from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { accept, notFound, type Outcome, refuse } from "@/core/kernel/outcome";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

type One = { id: string; briefingId: string };
const dossier = ({ id, briefingId }: One): string => paths.invitation(briefingId, id);

export const add = action(addInvitationsInput, invitations.addInvitations, ({ briefingId }) => paths.sendInvitations(briefingId));
export const edit = action(editInvitationInput, invitations.editInvitation, (one) => `${dossier(one)}?done=saved`);
/** The same while a sending is looked over: back to its preview. */
export const editPreviewed = action(editInvitationInput, invitations.editInvitation, ({ id, briefingId }) =>
  paths.sendInvitations(briefingId, { see: id, done: "saved" }),
);
export const withdrawChosen = action(withdrawInvitationsInput, withdrawing.withdrawInvitations, ({ briefingId, n }) =>
  paths.invitations(briefingId, { done: n === 1 ? "withdrawn" : "withdrawnAll" }),
);
export const noteContact = action(noteContactInput, contacts.noteContact);
export const deliver = action(recordDeliveryInput, invitations.recordDelivery, (one) => `${dossier(one)}?done=saved`);
export const settle = action(settleAnswersInput, invitations.settleAnswers, (one) => `${dossier(one)}?done=saved`);

export const undo = action(undoSendingInput, undoSending, ({ briefingId, restored }) =>
  paths.invitations(briefingId, { done: restored ? "undone" : "unsent" }),
);

/** A form on which nobody is ticked means nobody, not everybody. */
const toTheTicked = (command: typeof sending.remindInvitations) =>
  function chaseTicked(store: Store, actor: Staff, input: z.output<typeof chaseInput>): Outcome<sending.Sending> {
    return input.invitations.length === 0 ? refuse("nobody_chosen") : command(store, actor, input);
  };
const asking = (kind: Chase, command: typeof sending.remindInvitations) =>
  orSee(
    action(chaseInput, toTheTicked(command), ({ briefingId }) => paths.invitations(briefingId)),
    [],
    (briefingId, kept, data) => paths.chase(briefingId, kind, data.getAll("_chosen").map(String), kept),
  );
export const remind = asking("reminder", sending.remindInvitations);
export const askForNames = asking("names_request", sending.askForNames);

export const readdress = action(readdressInput, readdressInvitation, ({ briefingId }) => paths.invitations(briefingId));

function resendOne(store: Store, actor: Staff, input: z.output<typeof resendInvitationInput>): Outcome<One> {
  return store.transaction((tx) => {
    const outcome = sending.resendInvitation(tx, actor, input);
    return outcome.ok ? accept({ id: input.invitationId, briefingId: outcome.value.briefingId }) : outcome;
  });
}
export const resend = action(resendInvitationInput, resendOne, dossier);

/** Where an invitation's page is, for acts that tell no more than its id. */
function placed(store: Store, actor: Staff, outcome: Outcome<{ id: string }>): Outcome<One> {
  if (!outcome.ok) return outcome;
  const invitation = findInvitation(store, actor, outcome.value.id);
  if (!invitation) throw notFound();
  return accept({ id: invitation.id, briefingId: invitation.briefingId });
}

function revokeOne(store: Store, actor: Staff, input: z.output<typeof revokeLinkInput>): Outcome<One> {
  return store.transaction((tx) => placed(tx, actor, links.revokeLink(tx, actor, input)));
}
export const revokeLink = action(revokeLinkInput, revokeOne, (one) => `${dossier(one)}?done=linkRevoked`);

/** A new link, and the invitation sent again with it where that was ticked. */
function reissueOne(store: Store, actor: Staff, { send: again, ...input }: z.output<typeof reissueLinkInput>): Outcome<One> {
  return store.transaction((tx) => {
    const issued = links.reissueLink(tx, actor, input);
    const sent = issued.ok && again ? sending.resendInvitation(tx, actor, input) : undefined;
    return sent && !sent.ok ? sent : placed(tx, actor, issued);
  });
}
export const reissueLink = action(reissueLinkInput, reissueOne, (one) => `${dossier(one)}?done=linkReissued`);

/** Notes an answer and comes back to the same rows. */
function noteOnBoard(store: Store, actor: Staff, { show: _show, order: _order, ...said }: z.output<typeof noteAnswerInput>) {
  return recordAnswer(store, actor, said);
}
export const noteAnswer = action(
  noteAnswerInput,
  noteOnBoard,
  ({ briefingId, invitationId, answerId }, { show, order }) =>
    `${paths.invitations(briefingId, { show, order, answered: answerId })}#row-${invitationId}`,
);
export const takeBackAnswer = action(
  undoAnswerInput,
  undoAnswer,
  ({ briefingId, invitationId }) => `${paths.invitations(briefingId, { done: "answerUndone" })}#row-${invitationId}`,
);
