"use server";

import type { z } from "zod";
import { action } from "@/app/action";
import { orSee } from "@/app/seeing";
import { askClearance } from "@/core/invitations/clearing/commands";
import { mustAsk } from "@/core/invitations/clearing/queries";
import * as holding from "@/core/invitations/holding/commands";
import { leaveInput, noteHoldingInput, releaseInvitationsInput, takeBackHoldingInput } from "@/core/invitations/holding/input";
import { sendInvitations } from "@/core/invitations/sending/commands";
import type { Staff } from "@/core/kernel/actor";
import { accept, type Outcome } from "@/core/kernel/outcome";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

type Left = { briefingId: string; how: "hold" | "asked" | "sent"; batchId?: string };

/** The chosen invitations leave, are asked clearance for where the office wants it, or wait for the foreign ministry. */
function leaveOrWait(store: Store, actor: Staff, { how, askedOn, reference, ...chosen }: z.output<typeof leaveInput>): Outcome<Left> {
  const { briefingId } = chosen;
  if (how === "hold" && askedOn) {
    const held = holding.holdInvitations(store, actor, { ...chosen, askedOn, reference });
    return held.ok ? accept({ briefingId, how }) : held;
  }
  if (mustAsk(store, actor, actor)) {
    const asked = askClearance(store, actor, chosen);
    return asked.ok ? accept({ briefingId, how: "asked" as const }) : asked;
  }
  const sent = sendInvitations(store, actor, chosen);
  return sent.ok ? accept({ briefingId, how: "sent" as const, batchId: sent.value.batchId }) : sent;
}
const leaveNow = action(
  leaveInput,
  leaveOrWait,
  ({ briefingId, how, batchId }) =>
    how === "sent"
      ? paths.sendInvitations(briefingId, { batch: batchId })
      : paths.invitations(briefingId, { done: how === "hold" ? "onHold" : "clearanceAsked" }),
  { outdated: { invitations_left: ({ briefingId }) => paths.sendInvitations(briefingId, { done: "leftAlready" }) } },
);
export const leave = orSee(leaveNow, ["how", "askedOn", "reference", "count"], paths.sendInvitations);

export const note = action(noteHoldingInput, holding.noteHolding, ({ briefingId }) => paths.heldInvitations(briefingId, { done: "saved" }));
export const release = action(releaseInvitationsInput, holding.releaseInvitations, ({ briefingId, batchId }) =>
  batchId ? paths.sendInvitations(briefingId, { batch: batchId }) : paths.invitations(briefingId, { done: "releasedToClear" }),
);
export const takeBack = action(takeBackHoldingInput, holding.takeBackHolding, ({ briefingId }) =>
  paths.sendInvitations(briefingId, { done: "holdTakenBack" }),
);
