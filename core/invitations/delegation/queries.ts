import { createHash } from "node:crypto";
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { delegateNeeds, delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { fold } from "@/lib/text";
import type { Holder } from "../../institutions/queries";

export type Delegate = typeof delegates.$inferSelect;

const order = [asc(delegates.position), asc(delegates.createdAt), asc(delegates.id)];

/** The delegations of these invitations of an office as they stand, each in its order; those who wait for a seat are in it. */
export function delegationsOf(store: Store, officeId: string, invitationIds: string[]): Map<string, Delegate[]> {
  const found = new Map<string, Delegate[]>();
  if (invitationIds.length === 0) return found;
  const rows = prepared(store, "delegations.of", (db) =>
    db
      .select()
      .from(delegates)
      .where(and(eq(delegates.officeId, given("officeId")), among(delegates.invitationId, "ids"), isNull(delegates.removedAt)))
      .orderBy(...order)
      .prepare(),
  ).all({ officeId, ids: JSON.stringify(invitationIds) });
  for (const row of rows) {
    const list = found.get(row.invitationId);
    if (list) list.push(row);
    else found.set(row.invitationId, [row]);
  }
  return found;
}

/** The delegation of one invitation as it stands. */
export const delegationOf = (store: Store, invitation: { id: string; officeId: string }): Delegate[] =>
  delegationsOf(store, invitation.officeId, [invitation.id]).get(invitation.id) ?? [];

/** Everybody an institution ever named, those it names now first, then those it named last. */
export function everNamed(store: Store, { id, officeId }: { id: string; officeId: string }): Delegate[] {
  return store.db
    .select()
    .from(delegates)
    .where(and(eq(delegates.officeId, officeId), eq(delegates.invitationId, id)))
    .orderBy(sql`${delegates.removedAt} is not null`, desc(delegates.removedAt), ...order)
    .all();
}

/** Which of these delegates have needs noted; what they are is not told here. */
export function needsNoted(store: Store, officeId: string, delegateIds: string[]): Set<string> {
  if (delegateIds.length === 0) return new Set();
  const rows = store.db
    .select({ id: delegateNeeds.delegateId })
    .from(delegateNeeds)
    .where(and(eq(delegateNeeds.officeId, officeId), inArray(delegateNeeds.delegateId, delegateIds)))
    .all();
  return new Set(rows.map((row) => row.id));
}

/** A fingerprint of a delegation as a form shows it; another one standing at the save means that somebody saved meanwhile. */
export function stampOf(delegation: readonly Delegate[]): string {
  const shown = delegation.map((d) => [d.id, d.name, d.post, d.role, d.mode]);
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 16);
}

/** How long somebody sent before is offered again, milliseconds: two years. */
const REMEMBERED = 2 * 365 * 86_400_000;
const OFFERED = 6;

/**
 * People an institution has sent to other briefings in the last two years, the latest first, at most six: not those who
 * are in `known` (offered by their post), nor those in the directory who hold no post there any more.
 */
export function sentBefore(
  store: Store,
  invitation: { id: string; officeId: string; institutionId: string },
  known: readonly Pick<Holder, "personId" | "name">[],
  now: number,
): Delegate[] {
  const rows = store.db
    .select({ delegate: delegates })
    .from(invitations)
    .innerJoin(delegates, and(eq(delegates.officeId, invitations.officeId), eq(delegates.invitationId, invitations.id)))
    .where(
      and(
        eq(invitations.officeId, invitation.officeId),
        eq(invitations.institutionId, invitation.institutionId),
        ne(invitations.id, invitation.id),
        isNotNull(delegates.name),
        isNull(delegates.personId),
        isNull(delegates.removedAt),
        isNull(delegates.anonymisedAt),
        gte(delegates.createdAt, now - REMEMBERED),
      ),
    )
    .orderBy(desc(delegates.createdAt))
    .limit(60)
    .all();
  const seen = new Set(known.map((k) => fold(k.name)));
  return rows
    .flatMap(({ delegate }) => {
      const name = fold(delegate.name ?? "");
      if (seen.has(name)) return [];
      seen.add(name);
      return [delegate];
    })
    .slice(0, OFFERED);
}
