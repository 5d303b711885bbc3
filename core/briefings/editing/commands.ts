import { eq } from "drizzle-orm";
import type { z } from "zod";
import { briefings } from "@/db/schema";
import type { Occasion } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { UNDO_WINDOW } from "../../kernel/outbox";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { findUser } from "../../offices/queries";
import { plannable, subjectOf } from "../commands";
import { editOf } from "../history/queries";
import type { editBriefingInput } from "../input";
import {
  aheadRefused,
  type Briefing,
  clockOf,
  isOpenForChanges,
  isRefused,
  isTold,
  replyByRefused,
  searchText,
  type Telling,
  toldOf,
} from "../rules";
import { occasionsBefore } from "./queries";
import { asTyped, occasionsOf, pick } from "./rules";

type EditInput = z.output<typeof editBriefingInput>;

/** What an edit changed, and whether those who were told before have to be told: another day, hour, place or way to take part, or confidential from now on. */
export type Edited = { id: string; telling?: Telling };

const ownFields = [
  "title",
  "purpose",
  "type",
  "startsLocal",
  "endsLocal",
  "zone",
  "mode",
  "venue",
  "address",
  "onlineUrl",
  "confidential",
  "accessNotes",
  "seats",
  "replyBy",
  "occasions",
  "topics",
  "sdgs",
  "objectives",
  "projectCode",
  "donor",
  "donorVisibility",
  "ownerId",
] as const;

const toldFields: readonly string[] = [...toldOf, "onlineUrl"];

/**
 * Changes everything but agenda and state. A save on an older version is refused with what stands now; a postponed
 * briefing without a date keeps its open date. Telling others is composed at the door, from `telling`.
 */
export function editBriefing(store: Store, actor: Actor, input: EditInput): Outcome<Edited> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    if (!isOpenForChanges(briefing)) return refuse("briefing_closed", { params: { state: briefing.state } });
    if (briefing.version !== input.version) return refuse("stale", { current: asTyped(briefing) });
    const clock = briefing.dateOpen
      ? {
          startsLocal: briefing.startsLocal,
          endsLocal: briefing.endsLocal,
          zone: briefing.zone,
          startsAt: briefing.startsAt,
          endsAt: briefing.endsAt,
        }
      : clockOf(`${input.day}T${input.starts}`, `${input.lastDay ?? input.day}T${input.ends}`, input.zone);
    if (isRefused(clock)) return clock;
    // What is over is recorded as it was; what people are told of lies ahead, and a reply-by day that passed stays.
    const told = !briefing.dateOpen && isTold(briefing, actor.now);
    const today = told && input.replyBy !== briefing.replyBy ? dayOf(actor.now, clock.zone) : undefined;
    const wrong =
      (told ? aheadRefused(clock, actor.now) : undefined) ??
      (briefing.dateOpen ? undefined : replyByRefused(input.replyBy, input.day, today));
    if (wrong) return wrong;

    // Who left keeps what they had; nobody is given anything who is not there.
    const owner = input.ownerId && input.ownerId !== briefing.ownerId ? findUser(tx, actor, input.ownerId) : undefined;
    if (input.ownerId && input.ownerId !== briefing.ownerId && owner?.disabledAt !== null)
      return refuse("owner_unknown", { field: "ownerId" });

    const after = {
      ...clock,
      title: input.title,
      purpose: input.purpose,
      type: input.type,
      mode: input.mode,
      venue: input.venue ?? null,
      address: input.address ?? null,
      onlineUrl: input.onlineUrl ?? null,
      confidential: input.confidential,
      accessNotes: input.accessNotes,
      seats: input.seats ?? null,
      replyBy: input.replyBy ?? null,
      occasions: [...occasionsOf(input.occasionDays, input.occasions), ...occasionsAgain(tx, briefing, input.occasionsAgain)],
      topics: sameMembers(input.topics, briefing.topics) ? briefing.topics : input.topics,
      sdgs: [...input.sdgs].sort((a, b) => a - b),
      objectives: sameMembers(input.objectives, briefing.objectives) ? briefing.objectives : input.objectives,
      projectCode: input.projectCode ?? null,
      donor: input.donor ?? null,
      donorVisibility: input.donorVisibility,
      ownerId: input.ownerId ?? null,
    };
    const changed = ownFields.filter((field) => differs(briefing[field], after[field]));
    if (changed.length === 0) return accept({ id: briefing.id });
    const moved = changed.some((field) => toldFields.includes(field));
    const sequence = briefing.sequence + (moved ? 1 : 0);
    tx.db
      .update(briefings)
      .set({ ...after, sequence, searchText: searchText(after), version: briefing.version + 1 })
      .where(eq(briefings.id, briefing.id))
      .run();
    record(tx, actor, "briefings.edited", subjectOf(briefing), { before: pick(briefing, changed), after: pick(after, changed) });
    const toTell = moved && isTold(briefing, actor.now);
    return accept({ id: briefing.id, telling: toTell ? "changed" : undefined });
  });
}

/** Puts back what the edit of an instant changed, in the minute before those who were told hear of it; refuses once another change lies on top. */
export function undoEdit(store: Store, actor: Actor, { briefingId, at }: { briefingId: string; at: number }): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, briefingId);
    if (at + UNDO_WINDOW <= actor.now) return refuse("too_late_to_undo");
    const changes = editOf(tx, briefing, at);
    const edited = ownFields.filter((field) => changes.some((change) => change.field === field));
    const was = Object.fromEntries(changes.map((change) => [change.field, change.before])) as Partial<Briefing>;
    if (edited.length === 0 || changes.some(({ field, after }) => differs(briefing[field as keyof Briefing], after)))
      return refuse("undo_later_first");
    const before: Briefing = { ...briefing, ...was };
    const clock = briefing.dateOpen ? {} : clockOf(before.startsLocal, before.endsLocal, before.zone);
    if (isRefused(clock)) return clock;
    tx.db
      .update(briefings)
      .set({
        ...pick(before, edited),
        ...clock,
        searchText: searchText(before),
        sequence: briefing.sequence + 1,
        version: briefing.version + 1,
      })
      .where(eq(briefings.id, briefing.id))
      .run();
    record(tx, actor, "briefings.edit_undone", subjectOf(briefing), { before: pick(briefing, edited), after: pick(before, edited) });
    return accept({ id: briefing.id });
  });
}

/** Occasions of earlier briefings that were ticked, with the words they had there. */
const occasionsAgain = (tx: Store, briefing: Briefing, ticked: string[]): Occasion[] =>
  ticked.length === 0
    ? []
    : occasionsBefore(tx, briefing)
        .filter(({ key }) => ticked.includes(key))
        .map(({ name }) => ({ name }));

/** A form sends its boxes in its own order; that alone is no change. */
const sameMembers = (a: string[], b: string[]): boolean => [...a].sort().join() === [...b].sort().join();

const inOrder = (value: unknown): unknown =>
  value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : (value ?? null);

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(inOrder(a)) !== JSON.stringify(inOrder(b));
