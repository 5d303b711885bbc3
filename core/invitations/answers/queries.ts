import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { answers } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { canReadInvitation } from "../policy";

export type Answer = typeof answers.$inferSelect;

/** The row written last is the last answer: clocks of two processes may differ, transactions follow one another. */
const asWritten = asc(sql`answer.rowid`);

/** Everything these invitations of an office were answered, the latest first; answers taken back are left out. */
export function answersOf(store: Store, officeId: string, invitationIds: string[]): Map<string, Answer[]> {
  const found = new Map<string, Answer[]>();
  if (invitationIds.length === 0) return found;
  const rows = store.db
    .select()
    .from(answers)
    .where(and(eq(answers.officeId, officeId), inArray(answers.invitationId, invitationIds), isNull(answers.undoneAt)))
    .orderBy(asWritten)
    .all();
  for (const row of rows) {
    const list = found.get(row.invitationId);
    if (list) list.unshift(row);
    else found.set(row.invitationId, [row]);
  }
  return found;
}

/** An answer of the staff member's office, or of the invitee's own invitation, taken back or not. */
export function findAnswer(store: Store, actor: Actor, id: string): Answer | undefined {
  const found = store.db.select().from(answers).where(eq(answers.id, id)).get();
  return found && canReadInvitation(actor, { id: found.invitationId, officeId: found.officeId }) ? found : undefined;
}
