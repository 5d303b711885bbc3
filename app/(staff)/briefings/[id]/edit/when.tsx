import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { dayNotes } from "@/app/day-notes";
import { DayNote } from "@/components/calendar/day-note";
import { Field, Select } from "@/components/ui/fields";
import type { Briefing } from "@/core/briefings/queries";
import { isTold } from "@/core/briefings/rules";
import { dayOf, formatDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { Part, text, type Values } from "../../fields";
import { zoneOptions } from "../../options";

/** Local day and hours with their zone, and until when answers are asked for. */
export function WhenFields({ context, values, briefing }: { context: Context; values: Values; briefing: Briefing }) {
  const { t, locale } = context;
  const [day, replyBy] = [text(values, "day"), text(values, "replyBy")];
  const ahead = isTold(briefing, context.actor.now);
  const today = dayOf(context.actor.now, briefing.zone);
  return (
    <Part id="date" title={t("briefings.edit.when")}>
      {briefing.dateOpen ? (
        <>
          {["day", "starts", "lastDay", "ends", "zone"].map((name) => (
            <input key={name} type="hidden" name={name} value={text(values, name)} />
          ))}
          <p>
            {t.rich("briefings.edit.dateOpen", {
              a: (chunks: ReactNode) => (
                <a className="link" href={paths.postponeBriefing(briefing.id)}>
                  {chunks}
                </a>
              ),
            })}
          </p>
        </>
      ) : (
        <>
          <div className="hours">
            <Field name="day" type="date" label={t("briefings.fields.day")} value={day} min={ahead ? today : undefined} required />
            <Field name="starts" type="time" label={t("briefings.fields.starts")} value={text(values, "starts")} required />
            <Field name="ends" type="time" label={t("briefings.fields.ends")} value={text(values, "ends")} required />
            <Field name="lastDay" type="date" label={t("briefings.fields.lastDay")} value={text(values, "lastDay")} optional />
          </div>
          <DayNote
            field="day"
            url={paths.dayNotes({ briefing: briefing.id })}
            begun={dayNotes(context, { day, briefingId: briefing.id })}
          />
          <Select
            name="zone"
            label={t("briefings.fields.zone")}
            value={text(values, "zone")}
            options={zoneOptions(briefing.zone, t.locale)}
            className="measure"
          />
        </>
      )}
      <div id="replyBy" className="grid gap-2">
        <Field
          name="replyBy"
          type="date"
          label={t("briefings.fields.replyBy")}
          hint={briefing.replyBy ? formatDay(briefing.replyBy, locale, "full") : undefined}
          value={replyBy}
          min={ahead && replyBy >= today ? today : undefined}
          optional
        />
        <DayNote field="replyBy" before="day" url={paths.dayNotes()} begun={dayNotes(context, { day: replyBy, before: day })} />
      </div>
    </Part>
  );
}
