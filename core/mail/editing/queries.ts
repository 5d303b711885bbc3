import type { Store } from "@/db/store";
import { mustAsk } from "../../invitations/clearing/queries";
import { canClear } from "../../invitations/policy";
import type { Staff } from "../../kernel/actor";
import type { Message } from "../../kernel/outbox";

/** Whether only somebody who may clear changes what a message says: it was cleared, or it is an invitation of an office that wants clearance. */
export const isKeptFrom = (store: Store, actor: Staff, { kind, payload }: Pick<Message, "kind" | "payload">): boolean =>
  !canClear(actor, actor) && (payload?.seen !== undefined || (kind === "invitation" && mustAsk(store, actor, actor)));
