import { eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Words } from "@/lib/mail/words";
import { sumOfWords } from "../../invitations/lettering/rules";
import { sealOf } from "../../invitations/mail";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { type Message, type MessageKinds, UNDO_WINDOW } from "../../kernel/outbox";
import { accept, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { refuseWords } from "../../offices/wording/commands";
import { wordingOf } from "../../offices/wording/queries";
import { typeset } from "../../offices/wording/rules";
import type { MessageInput } from "../input";
import { writtenBy } from "../listing/queries";
import { isPrivate } from "../listing/rules";
import { canEdit } from "../policy";
import { findMessage, subjectOf } from "../queries";
import type { EditMessageInput } from "./input";
import { isKeptFrom } from "./queries";
import { EDITING } from "./rules";

type Done = { messageId: string };

/** A message of the office that can be edited still; a refusal for one that has left, nobody words, or a colleague has cleared. */
function open(tx: Store, actor: Staff, messageId: string): Message | Refused {
  const message = authorize(findMessage(tx, actor, messageId), (m) => canEdit(actor, m));
  if (message.state !== "queued") return refuse("message_left");
  if (isPrivate(message) || !wordingOf(tx, message)) return refuse("message_not_worded");
  return isKeptFrom(tx, actor, message) ? refuse("message_cleared") : message;
}

const isRefused = (found: Message | Refused): found is Refused => "ok" in found;

/** Keeps a message back while somebody edits it; opened again it waits anew. Refuses one that has begun to leave. */
export function holdMessage(store: Store, actor: Staff, { messageId }: MessageInput): Outcome<Done> {
  return store.transaction((tx) => {
    const message = open(tx, actor, messageId);
    if (isRefused(message)) return message;
    tx.db
      .update(messages)
      .set({ held: "editing", leaseUntil: actor.now + EDITING })
      .where(eq(messages.id, message.id))
      .run();
    record(tx, actor, "mail.edit_begun", subjectOf(tx, message));
    return accept({ messageId });
  });
}

/**
 * Changes the words of one message before it leaves: looked at first, then saved. It leaves a minute after the save, so
 * that it can be taken back. Words as they were are none of its own. Who may clear seals what they write.
 */
export function editMessage(store: Store, actor: Staff, input: EditMessageInput, kinds: MessageKinds): Outcome<Done> {
  return store.transaction((tx) => {
    const message = open(tx, actor, input.messageId);
    if (isRefused(message)) return message;
    const stands = wordingOf(tx, message);
    if (!stands) return refuse("message_not_worded");
    const before = stands.words;
    if (sumOfWords(before) !== input.version) return refuse("stale", { current: { ...before, version: sumOfWords(before) } });
    const [subject, body] = [input.subject ?? "", input.body ?? ""].map((text) => typeset(text, message.language)) as [string, string];
    if (!subject || !body) return refuse("words_empty", { field: subject ? "body" : "subject" });
    const words = { subject, body };
    const wrong = refuseWords(stands.kind, words);
    if (wrong) return wrong;
    if (input.act === "look") {
      const payload = { ...message.payload, draft: words };
      tx.db
        .update(messages)
        .set({ payload, held: "editing", leaseUntil: actor.now + EDITING })
        .where(eq(messages.id, message.id))
        .run();
      return accept({ messageId: message.id });
    }
    return save(tx, actor, message, words, before, kinds);
  });
}

/** Gives a message the words of the office back. */
export function restoreMessage(store: Store, actor: Staff, { messageId }: MessageInput, kinds: MessageKinds): Outcome<Done> {
  return store.transaction((tx) => {
    const message = open(tx, actor, messageId);
    if (isRefused(message)) return message;
    const before = wordingOf(tx, message)?.words;
    const after = wordingOf(tx, { ...message, words: null })?.words;
    if (!before || !after) return refuse("message_not_worded");
    return save(tx, actor, message, null, before, kinds);
  });
}

function save(tx: Store, actor: Staff, message: Message, words: Message["words"], before: Words, kinds: MessageKinds): Outcome<Done> {
  const { draft: _draft, seen, ...payload } = message.payload ?? {};
  const sendAfter = Math.max(message.sendAfter, actor.now + UNDO_WINDOW);
  const next = { ...message, words, payload, sendAfter };
  // What is said of a second time stands outside what was seen.
  const content = writtenBy(kinds, tx, { ...next, payload: { ...payload, firstSentAt: undefined } }, actor.now);
  if (!content) return refuse("message_overtaken");
  const sealed = seen === undefined ? payload : { ...payload, seen: sealOf(content) };
  tx.db.update(messages).set({ words, payload: sealed, sendAfter, held: null, leaseUntil: null }).where(eq(messages.id, message.id)).run();
  const after = words ?? wordingOf(tx, next)?.words;
  record(tx, actor, "mail.edited", subjectOf(tx, message), { before: { ...before }, after: { ...after } });
  return accept({ messageId: message.id });
}
