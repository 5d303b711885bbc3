import type { Metadata } from "next";
import { arrangeAgenda } from "@/app/actions/briefings";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { lengthText } from "@/components/briefings/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice, Said, Section } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type AgendaItem, agendaOf, findAgendaItem, findBriefing } from "@/core/briefings/queries";
import { agendaTimes, isOpenForChanges } from "@/core/briefings/rules";
import { read, readText } from "@/core/kernel/localized";
import { formatHour, formatHours } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { ItemForm } from "./item-form";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ item?: string; removed?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t, locale } = await staffContext();
  const briefing = present(findBriefing(store, actor, (await params).id));
  return { title: t("briefings.agenda.titled", { title: readText(briefing.title, locale, office.language) }) };
}

/** What an item is called: its own title, else the name of its kind. */
const titleOf = (item: AgendaItem, t: Translator, office: "en" | "es" | "fr") => {
  const own = read(item.title, t.locale, office);
  return own.text ? own : { text: t.maybe(`vocabulary.agendaKinds.${item.kind}`) ?? item.kind, lang: t.locale };
};

export default async function Agenda({ params, searchParams }: Props) {
  const { store, actor, office, t, locale } = await staffContext();
  const { id } = await params;
  const { item: opened, removed: removedId } = await searchParams;
  const briefing = present(findBriefing(store, actor, id));
  const items = agendaOf(store, office.id, id);
  const { times, end, overrun } = agendaTimes(briefing.startsLocal, items, briefing.endsLocal);
  const may = canPlanBriefings(actor, briefing) && isOpenForChanges(briefing);
  const removed = may && removedId ? findAgendaItem(store, actor, removedId) : undefined;
  const hour = (local: string) => formatHour(local, locale);

  return (
    <Section id="agenda" title={t("briefings.agenda.title")} className="agenda-page">
      <div className="flex flex-wrap items-center justify-between gap-3 pt-1 pb-4">
        <p className="text-muted">
          {items.length > 0
            ? t("briefings.agenda.fits", { n: items.length, from: hour(briefing.startsLocal), to: hour(end) })
            : t("briefings.agenda.empty")}{" "}
          {items.length > 0 &&
            overrun < 0 &&
            t("briefings.agenda.left", { length: lengthText(-overrun, t), end: hour(briefing.endsLocal) })}
        </p>
        {may && opened !== "new" && (
          <ButtonLink href={`${paths.agenda(id, { item: "new" })}#item-new`} kind={opened ? "outline" : "primary"}>
            <Icon name="plus" />
            {t("briefings.agenda.add")}
          </ButtonLink>
        )}
      </div>
      {overrun > 0 && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("briefings.agenda.overrun", { to: hour(end), length: lengthText(overrun, t), end: hour(briefing.endsLocal) })}</p>
        </Notice>
      )}
      {may && (
        <Form action={arrangeAgenda} texts={formTexts(t)} id="arrange" className="arrange">
          <input type="hidden" name="briefingId" value={id} />
          {removed?.removedAt && (
            <p className="notice none">
              <span>{t("briefings.agenda.removed", { title: titleOf(removed, t, office.language).text })}</span>
              <Button kind="plain" name="act" value={`restore:${removed.id}`}>
                {t("common.undo")}
              </Button>
            </p>
          )}
        </Form>
      )}
      <div className="sheet">
        {items.length > 0 && (
          <ol className="agenda-list">
            {items.map((item, i) => {
              const title = titleOf(item, t, office.language);
              const time = times[i];
              return (
                <li key={item.id} id={item.id}>
                  {opened === item.id && may ? (
                    <ItemForm briefingId={id} item={item} heading={t("briefings.agenda.editTitle", { title: title.text })} />
                  ) : (
                    <>
                      <p className="time">
                        {time && formatHours(time.start, time.end, locale)}
                        <span className="meta">{lengthText(item.minutes, t)}</span>
                      </p>
                      <div>
                        <p className="what">
                          <Said reading={title} locale={locale} />
                        </p>
                        {item.speakers.map((speaker) => (
                          <p className="meta" key={speaker.name}>
                            {[speaker.name, speaker.post].filter(Boolean).join(", ")}
                          </p>
                        ))}
                      </div>
                      {may && (
                        <div className="acts">
                          <Button
                            kind="plain"
                            form="arrange"
                            name="act"
                            value={`up:${item.id}`}
                            disabled={i === 0}
                            aria-label={t("briefings.agenda.upOf", { title: title.text })}
                          >
                            <Icon name="up" />
                          </Button>
                          <Button
                            kind="plain"
                            form="arrange"
                            name="act"
                            value={`down:${item.id}`}
                            disabled={i === items.length - 1}
                            aria-label={t("briefings.agenda.downOf", { title: title.text })}
                          >
                            <Icon name="down" />
                          </Button>
                          <a
                            className="button plain"
                            href={`${paths.agenda(id, { item: item.id })}#${item.id}`}
                            aria-label={t("briefings.agenda.editOf", { title: title.text })}
                          >
                            {t("briefings.agenda.edit")}
                          </a>
                          <Button
                            kind="plain"
                            form="arrange"
                            name="act"
                            value={`remove:${item.id}`}
                            aria-label={t("briefings.agenda.removeOf", { title: title.text })}
                          >
                            {t("briefings.agenda.remove")}
                          </Button>
                        </div>
                      )}
                    </>
                  )}
                </li>
              );
            })}
          </ol>
        )}
        {opened === "new" && may && (
          <div id="item-new" className="agenda-new">
            <ItemForm briefingId={id} heading={t("briefings.agenda.addTitle")} />
          </div>
        )}
      </div>
    </Section>
  );
}
