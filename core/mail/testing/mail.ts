import { eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n";
import type { MailContent } from "@/lib/mail/content";
import { paths } from "@/lib/paths";
import type { Message, MessageKinds } from "../../kernel/outbox";
import { writtenBy } from "../listing/queries";
import { TEST } from "../listing/rules";

/**
 * A message without what belongs to its receiver alone: every personal address in it leads to the message's own page,
 * which shows without acting, and no calendar is asked.
 */
export function withoutAccess(content: MailContent, messageId: string): MailContent {
  const personal = new RegExp(
    `${env.appUrl.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}/(?:r|l|calendar|confirm|sign-in/confirm)/[^"\\s?\\\\]*(?:\\?[^"\\s\\\\]*)?`,
    "g",
  );
  const { calendar: _calendar, replyTo: _replyTo, ...words } = content;
  return JSON.parse(JSON.stringify(words).replace(personal, `${env.appUrl}${paths.message(messageId)}`)) as MailContent;
}

/** The test of a message as it would leave now: marked as one, its answers in nobody's name. */
export const testMail = (kinds: MessageKinds): MessageKinds => ({
  [TEST]: (store, { officeId, language, payload }, now) => {
    const tested = testedBy(store, payload);
    const content = tested?.officeId === officeId && tested ? writtenBy(kinds, store, tested, now) : undefined;
    if (!tested || !content) return "obsolete";
    const t = translator(language);
    const bare = withoutAccess(content, tested.id);
    const to = tested.toName ? `${tested.toName} <${tested.toAddress}>` : tested.toAddress;
    const note = t("outbox.mail.test", { to, calendar: String(content.calendar !== undefined) });
    return {
      ...bare,
      subject: t("outbox.mail.testSubject", { subject: content.subject }),
      blocks: [{ kind: "note", text: note }, ...bare.blocks],
    };
  },
});

const testedBy = (store: Store, payload: Message["payload"]): Message | undefined =>
  typeof payload?.messageId === "string" ? store.db.select().from(messages).where(eq(messages.id, payload.messageId)).get() : undefined;
