import type { Metadata } from "next";
import { undoInstitutionMergeAction } from "@/app/actions/institutions";
import { present, staffContext } from "@/app/context";
import { About } from "@/components/institutions/about";
import { Fold } from "@/components/institutions/fold";
import { People } from "@/components/institutions/people";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { mergesOf } from "@/core/institutions/merging/queries";
import { canKeepDirectory, canMerge } from "@/core/institutions/policy";
import { findInstitution, institutionsByIds, namesOf, tenuresOf } from "@/core/institutions/queries";
import { covers } from "@/core/institutions/rules";
import { membersOf, servicesOf, successionsOf } from "@/core/institutions/ties/queries";
import { dayOf } from "@/lib/dates";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { WentIn, WentInto } from "../merging";
import { Past } from "./past";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: institution.acronym ?? readText(institution.name, office.language) };
}

export default async function InstitutionPage({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const institution = present(findInstitution(store, actor, (await params).id));
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
  const parent = institution.parentId ? findInstitution(store, actor, institution.parentId) : undefined;
  const keeps = canKeepDirectory(actor, institution);
  const own = read(institution.name, office.language, office.language);
  const translated = readText(institution.name, locale, office.language);

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
          <Past context={context} institution={institution} names={names} query={await searchParams} />
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
