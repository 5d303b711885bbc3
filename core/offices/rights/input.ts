import { z } from "zod";
import { optionalCalendarDay, ref } from "../../kernel/input";

/** The last day of a colleague's rights; empty is without end. */
export const lastDayInput = z.strictObject({ userId: ref(), endsOn: optionalCalendarDay() });
