import { z } from "zod";
import { planLines } from "@/db/schema/briefings";
import { choice, ref, ticked } from "../../kernel/input";

/** One message of the plan that is not to leave, or, with `again`, that is to leave after all. */
export const skipPlannedInput = z.strictObject({ invitationId: ref(), line: choice(planLines), again: ticked() });
