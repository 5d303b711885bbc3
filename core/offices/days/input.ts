import { z } from "zod";
import { calendars } from "@/db/schema/offices";
import {
  calendarDay,
  choice,
  type FieldError,
  inLanguages,
  line,
  optionalCalendarDay,
  ref,
  several,
  ticked,
  whole,
} from "../../kernel/input";

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
/** A time without reminders, both days included; its reason in one language at least. */
export const addPauseInput = z.strictObject({ firstDay: calendarDay(), lastDay: calendarDay(), reason: inLanguages(200, true) });
export const removePauseInput = z.strictObject({ pauseId: ref() });
/** Which days of a country's list are taken over. */
export const countryDaysInput = z.strictObject({
  country: z.string({ error: "choice" satisfies FieldError }).regex(/^[A-Z]{2}$/, "choice" satisfies FieldError),
  year: whole(1990, 2099),
  days: several(calendarDay(), 100),
});
