"use server";

import { action } from "@/app/action";
import { messageKinds } from "@/app/mailing";
import { editLetter, restoreLetter } from "@/core/invitations/lettering/commands";
import { editLetterInput, restoreLetterInput } from "@/core/invitations/lettering/input";
import type { Staff } from "@/core/kernel/actor";
import { editMessage, holdMessage, restoreMessage } from "@/core/mail/editing/commands";
import { type EditMessageInput, editMessageInput } from "@/core/mail/editing/input";
import { type MessageInput, messageInput } from "@/core/mail/input";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

/** Keeps a message back and opens its words. */
export const holdAction = action(messageInput, holdMessage, ({ messageId }) => paths.editMessage(messageId));

function editOne(store: Store, actor: Staff, input: EditMessageInput) {
  return editMessage(store, actor, input, messageKinds);
}
export const editAction = action(editMessageInput, editOne, ({ messageId }, { act }) =>
  act === "look" ? `${paths.editMessage(messageId)}#preview` : paths.message(messageId, { done: "messageEdited" }),
);

function restoreOne(store: Store, actor: Staff, input: MessageInput) {
  return restoreMessage(store, actor, input, messageKinds);
}
export const restoreAction = action(messageInput, restoreOne, ({ messageId }) => paths.message(messageId, { done: "messageEdited" }));

/** The words of one invitation's letter: back to the same page, where it is previewed. */
export const letterAction = action(editLetterInput, editLetter, ({ id, briefingId }) =>
  paths.letterWords(briefingId, id, { done: "saved" }),
);
export const restoreLetterAction = action(restoreLetterInput, restoreLetter, ({ id, briefingId }) =>
  paths.letterWords(briefingId, id, { done: "saved" }),
);
