import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { clearances, invitations, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { type Briefing, briefingsByIds, findBriefing } from "../../briefings/queries";
import type { Actor, Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { previewOf } from "../mail";
import { canClear } from "../policy";
import { type Invitation, invitationsTo } from "../queries";
import { addresseesOf } from "../sending/queries";
import { takesMessages } from "../sending/rules";

export type Clearance = typeof clearances.$inferSelect;

/** Whether what the actor sends waits until a colleague has cleared it. */
export const mustAsk = (store: Store, actor: Actor, thing: { officeId: string }): boolean =>
  findOffice(store, thing.officeId).needsClearance && !canClear(actor, thing);

/** A clearance of the actor's office, decided or not. */
export function findClearance(store: Store, actor: Staff, clearanceId: string): Clearance | undefined {
  return store.db
    .select()
    .from(clearances)
    .where(and(eq(clearances.officeId, actor.officeId), eq(clearances.id, clearanceId)))
    .get();
}

/** Whether a sending left with a clearance. */
export const isCleared = (store: Store, { officeId }: Staff, batchId: string): boolean =>
  store.db
    .select({ id: clearances.id })
    .from(clearances)
    .where(and(eq(clearances.officeId, officeId), eq(clearances.batchId, batchId)))
    .get() !== undefined;

/** The invitations that still wait for a clearance, in order of precedence. */
export function heldFor(store: Store, { officeId, id }: Pick<Clearance, "officeId" | "id">): Invitation[] {
  return store.db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.officeId, officeId),
        eq(invitations.clearanceId, id),
        eq(invitations.state, "held"),
        isNull(invitations.holdingId),
      ),
    )
    .orderBy(asc(invitations.precedence), asc(invitations.id))
    .all();
}

/** A clearance that waits, with who asked for it and what it holds. */
export type Waiting = { clearance: Clearance; askedBy: string; held: Invitation[] };

const withNames = (store: Store, rows: Clearance[]): Waiting[] => {
  const ids = rows.map((one) => one.askedBy);
  const found = ids.length > 0 ? store.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)).all() : [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return rows
    .map((clearance) => ({ clearance, askedBy: names.get(clearance.askedBy) ?? "", held: heldFor(store, clearance) }))
    .filter(({ held }) => held.length > 0);
};

/** What waits for clearance in the actor's office, the oldest question first; with `briefingId`, of that briefing alone. */
export function waitingClearances(store: Store, actor: Staff, briefingId?: string): Waiting[] {
  const rows = store.db
    .select()
    .from(clearances)
    .where(
      and(
        eq(clearances.officeId, actor.officeId),
        isNull(clearances.verdict),
        briefingId ? eq(clearances.briefingId, briefingId) : undefined,
      ),
    )
    .orderBy(asc(clearances.askedAt))
    .all();
  return withNames(store, rows);
}

/** What the actor may clear now: of briefings that take messages. */
export function toClear(store: Store, actor: Staff): (Waiting & { briefing: Briefing })[] {
  if (!canClear(actor, actor)) return [];
  return waitingClearances(store, actor).flatMap((waiting) => {
    const briefing = findBriefing(store, actor, waiting.clearance.briefingId);
    return briefing && takesMessages(briefing, actor.now) ? [{ ...waiting, briefing }] : [];
  });
}

/** What the actor had asked for and waits again, since it reads otherwise than it was cleared. */
export function askedAgain(store: Store, actor: Staff): (Waiting & { briefing: Briefing })[] {
  return waitingClearances(store, actor).flatMap((waiting) => {
    const { follows, askedBy, briefingId } = waiting.clearance;
    const briefing = follows !== null && askedBy === actor.userId ? findBriefing(store, actor, briefingId) : undefined;
    return briefing && takesMessages(briefing, actor.now) ? [{ ...waiting, briefing }] : [];
  });
}

/** A refusal nobody has acted upon yet. */
export type Refusal = { clearance: Clearance; by: string; n: number; title: Briefing["title"] };

/** The questions of one colleague that were answered with no, while their invitations wait and could leave; the latest first. */
export function refusedTo(store: Store, actor: Staff, briefingId?: string): Refusal[] {
  const { officeId } = actor;
  const refused = store.db
    .select({ clearance: clearances, by: users.name })
    .from(clearances)
    .innerJoin(users, eq(users.id, clearances.decidedBy))
    .where(
      and(
        eq(clearances.officeId, officeId),
        eq(clearances.verdict, "refused"),
        briefingId ? eq(clearances.briefingId, briefingId) : eq(clearances.askedBy, actor.userId),
      ),
    )
    .orderBy(desc(clearances.decidedAt))
    .all();
  const found = briefingsByIds(
    store,
    officeId,
    refused.map(({ clearance }) => clearance.briefingId),
  );
  const open = [...found.values()].filter((briefing) => takesMessages(briefing, actor.now));
  // Asked for by briefing: an office has hundreds of thousands of invitations, and few of its questions were answered with no.
  const drafts = open.flatMap(({ id }) => invitationsTo(store, officeId, id)).filter(({ state }) => state === "draft");
  return refused.flatMap(({ clearance, by }) => {
    const briefing = found.get(clearance.briefingId);
    const n = drafts.filter(({ clearanceId }) => clearanceId === clearance.id).length;
    return n > 0 && briefing ? [{ clearance, by, title: briefing.title, n }] : [];
  });
}

/** A sum of every message as it would leave now, with whom it goes to: two that are equal show the same. */
export function seenOf(store: Store, actor: Staff, briefing: Pick<Briefing, "officeId" | "zone">, held: Invitation[]): string {
  const people = addresseesOf(store, briefing.officeId, held, dayOf(actor.now, briefing.zone));
  const letters = held.map(({ id, addresseeTenureId, language, documentKind, quota }) => {
    const to = people.get(addresseeTenureId ?? "");
    return { id, language, documentKind, quota, to: to?.email, name: to?.name, content: previewOf(store, actor, id) };
  });
  return createHash("sha256").update(JSON.stringify(letters)).digest("base64url");
}
