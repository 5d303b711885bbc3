import { and, count, eq, gte, inArray, isNotNull, min, type SQL, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import { isPrivate } from "../listing/rules";
import { LINGER } from "./rules";

const m = messages;

/** Messages that were written together, and how far they have come. */
export type Wave = {
  batchId: string;
  kind: string;
  /** In which words it tells of a change. */
  said: string | null;
  briefingId: string | null;
  /** When they leave, or left, at the earliest: until then they can be taken back. */
  sendAfter: number;
  createdAt: number;
  n: number;
  states: Partial<Record<MessageState, number>>;
};

/**
 * The waves of the office that are under way or have just ended, the latest first; with `briefingId`, of that
 * briefing alone. At most twenty: more at once is a restart after a long silence, and the list has them all.
 */
export function wavesOf(store: Store, actor: Staff, briefingId?: string): Wave[] {
  // Two questions, each to an index of its own.
  const batches = (which: SQL | undefined) =>
    store.db
      .selectDistinct({ id: m.batchId })
      .from(m)
      .where(and(eq(m.officeId, actor.officeId), which, isNotNull(m.batchId), briefingId ? eq(m.briefingId, briefingId) : undefined))
      .all()
      .flatMap(({ id }) => id ?? []);
  const going = [...batches(inArray(m.state, ["queued", "sending"])), ...batches(gte(m.claimedAt, actor.now - LINGER))];
  if (going.length === 0) return [];
  const rows = store.db
    .select({
      batchId: m.batchId,
      kind: m.kind,
      briefingId: m.briefingId,
      state: m.state,
      said: sql<string | null>`max(coalesce(json_extract(${m.payload}, '$.said'), json_extract(${m.payload}, '$.change')))`,
      sendAfter: min(m.sendAfter),
      createdAt: min(m.createdAt),
      n: count(),
    })
    .from(m)
    .where(and(eq(m.officeId, actor.officeId), inArray(m.batchId, going)))
    .groupBy(m.batchId, m.kind, m.briefingId, m.state)
    .all();
  const waves = new Map<string, Wave>();
  for (const { batchId, kind, briefingId: about, state, said, sendAfter, createdAt, n } of rows) {
    if (!batchId || isPrivate({ kind })) continue;
    const wave = waves.get(batchId) ?? {
      batchId,
      kind,
      said,
      briefingId: about,
      sendAfter: sendAfter ?? 0,
      createdAt: createdAt ?? 0,
      n: 0,
      states: {},
    };
    wave.n += n;
    wave.sendAfter = Math.max(wave.sendAfter, sendAfter ?? 0);
    wave.states[state] = (wave.states[state] ?? 0) + n;
    waves.set(batchId, wave);
  }
  return [...waves.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, 20);
}

/** Where the office's mail stands, as one short text that differs after any change: what waits, what fails, and the newest there is. */
export function mailVersion(store: Store, actor: Staff): string {
  const states = store.db
    .select({ state: m.state, n: count() })
    .from(m)
    .where(and(eq(m.officeId, actor.officeId), inArray(m.state, ["queued", "sending", "failed", "uncertain"])))
    .groupBy(m.state)
    .all();
  const newest = store.db
    .select({ id: sql<string | null>`max(${m.id})` })
    .from(m)
    .where(eq(m.officeId, actor.officeId))
    .get();
  return [newest?.id ?? "", ...states.map(({ state, n }) => `${state[0]}${n}`)].join(".");
}
