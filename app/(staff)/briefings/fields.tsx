import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, TextArea } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icon";
import { officeNamed } from "@/core/offices/rules";
import { goals } from "@/db/reference/briefings";
import { referenceTopics } from "@/db/reference/vocabularies";
import { type Locale, locales } from "@/lib/locales";
import { modeOptions, objectiveOptions, topicOptions } from "./options";

/** What a form begins with, by the names of its fields. */
export type Values = Record<string, unknown>;
export type Props = { context: Context; values: Values };

/** A value of the form as text. */
export const text = (values: Values, name: string): string => String(values[name] ?? "");
/** A value of the form as the texts of its ticked boxes. */
export const list = (values: Values, name: string): string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);

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

/** One text in each language, side by side, the reader's first; a title is one line that grows. */
export function InLanguages({
  context: { t, locale },
  values,
  name,
  label,
  maxLength,
  rows,
  title = false,
  first = false,
}: Props & {
  name: string;
  label: (language: string) => string;
  maxLength: number;
  rows?: number;
  title?: boolean;
  /** Whether the one in the reader's language is asked for. */
  first?: boolean;
}) {
  return (
    <div className="side-by-side three">
      {inOrder(locale).map((lang) => (
        <TextArea
          key={lang}
          name={`${name}.${lang}`}
          rows={title ? 1 : rows}
          className={title ? "one-line" : undefined}
          label={label(t(`briefings.inLanguage.${lang}`))}
          value={text(values, `${name}.${lang}`)}
          maxLength={maxLength}
          lang={lang}
          optional={!first || lang !== locale}
        />
      ))}
    </div>
  );
}

/** Whether mails and calendars keep still about what it is about. */
export function ConfidentialField({ context: { t, locale, office }, checked }: { context: Context; checked?: boolean }) {
  const hint = t("confidential.hint", { office: officeNamed(office, locale).the });
  return <Check name="confidential" label={t("confidential.field")} hint={hint} checked={checked} />;
}

/** Where, and how one gets in: the room, the address online, what is accessible. */
export function PlaceFields({ context, values }: Props) {
  const { t } = context;
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
        <InLanguages
          {...{ context, values }}
          name="accessNotes"
          label={(language) => t("briefings.fields.accessIn", { language })}
          maxLength={2000}
        />
      </div>
    </Part>
  );
}

/** A long list of boxes under a line that says how many are ticked. */
export function Folded({ name, title, options, context: { t }, values }: Props & { name: string; title: string; options: Option[] }) {
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

/** What a meeting is about: topics, goals of the world, objectives in force on a day. */
export function TagFields({ context, values, day }: Props & { day: string }) {
  const { t, locale } = context;
  const sdgs = goals.map(({ number }) => ({ value: String(number), label: `${number} ${t.maybe(`vocabulary.sdgs.${number}`) ?? ""}` }));
  const topics = topicOptions(
    t,
    referenceTopics.map((topic) => topic.key),
  );
  return (
    <>
      <Folded name="topics" title={t("briefings.fields.topics")} options={topics} {...{ context, values }} />
      <Folded name="sdgs" title={t("briefings.fields.sdgs")} options={sdgs} {...{ context, values }} />
      <Folded
        name="objectives"
        title={t("planning.objectives")}
        options={objectiveOptions(day, list(values, "objectives"), locale)}
        {...{ context, values }}
      />
    </>
  );
}
