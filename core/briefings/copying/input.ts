import { z } from "zod";
import { calendarDay, hour, maybe, optionalCalendarDay, ref, several, ticked } from "../../kernel/input";

/** The day is typed; without hours those on the clock of the one copied hold. */
export const copyBriefingInput = z.strictObject({
  briefingId: ref(),
  day: calendarDay(),
  /** Agrees that the day has passed: a meeting of the past is recorded. */
  past: ticked(),
  starts: maybe(hour()),
  ends: maybe(hour()),
  replyBy: optionalCalendarDay(),
  /** The papers that go along. */
  papers: several(ref()).optional(),
});
