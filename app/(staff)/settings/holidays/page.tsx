import type { Metadata } from "next";
import { addLegalHolidays } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Sheet } from "@/components/ui/page";
import { holidayRows } from "@/core/offices/queries";
import { panamaHolidays } from "@/db/reference/days";
import { dayOf } from "@/lib/dates";
import { keeperContext } from "../keepers";
import { AddDay } from "./add";
import { Days, Yearly } from "./days";
import { Pauses } from "./pauses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.holidays.title") };
}

/** The days off of the country, the office and the United Nations: those ahead, those of each year, and how to add one. */
export default async function Holidays() {
  const context = await keeperContext();
  const { store, actor, office, t } = context;
  const today = dayOf(actor.now, office.zone);
  const rows = holidayRows(store, office.id);
  const ahead = rows.filter((row) => !row.yearly && (row.lastDay ?? row.day) >= today);
  const known = new Set(rows.filter((row) => row.calendar === "country").map((row) => row.day));
  const year = Number(today.slice(0, 4));
  const offered = office.zone === "America/Panama" ? [year, year + 1] : [];
  const missing = offered.filter((y) => panamaHolidays(y).some((h) => h.day >= today && !known.has(h.day)));
  return (
    <Sheet className="max-w-3xl">
      <Days context={context} rows={ahead}>
        {missing.length > 0 && (
          <div className="buttons mb-4">
            {missing.map((y) => (
              <Form key={y} action={addLegalHolidays} texts={formTexts(t)} className="">
                <input type="hidden" name="year" value={y} />
                <Button>{t("settings.holidays.legal", { year: String(y) })}</Button>
              </Form>
            ))}
          </div>
        )}
      </Days>
      <Yearly context={context} rows={rows.filter((row) => row.yearly)} today={today} />
      <AddDay context={context} />
      <Pauses context={context} today={today} />
    </Sheet>
  );
}
