import type { Words } from "@/lib/mail/words";
import type { Message } from "../../kernel/outbox";

/** How long a message is kept back for whoever edits it, milliseconds; then it leaves as it was. */
export const EDITING = 15 * 60_000;

/** Whether a message waits for somebody who edits it. */
export const isEdited = ({ state, held, leaseUntil }: Pick<Message, "state" | "held" | "leaseUntil">, now: number): boolean =>
  state === "queued" && held === "editing" && leaseUntil !== null && leaseUntil > now;

/** What somebody typed and looked at, and has not saved yet. */
export function draftOf({ payload }: Pick<Message, "payload">): Words | undefined {
  const draft = payload?.draft as Partial<Words> | undefined;
  return typeof draft?.subject === "string" && typeof draft.body === "string" ? { subject: draft.subject, body: draft.body } : undefined;
}
