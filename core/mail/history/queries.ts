import { and, asc, eq, sql } from "drizzle-orm";
import { audits, institutions, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";

/** What happened to a message of the staff member's office, in the order it did. */
export function historyOfMessage(store: Store, actor: Staff, messageId: string) {
  return store.db
    .select({
      id: audits.id,
      at: audits.at,
      action: audits.action,
      actorKind: audits.actorKind,
      actorName: users.name,
      institutionId: audits.institutionId,
      acronym: institutions.acronym,
      institution: institutions.name,
      facts: audits.facts,
    })
    .from(audits)
    .leftJoin(users, and(eq(audits.actorKind, "staff"), eq(users.id, audits.actorId)))
    .leftJoin(institutions, and(eq(institutions.officeId, audits.officeId), eq(institutions.id, audits.institutionId)))
    .where(and(eq(audits.officeId, actor.officeId), eq(audits.subjectType, "message"), eq(audits.subjectId, messageId)))
    .orderBy(asc(audits.at), asc(sql`audit.rowid`))
    .all()
    .map((row) => ({ ...row, facts: row.facts ?? {} }));
}
