import { and, count, eq, gt } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue, type MessageKinds } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { findUser } from "../../offices/queries";
import type { MessageInput } from "../input";
import { writtenBy } from "../listing/queries";
import { isPrivate, TEST } from "../listing/rules";
import { canRead } from "../policy";
import { findMessage, subjectOf } from "../queries";
import { TESTS_AN_HOUR } from "../rules";

/** Sends a message as it reads now to the colleague's own address, marked as a test. Refuses one that says nothing any more, and too many an hour. */
export function sendTest(
  store: Store,
  actor: Staff,
  { messageId }: MessageInput,
  kinds: MessageKinds,
): Outcome<{ messageId: string; to: string }> {
  return store.transaction((tx) => {
    const message = authorize(findMessage(tx, actor, messageId), (m) => canRead(actor, m));
    const me = findUser(tx, actor, actor.userId);
    if (isPrivate(message) || message.kind === TEST || !me || !writtenBy(kinds, tx, message, actor.now)) return refuse("message_overtaken");
    const own = and(eq(messages.officeId, actor.officeId), eq(messages.kind, TEST), eq(messages.toAddress, me.email));
    const lately = tx.db
      .select({ n: count() })
      .from(messages)
      .where(and(own, gt(messages.id, newId("msg", actor.now - 3_600_000).slice(0, 13))))
      .get();
    if ((lately?.n ?? 0) >= TESTS_AN_HOUR) return refuse("tests_often", { params: { n: TESTS_AN_HOUR } });
    enqueue(tx, actor, {
      kind: TEST,
      key: `test:${messageId}:${newId("key", actor.now)}`,
      officeId: actor.officeId,
      to: { name: me.name, address: me.email },
      language: message.language,
      sendAfter: actor.now,
      briefingId: message.briefingId ?? undefined,
      payload: { messageId },
    });
    record(tx, actor, "mail.tested", subjectOf(tx, message));
    return accept({ messageId, to: me.email });
  });
}
