import type { Metadata } from "next";
import { addPersonAction } from "@/app/actions/institutions";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Doubles } from "@/components/institutions/doubles";
import { Fold } from "@/components/institutions/fold";
import { FoundPeople } from "@/components/institutions/found";
import { PersonFields } from "@/components/institutions/person-fields";
import { PostFields } from "@/components/institutions/post-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { searchPeople } from "@/core/institutions/people/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, tenuresOf } from "@/core/institutions/queries";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { doublesTexts, languageOptions, roleOptions } from "../../../options";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ q?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: t("institutions.newPerson.title", { institution: institution.acronym ?? readText(institution.name, office.language) }) };
}

export default async function NewPerson({ params, searchParams }: Props) {
  const { store, actor, office, t } = await staffContext();
  const id = (await params).id;
  const institution = allowed(() => authorize(findInstitution(store, actor, id), (i) => canKeepDirectory(actor, i)));
  const short = institution.acronym ?? readText(institution.name, office.language);
  const asked = (await searchParams).q;
  const q = (Array.isArray(asked) ? asked[0] : asked)?.slice(0, 200) ?? "";
  const known = searchPeople(store, actor, q);
  const first = tenuresOf(store, office.id, institution.id, dayOf(actor.now, office.zone)).length === 0;
  return (
    <>
      <PageHead
        back={{ href: paths.institution(institution.id), label: short }}
        title={t("institutions.newPerson.title", { institution: short })}
      />
      <Sheet>
        <Section id="new" title={t("institutions.newPerson.person")}>
          <Form action={addPersonAction} texts={formTexts(t)} className="form mt-4">
            <input type="hidden" name="institutionId" value={institution.id} />
            <PersonFields
              t={t}
              languages={languageOptions()}
              doubles={
                <Doubles
                  url={paths.doubles("person")}
                  find={`${paths.newPerson(institution.id)}?q=`}
                  fields={{ displayName: "name", email: "email" }}
                  texts={doublesTexts(t)}
                />
              }
            />
            <PostFields t={t} roles={roleOptions(t)} liaison={first} />
            <div className="buttons">
              <Button kind="primary">{t("institutions.newPerson.add")}</Button>
              <ButtonLink kind="plain" href={paths.institution(institution.id)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </Section>
        <Section id="known" title={t("institutions.newPerson.known")}>
          <Fold summary={t("institutions.newPerson.find")} open={q !== ""}>
            <FoundPeople
              words={{ q: t("institutions.newPerson.q"), find: t("institutions.finder.go"), none: t("institutions.newPerson.none") }}
              q={q}
              people={known}
              act={(person) => ({
                href: `${paths.editPerson(person.id, { institution: institution.id })}#post`,
                text: t("institutions.newPerson.here", { institution: short }),
              })}
            />
          </Fold>
        </Section>
      </Sheet>
    </>
  );
}
