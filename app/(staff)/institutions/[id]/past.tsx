import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { one, oneOf, type Query } from "@/app/query";
import { shortName } from "@/components/institutions/succession";
import { Timeline } from "@/components/institutions/timeline";
import { ViewSwitch } from "@/components/institutions/view-switch";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { Section } from "@/components/ui/page";
import { linesOf } from "@/core/institutions/lineage/queries";
import { type View, views } from "@/core/institutions/lineage/rules";
import { type Institution, type InstitutionName, institutionsByIds, namesOf } from "@/core/institutions/queries";
import { nameOn } from "@/core/institutions/rules";
import { daysToAnswer, historyOf, lastMet, PAGE } from "@/core/reports/history/queries";
import { type Counts, kinds, type Show, shows } from "@/core/reports/history/rules";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { eventsOf } from "./timeline";

type Props = { context: Context; institution: Institution; names: InstitutionName[]; query: Query };
type To = (chosen: { show?: Show; year?: string; view?: View; page?: number }) => string;

/** The views offered in the order of a meeting's life; an open follow-up is one of the follow-ups. */
const offered: Show[] = ["all", ...kinds.flatMap((kind): Show[] => (kind === "followUps" ? [kind, "open"] : [kind]))];

/** What happened with an institution, and as now also with what it came from: narrowed by kind and year, page by page. */
export function Past({ context: { store, actor, office, t }, institution, names, query }: Props) {
  const show = oneOf(query, "kind", shows) ?? "all";
  const view = oneOf(query, "as", views) ?? "now";
  const year = /^\d{4}$/.test(one(query, "year")) ? one(query, "year") : undefined;
  const whole = linesOf(store, office.id, institution.id, "now");
  const lines = view === "now" ? whole : whole.filter((line) => line.id === institution.id);
  const origins = institutionsByIds(
    store,
    office.id,
    whole.flatMap((line) => (line.id === institution.id ? [] : line.id)),
  );
  const called = new Map([[institution.id, names], ...[...origins.keys()].map((id) => [id, namesOf(store, office.id, id)] as const)]);
  const history = historyOf(store, actor, lines, { show, year, page: Number(one(query, "page")) || 1 });
  const { page, pages, total, counts, ever, years } = history;
  const at: To = (chosen) => {
    const to = { show, year, view, ...chosen };
    return paths.institution(institution.id, {
      kind: to.show === "all" ? undefined : to.show,
      year: to.year,
      as: to.view === "now" ? undefined : to.view,
      page: to.page && to.page > 1 ? to.page : undefined,
    });
  };
  return (
    <>
      <Section id="timeline" title={t("institutions.timeline.title")}>
        <Summary t={t} met={lastMet(store, actor, lines)} days={daysToAnswer(store, actor, lines)} ever={ever} at={at} />
        {origins.size > 0 && (
          <ViewSwitch
            t={t}
            view={view}
            at={(to) => at({ view: to })}
            hint={t(view === "now" ? "lineage.nowHint" : "lineage.thenHint", {
              names: [...origins.values()].map((i) => shortName(i, office.language)).join(", "),
            })}
          />
        )}
        <FilterLinks
          label={t("institutions.timeline.filters")}
          filters={[...offered, ...(offered.includes(show) ? [] : [show])]
            .filter((k) => k === "all" || k === show || counts[k] > 0)
            .map((k) => ({ href: at({ show: k }), text: t(`institutions.timeline.kinds.${k}`), count: counts[k], current: k === show }))}
        />
        {(years.length > 1 || year) && (
          <FilterLinks
            label={t("institutions.timeline.years")}
            filters={[
              { href: at({ year: undefined }), text: t("institutions.timeline.allYears"), count: ever[show], current: !year },
              ...years.map((y) => ({ href: at({ year: y.year }), text: y.year, count: y.n, current: y.year === year })),
            ]}
          />
        )}
        {history.rows.length > 0 ? (
          <Timeline
            t={t}
            events={eventsOf(store, actor, office, history.rows)}
            nameOn={(id, day) => nameOn(called.get(id) ?? [], day)}
            now={institution}
            self={institution.id}
            own={office.language}
            zone={office.zone}
            today={dayOf(actor.now, office.zone)}
          />
        ) : (
          <Empty>{t(ever.all === 0 ? "institutions.timeline.empty" : "institutions.timeline.none")}</Empty>
        )}
      </Section>
      <Pager
        label={t("institutions.timeline.pages")}
        range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
        previous={page > 1 ? at({ page: page - 1 }) : undefined}
        next={page < pages ? at({ page: page + 1 }) : undefined}
        words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
      />
    </>
  );
}

type Said = { t: Translator; met: ReturnType<typeof lastMet>; days: number | null; ever: Counts; at: To };

/** The history in three sentences; each figure opens what it counts. */
function Summary({ t, met, days, ever, at }: Said) {
  const link = (href: string) => (chunks: ReactNode) => (
    <a className="link" href={href}>
      {chunks}
    </a>
  );
  if (!met && days === null && ever.due === 0) return null;
  return (
    <p className="pt-1 text-muted">
      {met &&
        t.rich("institutions.timeline.summary.met", {
          day: formatDay(met.startsLocal.slice(0, 10), t.locale, "shortYear"),
          link: link(paths.briefing(met.briefingId)),
        })}{" "}
      {days !== null && t("institutions.timeline.summary.days", { days })}{" "}
      {ever.due > 0 &&
        t.rich("institutions.timeline.summary.kept", {
          kept: ever.kept,
          due: ever.due,
          keptRows: link(at({ show: "kept", year: undefined })),
          dueRows: link(at({ show: "due", year: undefined })),
        })}
    </p>
  );
}
