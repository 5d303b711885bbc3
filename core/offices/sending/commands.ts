import type { z } from "zod";
import type { Store } from "@/db/store";
import type { Staff } from "../../kernel/actor";
import { type Outcome, refuse } from "../../kernel/outcome";
import { changeOffice } from "../commands";
import type { sendingInput } from "./input";

/** Sets whether invitations need clearance, when mail waits, and how much of it leaves within an hour. Refuses days without hours, and silence for ever. */
export function editSending(store: Store, actor: Staff, input: z.output<typeof sendingInput>): Outcome<{ officeId: string }> {
  const { needsClearance, quietFrom: from, quietTo: to, mailPerHour = null } = input;
  const days = [...new Set(input.quietDays)].map(Number).sort();
  if (days.length > 0 && !from) return refuse("quiet_hours_missing", { field: "quietFrom" });
  if (days.length > 0 && !to) return refuse("quiet_hours_missing", { field: "quietTo" });
  if (days.length === 7 && from === to) return refuse("quiet_for_ever", { field: "quietTo" });
  const quietHours = days.length > 0 && from && to ? { from, to, days } : null;
  return changeOffice(store, actor, input.version, { needsClearance, quietHours, mailPerHour }, "offices.sending_changed");
}
