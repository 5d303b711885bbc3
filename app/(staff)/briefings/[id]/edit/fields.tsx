import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { Choices } from "@/components/ui/choices";
import { Field, type Option, Select, TextArea } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icon";
import type { Briefing } from "@/core/briefings/queries";
import { listStaff } from "@/core/offices/queries";
import { goals } from "@/db/reference/briefings";
import { internationalDays } from "@/db/reference/days";
import { referenceTopics } from "@/db/reference/vocabularies";
import { donorVisibilities } from "@/db/schema/briefings";
import { daysBetween, formatDay } from "@/lib/dates";
import { type Locale, locales } from "@/lib/locales";
import { modeOptions, topicOptions, typeOptions } from "../../options";

export type Values = Record<string, unknown>;
type Props = { context: Context; values: Values };

/** A value of the form as text. */
export const text = (values: Values, name: string): string => String(values[name] ?? "");
const list = (values: Values, name: string): string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);

/** The reader's language first. */
const inOrder = (locale: Locale): Locale[] => [locale, ...locales.filter((lang) => lang !== locale)];

/** A part of the long form, with its heading. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="sheet part" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** Title and purpose in each language, side by side. */
export function TextFields({ context: { t, locale }, values }: Props) {
  return (
    <Part id="title" title={t("briefings.edit.texts")}>
      <div className="side-by-side three">
        {inOrder(locale).map((lang) => (
          <TextArea
            key={lang}
            name={`title.${lang}`}
            rows={1}
            className="one-line"
            label={t("briefings.fields.titleIn", { language: t(`briefings.inLanguage.${lang}`) })}
            value={text(values, `title.${lang}`)}
            maxLength={200}
            lang={lang}
            optional={lang !== locale}
          />
        ))}
      </div>
      <div className="side-by-side three" id="purpose">
        {inOrder(locale).map((lang) => (
          <TextArea
            key={lang}
            name={`purpose.${lang}`}
            label={t("briefings.fields.purposeIn", { language: t(`briefings.inLanguage.${lang}`) })}
            value={text(values, `purpose.${lang}`)}
            maxLength={2000}
            lang={lang}
            optional
          />
        ))}
      </div>
    </Part>
  );
}

/** Where, and how one gets in: the room, the address online, what is accessible. */
export function PlaceFields({ context: { t, locale }, values }: Props) {
  return (
    <Part id="place" title={t("briefings.edit.where")}>
      <Choices name="mode" label={t("briefings.fields.mode")} value={text(values, "mode")} options={modeOptions(t)} />
      <div className="side-by-side">
        <Field name="venue" label={t("briefings.fields.venue")} value={text(values, "venue")} maxLength={200} optional />
        <Field name="address" label={t("briefings.fields.address")} value={text(values, "address")} maxLength={300} optional />
        <Field
          name="onlineUrl"
          type="url"
          label={t("briefings.fields.onlineUrl")}
          value={text(values, "onlineUrl")}
          maxLength={500}
          optional
        />
        <Field
          name="seats"
          type="number"
          label={t("briefings.fields.seats")}
          hint={t("briefings.edit.seatsHint")}
          value={text(values, "seats")}
          min={1}
          max={100000}
          inputMode="numeric"
          optional
        />
      </div>
      <div id="access" className="grid gap-2">
        <p className="meta">{t("briefings.edit.accessHint")}</p>
        <div className="side-by-side three">
          {inOrder(locale).map((lang) => (
            <TextArea
              key={lang}
              name={`accessNotes.${lang}`}
              label={t("briefings.fields.accessIn", { language: t(`briefings.inLanguage.${lang}`) })}
              value={text(values, `accessNotes.${lang}`)}
              maxLength={2000}
              lang={lang}
              optional
            />
          ))}
        </div>
      </div>
    </Part>
  );
}

/** What kind of meeting, for what, about what, paid by whom, in whose hands. */
export function AboutFields({ context, values, briefing }: Props & { briefing: Briefing }) {
  const { t, locale, store, actor } = context;
  const staff = listStaff(store, actor).filter((member) => member.disabledAt === null || member.userId === briefing.ownerId);
  const sdgs = goals.map(({ number }) => ({ value: String(number), label: `${number} ${t.maybe(`vocabulary.sdgs.${number}`) ?? ""}` }));
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
        options={daysNear(briefing, list(values, "occasionDays"), locale)}
        value={list(values, "occasionDays")}
        multiple
        optional
      />
      <div className="grid gap-2">
        <p className="meta">{t("briefings.edit.occasionsHint")}</p>
        <div className="side-by-side three">
          {inOrder(locale).map((lang) => (
            <TextArea
              key={lang}
              name={`occasions.${lang}`}
              label={t("briefings.fields.occasionsIn", { language: t(`briefings.inLanguage.${lang}`) })}
              value={text(values, `occasions.${lang}`)}
              maxLength={2000}
              rows={2}
              lang={lang}
              optional
            />
          ))}
        </div>
      </div>
      <Folded
        name="topics"
        title={t("briefings.fields.topics")}
        options={topicOptions(
          t,
          referenceTopics.map((topic) => topic.key),
        )}
        {...{ context, values }}
      />
      <Folded name="sdgs" title={t("briefings.fields.sdgs")} options={sdgs} {...{ context, values }} />
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

/** A long list of boxes under a line that says how many are ticked. */
function Folded({ name, title, options, context: { t }, values }: Props & { name: string; title: string; options: Option[] }) {
  const chosen = list(values, name);
  return (
    <details className="fold">
      <summary>
        <Icon name="right" size={16} /> {t("briefings.edit.chosen", { title, n: chosen.length })}
      </summary>
      <Choices name={name} label={title} options={options} value={chosen} multiple />
    </details>
  );
}

/** The days the world keeps within six weeks of the meeting, and those chosen already, in the order of the year. */
function daysNear(briefing: Briefing, chosen: string[], locale: Locale): Option[] {
  const meeting = briefing.startsLocal.slice(0, 10);
  const year = meeting.slice(0, 4);
  return internationalDays
    .map(({ month, day, name }) => {
      const key = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      return { key, on: `${year}-${key}`, name: name[locale] };
    })
    .filter(({ key, on }) => {
      const apart = Math.abs(daysBetween(meeting, on));
      return Math.min(apart, 365 - apart) <= 42 || chosen.includes(key);
    })
    .map(({ key, on, name }) => ({ value: key, label: name, hint: formatDay(on, locale, "short") }));
}
