"use server";

import { action } from "@/app/action";
import { messageHooks } from "@/app/mailing";
import type { Actor } from "@/core/kernel/actor";
import { cancelMessage, resolveUncertain, retryMessage } from "@/core/mail/commands";
import { settleMail } from "@/core/mail/incoming/commands";
import { settleMailInput } from "@/core/mail/incoming/input";
import { type MessageInput, messageInput, type ResolveInput, resolveInput } from "@/core/mail/input";
import type { Store } from "@/db/store";

export const settleMailAction = action(settleMailInput, settleMail);
export const retryMessageAction = action(messageInput, retryMessage);

/** Gives a message up, so that what it was for can be sent anew. */
function giveUpMessage(store: Store, actor: Actor, input: MessageInput) {
  return cancelMessage(store, actor, input, messageHooks);
}
export const cancelMessageAction = action(messageInput, giveUpMessage);

/** Settles a message in doubt and lets its room know when it had arrived after all. */
function settleMessage(store: Store, actor: Actor, input: ResolveInput) {
  return resolveUncertain(store, actor, input, messageHooks);
}
export const resolveUncertainAction = action(resolveInput, settleMessage);
