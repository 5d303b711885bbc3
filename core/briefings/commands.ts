import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { isInForce } from "@/db/reference/frameworks";
import { agendaItems, briefingStateRows, briefings } from "@/db/schema";
import type { BeforePassage, BriefingState, Mode, Speaker, TemplateItem } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { addMinutes, dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Localized } from "@/lib/localized";
import { type Actor, actorId, officeOf } from "../kernel/actor";
import { record, type Subject } from "../kernel/audit";
import { type Authorized, authorize } from "../kernel/authorized";
import { accept, type Outcome, refuse } from "../kernel/outcome";
import { unproposedDays } from "../offices/days/queries";
import { findOffice, type Office } from "../offices/queries";
import { occasionsOf } from "./editing/rules";
import type { createBriefingInput } from "./input";
import { canPlanBriefings } from "./policy";
import { findBriefing, findTemplate } from "./queries";
import { planFrom } from "./reminding/rules";
import { type Briefing, canMove, clockOf, isRefused, isTooEarly, replyByFor, searchText } from "./rules";
import { lengthOf } from "./templates/rules";

export const subjectOf = (briefing: { id: string; officeId: string }): Subject => ({
  type: "briefing",
  id: briefing.id,
  officeId: briefing.officeId,
  briefingId: briefing.id,
});

/** A briefing the actor may plan; faults for any other. */
export const plannable = (tx: Store, actor: Actor, briefingId: string): Authorized<Briefing> =>
  authorize(findBriefing(tx, actor, briefingId), (briefing) => canPlanBriefings(actor, briefing));

/** The office of an actor who may plan; faults for anybody else. */
function planningOffice(tx: Store, actor: Actor): Authorized<Office> {
  const officeId = officeOf(actor);
  return authorize(officeId ? findOffice(tx, officeId) : undefined, (office) => canPlanBriefings(actor, { officeId: office.id }));
}

/**
 * Starts a draft from a template: agenda, purpose and everything not given come from it, the zone from the office, the
 * reply-by day from the template's working days, the end from the agenda's length. Officers and administrators.
 */
export function createBriefing(store: Store, actor: Actor, input: z.output<typeof createBriefingInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const office = planningOffice(tx, actor);
    const template = input.templateId
      ? authorize(findTemplate(tx, actor, input.templateId), (found) => canPlanBriefings(actor, found))
      : undefined;
    const zone = input.zone ?? office.zone;
    const startsLocal = `${input.day}T${input.starts ?? template?.startsAtHour ?? "09:00"}`;
    const endsLocal = input.ends ? `${input.day}T${input.ends}` : addMinutes(startsLocal, template ? lengthOf(template) : 60);
    const clock = clockOf(startsLocal, endsLocal, zone);
    if (isRefused(clock)) return clock;

    const id = newId("brf", actor.now);
    const holidays = unproposedDays(tx, office.id);
    const row = {
      type: input.type ?? template?.type ?? "executive_briefing",
      title: input.title,
      purpose: template?.purpose ?? {},
      ...clock,
      dateOpen: false,
      mode: input.mode ?? template?.mode ?? ("on_site" as Mode),
      venue: input.venue ?? template?.venue ?? null,
      address: input.address ?? template?.address ?? null,
      onlineUrl: input.onlineUrl ?? template?.onlineUrl ?? null,
      confidential: input.confidential,
      accessNotes: template?.accessNotes ?? {},
      seats: template?.seats ?? null,
      replyBy: replyByFor(input.day, template?.replyByDays ?? 5, holidays, dayOf(actor.now, zone)) ?? null,
      occasions: occasionsOf(input.occasionDays, {}),
      topics: template?.topics ?? [],
      sdgs: template?.sdgs ?? [],
      objectives: (template?.objectives ?? []).filter((key) => isInForce(key, input.day)),
      projectCode: null,
      donor: null,
      donorVisibility: "neutral" as const,
      ownerId: actorId(actor),
      templateId: template?.id ?? null,
      reminders: planFrom(template?.reminders, actorId(actor)),
    };
    const briefing = { id, officeId: office.id, state: "draft" as const, ...row, searchText: searchText(row), createdAt: actor.now };
    tx.db.insert(briefings).values(briefing).run();
    writePassage(tx, actor, briefing, "draft");
    insertAgenda(tx, actor, briefing, template?.agenda ?? []);
    const { title, type, startsLocal: starts, endsLocal: ends, zone: where, confidential } = row;
    record(tx, actor, "briefings.created", subjectOf(briefing), {
      after: { title, type, startsLocal: starts, endsLocal: ends, zone: where, ...(confidential ? { confidential } : {}) },
    });
    return accept({ id });
  });
}

type Item = Pick<TemplateItem, "kind" | "minutes"> & { title?: Localized | null; speakers?: Speaker[] };

/** Gives a new briefing its agenda, from a template or from another briefing; gives the new items' ids in their order. */
export function insertAgenda(tx: Store, actor: Actor, briefing: { id: string; officeId: string }, items: Item[]): string[] {
  return items.map(({ kind, minutes, title, speakers = [] }, position) => {
    const id = newId("agi", actor.now);
    tx.db
      .insert(agendaItems)
      .values({
        id,
        officeId: briefing.officeId,
        briefingId: briefing.id,
        position,
        kind,
        title: title ?? {},
        minutes,
        speakers,
        createdAt: actor.now,
      })
      .run();
    return id;
  });
}

/**
 * Passes a briefing to another state and writes the row of it; staying where it is changes nothing. New and open dates
 * go through `postponeBriefing`, calling off through `cancelBriefing`.
 */
export function moveBriefing(
  store: Store,
  actor: Actor,
  briefingId: string,
  to: Exclude<BriefingState, "postponed" | "cancelled">,
  reason?: string,
): Outcome<{ id: string; state: BriefingState }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, briefingId);
    if (briefing.state === to) return accept({ id: briefing.id, state: to });
    if (!canMove(briefing.state, to)) return refuse("move_not_possible", { params: { state: briefing.state } });
    if (isTooEarly(briefing, to, actor.now)) return refuse("not_begun_yet");
    passTo(tx, actor, briefing, to, reason);
    return accept({ id: briefing.id, state: to });
  });
}

/** Passes a briefing on as what follows from another act, which its room has authorized. */
export function passTo(tx: Store, actor: Actor, briefing: Authorized<Briefing>, to: BriefingState, reason?: string): void {
  writePassage(tx, actor, briefing, to, reason);
  record(tx, actor, "briefings.moved", subjectOf(briefing), {
    before: { state: briefing.state },
    after: { state: to, reason: reason ?? null },
    facts: { from: briefing.state, to },
  });
}

/** Writes the row of a passage and the state beside it. */
export function writePassage(
  tx: Store,
  actor: Actor,
  briefing: { id: string; officeId: string },
  state: BriefingState,
  reason?: string,
  before?: BeforePassage,
): void {
  tx.db
    .insert(briefingStateRows)
    .values({
      id: newId("bst", actor.now),
      officeId: briefing.officeId,
      briefingId: briefing.id,
      state,
      at: actor.now,
      actorId: actorId(actor),
      reason: reason ?? null,
      before: before ?? null,
    })
    .run();
  tx.db
    .update(briefings)
    .set({ state })
    .where(and(eq(briefings.officeId, briefing.officeId), eq(briefings.id, briefing.id)))
    .run();
}
