import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";

/** A call, or a text by WhatsApp, from the officer's own telephone (`at` milliseconds UTC). */
export type Contacted = { at: number; channel: "whatsapp" | "phone" | "no_answer" };

/** The last time each of these invitations of an office was called or written to by WhatsApp, also where it was handed over that way; `reached`: calls nobody answered left out. */
export function lastContacts(store: Store, officeId: string, invitationIds: string[], reached = false): Map<string, Contacted> {
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
  return new Map(
    rows.flatMap(({ id, at, facts }) => {
      const channel = facts?.channel;
      const counts = channel === "whatsapp" || channel === "phone" || (channel === "no_answer" && !reached);
      return counts ? [[id, { at, channel }] as const] : [];
    }),
  );
}

/** A contact that was noted by hand, and who noted it. */
export type Noted = { at: number; channel: string; userId: string | null };

/** Every call, text or handing over noted of an invitation of an office, the latest first. */
export function contactsOf(store: Store, officeId: string, invitationId: string): Noted[] {
  return store.db
    .select({ at: audits.at, facts: audits.facts, userId: audits.actorId })
    .from(audits)
    .where(
      and(
        eq(audits.subjectId, invitationId),
        eq(audits.officeId, officeId),
        inArray(audits.action, ["invitations.contacted", "invitations.delivered"]),
      ),
    )
    .orderBy(desc(audits.at))
    .all()
    .map(({ at, facts, userId }) => ({ at, channel: String(facts?.channel ?? ""), userId }));
}
