"use server";

import type { z } from "zod";
import { action } from "@/app/action";
import { handOver, undoHandover } from "@/core/followups/handover/commands";
import { handOverInput, undoHandoverInput } from "@/core/followups/handover/input";
import { holdingsOf } from "@/core/followups/handover/queries";
import type { Staff } from "@/core/kernel/actor";
import { accept } from "@/core/kernel/outcome";
import { disableUser } from "@/core/offices/commands";
import { userInput } from "@/core/offices/input";
import type { Store } from "@/db/store";
import { paths } from "@/lib/paths";

export const giveOver = action(handOverInput, handOver, ({ userId }) => paths.handover(userId, { done: "handedOver" }));
export const takeBackHandover = action(undoHandoverInput, undoHandover, ({ userId }) => paths.handover(userId, { done: "handoverUndone" }));

/** Whoever still holds something when they are kept out: the next page hands it over. */
function disableAndSee(store: Store, actor: Staff, input: z.output<typeof userInput>) {
  return store.transaction((tx) => {
    const outcome = disableUser(tx, actor, input);
    return outcome.ok ? accept({ ...outcome.value, holds: holdingsOf(tx, actor, input.userId).length }) : outcome;
  });
}
export const disable = action(userInput, disableAndSee, ({ userId, holds }) =>
  holds > 0 ? paths.handover(userId, { done: "disabled" }) : `${paths.user(userId)}?done=disabled`,
);
