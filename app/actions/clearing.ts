"use server";

import { action } from "@/app/action";
import * as clearing from "@/core/invitations/clearing/commands";
import { clearInput, refuseClearanceInput, takeBackClearanceInput } from "@/core/invitations/clearing/input";
import { paths } from "@/lib/paths";

export const clear = action(
  clearInput,
  clearing.clearInvitations,
  ({ briefingId, batchId }) => paths.sendInvitations(briefingId, { batch: batchId }),
  {
    outdated: {
      clearance_changed: ({ briefingId, clearanceId }) => paths.clearance(briefingId, clearanceId, { done: "clearanceChanged" }),
    },
  },
);
export const decline = action(refuseClearanceInput, clearing.refuseClearance, () => `${paths.home()}?done=notCleared`);
export const takeBack = action(takeBackClearanceInput, clearing.takeBackClearance, ({ briefingId }) =>
  paths.sendInvitations(briefingId, { done: "clearanceTakenBack" }),
);
