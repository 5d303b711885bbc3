import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { editFollowUpAction } from "@/app/actions/followups";
import { present, staffContext } from "@/app/context";
import { dayNotes } from "@/app/day-notes";
import { formTexts } from "@/app/form-texts";
import { FollowUpFields } from "@/components/followups/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { PageHead, Sheet } from "@/components/ui/page";
import { choicesFor, projectsOf } from "@/core/followups/choices/queries";
import { findFollowUp } from "@/core/followups/queries";
import { isOpen } from "@/core/followups/rules";
import { leadValue } from "@/core/followups/story/queries";
import { paths } from "@/lib/paths";
import { leadOptions, partyOptions } from "../../options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("followups.edit") };
}

export default async function EditFollowUp({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const followUp = present(findFollowUp(store, actor, id));
  if (!isOpen(followUp.state)) redirect(paths.followUp(id));
  const choices = choicesFor(store, actor, followUp.briefingId ?? undefined);
  const lead = leadValue(store, followUp);
  const leads = leadOptions(context, choices);
  return (
    <>
      <PageHead
        back={{ href: paths.followUp(id), label: t("followups.number", { number: followUp.number }) }}
        title={t("followups.edit")}
      />
      <Sheet>
        <section>
          <Form action={editFollowUpAction} texts={formTexts(t)}>
            <input type="hidden" name="followUpId" value={id} />
            <Version value={followUp.version} />
            <FollowUpFields
              t={t}
              leads={leads.some((o) => o.value === lead) ? leads : [{ value: lead, label: t("followups.form.leadNow") }, ...leads]}
              institutions={partyOptions(context, choices)}
              projects={projectsOf(store, actor)}
              begun={{ ...followUp, lead, parties: followUp.partyIds }}
              own={office.language}
              dueNote={dayNotes(context, { day: followUp.dueOn })}
              editing
            />
            <div className="buttons">
              <Button kind="primary">{t("common.form.save")}</Button>
              <ButtonLink kind="plain" href={paths.followUp(id)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </section>
      </Sheet>
    </>
  );
}
