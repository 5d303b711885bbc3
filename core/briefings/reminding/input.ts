import { z } from "zod";
import { ref, ticked, whole } from "../../kernel/input";
import { MOST_DAYS } from "./rules";

const line = () => z.strictObject({ on: ticked(), days: whole(1, MOST_DAYS) });

/** The whole plan of a briefing; `version` 0 is that of a briefing which has none yet. */
export const setRemindersInput = z.strictObject({
  briefingId: ref(),
  version: whole(0, 1_000_000_000),
  silent_first: line(),
  silent_second: line(),
  unnamed: line(),
  day_before: line(),
  thanks: line(),
  regret: line(),
});
