"use server";

import { action } from "@/app/action";
import { messageHooks } from "@/app/mailing";
import type { Actor } from "@/core/kernel/actor";
import { cancelMessage, resolveUncertain, retryMessage } from "@/core/mail/commands";
import { messageInput, type ResolveInput, resolveInput } from "@/core/mail/input";
import type { Store } from "@/db/store";

export const retryMessageAction = action(messageInput, retryMessage);
export const cancelMessageAction = action(messageInput, cancelMessage);

/** Settles a message in doubt and lets its room know when it had arrived after all. */
function settleMessage(store: Store, actor: Actor, input: ResolveInput) {
  return resolveUncertain(store, actor, input, messageHooks);
}
export const resolveUncertainAction = action(resolveInput, settleMessage);
