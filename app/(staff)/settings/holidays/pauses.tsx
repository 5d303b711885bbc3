import { addPause, removePause } from "@/app/actions/offices";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Said, Section } from "@/components/ui/page";
import { pausesOf } from "@/core/offices/days/queries";
import type { Pause } from "@/core/offices/days/rules";
import { formatDay } from "@/lib/dates";
import { read } from "@/lib/localized";
import { InLanguages } from "../../briefings/fields";

/** Times in which nobody is reminded and no date is proposed: those ahead, and how to add one. */
export function Pauses({ context, today }: { context: Context; today: string }) {
  const { store, office, t, locale } = context;
  const ahead = pausesOf(store, office.id).filter((pause) => pause.lastDay >= today);
  const when = ({ firstDay, lastDay }: Pause): string =>
    t("settings.holidays.span", { from: formatDay(firstDay, locale, "short"), to: formatDay(lastDay, locale, "shortYear") });
  return (
    <Section id="pauses" title={t("planning.pauses.title")}>
      <p className="mt-1 mb-4 text-muted">{t("planning.pauses.text")}</p>
      <ul className="closed-days">
        {ahead.map((pause) => (
          <li key={pause.id}>
            <span>{when(pause)}</span>
            <span>
              <Said reading={read(pause.reason, locale, office.language)} locale={locale} />
            </span>
            <Form action={removePause} texts={formTexts(t)} className="">
              <input type="hidden" name="pauseId" value={pause.id} />
              <Button kind="plain">
                {t("settings.holidays.remove")} <span className="heard-only">{when(pause)}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <Form action={addPause} texts={formTexts(t)} className="form wide mt-3">
        <div className="side-by-side">
          <Field name="firstDay" type="date" label={t("planning.pauses.firstDay")} min="1990-01-01" max="2099-12-31" required />
          <Field name="lastDay" type="date" label={t("planning.pauses.lastDay")} min="1990-01-01" max="2099-12-31" required />
        </div>
        <InLanguages
          context={context}
          values={{}}
          name="reason"
          label={(language) => t("planning.pauses.reasonIn", { language })}
          maxLength={200}
          title
          first
        />
        <div className="buttons">
          <Button>{t("planning.pauses.add")}</Button>
        </div>
      </Form>
    </Section>
  );
}
