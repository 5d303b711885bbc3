import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { postponeBriefing } from "@/app/actions/briefings";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { zoneText } from "@/components/briefings/words";
import { DayNote } from "@/components/calendar/day-note";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import { canMove } from "@/core/briefings/rules";
import { knownBy } from "@/core/invitations/telling/queries";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { WhatTheyKnow, WhoIsTold } from "../told";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  const open = findBriefing(store, actor, (await params).id)?.dateOpen;
  return { title: t(open ? "briefings.announce.title" : "briefings.postpone.title") };
}

/** A new date, or none yet, and why; says beforehand who will be told. Where the date was open, it is announced. */
export default async function PostponeBriefing({ params }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  if (!canPlanBriefings(actor, briefing) || !canMove(briefing.state, "postponed")) notFound();
  const open = briefing.dateOpen;
  const today = dayOf(actor.now, briefing.zone);
  const known = knownBy(store, actor, briefing);
  return (
    <Form action={postponeBriefing} texts={formTexts(t)} className="form wide parts">
      <section className="sheet part" aria-labelledby="postpone">
        <h2 id="postpone">{t(open ? "briefings.announce.title" : "briefings.postpone.title")}</h2>
        <div className="grid max-w-2xl gap-2">
          <p>{t(open ? "briefings.announce.happens" : "briefings.postpone.happens")}</p>
          <WhoIsTold context={context} briefing={briefing} known={known} />
        </div>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <div className="hours">
          <Field
            name="day"
            type="date"
            label={t("briefings.postpone.day")}
            hint={open ? undefined : t("briefings.postpone.dayHint")}
            min={today}
            max="2099-12-31"
            optional={!open}
            required={open}
          />
        </div>
        <DayNote field="day" url={paths.dayNotes({ briefing: briefing.id })} />
        <div className="hours">
          <Field name="starts" type="time" label={t("briefings.fields.starts")} value={briefing.startsLocal.slice(11)} />
          <Field name="ends" type="time" label={t("briefings.fields.ends")} value={briefing.endsLocal.slice(11)} />
          <p className="meta beside-field">{zoneText(briefing, t.locale)}</p>
        </div>
        <Field
          name="replyBy"
          type="date"
          label={t("briefings.fields.replyBy")}
          hint={t("briefings.postpone.replyHint")}
          min={today}
          max="2099-12-31"
          optional
        />
        <DayNote field="replyBy" before="day" url={paths.dayNotes()} />
        {!open && (
          <Field name="reason" label={t("briefings.postpone.reason")} hint={t("briefings.postpone.reasonHint")} maxLength={300} required />
        )}
        <div className="buttons">
          <Button kind="primary">{t(open ? "briefings.announce.act" : "briefings.postpone.act")}</Button>
          {known.length > 0 && (
            <Button name="_show" value="all">
              {t("briefings.told.preview")}
            </Button>
          )}
          <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
            {t("briefings.keep")}
          </ButtonLink>
        </div>
      </section>
      <WhatTheyKnow context={context} briefing={briefing} known={known} />
    </Form>
  );
}
