import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { one } from "@/app/query";
import { FollowUpTable } from "@/components/followups/table";
import { shortName } from "@/components/followups/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { PageHead, Said, Sheet } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { institutionsConcerned, projectsOf } from "@/core/followups/choices/queries";
import { canJudge } from "@/core/followups/policy";
import { countsByShow, listFollowUps, PAGE, partiesOf } from "@/core/followups/register/queries";
import { isShow, type Show, shows } from "@/core/followups/register/rules";
import { decisionsOf, openReview, queueOf } from "@/core/followups/review/queries";
import { viewOf } from "@/core/followups/review/rules";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { readerOf } from "./reader";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("followups.title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FollowUps({ searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const reader = readerOf(context);
  const query = await searchParams;
  const show: Show = isShow(query.show) ? query.show : "open";
  const filter = {
    institutionId: one(query, "institution") || undefined,
    briefingId: one(query, "briefing") || undefined,
    project: one(query, "project") || undefined,
    q: one(query, "q"),
  };
  const narrowed = Object.values(filter).some(Boolean);
  const { rows, total, page, pages } = listFollowUps(store, actor, { ...filter, show, page: Number(one(query, "page")) || 1 });
  const counts = countsByShow(store, actor, filter);
  const parties = partiesOf(
    store,
    actor.officeId,
    rows.map((r) => r.id),
  );
  const briefing = filter.briefingId ? findBriefing(store, actor, filter.briefingId) : undefined;
  const address = { institution: filter.institutionId, briefing: filter.briefingId, project: filter.project, q: filter.q || undefined };
  const at = (to: Show, number = 1) =>
    paths.followUps({ show: to === "open" ? undefined : to, ...address, page: number > 1 ? number : undefined });
  const shown = shows.filter((s) => s === show || s === "open" || s === "all" || counts[s] > 0);

  return (
    <>
      <PageHead
        title={t("followups.title")}
        meta={t("followups.count", { open: counts.open, done: counts.done })}
        actions={<Acts context={context} scope={filter} />}
      />
      <Sheet>
        <FilterLinks
          label={t("followups.filter")}
          filters={shown.map((s) => ({ href: at(s), text: t(`followups.shows.${s}`), count: counts[s], current: s === show }))}
        />
        <search aria-label={t("followups.finder.label")}>
          <form className="finder" method="get" action={paths.followUps()}>
            {show !== "open" && <input type="hidden" name="show" value={show} />}
            {filter.briefingId && <input type="hidden" name="briefing" value={filter.briefingId} />}
            <Field name="q" type="search" label={t("followups.finder.q")} value={filter.q} maxLength={200} />
            <Select
              name="institution"
              label={t("followups.finder.institution")}
              value={filter.institutionId}
              empty={t("followups.finder.all")}
              options={institutionsConcerned(store, actor, filter.institutionId).map((i) => ({
                value: i.id,
                label: shortName(i.acronym, i.name, office.language),
                lang: office.language,
              }))}
            />
            <Select
              name="project"
              label={t("followups.finder.project")}
              value={filter.project}
              empty={t("followups.finder.all")}
              options={projectsOf(store, actor).map((code) => ({ value: code, label: code }))}
            />
            <Button>{t("followups.finder.go")}</Button>
            {narrowed && (
              <ButtonLink kind="plain" href={paths.followUps({ show: show === "open" ? undefined : show })}>
                {t("followups.finder.clear")}
              </ButtonLink>
            )}
          </form>
        </search>
        {briefing && (
          <p className="px-(--inset) pb-3 text-muted">
            {t("followups.atBriefing")}{" "}
            <a className="link" href={paths.briefing(briefing.id)}>
              <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
            </a>
          </p>
        )}
        {rows.length > 0 ? (
          <FollowUpTable rows={rows} parties={parties} reader={reader} />
        ) : (
          <Empty>
            <p>{t(counts.all > 0 ? "followups.none" : narrowed ? "followups.noneFound" : "followups.empty")}</p>
          </Empty>
        )}
        <Pager
          label={t("followups.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(show, page - 1) : undefined}
          next={page < pages ? at(show, page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}

type Scope = { institutionId?: string; project?: string; briefingId?: string };

/** A manager reviews; everybody can write a follow-up down. */
function Acts({
  context: { store, actor, t },
  scope: { institutionId, project, briefingId },
}: {
  context: Awaited<ReturnType<typeof staffContext>>;
  scope: Scope;
}) {
  const scope = { institutionId, project, briefingId };
  const review = openReview(store, actor, scope);
  const narrowed = Object.values(scope).some(Boolean);
  const view = viewOf(review?.queue ?? queueOf(store, actor, scope), undefined, narrowed);
  const decided = review ? decisionsOf(store, review).length : 0;
  const manager = canJudge(actor, actor);
  const href = paths.review({ institution: institutionId, project, briefing: briefingId });
  return (
    <>
      <ButtonLink kind={manager && view.length > 0 ? "outline" : "primary"} href={paths.newFollowUp({ briefing: briefingId })}>
        {t("followups.new")}
      </ButtonLink>
      {view.length > 0 && (
        <ButtonLink kind={manager ? "primary" : "outline"} href={href}>
          {decided > 0 ? t("followups.continueN", { n: decided, of: view.length }) : t("followups.reviewN", { n: view.length })}
        </ButtonLink>
      )}
    </>
  );
}
