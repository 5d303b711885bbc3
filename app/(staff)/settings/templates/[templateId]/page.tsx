import type { Metadata } from "next";
import { addTemplateItem, arrangeTemplateItems, editTemplate, editTemplateItem } from "@/app/actions/templates";
import { type Context, present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { AgendaList, type AgendaRow } from "@/components/briefings/agenda";
import { AgendaKeys } from "@/components/briefings/agenda-client";
import { lengthText } from "@/components/briefings/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Said } from "@/components/ui/page";
import { agendaTimes } from "@/core/briefings/agenda/rules";
import { findTemplate, type Template } from "@/core/briefings/queries";
import { itemsOf, type NamedItem } from "@/core/briefings/templates/rules";
import { formatHour } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { PointFields } from "../../../briefings/[id]/agenda/item-fields";
import { Part } from "../../../briefings/fields";
import { keeperContext } from "../../keepers";
import { TemplateFields, valuesOf } from "../form";

type Props = { params: Promise<{ templateId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("planning.templates.title") };
}

/** A template: its agenda, and everything else in one form. */
export default async function EditTemplate({ params, searchParams }: Props) {
  const context = await keeperContext();
  const { store, actor, office, t, locale } = context;
  const template = present(findTemplate(store, actor, (await params).templateId));
  return (
    <>
      <div className="mb-4">
        <a className="back" href={paths.templates()}>
          {t("planning.templates.back")}
        </a>
        <h2>
          <Said reading={read(template.name, locale, office.language)} locale={locale} />
        </h2>
      </div>
      <div className="grid gap-6">
        <Agenda context={context} template={template} opened={one(await searchParams, "item")} />
        <Form action={editTemplate} texts={formTexts(t)} className="form wide parts">
          <input type="hidden" name="templateId" value={template.id} />
          <Version value={template.version} />
          <TemplateFields context={context} values={valuesOf(template)} />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
            <ButtonLink kind="plain" href={paths.templates()}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </div>
    </>
  );
}

/** The points with the hours they would have at the usual start. */
function Agenda({ context, template, opened }: { context: Context; template: Template; opened: string }) {
  const { t, locale } = context;
  const items = itemsOf(template);
  const starts = `2000-01-01T${template.startsAtHour}`;
  const { times, end } = agendaTimes(starts, items, starts);
  const editing = items.find((item) => item.id === opened);
  const adding = opened === "new";
  const hours = { n: items.length, from: formatHour(starts, locale), to: formatHour(end, locale) };
  return (
    <Part id="agenda" title={t("planning.templates.agenda")}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="meta">{t("planning.templates.agendaText", hours)}</p>
        {!adding && <ButtonLink href={`${paths.template(template.id, { item: "new" })}#new`}>{t("briefings.agenda.add")}</ButtonLink>}
      </div>
      <Form action={arrangeTemplateItems} texts={formTexts(t)} className="arrange" id="arrange">
        <input type="hidden" name="templateId" value={template.id} />
      </Form>
      {items.length > 0 && (
        <AgendaKeys>
          <AgendaList
            rows={items.map((item, i) => rowOf(item, times[i]?.start ?? starts, { n: i + 1, of: items.length }, context))}
            words={{
              up: t("briefings.agenda.up"),
              down: t("briefings.agenda.down"),
              edit: t("briefings.menu.edit"),
              remove: t("briefings.agenda.remove"),
            }}
            editHref={(id) => `${paths.template(template.id, { item: id })}#${id}`}
            openId={editing?.id}
            form={
              editing && (
                <Form action={editTemplateItem} texts={formTexts(t)} className="form wide" key={editing.id}>
                  <input type="hidden" name="itemId" value={editing.id} />
                  <Version value={template.version} />
                  <Point context={context} template={template} item={editing} />
                </Form>
              )
            }
          />
        </AgendaKeys>
      )}
      {adding && (
        <section id="new" className="agenda-form" aria-labelledby="new-item">
          <h3 id="new-item">{t("briefings.agenda.newItem", { hour: formatHour(end, locale) })}</h3>
          <Form action={addTemplateItem} texts={formTexts(t)} className="form wide" key={`new-${items.length}`}>
            <Point context={context} template={template} />
          </Form>
        </section>
      )}
    </Part>
  );
}

function Point({ context, template, item }: { context: Context; template: Template; item?: NamedItem }) {
  const { t } = context;
  return (
    <>
      <input type="hidden" name="templateId" value={template.id} />
      <PointFields context={context} point={item} />
      <div className="buttons">
        <Button>{t(item ? "common.form.save" : "briefings.agenda.addThis")}</Button>
        <ButtonLink kind="plain" href={`${paths.template(template.id)}#${item?.id ?? "agenda"}`}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </>
  );
}

function rowOf(item: NamedItem, start: string, at: { n: number; of: number }, { t, locale, office }: Context): AgendaRow {
  const own = read(item.title, locale, office.language);
  const kind = t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? item.kind;
  const title = own.text ? own : { text: kind, lang: locale };
  const hour = formatHour(start, locale);
  return {
    id: item.id,
    start,
    hour,
    length: lengthText(item.minutes, t),
    title,
    locale,
    kind: own.text && own.text !== kind ? kind : undefined,
    speakers: [],
    place: t("briefings.agenda.place", { title: title.text, ...at, hour }),
  };
}
