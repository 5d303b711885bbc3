import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { copyBriefing } from "@/app/actions/briefings";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { zoneText } from "@/components/briefings/words";
import { DayNote } from "@/components/calendar/day-note";
import { Button, ButtonLink } from "@/components/ui/button";
import { Check, Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { papersOf } from "@/core/briefings/materials/queries";
import { canPlanBriefings } from "@/core/briefings/policy";
import { agendaOf, type Briefing, findBriefing } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { guestsToCopy } from "@/core/invitations/copying/queries";
import { isInForce, objectiveOf } from "@/db/reference/frameworks";
import { dayOf } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { paperLink } from "../papers/row";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.copy.title") };
}

/** A new day for the same meeting; says beforehand what goes along and what does not. */
export default async function CopyBriefing({ params }: { params: Promise<{ id: string }> }) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  if (!canPlanBriefings(actor, briefing)) notFound();
  const papers = papersOf(store, actor.officeId, briefing.id);
  return (
    <section className="sheet part" aria-labelledby="copy">
      <h2 id="copy">{t("briefings.copy.title")}</h2>
      <Along context={context} briefing={briefing} />
      <Form action={copyBriefing} texts={formTexts(t)}>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <Field name="day" type="date" label={t("briefings.copy.day")} min="1990-01-01" max="2099-12-31" required />
        <DayNote field="day" url={paths.dayNotes({ briefing: briefing.id })} />
        <Check name="past" label={t("briefings.new.past")} whenAsked />
        <div className="hours">
          <Field name="starts" type="time" label={t("briefings.fields.starts")} value={briefing.startsLocal.slice(11)} />
          <Field name="ends" type="time" label={t("briefings.fields.ends")} value={briefing.endsLocal.slice(11)} />
          <p className="meta beside-field">{zoneText(briefing, t.locale)}</p>
        </div>
        <p className="meta">{t("briefings.copy.hours")}</p>
        <Field name="replyBy" type="date" label={t("briefings.fields.replyBy")} hint={t("briefings.postpone.replyHint")} optional />
        <DayNote field="replyBy" before="day" url={paths.dayNotes()} />
        {papers.length > 0 && (
          <Choices
            name="papers"
            label={t("papers.copy.label")}
            hint={t("papers.copy.hint")}
            options={papers.map((paper) => ({ value: paper.id, label: paper.title, hint: paperLink(paper, context).facts }))}
            multiple
            optional
          />
        )}
        <div className="buttons">
          <Button kind="primary">{t("briefings.copy.act")}</Button>
          <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </section>
  );
}

function Along({ context, briefing: { id: briefingId, objectives } }: { context: Context; briefing: Briefing }) {
  const { store, actor, office, t, locale } = context;
  const { institutions, changed, gone } = guestsToCopy(store, actor, briefingId);
  const names = namesOn(store, office.id, [...changed, ...gone], dayOf(actor.now, office.zone));
  const named = (ids: string[]): string =>
    joined(
      ids.map((id) => names.get(id)?.acronym ?? readText(names.get(id)?.name, locale, office.language)),
      locale,
    );
  const today = dayOf(actor.now, office.zone);
  const old = objectives.filter((key) => !isInForce(key, today)).map((key) => objectiveOf(key)?.framework.name[locale] ?? key);
  const ended = [...new Set(old)];
  return (
    <div className="grid max-w-2xl gap-2">
      <p>{t("briefings.copy.happens", { items: agendaOf(store, office.id, briefingId).length, institutions: institutions.length })}</p>
      {changed.length > 0 && <p>{t("briefings.copy.changed", { n: changed.length, institutions: named(changed) })}</p>}
      {gone.length > 0 && <p>{t("briefings.copy.gone", { n: gone.length, institutions: named(gone) })}</p>}
      {ended.length > 0 && <p>{t("planning.ended", { n: ended.length, frameworks: joined(ended, locale) })}</p>}
      <p className="text-muted">{t("briefings.copy.stays")}</p>
    </div>
  );
}
