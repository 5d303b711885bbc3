import { and, asc, eq, sql } from "drizzle-orm";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { recordedActs } from "../../briefings/history/queries";
import type { Staff } from "../../kernel/actor";

/** What happened to a message of the staff member's office, in the order it did. */
export function historyOfMessage(store: Store, actor: Staff, messageId: string) {
  return recordedActs(store)
    .where(and(eq(audits.officeId, actor.officeId), eq(audits.subjectType, "message"), eq(audits.subjectId, messageId)))
    .orderBy(asc(audits.at), asc(sql`audit.rowid`))
    .all()
    .map((row) => ({ ...row, facts: row.facts ?? {} }));
}
