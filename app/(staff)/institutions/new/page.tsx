import type { Metadata } from "next";
import { addInstitutionAction } from "@/app/actions/institutions";
import { allowed, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Doubles } from "@/components/institutions/doubles";
import { FactFields } from "@/components/institutions/fact-fields";
import { languagesFrom, NameFields } from "@/components/institutions/name-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { PageHead, Sheet } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { lastPrecedence } from "@/core/institutions/queries";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { doublesTexts, institutionOptions, languageOptions, topicOptions, typeOptions } from "../options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("institutions.newTitle") };
}

export default async function NewInstitution() {
  const { store, actor, office, t } = await staffContext();
  allowed(() => authorize(office, () => canKeepDirectory(actor, { officeId: office.id })));
  return (
    <>
      <PageHead back={{ href: paths.institutions(), label: t("institutions.title") }} title={t("institutions.newTitle")} />
      <Sheet>
        <section>
          <Form action={addInstitutionAction} texts={formTexts(t)} className="form wide">
            <NameFields t={t} languages={languagesFrom(office.language)} />
            <Doubles
              url={paths.doubles("institution")}
              find={`${paths.institutions()}?q=`}
              fields={{ "name.es": "name", "name.en": "name", "name.fr": "name", acronym: "acronym" }}
              texts={doublesTexts(t)}
            />
            <FactFields
              t={t}
              options={{
                types: typeOptions(t),
                topics: topicOptions(t),
                parents: institutionOptions(store, office),
                languages: languageOptions(),
              }}
              precedence={lastPrecedence(store, office.id) + 10}
              folded={
                <Field
                  name="validFrom"
                  type="date"
                  label={t("institutions.fields.nameSince")}
                  hint={t("institutions.fields.nameSinceHint")}
                  optional
                />
              }
            />
            <div className="buttons">
              <Button kind="primary">{t("institutions.add")}</Button>
              <ButtonLink kind="plain" href={paths.institutions()}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </section>
      </Sheet>
    </>
  );
}
