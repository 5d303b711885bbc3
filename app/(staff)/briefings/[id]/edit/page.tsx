import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { editBriefing } from "@/app/actions/briefings";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { asTyped } from "@/core/briefings/editing/rules";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import { isOpenForChanges, isTold } from "@/core/briefings/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { calledOn } from "@/core/invitations/queries";
import { knownBy } from "@/core/invitations/telling/queries";
import { joined } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { PlaceFields } from "../../fields";
import { WhatTheyKnow } from "../told";
import { AboutFields, TextFields } from "./fields";
import { WhenFields } from "./when";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.edit.title") };
}

/** Everything of a briefing but its agenda, its guests and its state. */
export default async function EditBriefing({ params }: { params: Promise<{ id: string }> }) {
  const context = await staffContext();
  const { store, actor, t, locale } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  if (!canPlanBriefings(actor, briefing) || !isOpenForChanges(briefing)) notFound();
  const values = asTyped(briefing);
  const known = isTold(briefing, actor.now) ? knownBy(store, actor, briefing) : [];
  const names = calledOn(
    store,
    briefing,
    known.map(({ invitation }) => invitation),
  );
  return (
    <Form action={editBriefing} texts={formTexts(t)} className="form wide parts">
      <input type="hidden" name="briefingId" value={briefing.id} />
      <input type="hidden" name="language" value={locale} />
      <Version value={briefing.version} />
      <TextFields context={context} values={values} />
      <WhenFields context={context} values={values} briefing={briefing} />
      <PlaceFields context={context} values={values} />
      <AboutFields context={context} values={values} briefing={briefing} />
      {known.length > 0 && (
        <Check
          name="tell"
          label={t("briefings.edit.tell", { n: known.length })}
          hint={joined(
            known.map(({ invitation }) => calledIn(names.get(invitation.institutionId))),
            locale,
          )}
        />
      )}
      <div className="buttons">
        <Button kind="primary">{t("common.form.save")}</Button>
        {known.length > 0 && (
          <Button name="_show" value="all">
            {t("briefings.told.preview")}
          </Button>
        )}
        <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
      <WhatTheyKnow context={context} briefing={briefing} known={known} />
    </Form>
  );
}
