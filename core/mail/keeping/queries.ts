import { inflateRawSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { messageTexts } from "@/db/schema";
import type { Store } from "@/db/store";
import type { MailContent } from "@/lib/mail/content";
import type { Message } from "../../kernel/outbox";

/** What a message said when it left; nothing of one that left before this was kept, or whose people are forgotten. */
export function leftAs(store: Store, { id }: Pick<Message, "id">): MailContent | undefined {
  const kept = store.db.select().from(messageTexts).where(eq(messageTexts.messageId, id)).get();
  return kept && (JSON.parse(inflateRawSync(kept.packed).toString("utf8")) as MailContent);
}
