import { eq } from "drizzle-orm";
import type { z } from "zod";
import { briefings } from "@/db/schema";
import { planLines, type ReminderPlan } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { type Actor, actorId } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { flat } from "../../offices/commands";
import { plannable, subjectOf } from "../commands";
import { isOpenForChanges } from "../rules";
import type { setRemindersInput } from "./input";
import { APART, settingOf } from "./rules";

/** What a briefing sends by itself, line by line; refuses two reminders too near to each other, and a save on an older version. */
export function setReminders(store: Store, actor: Actor, input: z.output<typeof setRemindersInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    if (!isOpenForChanges(briefing)) return refuse("briefing_closed", { params: { state: briefing.state } });
    const { briefingId: _, version, ...lines } = input;
    const plan = briefing.reminders;
    const before = Object.fromEntries(planLines.map((line) => [line, settingOf(plan, line)]));
    if ((plan?.version ?? 0) !== version) return refuse("stale", { current: { ...flat(before), version: plan?.version ?? 0 } });
    const { silent_first: first, silent_second: second } = lines;
    if (first.on && second.on && first.days - second.days < APART)
      return refuse("reminders_too_near", { field: "silent_first.days", params: { n: APART } });
    const after: ReminderPlan = { lines, setBy: actorId(actor), version: version + 1 };
    tx.db.update(briefings).set({ reminders: after }).where(eq(briefings.id, briefing.id)).run();
    record(tx, actor, "briefings.reminders_set", subjectOf(briefing), { before: told(plan), after: told(after) });
    return accept({ id: briefing.id });
  });
}

/** A plan as History tells it: the working days of each line that is on. */
const told = (plan: ReminderPlan | null): Record<string, number | null> =>
  Object.fromEntries(
    planLines.map((line) => {
      const { on, days } = settingOf(plan, line);
      return [line, on ? days : null];
    }),
  );
