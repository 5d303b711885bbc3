import { and, asc, eq, inArray } from "drizzle-orm";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";

/** When each of these invitations of an office was last written to by WhatsApp (milliseconds UTC), also where it was handed over that way. */
export function lastWritten(store: Store, officeId: string, invitationIds: string[]): Map<string, number> {
  if (invitationIds.length === 0) return new Map();
  const rows = store.db
    .select({ id: audits.subjectId, at: audits.at, action: audits.action, facts: audits.facts })
    .from(audits)
    .where(
      and(
        inArray(audits.subjectId, invitationIds),
        eq(audits.officeId, officeId),
        inArray(audits.action, ["invitations.contacted", "invitations.delivered"]),
      ),
    )
    .orderBy(asc(audits.at))
    .all();
  return new Map(rows.filter((row) => row.facts?.channel === "whatsapp").map((row) => [row.id, row.at]));
}
