import { closeDay } from "@/app/actions/offices";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Check, Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { calendars } from "@/db/schema/offices";

/** One day, several in a row, or a day of each year. */
export function AddDay({ context: { t, office } }: { context: Context }) {
  return (
    <Section id="add" title={t("settings.holidays.add")}>
      <Form action={closeDay} texts={formTexts(t)} className="form mt-3">
        <Choices
          name="calendar"
          label={t("settings.holidays.calendar")}
          value="office"
          options={calendars.map((value) => ({ value, label: t(`settings.holidays.calendars.${value}`) }))}
        />
        <Field name="name" label={t("settings.holidays.name")} lang={office.language} required maxLength={100} />
        <div className="side-by-side">
          <Field name="day" type="date" label={t("settings.holidays.day")} min="1990-01-01" max="2099-12-31" required />
          <Field name="lastDay" type="date" label={t("settings.holidays.lastDay")} max="2099-12-31" optional />
        </div>
        <Check name="yearly" label={t("settings.holidays.yearly")} hint={t("settings.holidays.yearlyHint")} />
        <div className="buttons">
          <Button kind="primary">{t("settings.holidays.save")}</Button>
        </div>
      </Form>
    </Section>
  );
}
