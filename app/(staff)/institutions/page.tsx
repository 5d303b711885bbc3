import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { one, oneOf } from "@/app/query";
import { InstitutionTable } from "@/components/institutions/table";
import { ViewSwitch } from "@/components/institutions/view-switch";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Empty, Pager } from "@/components/ui/list";
import { PageHead, Sheet } from "@/components/ui/page";
import { linksOf } from "@/core/institutions/lineage/queries";
import { type View, views } from "@/core/institutions/lineage/rules";
import { canKeepDirectory } from "@/core/institutions/policy";
import { institutionsByIds, liaisonsOf, listInstitutions, PAGE, publicly } from "@/core/institutions/queries";
import { engagementsOf } from "@/core/reports/history/queries";
import { metInstitutions, unmetInstitutions } from "@/core/reports/queries";
import { addDays, dayOf, instantOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { topicOptions, typeOptions } from "./options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("institutions.title") };
}

export default async function Institutions({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const query = await searchParams;
  const filter = { q: one(query, "q"), type: one(query, "type"), topic: one(query, "topic"), public: oneOf(query, "public", publicly) };
  const show = oneOf(query, "show", ["met", "unmet"]);
  const view = oneOf(query, "as", views) ?? "now";
  const as = view === "now" ? undefined : view;
  const filtered = show !== undefined || Object.values(filter).some(Boolean);
  const { rows, total, all, page, pages } = listInstitutions(store, actor, {
    ...filter,
    page: Number(one(query, "page")) || 1,
    among: show && new Set(chosen(context, show, view)),
  });

  const ids = rows.map((row) => row.id);
  const parents = institutionsByIds(
    store,
    actor.officeId,
    rows.flatMap((row) => row.parentId ?? []),
  );
  const liaisons = liaisonsOf(store, actor.officeId, ids, dayOf(actor.now, office.zone));
  const engagements = engagementsOf(store, actor, ids, view);
  const canAdd = canKeepDirectory(actor, { officeId: actor.officeId });
  const at = (to: number) => paths.institutions({ ...filter, show, as, page: to > 1 ? to : undefined });

  return (
    <>
      <PageHead
        title={t("institutions.title")}
        meta={
          show
            ? t(`institutions.finder.${show}`, { count: total })
            : filtered
              ? t("institutions.found", { count: total, total: all })
              : t("institutions.count", { count: all })
        }
        actions={
          <>
            <ButtonLink href={paths.people()}>{t("people.title")}</ButtonLink>
            {canAdd && (
              <ButtonLink kind="primary" href={paths.newInstitution()}>
                {t("institutions.new")}
              </ButtonLink>
            )}
          </>
        }
      />
      <Sheet>
        <search aria-label={t("institutions.finder.label")}>
          <form className="finder" method="get" action={paths.institutions()}>
            {show && <input type="hidden" name="show" value={show} />}
            {as && <input type="hidden" name="as" value={as} />}
            <Field name="q" type="search" label={t("institutions.finder.q")} value={filter.q} maxLength={200} />
            <Select
              name="type"
              label={t("institutions.finder.type")}
              value={filter.type}
              options={typeOptions(t)}
              empty={t("institutions.finder.all")}
            />
            <Select
              name="topic"
              label={t("institutions.finder.topic")}
              value={filter.topic}
              options={topicOptions(t)}
              empty={t("institutions.finder.all")}
            />
            <Select
              name="public"
              label={t("institutions.finder.public")}
              value={filter.public}
              options={publicly.map((value) => ({ value, label: t(`institutions.finder.${value}`) }))}
              empty={t("institutions.finder.all")}
            />
            <Button>{t("institutions.finder.go")}</Button>
            {filtered && (
              <ButtonLink kind="plain" href={paths.institutions()}>
                {t("institutions.finder.clear")}
              </ButtonLink>
            )}
          </form>
        </search>
        {linksOf(store, office.id).length > 0 && (
          <ViewSwitch
            t={t}
            view={view}
            at={(to) => paths.institutions({ ...filter, show, as: to === "now" ? undefined : to })}
            hint={t(`lineage.${view}List`)}
          />
        )}
        {total > 0 ? (
          <InstitutionTable
            t={t}
            own={office.language}
            as={as}
            rows={rows.map((institution) => ({
              institution,
              parent: parents.get(institution.parentId ?? ""),
              liaisons: liaisons.get(institution.id) ?? [],
              metOn: engagements.get(institution.id)?.metOn ?? null,
              open: engagements.get(institution.id)?.open ?? 0,
            }))}
          />
        ) : (
          <Empty>
            <p>{t(filtered ? "institutions.finder.none" : "institutions.empty")}</p>
            {!filtered && canAdd && <p>{t("institutions.emptyHint")}</p>}
          </Empty>
        )}
        <Pager
          label={t("institutions.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(page - 1) : undefined}
          next={page < pages ? at(page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}

/** Those met this year, or not met for six months: the rows behind the figures of Home. */
function chosen({ store, actor, office }: Context, show: "met" | "unmet", view: View): string[] {
  const today = dayOf(actor.now, office.zone);
  const begin = (day: string) => instantOf(`${day}T00:00`, office.zone) ?? 0;
  return show === "met"
    ? metInstitutions(store, actor, begin(`${today.slice(0, 4)}-01-01`), actor.now, view)
    : unmetInstitutions(store, actor, begin(addDays(today, -182)), view);
}
