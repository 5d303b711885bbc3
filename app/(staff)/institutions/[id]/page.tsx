import type { Metadata } from "next";
import { undoInstitutionMergeAction } from "@/app/actions/institutions";
import { present, staffContext } from "@/app/context";
import { About } from "@/components/institutions/about";
import { Fold } from "@/components/institutions/fold";
import { People } from "@/components/institutions/people";
import { Timeline } from "@/components/institutions/timeline";
import { ButtonLink } from "@/components/ui/button";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { mergesOf } from "@/core/institutions/merging/queries";
import { canKeepDirectory, canMerge } from "@/core/institutions/policy";
import { findInstitution, institutionsByIds, namesOf, PAGE, tenuresOf } from "@/core/institutions/queries";
import { covers, nameOn } from "@/core/institutions/rules";
import { membersOf, servicesOf, successionsOf } from "@/core/institutions/ties/queries";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { WentIn, WentInto } from "../merging";
import { type History, historyOf, type Kind, kinds } from "./timeline";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: institution.acronym ?? readText(institution.name, office.language) };
}

export default async function InstitutionPage({ params, searchParams }: Props) {
  const { store, actor, office, t, locale } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  const { kind: asked, page: askedPage } = await searchParams;
  const kind = kinds.find((k) => k === asked) ?? "all";
  const today = dayOf(actor.now, office.zone);

  const { into, of } = mergesOf(store, office.id, institution.id);
  const merged = institutionsByIds(
    store,
    office.id,
    [into?.keptId, ...of.map((merge) => merge.goneId)].filter((other) => other !== undefined),
  );
  const names = namesOf(store, office.id, institution.id);
  const holders = tenuresOf(store, office.id, institution.id);
  const current = holders.filter((h) => covers(h, today));
  const others = holders.filter((h) => !covers(h, today));
  const history = historyOf(store, actor, office, institution.id, kind);
  const pages = Math.max(1, Math.ceil(history.events.length / PAGE));
  const page = Math.min(Math.max(1, Number(askedPage) || 1), pages);
  const parent = institution.parentId ? findInstitution(store, actor, institution.parentId) : undefined;
  const keeps = canKeepDirectory(actor, institution);
  const own = read(institution.name, office.language, office.language);
  const translated = readText(institution.name, locale, office.language);
  const at = (k: Kind, to = 1) => paths.institution(institution.id, { kind: k === "all" ? undefined : k, page: to > 1 ? to : undefined });

  return (
    <>
      <PageHead
        back={{ href: paths.institutions(), label: t("institutions.title") }}
        title={own.text}
        lang={own.lang === locale ? undefined : own.lang}
        meta={
          <>
            {institution.acronym && <b className="text-ink">{institution.acronym}</b>}
            {translated !== own.text && <span>{translated}</span>}
            <span>{t.maybe(`vocabulary.institutionTypes.${institution.type}`) ?? institution.type}</span>
            {parent && (
              <span>
                {t.rich("institutions.underLink", {
                  parent: parent.acronym ?? readText(parent.name, office.language),
                  link: (chunks) => (
                    <a className="link" href={paths.institution(parent.id)}>
                      {chunks}
                    </a>
                  ),
                })}
              </span>
            )}
          </>
        }
        actions={
          keeps && (
            <>
              <ButtonLink href={paths.editInstitution(institution.id)}>{t("institutions.edit")}</ButtonLink>
              <ButtonLink kind="primary" href={paths.newPerson(institution.id)}>
                {t("institutions.addPerson")}
              </ButtonLink>
            </>
          )
        }
      />
      {into && (
        <WentInto
          t={t}
          action={undoInstitutionMergeAction}
          merge={into}
          zone={office.zone}
          name={readText(merged.get(into.keptId)?.name, office.language)}
          href={paths.institution(into.keptId)}
          keeps={canMerge(actor, institution)}
        />
      )}
      <div className="spread">
        <Sheet>
          <Section id="people" title={t("institutions.people")}>
            {current.length > 0 ? <People t={t} holders={current} /> : <p className="pt-2 text-muted">{t("institutions.nobody")}</p>}
            {others.length > 0 && (
              <Fold summary={t("institutions.former", { count: others.length })}>
                <People t={t} holders={others} former />
              </Fold>
            )}
          </Section>
          <Section id="timeline" title={t("institutions.timeline.title")}>
            <Summary t={t} history={history} />
            <FilterLinks
              label={t("institutions.timeline.filters")}
              filters={kinds
                .filter((k) => k === "all" || k === kind || history.counts[k] > 0)
                .map((k) => ({ href: at(k), text: t(`institutions.timeline.kinds.${k}`), count: history.counts[k], current: k === kind }))}
            />
            {history.events.length > 0 ? (
              <Timeline
                t={t}
                events={history.events.slice((page - 1) * PAGE, page * PAGE)}
                nameOn={(day) => nameOn(names, day)}
                now={institution}
                own={office.language}
              />
            ) : (
              <Empty>{t(kind === "all" ? "institutions.timeline.empty" : "institutions.timeline.none")}</Empty>
            )}
          </Section>
          <Pager
            label={t("institutions.timeline.pages")}
            range={t("common.list.range", {
              from: (page - 1) * PAGE + 1,
              to: Math.min(page * PAGE, history.events.length),
              total: history.events.length,
            })}
            previous={page > 1 ? at(kind, page - 1) : undefined}
            next={page < pages ? at(kind, page + 1) : undefined}
            words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
          />
          {of.length > 0 && (
            <WentIn
              t={t}
              action={undoInstitutionMergeAction}
              zone={office.zone}
              merged={of.map((merge) => ({
                merge,
                name: readText(merged.get(merge.goneId)?.name, office.language),
                href: paths.institution(merge.goneId),
              }))}
              keeps={keeps}
            />
          )}
        </Sheet>
        <About
          t={t}
          institution={institution}
          own={office.language}
          names={names}
          services={servicesOf(store, office.id, institution.id)}
          successions={successionsOf(store, office.id, institution.id, today)}
          {...membersOf(store, office.id, institution.id)}
        />
      </div>
    </>
  );
}

function Summary({ t, history: { standing, medianDays } }: { t: Translator; history: History }) {
  const said = [
    standing.metOn && t("institutions.timeline.summary.met", { day: formatDay(standing.metOn, t.locale, "shortYear") }),
    medianDays !== null && t("institutions.timeline.summary.days", { days: medianDays }),
    standing.due > 0 && t("institutions.timeline.summary.kept", { kept: standing.kept, due: standing.due }),
  ].filter(Boolean);
  return said.length > 0 && <p className="pt-1 text-muted">{said.join(" ")}</p>;
}
