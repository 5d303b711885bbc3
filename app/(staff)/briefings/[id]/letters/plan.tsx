import { savePlan } from "@/app/actions/letters";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field, Select, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Section, Sheet } from "@/components/ui/page";
import type { Briefing } from "@/core/briefings/queries";
import { planOf } from "@/core/invitations/letters/queries";
import { canKeepOffice } from "@/core/offices/policy";
import { languageNames, locales } from "@/lib/locales";
import { paths } from "@/lib/paths";

/** What every letter of the briefing has in common: date, enclosures, copies, the service it passes through. */
export function PlanForm({ briefing, context: { store, actor, office, t } }: { briefing: Briefing; context: Context }) {
  const plan = planOf(store, briefing);
  const inEach = (field: "enclosures" | "copies" | "via", lines: boolean, max: number) => (
    <fieldset className="field">
      <legend>{t(`letters.plan.${field}`)}</legend>
      <span className="hint">{t(`letters.plan.${field}Hint`)}</span>
      <div className="side-by-side three mt-2">
        {locales.map((l) => {
          const label = (
            <>
              <span className="heard-only">{t(`letters.plan.${field}`)}, </span>
              <span lang={l}>{languageNames[l]}</span>
            </>
          );
          const props = { name: `${field}.${l}`, label, value: plan[field][l], lang: l, maxLength: max };
          return lines ? <TextArea key={l} rows={3} {...props} /> : <Field key={l} {...props} />;
        })}
      </div>
    </fieldset>
  );
  return (
    <Sheet className="mt-4">
      <Section id="plan" title={t("letters.plan.title")} className="no-print">
        {canKeepOffice(actor, office) && (
          <p className="mt-1 mb-5 text-muted">
            {t.rich("letters.plan.letterhead", {
              a: (chunks) => (
                <a className="link" href={paths.letterhead()}>
                  {chunks}
                </a>
              ),
            })}
          </p>
        )}
        <Form action={savePlan} texts={formTexts(t)} className="form wide">
          <input type="hidden" name="briefingId" value={briefing.id} />
          <Version value={plan.version} />
          <Field type="date" name="day" label={t("letters.plan.day")} hint={t("letters.plan.dayHint")} value={plan.day} optional />
          {inEach("enclosures", true, 2000)}
          {inEach("copies", true, 1000)}
          {inEach("via", false, 200)}
          <Select
            name="viaFor"
            label={t("letters.plan.viaFor")}
            value={plan.viaFor}
            options={[
              { value: "all", label: t("letters.plan.viaForAll") },
              { value: "note_verbale", label: t("letters.plan.viaForNote") },
              { value: "letter", label: t("letters.plan.viaForLetter") },
            ]}
          />
          <div className="buttons">
            <Button>{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
