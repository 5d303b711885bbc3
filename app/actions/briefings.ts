"use server";

import type { z } from "zod";
import { action } from "@/app/action";
import { lettersOf } from "@/app/telling";
import * as agenda from "@/core/briefings/agenda/commands";
import { addAgendaItemInput, arrangeAgendaInput, editAgendaItemInput } from "@/core/briefings/agenda/input";
import * as briefings from "@/core/briefings/commands";
import { copyBriefingInput } from "@/core/briefings/copying/input";
import * as editing from "@/core/briefings/editing/commands";
import {
  cancelBriefingInput,
  createBriefingInput,
  editBriefingInput,
  moveBriefingInput,
  postponeBriefingInput,
  undoPassageInput,
} from "@/core/briefings/input";
import * as passing from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { copyBriefing as copyWithGuests } from "@/core/invitations/copying/commands";
import { fillRoom } from "@/core/invitations/seats/commands";
import { whoWasTold } from "@/core/invitations/sending/queries";
import { startBriefing } from "@/core/invitations/starting/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import { takeBackPassage } from "@/core/invitations/undoing/commands";
import type { Staff } from "@/core/kernel/actor";
import { accept, notFound, type Outcome, refuse } from "@/core/kernel/outcome";
import { findOffice } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** A day that has passed is a mistyped one, or a meeting to be recorded: the box says which. */
function createKnowingly(store: Store, actor: Staff, input: z.output<typeof createBriefingInput>) {
  const today = dayOf(actor.now, input.zone ?? findOffice(store, actor.officeId).zone);
  if (input.day < today && !input.past) return refuse("day_past", { field: "past" });
  return startBriefing(store, actor, input);
}
export const createBriefing = action(createBriefingInput, createKnowingly, ({ id }) => paths.briefing(id, { done: "created" }));

function copyKnowingly(store: Store, actor: Staff, input: z.output<typeof copyBriefingInput>) {
  const zone = findBriefing(store, actor, input.briefingId)?.zone ?? findOffice(store, actor.officeId).zone;
  if (input.day < dayOf(actor.now, zone) && !input.past) return refuse("day_past", { field: "past" });
  return copyWithGuests(store, actor, input);
}
export const copyBriefing = action(copyBriefingInput, copyKnowingly, ({ id }) => paths.briefing(id, { done: "copied" }));

/** An act on a briefing, and the sending that tells of it. */
type Told = { id: string; batchId?: string };

/**
 * An edit that moves day, hour or place needs the box ticked when somebody knew the old one, and tells them. Seats it
 * adds go to those who wait.
 */
function editAndTell(store: Store, actor: Staff, input: z.output<typeof editBriefingInput>): Outcome<Told> {
  return store.transaction((tx) => {
    const was = findBriefing(tx, actor, input.briefingId);
    const outcome = editing.editBriefing(tx, actor, input);
    if (!outcome.ok) return outcome;
    if (!was) throw notFound();
    if ((input.seats ?? null) !== was.seats) fillRoom(tx, actor, was.id);
    if (!outcome.value.telling) return accept({ id: was.id });
    const told = whoWasTold(tx, actor, was.id).length;
    if (told > 0 && !input.tell) return refuse("tell_first", { field: "tell", params: { n: told } });
    return accept({ id: was.id, ...tellChange(tx, actor, was.id, outcome.value.telling, was) });
  });
}
export const editBriefing = action(editBriefingInput, editAndTell, ({ id }) => paths.briefing(id, { done: "saved" }), {
  look: lettersOf((tx, actor, input) => editAndTell(tx, actor, { ...input, tell: true })),
});

function moveByHand(store: Store, actor: Staff, { briefingId, to }: z.output<typeof moveBriefingInput>) {
  if (to === "postponed" || to === "cancelled") return refuse("reason_needed");
  return briefings.moveBriefing(store, actor, briefingId, to);
}
export const moveBriefing = action(moveBriefingInput, moveByHand, ({ id }) => paths.briefing(id, { done: "saved" }));

function postponeAndTell(store: Store, actor: Staff, input: z.output<typeof postponeBriefingInput>): Outcome<Told> {
  return store.transaction((tx) => {
    const was = findBriefing(tx, actor, input.briefingId);
    const outcome = passing.postponeBriefing(tx, actor, input);
    return outcome.ok && was ? accept({ id: was.id, ...tellChange(tx, actor, was.id, "postponed", was) }) : outcome;
  });
}
export const postponeBriefing = action(postponeBriefingInput, postponeAndTell, ({ id }) => paths.briefing(id), {
  look: lettersOf(postponeAndTell),
});

function cancelAndTell(store: Store, actor: Staff, input: z.output<typeof cancelBriefingInput>): Outcome<Told> {
  return store.transaction((tx) => {
    const was = findBriefing(tx, actor, input.briefingId);
    const outcome = passing.cancelBriefing(tx, actor, input);
    return outcome.ok && was ? accept({ id: was.id, ...tellChange(tx, actor, was.id, "cancelled", was) }) : outcome;
  });
}
export const cancelBriefing = action(cancelBriefingInput, cancelAndTell, ({ id }) => paths.briefing(id), {
  look: lettersOf(cancelAndTell),
});

export const undoPassage = action(undoPassageInput, takeBackPassage, ({ id }) => paths.briefing(id, { done: "undone" }));

export const addAgendaItem = action(addAgendaItemInput, agenda.addAgendaItem, (_, { briefingId }) =>
  paths.agenda(briefingId, { item: "new", done: "added" }),
);
export const editAgendaItem = action(
  editAgendaItemInput,
  agenda.editAgendaItem,
  ({ id }, { briefingId }) => `${paths.agenda(briefingId, { done: "saved" })}#${id}`,
);
/** A move shows the new order in place, so that the focus stays; a removal names what went, with the way back. */
export const arrangeAgenda = action(arrangeAgendaInput, agenda.arrangeAgenda, ({ id, removed }, { briefingId, act: { act } }) =>
  act === "up" || act === "down" ? "" : paths.agenda(briefingId, { removed: removed ? id : undefined }),
);
