import type { Metadata } from "next";
import { editInstitutionAction } from "@/app/actions/institutions";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { FactFields } from "@/components/institutions/fact-fields";
import { languagesFrom, NameFields } from "@/components/institutions/name-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, namesOf } from "@/core/institutions/queries";
import { nameOn } from "@/core/institutions/rules";
import { membersOf, successionsOf } from "@/core/institutions/ties/queries";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { institutionOptions, languageOptions, topicOptions, typeOptions } from "../../options";
import { Members } from "./members";
import { Names } from "./names";
import { Successions } from "./successions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: t("institutions.editTitle", { institution: institution.acronym ?? readText(institution.name, office.language) }) };
}

export default async function EditInstitution({ params }: Props) {
  const { store, actor, office, t } = await staffContext();
  const id = (await params).id;
  const institution = allowed(() => authorize(findInstitution(store, actor, id), (i) => canKeepDirectory(actor, i)));
  const names = namesOf(store, office.id, institution.id);
  const today = dayOf(actor.now, office.zone);
  const now = present(nameOn(names, today));
  const others = institutionOptions(store, office, institution.id);
  const short = institution.acronym ?? readText(institution.name, office.language);
  return (
    <>
      <PageHead
        back={{ href: paths.institution(institution.id), label: short }}
        title={t("institutions.editTitle", { institution: short })}
      />
      <Sheet>
        <Section id="record" title={t("institutions.nameNow")}>
          <Form action={editInstitutionAction} texts={formTexts(t)} className="form wide mt-2">
            <p className="meta">{t("institutions.nameNowHint")}</p>
            <input type="hidden" name="id" value={institution.id} />
            <Version value={institution.version} />
            <NameFields t={t} languages={languagesFrom(office.language)} value={now} />
            <FactFields
              t={t}
              value={institution}
              options={{
                types: typeOptions(t),
                topics: topicOptions(t),
                parents: others,
                languages: languageOptions(),
              }}
              precedence={institution.precedence}
            />
            <div className="buttons">
              <Button kind="primary">{t("common.form.save")}</Button>
              <ButtonLink kind="plain" href={paths.institution(institution.id)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </Section>
        <Names t={t} office={office} institution={institution} names={names} today={today} />
        <Successions
          t={t}
          own={office.language}
          institution={institution}
          successions={successionsOf(store, office.id, institution.id, today)}
        />
        <Members t={t} own={office.language} institution={institution} {...membersOf(store, office.id, institution.id)} others={others} />
        <Section id="double" title={t("institutions.merge.link")}>
          <p className="py-3 text-muted">{t("institutions.merge.linkHint")}</p>
          <ButtonLink href={paths.mergeInstitution(institution.id)}>{t("institutions.merge.link")}</ButtonLink>
        </Section>
      </Sheet>
    </>
  );
}
