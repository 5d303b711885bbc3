import type { Context } from "@/app/context";
import { apartText } from "@/app/day-notes";
import { Choices } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import { occasionsBefore } from "@/core/briefings/editing/queries";
import type { Briefing } from "@/core/briefings/queries";
import { listStaff } from "@/core/offices/queries";
import { daysAround } from "@/db/reference/days";
import { donorVisibilities } from "@/db/schema/briefings";
import { read } from "@/lib/localized";
import { ConfidentialField, InLanguages, list, Part, type Props, TagFields, text } from "../../fields";
import { typeOptions } from "../../options";

/** Title and purpose in each language, side by side. */
export function TextFields({ context, values }: Props) {
  const { t } = context;
  return (
    <Part id="title" title={t("briefings.edit.texts")}>
      <InLanguages
        {...{ context, values }}
        name="title"
        label={(language) => t("briefings.fields.titleIn", { language })}
        maxLength={200}
        title
        first
      />
      <div id="purpose">
        <InLanguages
          {...{ context, values }}
          name="purpose"
          label={(language) => t("briefings.fields.purposeIn", { language })}
          maxLength={2000}
        />
      </div>
      <ConfidentialField context={context} checked={text(values, "confidential") === "on"} />
    </Part>
  );
}

/** What kind of meeting, for what, about what, paid by whom, in whose hands. */
export function AboutFields({ context, values, briefing }: Props & { briefing: Briefing }) {
  const { t, locale, store, actor, office } = context;
  const before = occasionsBefore(store, briefing);
  const staff = listStaff(store, actor).filter((member) => member.disabledAt === null || member.userId === briefing.ownerId);
  return (
    <Part id="about-fields" title={t("briefings.edit.about")}>
      <div className="side-by-side">
        <Select name="type" label={t("briefings.fields.type")} value={text(values, "type")} options={typeOptions(t)} />
        <Select
          name="ownerId"
          label={t("briefings.fields.owner")}
          value={text(values, "ownerId")}
          options={staff.map((member) => ({ value: member.userId, label: member.name }))}
          empty={t("briefings.edit.nobody")}
        />
      </div>
      <Choices
        name="occasionDays"
        label={t("briefings.fields.occasionDays")}
        options={daysNear(briefing, list(values, "occasionDays"), context)}
        value={list(values, "occasionDays")}
        multiple
        optional
      />
      {before.length > 0 && (
        <Choices
          name="occasionsAgain"
          label={t("planning.occasions.again")}
          options={before.map(({ key, name }) => {
            const said = read(name, locale, office.language);
            return { value: key, label: said.text, lang: said.lang };
          })}
          multiple
          optional
        />
      )}
      <div className="grid gap-2">
        <p className="meta">{t("briefings.edit.occasionsHint")}</p>
        <InLanguages
          {...{ context, values }}
          name="occasions"
          label={(language) => t("briefings.fields.occasionsIn", { language })}
          maxLength={2000}
          rows={2}
        />
      </div>
      <TagFields {...{ context, values }} day={briefing.startsLocal.slice(0, 10)} />
      <div className="side-by-side">
        <Field name="projectCode" label={t("briefings.fields.projectCode")} value={text(values, "projectCode")} maxLength={60} optional />
        <Field name="donor" label={t("briefings.fields.donor")} value={text(values, "donor")} maxLength={120} optional />
      </div>
      <Choices
        name="donorVisibility"
        label={t("briefings.fields.donorVisibility")}
        value={text(values, "donorVisibility")}
        options={donorVisibilities.map((visibility) => ({ value: visibility, label: t(`vocabulary.donorVisibility.${visibility}`) }))}
      />
    </Part>
  );
}

/** The days the world keeps within six weeks of the meeting, and those chosen already, in the order of the year. */
function daysNear(briefing: Briefing, chosen: string[], context: Context): Option[] {
  const meeting = briefing.startsLocal.slice(0, 10);
  return daysAround(meeting)
    .filter(({ key, apart }) => Math.abs(apart) <= 42 || chosen.includes(key))
    .map(({ key, name, on, apart }) => ({ value: key, label: name[context.locale], hint: apartText(apart, on, context.t) }));
}
