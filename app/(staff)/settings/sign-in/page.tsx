import type { Metadata } from "next";
import { requireSecond } from "@/app/actions/security";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("security.rules.title") };
}

/** What the office asks of those who sign in. */
export default async function SignInRules() {
  const { office, t } = await keeperContext();
  return (
    <Sheet className="max-w-3xl">
      <Section id="rules" title={t("security.rules.heading")}>
        <p className="mt-2 mb-4 text-muted">{t("security.rules.text")}</p>
        <Form action={requireSecond} texts={formTexts(t)}>
          <Check name="required" label={t("security.rules.required")} hint={t("security.rules.hint")} checked={office.secondFactor} />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
