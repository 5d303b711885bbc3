import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelBriefing } from "@/app/actions/briefings";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import { canMove } from "@/core/briefings/rules";
import { knownBy } from "@/core/invitations/telling/queries";
import { paths } from "@/lib/paths";
import { WhatTheyKnow, WhoIsTold } from "../told";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.menu.cancel") };
}

/** Calls a briefing off; says what stays, and who will be told. */
export default async function CancelBriefing({ params }: { params: Promise<{ id: string }> }) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  if (!canPlanBriefings(actor, briefing) || !canMove(briefing.state, "cancelled")) notFound();
  const known = knownBy(store, actor, briefing);
  return (
    <Form action={cancelBriefing} texts={formTexts(t)} className="form wide parts">
      <section className="sheet part" aria-labelledby="cancel">
        <h2 id="cancel">{t("briefings.menu.cancel")}</h2>
        <div className="grid max-w-2xl gap-2">
          <p>{t("briefings.cancel.happens")}</p>
          <WhoIsTold context={context} briefing={briefing} known={known} />
        </div>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <Field name="reason" label={t("briefings.cancel.reason")} hint={t("briefings.cancel.reasonHint")} maxLength={300} required />
        <div className="buttons">
          <Button kind="primary">{t("briefings.menu.cancel")}</Button>
          {known.length > 0 && (
            <Button name="_show" value="all">
              {t("briefings.told.preview")}
            </Button>
          )}
          <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
            {t("briefings.keep")}
          </ButtonLink>
        </div>
      </section>
      <WhatTheyKnow context={context} briefing={briefing} known={known} />
    </Form>
  );
}
