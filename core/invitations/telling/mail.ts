import { and, eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import type { MailContent } from "@/lib/mail/content";
import type { Staff } from "../../kernel/actor";
import { accept, type Outcome } from "../../kernel/outcome";
import { invitationMail } from "../mail";
import { invitationsByIds } from "../queries";

/** A letter as it would leave: what it says, and to whom. */
export type Rehearsed = {
  invitationId: string;
  institutionId: string;
  language: Locale;
  to: { name: string; address: string };
  content: MailContent;
};

/**
 * The letters an act would send, read from the act itself, which is undone whole: nobody is told, nothing is recorded.
 * `act` gives the sending it queued, or why it cannot be done.
 */
export function rehearse(store: Store, actor: Staff, act: (tx: Store) => Outcome<{ batchId: string }>): Outcome<Rehearsed[]> {
  const undone: { seen?: Outcome<Rehearsed[]> } = {};
  try {
    store.transaction((tx) => {
      const done = act(tx);
      undone.seen = done.ok ? accept(lettersOf(tx, actor, done.value.batchId)) : done;
      throw undone;
    });
  } catch (thrown) {
    if (thrown !== undone) throw thrown;
  }
  return undone.seen ?? accept([]);
}

/** What tells of a change in a sending that has not left, in order of precedence. */
function lettersOf(tx: Store, actor: Staff, batchId: string): Rehearsed[] {
  const rows = tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, actor.officeId), eq(messages.batchId, batchId), eq(messages.kind, "change")))
    .all();
  const invited = invitationsByIds(
    tx,
    actor.officeId,
    rows.flatMap((m) => m.invitationId ?? []),
  );
  const rank = (message: (typeof rows)[number]) => invited.get(message.invitationId ?? "")?.precedence ?? 0;
  return rows
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((message) => {
      const invitation = invited.get(message.invitationId ?? "");
      const content = invitationMail.change?.(tx, message, actor.now);
      if (!invitation || !content || content === "obsolete") return [];
      const to = { name: message.toName ?? "", address: message.toAddress };
      return [{ invitationId: invitation.id, institutionId: invitation.institutionId, language: message.language, to, content }];
    });
}
