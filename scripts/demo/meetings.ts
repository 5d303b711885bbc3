import type { z } from "zod";
import { editAgendaItem } from "@/core/briefings/agenda/commands";
import { editAgendaItemInput } from "@/core/briefings/agenda/input";
import { createBriefing, moveBriefing } from "@/core/briefings/commands";
import { editBriefing } from "@/core/briefings/editing/commands";
import { createBriefingInput, editBriefingInput } from "@/core/briefings/input";
import { agendaOf, findBriefing, templatesOf } from "@/core/briefings/queries";
import type { Briefing } from "@/core/briefings/rules";
import type { BriefingState, Speaker } from "@/db/schema/briefings";
import { openStore } from "@/db/store";
import { as, must, type Player, typed } from "./stage";

type Edit = z.input<typeof editBriefingInput>;

/** What the play says of a meeting; the rest comes from the template of its type. */
export type Plan = Pick<Edit, "title" | "purpose" | "day" | "starts" | "ends"> &
  Partial<Omit<Edit, "briefingId" | "version">> & { type: string; opening?: Speaker[] };

/** A meeting as its organiser holds it in hand. */
export type Meeting = { id: string; organiser: Player };

export function briefingOf({ id, organiser }: Meeting): Briefing {
  const found = findBriefing(openStore(), as(organiser, Date.now()), id);
  if (!found) throw new Error("The play has lost a briefing.");
  return found;
}

/** Plans a meeting from its template and fills in what the template cannot know. */
export function plan(organiser: Player, moment: string | number, { opening, ...said }: Plan): Meeting {
  const store = openStore();
  const actor = as(organiser, moment);
  const language = said.language ?? "es";
  const templateId = templatesOf(store, actor.officeId).find(({ type }) => type === said.type)?.id;
  const { title, day, starts, ends } = said;
  const { id } = must(createBriefing(store, actor, typed(createBriefingInput, { language, templateId, title, day, starts, ends })));
  const meeting = { id, organiser };
  const { version, zone, mode, topics, sdgs, replyBy, ownerId } = briefingOf(meeting);
  const standing = {
    zone,
    mode,
    topics,
    sdgs,
    replyBy: replyBy ?? undefined,
    ownerId: ownerId ?? undefined,
    donorVisibility: "neutral" as const,
  };
  must(editBriefing(store, actor, typed(editBriefingInput, { language, ...standing, ...said, briefingId: id, version })));
  if (opening) {
    const item = agendaOf(store, actor.officeId, id).find(({ kind }) => kind === "opening");
    if (!item) throw new Error("This agenda has no opening.");
    const form = { briefingId: id, itemId: item.id, version: item.version, kind: item.kind, minutes: item.minutes, title: item.title };
    must(editAgendaItem(store, actor, typed(editAgendaItemInput, { ...form, speakers: opening })));
  }
  return meeting;
}

/** Passes a meeting to another state at a moment. */
export function move({ id, organiser }: Meeting, moment: string | number, to: Exclude<BriefingState, "postponed" | "cancelled">): void {
  must(moveBriefing(openStore(), as(organiser, moment), id, to));
}

/** The point of a meeting's agenda of one kind, where agreements come from. */
export function itemOf({ id, organiser }: Meeting, kind: string): string {
  const item = agendaOf(openStore(), organiser.officeId, id).find((one) => one.kind === kind);
  if (!item) throw new Error(`This agenda has no ${kind}.`);
  return item.id;
}
