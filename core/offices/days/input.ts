import { z } from "zod";
import { calendars } from "@/db/schema/offices";
import { calendarDay, choice, line, optionalCalendarDay, ref, ticked, whole } from "../../kernel/input";

/** One day, several in a row (`lastDay`), or the same day each year until a law ends it (`until`). */
export const addHolidayInput = z.strictObject({
  calendar: choice(calendars),
  day: calendarDay(),
  lastDay: optionalCalendarDay(),
  yearly: ticked(),
  until: optionalCalendarDay(),
  name: line(100),
});
export const endHolidayInput = z.strictObject({ holidayId: ref(), until: calendarDay() });
export const removeHolidayInput = z.strictObject({ holidayId: ref() });
export const legalHolidaysInput = z.strictObject({ year: whole(2000, 2100) });
