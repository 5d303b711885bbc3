import type { Metadata } from "next";
import { saveKeeping } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Section, Sheet } from "@/components/ui/page";
import { endingNames } from "@/core/invitations/keeping/queries";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("office.keeping.title") };
}

/** How long personal data is kept: the office's own choice, and what holds everywhere. */
export default async function Retention() {
  const { store, actor, office, t } = await keeperContext();
  const fixed = ["needs", "sessions", "links", "answers", "audit"] as const;
  return (
    <Sheet className="max-w-3xl">
      <Section id="keeping" title={t("office.keeping.title")}>
        <p className="mt-1 mb-5 text-muted">{t("office.keeping.text")}</p>
        <Form action={saveKeeping} texts={formTexts(t)}>
          <Version value={office.version} />
          <Field
            name="keepMonths"
            type="number"
            label={t("office.keeping.months")}
            hint={t("office.keeping.monthsHint", { n: endingNames(store, actor) })}
            value={office.keepMonths}
            min={6}
            max={120}
            required
          />
          <Check name="sure" label={t("office.keeping.sure")} whenAsked />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
      <Section id="fixed" title={t("office.keeping.fixed")}>
        <dl className="kept">
          {fixed.map((key) => (
            <div key={key}>
              <dt>{t(`office.keeping.what.${key}`)}</dt>
              <dd>{t(`office.keeping.howLong.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Sheet>
  );
}
