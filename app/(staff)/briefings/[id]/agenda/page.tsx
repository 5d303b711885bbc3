import type { Metadata } from "next";
import { addAgendaItem, arrangeAgenda, editAgendaItem } from "@/app/actions/briefings";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { AgendaList, type AgendaRow } from "@/components/briefings/agenda";
import { AgendaKeys } from "@/components/briefings/agenda-client";
import { BriefingMenu } from "@/components/briefings/menu";
import { hourText, lengthText } from "@/components/briefings/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Notice, Sheet } from "@/components/ui/page";
import { type AgendaTimes, agendaTimes } from "@/core/briefings/agenda/rules";
import { papersOf } from "@/core/briefings/materials/queries";
import { byItem } from "@/core/briefings/materials/rules";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type AgendaItem, agendaOf, type Briefing, findAgendaItem, findBriefing } from "@/core/briefings/queries";
import { isOpenForChanges } from "@/core/briefings/rules";
import { formatHour } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { paperLink } from "../papers/row";
import { ItemFields } from "./item-fields";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ item?: string; removed?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.rail.agenda") };
}

/** The order of the meeting: each item begins when the one before it ends. */
export default async function Agenda({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const { item: opened, removed } = await searchParams;
  const items = agendaOf(store, actor.officeId, briefing.id);
  const timing = agendaTimes(briefing.startsLocal, items, briefing.endsLocal);
  const plans = canPlanBriefings(actor, briefing) && isOpenForChanges(briefing);
  const adding = plans && opened === "new";
  const editing = plans ? items.find((item) => item.id === opened) : undefined;
  const papers = byItem(papersOf(store, actor.officeId, briefing.id), items);
  const rows = items.map((item, i) => ({
    ...rowOf(item, timing.times[i]?.start ?? briefing.startsLocal, i, items.length, context),
    papers: (papers.get(item.id) ?? []).map((paper) => paperLink(paper, context)),
  }));
  return (
    <section aria-labelledby="agenda">
      <div className="head">
        <div>
          <h2 id="agenda">{timingText(items, timing, briefing, context)}</h2>
          {plans && items.length > 1 && <p className="meta no-print agenda-keys">{t("briefings.agenda.keys")}</p>}
        </div>
        <div className="buttons">
          {items.length > 0 && <Printed briefing={briefing} context={context} />}
          <ButtonLink href={paths.papers(briefing.id)}>{t("papers.title")}</ButtonLink>
          {plans && (
            <ButtonLink kind={adding || editing ? "outline" : "primary"} href={`${paths.agenda(briefing.id, { item: "new" })}#new`}>
              {t("briefings.agenda.add")}
            </ButtonLink>
          )}
        </div>
      </div>
      {timing.overrun > 0 && items.length > 0 && <Overrun timing={timing} briefing={briefing} plans={plans} context={context} />}
      {plans && typeof removed === "string" && <Removed itemId={removed} briefing={briefing} context={context} />}
      {plans && (
        <Form action={arrangeAgenda} texts={formTexts(t)} className="arrange" id="arrange">
          <input type="hidden" name="briefingId" value={briefing.id} />
        </Form>
      )}
      <Sheet className="agenda-sheet">
        {rows.length === 0 && !adding ? (
          <Empty>
            <p>{t("briefings.agenda.empty")}</p>
          </Empty>
        ) : (
          <AgendaKeys>
            <AgendaList
              rows={rows}
              words={
                plans
                  ? {
                      up: t("briefings.agenda.up"),
                      down: t("briefings.agenda.down"),
                      edit: t("briefings.menu.edit"),
                      remove: t("briefings.agenda.remove"),
                    }
                  : undefined
              }
              editHref={(id) => `${paths.agenda(briefing.id, { item: id })}#${id}`}
              openId={editing?.id}
              form={
                editing && (
                  <Form action={editAgendaItem} texts={formTexts(t)} className="form wide" key={editing.id}>
                    <ItemFields context={context} briefingId={briefing.id} item={editing} />
                  </Form>
                )
              }
            />
          </AgendaKeys>
        )}
        {adding && (
          <section id="new" className="agenda-form" aria-labelledby="new-item">
            <h3 id="new-item">{t("briefings.agenda.newItem", { hour: hourText(timing.end, briefing.startsLocal, context.locale) })}</h3>
            <Form action={addAgendaItem} texts={formTexts(t)} className="form wide" key={`new-${items.length}`}>
              <ItemFields context={context} briefingId={briefing.id} />
            </Form>
          </section>
        )}
      </Sheet>
    </section>
  );
}

function rowOf(item: AgendaItem, start: string, i: number, of: number, { t, locale, office }: Context): Omit<AgendaRow, "papers"> {
  const own = read(item.title, locale, office.language);
  const kind = t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? item.kind;
  const title = own.text ? own : { text: kind, lang: locale, fallback: false };
  const hour = formatHour(start, locale);
  return {
    id: item.id,
    start,
    hour,
    length: lengthText(item.minutes, t),
    title,
    locale,
    kind: own.text && own.text !== kind ? kind : undefined,
    speakers: item.speakers.map(({ name, post }) => ({ name, post })),
    place: t("briefings.agenda.place", { title: title.text, n: i + 1, of, hour }),
  };
}

/** "6 items, 9:00–11:00" and how that sits in the time there is. */
function timingText(
  items: AgendaItem[],
  { end, overrun }: AgendaTimes,
  { startsLocal, endsLocal }: Briefing,
  { t, locale }: Context,
): string {
  if (items.length === 0)
    return t("briefings.agenda.none", { from: formatHour(startsLocal, locale), to: hourText(endsLocal, startsLocal, locale) });
  const values = {
    n: items.length,
    from: formatHour(startsLocal, locale),
    to: hourText(end, startsLocal, locale),
    until: hourText(endsLocal, startsLocal, locale),
  };
  if (overrun >= 0) return t("briefings.agenda.full", values);
  return t("briefings.agenda.spare", { ...values, spare: lengthText(-overrun, t) });
}

function Overrun({
  timing,
  briefing,
  plans,
  context: { t, locale },
}: {
  timing: AgendaTimes;
  briefing: Briefing;
  plans: boolean;
  context: Context;
}) {
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        {t("briefings.agenda.overrun", {
          end: hourText(timing.end, briefing.startsLocal, locale),
          until: hourText(briefing.endsLocal, briefing.startsLocal, locale),
          length: lengthText(timing.overrun, t),
        })}{" "}
        {plans && (
          <a className="link no-print" href={`${paths.editBriefing(briefing.id)}#date`}>
            {t("briefings.agenda.moveEnd")}
          </a>
        )}
      </p>
    </Notice>
  );
}

/** The agenda and the programme as PDF, each in every language of the office, the reader's own first. */
function Printed({ briefing, context: { t, locale, office } }: { briefing: Briefing; context: Context }) {
  const languages = [...new Set([locale, ...office.languages])];
  const items = (["agenda", "programme"] as const).flatMap((form) =>
    languages.map((lang) => ({
      href: paths.agendaPdf(briefing.id, { form, lang }),
      text: t("letters.programme.inLanguage", { paper: t(`letters.programme.${form}`), language: t(`briefings.inLanguage.${lang}`) }),
    })),
  );
  return <BriefingMenu text={t("letters.programme.pdf")} items={items} />;
}

/** The item just taken off, and the way back. */
function Removed({ itemId, briefing, context }: { itemId: string; briefing: Briefing; context: Context }) {
  const { store, actor, t, locale, office } = context;
  const item = findAgendaItem(store, actor, itemId);
  if (item?.briefingId !== briefing.id || item.removedAt === null) return null;
  const title = read(item.title, locale, office.language).text || t.maybe(`vocabulary.agendaKinds.${item.kind}`) || item.kind;
  return (
    <div className="notice none no-print" role="status">
      <p>{t("briefings.agenda.removed", { title })}</p>
      <Button kind="plain" form="arrange" name="act" value={`restore:${itemId}`}>
        <Icon name="undo" /> {t("common.undo")}
      </Button>
    </div>
  );
}
