"use server";

import { action } from "@/app/action";
import { messageHooks, messageKinds } from "@/app/mailing";
import { undoSendingInput } from "@/core/invitations/sending/input";
import { undoSending } from "@/core/invitations/undoing/commands";
import type { Actor, Staff } from "@/core/kernel/actor";
import { cancelMessage, resolveUncertain, retryMessage } from "@/core/mail/commands";
import { settleMail } from "@/core/mail/incoming/commands";
import { settleMailInput } from "@/core/mail/incoming/input";
import { type MessageInput, messageInput, type ResolveInput, resolveInput } from "@/core/mail/input";
import { resendMessage } from "@/core/mail/repeating/commands";
import { sendTest } from "@/core/mail/testing/commands";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

export const settleMailAction = action(settleMailInput, settleMail);
export const retryMessageAction = action(messageInput, retryMessage);

/** Gives a message up, so that what it was for can be sent anew. */
function giveUpMessage(store: Store, actor: Actor, input: MessageInput) {
  return cancelMessage(store, actor, input, messageHooks);
}
export const cancelMessageAction = action(messageInput, giveUpMessage);
export const cancelHere = action(messageInput, giveUpMessage, ({ id }) => paths.message(id, { done: "messageCancelled" }));

/** Settles a message in doubt and lets its room know when it had arrived after all. */
function settleMessage(store: Store, actor: Actor, input: ResolveInput) {
  return resolveUncertain(store, actor, input, messageHooks);
}
export const resolveUncertainAction = action(resolveInput, settleMessage);

/** The same page shows what was taken back. */
export const undoWave = action(undoSendingInput, undoSending);

/** Sends a message that has left once more, as a new one. */
function repeatMessage(store: Store, actor: Actor, input: MessageInput) {
  return resendMessage(store, actor, input, messageKinds);
}
export const resendAction = action(messageInput, repeatMessage, ({ messageId }) => paths.message(messageId, { done: "messageAgain" }));

/** Sends a message to the one who looks at it. */
function testMessage(store: Store, actor: Staff, input: MessageInput) {
  return sendTest(store, actor, input, messageKinds);
}
export const testAction = action(messageInput, testMessage, ({ messageId }) => paths.message(messageId, { done: "messageTested" }));
