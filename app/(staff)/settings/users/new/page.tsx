import type { Metadata } from "next";
import { inviteUser } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { roles } from "@/db/schema/offices";
import { languageNames, locales } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.users.invite") };
}

export default async function InviteUser() {
  const { office, t } = await keeperContext();
  return (
    <Sheet className="max-w-3xl">
      <Section id="invite" title={t("settings.users.invite")}>
        <p className="mt-1 mb-5 text-muted">{t("settings.users.inviteText")}</p>
        <Form action={inviteUser} texts={formTexts(t)}>
          <Field name="email" type="email" label={t("settings.users.email")} autoComplete="off" required maxLength={254} />
          <Field name="name" label={t("settings.users.name")} autoComplete="off" required maxLength={100} />
          <Choices
            name="role"
            label={t("settings.users.role")}
            options={roles.map((role) => ({ value: role, label: t(`vocabulary.userRoles.${role}`), hint: t(`settings.roles.${role}`) }))}
            value="officer"
            className="stacked"
          />
          <Choices
            name="language"
            label={t("settings.users.language")}
            options={locales.map((l) => ({ value: l, label: languageNames[l], lang: l }))}
            value={office.language}
          />
          <div className="buttons">
            <Button kind="primary">{t("settings.users.send")}</Button>
            <ButtonLink kind="plain" href={paths.users()}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
