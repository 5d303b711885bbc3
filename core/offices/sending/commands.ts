import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import { type Outcome, refuse } from "../../kernel/outcome";
import { changeOffice } from "../commands";
import type { sendingInput } from "./input";

/** Sets whether invitations need clearance, whether liaisons are reminded of what is due, when mail waits, and how much of it leaves within an hour. Refuses days without hours, and silence for ever. */
export function editSending(store: Store, actor: Staff, input: z.output<typeof sendingInput>): Outcome<{ officeId: string }> {
  const { needsClearance, remindsFollowUps, quietFrom: from, quietTo: to, mailPerHour = null } = input;
  const days = [...new Set(input.quietDays)].map(Number).sort();
  if (days.length > 0 && !from) return refuse("quiet_hours_missing", { field: "quietFrom" });
  if (days.length > 0 && !to) return refuse("quiet_hours_missing", { field: "quietTo" });
  if (days.length === 7 && from === to) return refuse("quiet_for_ever", { field: "quietTo" });
  const quietHours = days.length > 0 && from && to ? { from, to, days } : null;
  const part = { needsClearance, remindsFollowUps, quietHours, mailPerHour };
  return changeOffice(store, actor, input.version, part, "offices.sending_changed");
}
