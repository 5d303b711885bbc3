"use server";

import { action } from "@/app/action";
import type { FormState } from "@/components/ui/form-state";
import { refuse } from "@/core/kernel/outcome";
import { addHolidays } from "@/core/offices/days/commands";
import { countryDaysInput } from "@/core/offices/days/input";
import { findOffice } from "@/core/offices/queries";
import { holidaysOf } from "@/db/reference/countries";
import { openStore } from "@/db/store";
import { paths } from "@/lib/paths";
import { currentStaff } from "../session";

/** Adds the chosen days of a country's list; names come from the list, never from the form. What stands there already stays. */
export async function addCountryDays(previous: FormState, data: FormData): Promise<FormState> {
  const actor = await currentStaff();
  const [country, year] = [String(data.get("country")), Number(data.get("year"))];
  const own = actor && findOffice(openStore(), actor.officeId).language;
  const asked = own && /^[A-Z]{2}$/.test(country) && year >= 1990 && year <= 2099;
  const listed = asked ? await holidaysOf(country, year, own) : [];
  const add = action(
    countryDaysInput,
    function addCountryDays(store, staff, { days }) {
      const chosen = listed.filter(({ day }) => days.includes(day));
      return chosen.length === 0 ? refuse("no_day_chosen", { field: "days" }) : addHolidays(store, staff, { days: chosen });
    },
    () => `${paths.holidays()}?done=added`,
  );
  return add(previous, data);
}
