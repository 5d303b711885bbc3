import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, notInArray, or, sql } from "drizzle-orm";
import { invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { holdersByTenure } from "../institutions/queries";
import { type Actor, officeOf, type Staff } from "../kernel/actor";
import type { Subject } from "../kernel/audit";
import type { Message } from "../kernel/outbox";
import { pausingOffices } from "../offices/days/queries";
import { URGING } from "../offices/days/rules";
import { quietOffices } from "../offices/sending/queries";
import { PATIENCE } from "./rules";
import { fullOffices, lastHandedOn } from "./waiting/queries";

/** A message of the actor's office. */
export function findMessage(store: Store, actor: Actor, messageId: string): Message | undefined {
  const officeId = officeOf(actor);
  if (!officeId || actor.kind !== "staff") return undefined;
  return store.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, officeId), eq(messages.id, messageId)))
    .get();
}

/** Messages of the staff member's office by their ids. */
export function messagesByIds(store: Store, actor: Staff, ids: string[]): Map<string, Message> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, actor.officeId), inArray(messages.id, ids)))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether it has to be verified first that whoever a message goes to still holds the post it is written to. */
export function waitsForVerifying(store: Store, { officeId, payload }: Message): boolean {
  const id = typeof payload?.tenureId === "string" ? payload.tenureId : undefined;
  const to = officeId && id ? holdersByTenure(store, officeId, [id]).get(id) : undefined;
  return to !== undefined && to.verifySince !== null;
}

/** The Message-ID of the first message about an invitation that left for the same address: mail programs show the later ones under it. */
export function firstInThread(store: Store, { id, invitationId, toAddress }: Message): string | undefined {
  if (!invitationId) return undefined;
  const sameAddress = eq(sql`lower(${messages.toAddress})`, toAddress.toLowerCase());
  return store.db
    .select({ mailId: messages.mailId })
    .from(messages)
    .where(and(eq(messages.invitationId, invitationId), eq(messages.state, "sent"), sameAddress, ne(messages.id, id)))
    .orderBy(asc(messages.sentAt), asc(messages.id))
    .limit(1)
    .get()?.mailId;
}

/** Whether a later message of the same kind, about the same invitation if any, has left for the same address or is about to. */
export const hasNewer = (store: Store, { id, officeId, kind, invitationId, toAddress }: Message): boolean =>
  store.db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        invitationId ? eq(messages.invitationId, invitationId) : eq(messages.officeId, officeId ?? ""),
        eq(messages.toAddress, toAddress),
        eq(messages.kind, kind),
        gt(messages.id, id),
        inArray(messages.state, ["queued", "sending", "sent"]),
      ),
    )
    .limit(1)
    .get() !== undefined;

/** A message as the audit names it, with the institution it was meant for. */
export function subjectOf(store: Store, { id, officeId, briefingId, invitationId }: Message): Subject {
  const invited = invitationId
    ? store.db.select({ institutionId: invitations.institutionId }).from(invitations).where(eq(invitations.id, invitationId)).get()
    : undefined;
  return { type: "message", id, officeId, briefingId, institutionId: invited?.institutionId ?? null };
}

/** Everything that was or will be sent for a briefing, newest first. */
export function messagesOfBriefing(store: Store, actor: Staff, briefingId: string): Message[] {
  return store.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, actor.officeId), eq(messages.briefingId, briefingId)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .all();
}

/** No later message of the same invitation got through: a trouble that is one still. */
export const unreached = sql`not exists (select 1 from ${messages} later where later.invitation_id = ${messages.invitationId}
  and later.state = 'sent' and later.created_at > ${messages.createdAt})`;

/**
 * The office's messages somebody has to look at, newest first; at most a hundred. One whose invitation got a later
 * message through is history.
 */
export function troubleMessages(store: Store, actor: Staff): Message[] {
  return store.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, actor.officeId), inArray(messages.state, ["failed", "uncertain"]), unreached))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(100)
    .all();
}

/**
 * How many of the office's messages wait past their time, and since when (milliseconds UTC): tried in vain, or not even
 * taken up while nothing leaves at all. `undefined` while mail leaves as it should, or is not to leave.
 */
export function mailHealth(store: Store, officeId: string, now: number): { waiting: number; since: number } | undefined {
  const lately = [now, now - PATIENCE];
  if (lately.some((at) => quietOffices(store, at).includes(officeId))) return undefined;
  const pausing = lately.some((at) => pausingOffices(store, at).includes(officeId));
  const limited = lately.some((at) => [officeId, ""].some((id) => fullOffices(store, at).has(id)));
  const row = store.db
    .select({ waiting: sql<number>`count(*)`, since: sql<number | null>`min(${messages.sendAfter})` })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        eq(messages.state, "queued"),
        lte(messages.sendAfter, now - PATIENCE),
        or(isNull(messages.held), lte(messages.leaseUntil, now - PATIENCE)),
        pausing ? notInArray(messages.kind, [...URGING]) : undefined,
        limited || lastHandedOn(store) > now - PATIENCE ? gt(messages.attempts, 0) : undefined,
      ),
    )
    .get();
  return row?.since ? { waiting: row.waiting, since: row.since } : undefined;
}
