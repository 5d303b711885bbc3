import type { Metadata } from "next";
import { saveSending } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Check, Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Section, Sheet } from "@/components/ui/page";
import { DUE_BEFORE, LATEST, OVERDUE_AFTER, PEACE } from "@/core/followups/reminding/rules";
import { weekdays } from "@/core/offices/sending/input";
import { addDays, formatDay, formatZone } from "@/lib/dates";
import { capitalized } from "@/lib/text";
import { keeperContext } from "../keepers";

/** A Monday, to name the days of the week by. */
const MONDAY = "2024-01-01";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("office.sending.title") };
}

/** Who looks at invitations before they leave, what leaves by itself, when no mail leaves at all, and how much of it within an hour. */
export default async function SendingSettings() {
  const { actor, office, t, locale } = await keeperContext();
  const { needsClearance, remindsFollowUps, quietHours, mailPerHour } = office;
  const days = weekdays.map((value) => ({
    value,
    label: capitalized(formatDay(addDays(MONDAY, Number(value) - 1), locale, "weekdayOnly")),
  }));
  return (
    <Sheet className="max-w-3xl">
      <Section id="sending" title={t("office.sending.title")}>
        <Form action={saveSending} texts={formTexts(t)} className="form mt-4">
          <Version value={office.version} />
          <Check
            name="needsClearance"
            label={t("office.sending.needsClearance")}
            hint={t("office.sending.needsClearanceHint")}
            checked={needsClearance}
          />
          <Check
            name="remindsFollowUps"
            label={t("office.sending.remindsFollowUps")}
            hint={t("office.sending.remindsFollowUpsHint", { before: DUE_BEFORE, after: OVERDUE_AFTER, peace: PEACE, latest: LATEST })}
            checked={remindsFollowUps}
          />
          <fieldset className="field">
            <legend>{t("office.sending.quiet")}</legend>
            <span className="hint">{t("office.sending.quietHint", { place: formatZone(office.zone, actor.now, locale) })}</span>
            <div className="mt-3 grid gap-4">
              <Choices name="quietDays" label={t("office.sending.days")} options={days} value={quietHours?.days.map(String)} multiple />
              <div className="side-by-side">
                <Field name="quietFrom" type="time" label={t("office.sending.from")} value={quietHours?.from} />
                <Field name="quietTo" type="time" label={t("office.sending.to")} value={quietHours?.to} />
              </div>
            </div>
          </fieldset>
          <Field
            name="mailPerHour"
            type="number"
            label={t("office.sending.perHour")}
            hint={t("office.sending.perHourHint")}
            value={mailPerHour}
            min={1}
            max={100_000}
          />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
