import { Field, Select } from "@/components/ui/fields";
import type { Template } from "@/core/briefings/queries";
import { listGroups } from "@/core/institutions/groups/queries";
import { flat } from "@/core/offices/commands";
import { dayOf, formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { InLanguages, Part, PlaceFields, type Props, TagFields, text, type Values } from "../../briefings/fields";
import { typeOptions } from "../../briefings/options";

/** What a template's form begins with; of a briefing, what is not of its day. */
export const valuesOf = (template: Partial<Template>): Values => flat(template);

/** Everything of a template but its agenda. */
export function TemplateFields({ context, values }: Props) {
  const { t } = context;
  return (
    <>
      <Part id="texts" title={t("planning.templates.texts")}>
        <InLanguages
          {...{ context, values }}
          name="name"
          label={(language) => t("planning.templates.nameIn", { language })}
          maxLength={120}
          title
          first
        />
        <InLanguages
          {...{ context, values }}
          name="purpose"
          label={(language) => t("planning.templates.purposeIn", { language })}
          maxLength={2000}
        />
        <Select name="type" label={t("briefings.fields.type")} value={text(values, "type")} options={typeOptions(t)} className="max-w-sm" />
      </Part>
      <WhenFields context={context} values={values} />
      <GuestFields context={context} values={values} />
      <PlaceFields context={context} values={values} />
      <Part id="about-fields" title={t("planning.templates.about")}>
        <TagFields context={context} values={values} day={dayOf(context.actor.now, context.office.zone)} />
      </Part>
    </>
  );
}

/** The Monday of some week, so that weekdays can be written. */
const MONDAY = 8;

function WhenFields({ context: { t, locale }, values }: Props) {
  const day = (n: number): string => formatDay(`2024-01-${String(MONDAY + n - 1).padStart(2, "0")}`, locale, "weekdayOnly");
  const weekdays = [
    { value: "0", label: t("planning.templates.weekdayAny") },
    ...[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: t("planning.templates.weekdayOf", { day: day(n) }) })),
  ];
  return (
    <Part id="when" title={t("planning.templates.when")}>
      <div className="side-by-side">
        <Field name="startsAtHour" type="time" label={t("planning.templates.starts")} value={text(values, "startsAtHour")} required />
        <Field
          name="minutes"
          type="number"
          label={t("planning.templates.minutes")}
          hint={t("planning.templates.minutesHint")}
          value={text(values, "minutes")}
          min={5}
          max={1440}
          inputMode="numeric"
          optional
        />
        <Select
          name="weekday"
          label={t("planning.templates.weekday")}
          hint={t("planning.templates.weekdayHint")}
          value={text(values, "weekday")}
          options={weekdays}
          empty={t("planning.templates.weekdayNone")}
        />
        <Field
          name="replyByDays"
          type="number"
          label={t("planning.templates.replyByDays")}
          hint={t("planning.templates.replyByHint")}
          value={text(values, "replyByDays")}
          min={1}
          max={60}
          inputMode="numeric"
          required
        />
        <Field
          name="dueDays"
          type="number"
          label={t("planning.templates.dueDays")}
          hint={t("planning.templates.dueHint")}
          value={text(values, "dueDays")}
          min={1}
          max={366}
          inputMode="numeric"
          optional
        />
      </div>
    </Part>
  );
}

function GuestFields({ context, values }: Props) {
  const { store, actor, office, t, locale } = context;
  const chosen = text(values, "groupId");
  const groups = listGroups(store, actor).filter((one) => one.archivedAt === null || one.id === chosen);
  return (
    <Part id="who" title={t("planning.templates.who")}>
      <div className="side-by-side">
        <Select
          name="groupId"
          label={t("planning.templates.group")}
          hint={t("planning.templates.groupHint")}
          value={chosen}
          options={groups.map((one) => ({ value: one.id, label: readText(one.name, locale, office.language) }))}
          empty={t("planning.templates.noGroup")}
        />
        <Field
          name="quota"
          type="number"
          label={t("planning.templates.quota")}
          value={text(values, "quota")}
          min={1}
          max={50}
          inputMode="numeric"
          required
        />
      </div>
    </Part>
  );
}
