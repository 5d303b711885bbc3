"use server";

import { action } from "@/app/action";
import { orSee } from "@/app/seeing";
import * as reminding from "@/core/briefings/reminding/commands";
import { setRemindersInput } from "@/core/briefings/reminding/input";
import * as attending from "@/core/invitations/attending/commands";
import { recordCameInput, thankInput, undoCameInput } from "@/core/invitations/attending/input";
import * as planning from "@/core/invitations/planning/commands";
import { skipPlannedInput } from "@/core/invitations/planning/input";
import { paths } from "@/lib/paths";

export const setReminders = action(setRemindersInput, reminding.setReminders, ({ id }) => paths.reminders(id, { done: "saved" }));
/** The same page shows the new state, so that the focus stays. */
export const skipPlanned = action(skipPlannedInput, planning.skipPlanned);

/** Back to the page of the list it was saved from. */
const noted = ({ briefingId, n, at }: attending.Recorded, { page }: { page?: number }): string =>
  paths.came(briefingId, { noted: n, at, page });
export const recordCame = action(recordCameInput, attending.recordCame, noted);
export const undoCame = action(undoCameInput, attending.undoCame, ({ briefingId }, { page }) =>
  paths.came(briefingId, { done: "cameUndone", page }),
);
const thankNow = action(thankInput, attending.thank, ({ briefingId }) => paths.invitations(briefingId));
export const thank = orSee(thankNow, [], (briefingId, kept, data) =>
  paths.thank(briefingId, data.get("kind") === "regret" ? "regret" : "thanks", kept),
);
