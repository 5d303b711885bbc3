"use server";

import { action } from "@/app/action";
import * as reminding from "@/core/briefings/reminding/commands";
import { setRemindersInput } from "@/core/briefings/reminding/input";
import * as planning from "@/core/invitations/planning/commands";
import { skipPlannedInput } from "@/core/invitations/planning/input";
import { paths } from "@/lib/paths";

export const setReminders = action(setRemindersInput, reminding.setReminders, ({ id }) => paths.reminders(id, { done: "saved" }));
/** The same page shows the new state, so that the focus stays. */
export const skipPlanned = action(skipPlannedInput, planning.skipPlanned);
