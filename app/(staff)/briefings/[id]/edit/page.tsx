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
import { hasBegun, isOpenForChanges } from "@/core/briefings/rules";
import { namesOn } from "@/core/institutions/queries";
import { whoWasTold } from "@/core/invitations/sending/queries";
import { joined } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { PlaceFields } from "../../fields";
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
  const told = hasBegun(briefing, actor.now) ? [] : whoWasTold(store, actor, briefing.id).map((invitation) => invitation.institutionId);
  const names = namesOn(store, actor.officeId, told, briefing.startsLocal.slice(0, 10));
  return (
    <Form action={editBriefing} texts={formTexts(t)} className="form wide parts">
      <input type="hidden" name="briefingId" value={briefing.id} />
      <input type="hidden" name="language" value={locale} />
      <Version value={briefing.version} />
      <TextFields context={context} values={values} />
      <WhenFields context={context} values={values} briefing={briefing} />
      <PlaceFields context={context} values={values} />
      <AboutFields context={context} values={values} briefing={briefing} />
      {told.length > 0 && (
        <Check
          name="tell"
          label={t("briefings.edit.tell", { n: told.length })}
          hint={joined(
            told.map((id) => names.get(id)?.acronym ?? readText(names.get(id)?.name, locale)),
            locale,
          )}
        />
      )}
      <div className="buttons">
        <Button kind="primary">{t("common.form.save")}</Button>
        <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
