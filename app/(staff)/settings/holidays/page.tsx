import type { Metadata } from "next";
import { addLegalHolidays, closeDay, openDay } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { Said, Section, Sheet } from "@/components/ui/page";
import { listHolidays } from "@/core/offices/queries";
import { panamaHolidays } from "@/db/reference/days";
import { dayOf, formatDay } from "@/lib/dates";
import { read } from "@/lib/localized";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.holidays.title") };
}

export default async function Holidays() {
  const { store, actor, office, t, locale } = await keeperContext();
  const today = dayOf(actor.now, office.zone);
  const days = listHolidays(store, office.id, today);
  const known = new Set(days.map((d) => d.day));
  const year = Number(today.slice(0, 4));
  const offered = office.zone === "America/Panama" ? [year, year + 1] : [];
  const missing = offered.filter((y) => panamaHolidays(y).some((h) => h.day >= today && !known.has(h.day)));
  return (
    <Sheet className="max-w-3xl">
      <Section id="closed" title={t("settings.holidays.heading")}>
        <p className="mt-1 mb-4 text-muted">{t("settings.holidays.text")}</p>
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
        {days.length === 0 && <Empty>{t("settings.holidays.none")}</Empty>}
        <ul className="closed-days">
          {days.map((d) => (
            <li key={d.id}>
              <span>{formatDay(d.day, locale, "weekday")}</span>
              <span>
                <Said reading={read(d.name, locale, office.language)} locale={locale} />
              </span>
              <Form action={openDay} texts={formTexts(t)} className="">
                <input type="hidden" name="holidayId" value={d.id} />
                <Button kind="plain">
                  {t("settings.holidays.remove")} <span className="heard-only">{formatDay(d.day, locale, "weekday")}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="add" title={t("settings.holidays.add")}>
        <Form action={closeDay} texts={formTexts(t)} className="form mt-3">
          <div className="side-by-side">
            <Field name="day" type="date" label={t("settings.holidays.day")} min={today} required />
            <Field name="name" label={t("settings.holidays.name")} lang={office.language} required maxLength={100} />
          </div>
          <div className="buttons">
            <Button kind="primary">{t("settings.holidays.save")}</Button>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
