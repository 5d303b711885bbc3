import { z } from "zod";
import { choice, hour, maybe, optionalWhole, seenVersion, several, ticked } from "../../kernel/input";

/** Weekdays as a form names them: 1 is Monday, 7 Sunday. */
export const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

export const sendingInput = z.strictObject({
  needsClearance: ticked(),
  remindsFollowUps: ticked(),
  quietDays: several(choice(weekdays), 7),
  quietFrom: maybe(hour()),
  quietTo: maybe(hour()),
  mailPerHour: optionalWhole(1, 100_000),
  version: seenVersion(),
});
