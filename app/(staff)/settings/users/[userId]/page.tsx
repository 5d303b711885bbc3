import type { Metadata } from "next";
import { disable } from "@/app/actions/handover";
import { enable, giveLastDay, giveRole } from "@/app/actions/offices";
import { present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { holdingsOf } from "@/core/followups/handover/queries";
import { findUser } from "@/core/offices/queries";
import { roles } from "@/db/schema/offices";
import { dayOf, formatMoment, formatZone } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";
import { SecondFactor } from "./second-factor";

export async function generateMetadata({ params }: PageProps<"/settings/users/[userId]">): Promise<Metadata> {
  const { store, actor } = await keeperContext();
  return { title: findUser(store, actor, (await params).userId)?.name };
}

export default async function User({ params }: PageProps<"/settings/users/[userId]">) {
  const { store, actor, office, t, locale } = await keeperContext();
  const member = present(findUser(store, actor, (await params).userId));
  const holds = holdingsOf(store, actor, member.userId).length;
  const self = member.userId === actor.userId;
  return (
    <Sheet className="max-w-3xl">
      <Section id="role" title={member.name}>
        <p className="meta mb-5">
          {member.email} · <span lang={member.language}>{languageNames[member.language]}</span> ·{" "}
          {member.seenAt === null
            ? t("settings.users.notSeen")
            : t("settings.users.seenAt", { moment: formatMoment(member.seenAt, office.zone, locale, "shortYear") })}
        </p>
        <Form action={giveRole} texts={formTexts(t)}>
          <input type="hidden" name="userId" value={member.userId} />
          <Choices
            name="role"
            label={t("settings.users.role")}
            hint={self ? t("settings.users.ownRole") : t("settings.users.roleHint")}
            options={roles.map((role) => ({ value: role, label: t(`vocabulary.userRoles.${role}`), hint: t(`settings.roles.${role}`) }))}
            value={member.role}
            className="stacked"
          />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
            <ButtonLink kind="plain" href={paths.users()}>
              {t("settings.users.back")}
            </ButtonLink>
          </div>
        </Form>
      </Section>
      {member.disabledAt === null && (
        <Section id="last-day" title={t("rights.title")}>
          <Form action={giveLastDay} texts={formTexts(t)} className="form mt-3">
            <input type="hidden" name="userId" value={member.userId} />
            <Field
              name="endsOn"
              type="date"
              label={t("rights.lastDay")}
              hint={t("rights.hint", { place: formatZone(office.zone, actor.now, locale) })}
              value={member.endsOn}
              optional
              min={dayOf(actor.now, office.zone)}
            />
            <div className="buttons">
              <Button>{t("common.form.save")}</Button>
            </div>
          </Form>
        </Section>
      )}
      {holds > 0 && (
        <Section id="holds" title={t("handover.title")}>
          <p className="mt-2 mb-4 text-muted">{t("handover.holds", { name: member.name, n: holds })}</p>
          <div className="buttons">
            <ButtonLink href={paths.handover(member.userId)}>{t("handover.go")}</ButtonLink>
          </div>
        </Section>
      )}
      <Section id="access" title={t("settings.users.access")}>
        <p className="mt-2 mb-4 text-muted">
          {member.disabledAt === null
            ? t("settings.users.disableText", { name: member.name })
            : t("settings.users.disabledSince", {
                name: member.name,
                moment: formatMoment(member.disabledAt, office.zone, locale, "shortYear"),
              })}
        </p>
        <Form action={member.disabledAt === null ? disable : enable} texts={formTexts(t)}>
          <input type="hidden" name="userId" value={member.userId} />
          <div className="buttons">
            <Button>
              {member.disabledAt === null
                ? t("settings.users.disable", { name: member.name })
                : t("settings.users.enable", { name: member.name })}
            </Button>
          </div>
        </Form>
      </Section>
      <SecondFactor userId={member.userId} name={member.name} />
    </Sheet>
  );
}
