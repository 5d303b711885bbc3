import type { Metadata } from "next";
import { addFollowUpAction } from "@/app/actions/followups";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one } from "@/app/query";
import { FollowUpFields } from "@/components/followups/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { PageHead, Said, Sheet } from "@/components/ui/page";
import { agendaOf, findBriefing } from "@/core/briefings/queries";
import { proposedDue } from "@/core/briefings/templates/queries";
import { choicesFor, projectsOf } from "@/core/followups/choices/queries";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { itemOptions, leadOptions, partyOptions } from "../options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("followups.new") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewFollowUp({ searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const id = one(await searchParams, "briefing");
  const briefing = id ? present(findBriefing(store, actor, id)) : undefined;
  const choices = choicesFor(store, actor, briefing?.id);
  const back = briefing ? paths.briefingFollowUps(briefing.id) : paths.followUps();
  return (
    <>
      <PageHead
        back={{ href: back, label: t(briefing ? "followups.backToBriefing" : "followups.title") }}
        title={t("followups.new")}
        meta={
          briefing && (
            <span>
              {t("followups.atBriefing")} <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
            </span>
          )
        }
      />
      <Sheet>
        <section>
          <Form action={addFollowUpAction} texts={formTexts(t)}>
            {briefing && <input type="hidden" name="briefingId" value={briefing.id} />}
            <FollowUpFields
              t={t}
              leads={leadOptions(context, choices)}
              institutions={partyOptions(context, choices)}
              projects={projectsOf(store, actor)}
              begun={{ projectCode: briefing?.projectCode, dueOn: briefing && proposedDue(store, actor, briefing) }}
              items={briefing && itemOptions(context, agendaOf(store, office.id, briefing.id))}
              own={office.language}
            />
            <div className="buttons">
              <Button kind="primary">{t("followups.form.add")}</Button>
              <ButtonLink kind="plain" href={back}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </section>
      </Sheet>
    </>
  );
}
