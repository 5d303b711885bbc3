import { deflateRawSync } from "node:zlib";
import { messageTexts } from "@/db/schema";
import type { Store } from "@/db/store";
import type { MailContent } from "@/lib/mail/content";
import type { Message } from "../../kernel/outbox";
import { isPrivate, TEST } from "../listing/rules";
import { withoutAccess } from "../testing/mail";

/**
 * Keeps what a message says as it leaves, for those who look at it later; of what lets a colleague in, and of a test,
 * nothing. The personal addresses in it are left out: whoever gets hold of the database cannot answer with them.
 */
export function keepText(tx: Store, message: Message, content: MailContent): void {
  if (isPrivate(message) || message.kind === TEST) return;
  const { preview: _, ...words } = withoutAccess(content, message.id);
  const calendar = content.calendar && { method: content.calendar.method, text: "" };
  const packed = deflateRawSync(JSON.stringify({ ...words, calendar }));
  tx.db
    .insert(messageTexts)
    .values({ messageId: message.id, packed })
    .onConflictDoUpdate({ target: messageTexts.messageId, set: { packed } })
    .run();
}
