import type { Metadata } from "next";
import { addTemplate } from "@/app/actions/templates";
import { type Context, present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { agendaOf, findBriefing, findTemplate, type Template } from "@/core/briefings/queries";
import { minutesBetween } from "@/core/briefings/rules";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";
import { TemplateFields, valuesOf } from "../form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("planning.templates.new") };
}

/** A template from nothing, from another one, or from a briefing that went well. */
export default async function NewTemplate({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await keeperContext();
  const { t } = context;
  const query = await searchParams;
  const [templateId, briefingId] = [one(query, "template"), one(query, "briefing")];
  const from = templateId ? ofTemplate(context, templateId) : briefingId ? ofBriefing(context, briefingId) : blank;
  return (
    <>
      <div className="mb-4">
        <h2>{t("planning.templates.new")}</h2>
        <p className="meta">{t("planning.templates.agendaComes", { n: from.agenda?.length ?? 0 })}</p>
      </div>
      <Form action={addTemplate} texts={formTexts(t)} className="form wide parts">
        {templateId && <input type="hidden" name="fromTemplateId" value={templateId} />}
        {!templateId && briefingId && <input type="hidden" name="fromBriefingId" value={briefingId} />}
        <TemplateFields context={context} values={valuesOf(from)} />
        <div className="buttons">
          <Button kind="primary">{t("planning.templates.create")}</Button>
          <ButtonLink kind="plain" href={paths.templates()}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}

const blank: Partial<Template> = { type: "executive_briefing", startsAtHour: "09:00", mode: "on_site", quota: 2, replyByDays: 5 };

const ofTemplate = ({ store, actor }: Context, id: string): Partial<Template> => present(findTemplate(store, actor, id));

/** What a briefing can hand on to those that follow it; its name is that of its kind until somebody gives a better one. */
function ofBriefing({ store, actor, office }: Context, id: string): Partial<Template> {
  const briefing = present(findBriefing(store, actor, id));
  const { title, purpose, type, startsLocal, endsLocal, mode, venue, address, onlineUrl, accessNotes, seats, topics, sdgs, objectives } =
    briefing;
  const was = briefing.templateId ? findTemplate(store, actor, briefing.templateId) : undefined;
  return {
    ...blank,
    ...{ name: title, purpose, type, mode, venue, address, onlineUrl, accessNotes, seats, topics, sdgs, objectives },
    ...(was && { quota: was.quota, replyByDays: was.replyByDays, weekday: was.weekday, dueDays: was.dueDays, groupId: was.groupId }),
    startsAtHour: startsLocal.slice(11),
    minutes: startsLocal.slice(0, 10) === endsLocal.slice(0, 10) ? minutesBetween(startsLocal, endsLocal) : null,
    agenda: agendaOf(store, office.id, id).map(({ kind, minutes }) => ({ kind, minutes })),
  };
}
