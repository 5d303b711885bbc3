import type { Metadata } from "next";
import { itemOptions, leadOptions, partyOptions } from "@/app/(staff)/follow-ups/options";
import { readerOf } from "@/app/(staff)/follow-ups/reader";
import { addAtBriefingAction } from "@/app/actions/followups";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one } from "@/app/query";
import { FollowUpFields } from "@/components/followups/form";
import { FollowUpTable } from "@/components/followups/table";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Empty, Pager } from "@/components/ui/list";
import { Sheet } from "@/components/ui/page";
import { agendaOf, findBriefing } from "@/core/briefings/queries";
import { choicesFor, projectsOf } from "@/core/followups/choices/queries";
import { canJudge, canWriteFollowUps } from "@/core/followups/policy";
import { openCounts } from "@/core/followups/queries";
import { listFollowUps, PAGE, partiesOf } from "@/core/followups/register/queries";
import { paths } from "@/lib/paths";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("followups.title") };
}

/** What was agreed at one briefing, and the next line of it. */
export default async function BriefingFollowUps({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const { rows, total, page, pages } = listFollowUps(store, actor, {
    briefingId: briefing.id,
    show: "all",
    page: Number(one(await searchParams, "page")) || 1,
  });
  const open = openCounts(store, actor.officeId, [briefing.id]).get(briefing.id)?.open ?? 0;
  const parties = partiesOf(
    store,
    actor.officeId,
    rows.map((r) => r.id),
  );
  const choices = choicesFor(store, actor, briefing.id);
  const reviewing = canJudge(actor, briefing) && open > 0;
  const at = (to: number) => paths.briefingFollowUps(briefing.id, { page: to > 1 ? to : undefined });
  return (
    <>
      <Sheet>
        <div className="sheet-head">
          <h2>{t("followups.ofBriefing", { n: total })}</h2>
          {reviewing && (
            <ButtonLink kind="primary" href={paths.review({ briefing: briefing.id })}>
              {t("followups.reviewN", { n: open })}
            </ButtonLink>
          )}
        </div>
        {rows.length > 0 ? (
          <FollowUpTable rows={rows} parties={parties} reader={readerOf(context)} origin={false} />
        ) : (
          <Empty>
            <p>{t("followups.noneAgreed")}</p>
          </Empty>
        )}
        <Pager
          label={t("followups.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(page - 1) : undefined}
          next={page < pages ? at(page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
      {canWriteFollowUps(actor, briefing) && (
        <section className="add-here" aria-labelledby="add">
          <h2 id="add">{t("followups.addHere")}</h2>
          <Form action={addAtBriefingAction} texts={formTexts(t)}>
            <input type="hidden" name="briefingId" value={briefing.id} />
            <FollowUpFields
              t={t}
              leads={leadOptions(context, choices)}
              institutions={partyOptions(context, choices)}
              projects={projectsOf(store, actor)}
              begun={{ projectCode: briefing.projectCode }}
              items={itemOptions(context, agendaOf(store, office.id, briefing.id))}
              own={office.language}
            />
            <div className="buttons">
              <Button kind={reviewing ? "outline" : "primary"}>{t("followups.form.add")}</Button>
            </div>
          </Form>
        </section>
      )}
    </>
  );
}
