import type { Metadata } from "next";
import { saveProfile } from "@/app/actions/offices";
import { setDigest } from "@/app/actions/reports";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Check, Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { officesOfUser, ownUser } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import { ownSessions } from "@/core/offices/sessions/queries";
import { ownDigest } from "@/core/reports/digest/queries";
import { digests, themes } from "@/db/schema/offices";
import { languageNames, locales } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("settings.profile.title") };
}

export default async function Profile() {
  const { store, actor, office, t, locale } = await staffContext();
  const user = present(ownUser(store, actor));
  const sessions = ownSessions(store, actor).length;
  const others = officesOfUser(store, actor.userId, actor.now).filter((o) => o.office.id !== office.id);
  return (
    <Sheet className="max-w-3xl">
      <Section id="profile" title={user.email}>
        <p className="meta mb-5">
          {t(`vocabulary.userRoles.${actor.role}`)} · {readText(office.shortName, locale, office.language)}
        </p>
        <Form action={saveProfile} texts={formTexts(t)}>
          <input type="hidden" name="version" value={user.version} />
          <Field name="name" label={t("settings.profile.name")} value={user.name} autoComplete="name" required maxLength={100} />
          <Choices
            name="language"
            label={t("settings.profile.language")}
            options={locales.map((l) => ({ value: l, label: languageNames[l], lang: l }))}
            value={user.language}
          />
          <Choices
            name="theme"
            label={t("settings.profile.theme")}
            options={themes.map((theme) => ({ value: theme, label: t(`settings.profile.themes.${theme}`) }))}
            value={user.theme}
          />
          <Check
            name="reviewKeys"
            label={t("settings.profile.reviewKeys")}
            hint={t("settings.profile.reviewKeysHint")}
            checked={user.reviewKeys}
          />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
      <Section id="digest" title={t("digest.setting.title")}>
        <p className="mt-2 mb-5 text-muted">{t("digest.setting.text", { office: officeNamed(office, locale).the })}</p>
        <Form action={setDigest} texts={formTexts(t)}>
          <Choices
            name="digest"
            label={t("digest.setting.label")}
            options={(["none", ...digests] as const).map((value) => ({
              value,
              label: t(`digest.setting.values.${value}`),
              hint: t(`digest.setting.hints.${value}`),
            }))}
            value={ownDigest(store, actor) ?? "none"}
          />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
      {others.length > 0 && (
        <Section id="offices" title={t("settings.profile.offices")}>
          <form method="post" action={paths.enterOffice()} className="mt-3 grid gap-2">
            {others.map((other) => (
              <p key={other.office.id} className="flex flex-wrap items-center justify-between gap-3">
                <span>
                  {readText(other.office.shortName, locale, other.office.language)}{" "}
                  <span className="meta">{t(`vocabulary.userRoles.${other.role}`)}</span>
                </span>
                <Button name="officeId" value={other.office.id}>
                  {t("settings.profile.enterOffice")}
                </Button>
              </p>
            ))}
          </form>
        </Section>
      )}
      <Section id="sessions" title={t("settings.profile.sessions")}>
        <p className="mt-2 mb-4 text-muted">{t("settings.profile.sessionsText", { n: sessions })}</p>
        <p className="mb-4">
          <a className="link" href={paths.security()}>
            {t("settings.profile.security")}
          </a>
        </p>
        <div className="buttons">
          <form method="post" action={paths.signOut()}>
            <Button>{t("settings.profile.signOut")}</Button>
          </form>
          <form method="post" action={paths.signOut()}>
            <input type="hidden" name="everywhere" value="1" />
            <Button>{t("settings.profile.signOutEverywhere")}</Button>
          </form>
        </div>
      </Section>
    </Sheet>
  );
}
