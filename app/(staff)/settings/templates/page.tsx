import type { Metadata } from "next";
import { arrangeTemplates } from "@/app/actions/templates";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { AgendaKeys } from "@/components/briefings/agenda-client";
import { lengthText } from "@/components/briefings/words";
import { type TemplateLine, TemplateList } from "@/components/settings/template-list";
import { ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Section, Sheet } from "@/components/ui/page";
import type { Template } from "@/core/briefings/queries";
import { listTemplates } from "@/core/briefings/templates/queries";
import { lengthOf } from "@/core/briefings/templates/rules";
import { findGroup } from "@/core/institutions/groups/queries";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("planning.templates.title") };
}

/** What the office's briefings start from, in its order; below, what has been put away. */
export default async function Templates() {
  const context = await keeperContext();
  const { store, actor, t } = context;
  const all = listTemplates(store, actor);
  const used = all.filter((one) => !one.archived);
  const away = all.filter((one) => one.archived);
  const words = {
    up: t("planning.templates.up"),
    down: t("planning.templates.down"),
    copy: t("planning.templates.copy"),
    archive: t("planning.templates.archive"),
    restore: t("planning.templates.restore"),
  };
  return (
    <>
      <div className="mb-4 flex max-w-3xl flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
        <div>
          <h2>{t("planning.templates.heading", { n: used.length })}</h2>
          <p className="meta">{t("planning.templates.text")}</p>
        </div>
        <ButtonLink kind="primary" href={paths.newTemplate()}>
          <Icon name="plus" />
          {t("planning.templates.new")}
        </ButtonLink>
      </div>
      <Form action={arrangeTemplates} texts={formTexts(t)} className="arrange" id="arrange">
        <span hidden />
      </Form>
      <Sheet className="max-w-3xl">
        {used.length === 0 && <Empty>{t("planning.templates.none")}</Empty>}
        <AgendaKeys>
          <TemplateList lines={used.map((one, i) => lineOf(one, context, { n: i + 1, of: used.length }))} words={words} />
        </AgendaKeys>
        {away.length > 0 && (
          <Section id="away" title={t("planning.templates.archived")}>
            <TemplateList lines={away.map((one) => lineOf(one, context))} words={words} away />
          </Section>
        )}
      </Sheet>
    </>
  );
}

function lineOf(template: Template, { store, actor, office, t, locale }: Context, at?: { n: number; of: number }): TemplateLine {
  const name = read(template.name, locale, office.language);
  const group = template.groupId ? findGroup(store, actor, template.groupId) : undefined;
  return {
    id: template.id,
    href: paths.template(template.id),
    copyHref: paths.newTemplate({ template: template.id }),
    name,
    locale,
    meta: [
      t("planning.templates.line", { n: template.agenda.length, length: lengthText(lengthOf(template), t) }),
      group && !group.archivedAt && t("planning.templates.withGroup", { group: readText(group.name, locale, office.language) }),
    ]
      .filter(Boolean)
      .join(" · "),
    place: at ? t("planning.templates.place", { name: name.text, ...at }) : name.text,
  };
}
