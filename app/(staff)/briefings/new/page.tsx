import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createBriefing } from "@/app/actions/briefings";
import { type Context, staffContext } from "@/app/context";
import { dayNotes } from "@/app/day-notes";
import { formTexts } from "@/app/form-texts";
import { lengthText } from "@/components/briefings/words";
import { DayNote } from "@/components/calendar/day-note";
import { Button, ButtonLink } from "@/components/ui/button";
import { Check, Choices } from "@/components/ui/choices";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { PageHead, Said } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findTemplate, type Template, templatesOf } from "@/core/briefings/queries";
import { proposedDay } from "@/core/briefings/templates/queries";
import { endsAtHour, lengthOf } from "@/core/briefings/templates/rules";
import { findGroup, type Group, membersOf } from "@/core/institutions/groups/queries";
import { formatDay } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { locales } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { ConfidentialField } from "../fields";
import { modeOptions, typeOptions, zoneOptions } from "../options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.new.title") };
}

/** First what to start from, then title and day; everything else is there already. */
export default async function NewBriefing({ searchParams }: { searchParams: Promise<{ template?: string }> }) {
  const context = await staffContext();
  const { store, actor, t } = context;
  if (!canPlanBriefings(actor, actor)) notFound();
  const { template: wanted } = await searchParams;
  const templates = templatesOf(store, actor.officeId);
  const template = typeof wanted === "string" ? findTemplate(store, actor, wanted) : undefined;
  const chosen = template !== undefined || wanted === "none" || templates.length === 0;
  return (
    <>
      <PageHead
        back={
          chosen && templates.length > 0
            ? { href: paths.newBriefing(), label: t("briefings.new.title") }
            : { href: paths.briefings(), label: t("briefings.title") }
        }
        title={template ? read(template.name, context.locale, context.office.language).text : t("briefings.new.title")}
        meta={chosen ? undefined : t("briefings.new.startFrom")}
      />
      {chosen ? <Draft context={context} template={template} /> : <Cards context={context} templates={templates} />}
    </>
  );
}

/** The group a template invites, while it is in use. */
function groupOf({ store, actor }: Context, template: Template): Group | undefined {
  const group = template.groupId ? findGroup(store, actor, template.groupId) : undefined;
  return group?.archivedAt === null ? group : undefined;
}

function Cards({ context, templates }: { context: Context; templates: Template[] }) {
  const { t, locale, office } = context;
  return (
    <>
      <ul className="template-cards">
        {templates.map((template) => {
          const group = groupOf(context, template);
          return (
            <li key={template.id}>
              <a className="sheet" href={paths.newBriefing({ template: template.id })}>
                <strong>
                  <Said reading={read(template.name, locale, office.language)} locale={locale} />
                </strong>
                <span className="meta">
                  {[
                    t("briefings.new.card", { n: template.agenda.length, length: lengthText(lengthOf(template), t) }),
                    group && t("planning.templates.withGroup", { group: readText(group.name, locale, office.language) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <span className="text-muted">
                  <Said reading={read(template.purpose, locale, office.language)} locale={locale} />
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <p>
        <a className="link" href={paths.newBriefing({ template: "none" })}>
          {t("briefings.new.blank")}
        </a>
      </p>
    </>
  );
}

function Draft({ context, template }: { context: Context; template: Template | undefined }) {
  const { store, actor, t, locale, office } = context;
  const starts = template?.startsAtHour ?? "09:00";
  const group = template && groupOf(context, template);
  const day = template && proposedDay(store, actor, template);
  const others = locales.filter((lang) => lang !== locale);
  return (
    <Form action={createBriefing} texts={formTexts(t)}>
      <input type="hidden" name="language" value={locale} />
      {template && <input type="hidden" name="templateId" value={template.id} />}
      <Field name={`title.${locale}`} label={t("briefings.fields.title")} maxLength={200} required autoFocus />
      <Field
        name="day"
        type="date"
        label={t("briefings.fields.day")}
        value={day}
        hint={
          template &&
          [
            day && t("planning.new.proposed", { day: formatDay(day, locale, "full") }),
            t("briefings.new.replyBy", { n: template.replyByDays }),
          ]
            .filter(Boolean)
            .join(" ")
        }
        min="1990-01-01"
        max="2099-12-31"
        required
      />
      <DayNote
        field="day"
        url={paths.dayNotes()}
        begun={day ? dayNotes(context, { day }) : undefined}
        occasions={t("planning.occasions.heldFor")}
      />
      {group && <Invites context={context} group={group} />}
      <Check name="past" label={t("briefings.new.past")} whenAsked />
      <details className="fold">
        <summary>
          <Icon name="right" size={16} /> {t("briefings.new.more")}
        </summary>
        <div className="form">
          <div className="hours">
            <Field name="starts" type="time" label={t("briefings.fields.starts")} value={starts} />
            <Field name="ends" type="time" label={t("briefings.fields.ends")} value={template ? endsAtHour(template) : "10:00"} />
          </div>
          <Select name="zone" label={t("briefings.fields.zone")} value={office.zone} options={zoneOptions(office.zone, t.locale)} />
          <Select name="type" label={t("briefings.fields.type")} value={template?.type ?? "executive_briefing"} options={typeOptions(t)} />
          <Choices name="mode" label={t("briefings.fields.mode")} value={template?.mode ?? "on_site"} options={modeOptions(t)} />
          <Field name="venue" label={t("briefings.fields.venue")} value={template?.venue} maxLength={200} optional />
          <Field name="address" label={t("briefings.fields.address")} value={template?.address} maxLength={300} optional />
          <Field name="onlineUrl" type="url" label={t("briefings.fields.onlineUrl")} value={template?.onlineUrl} maxLength={500} optional />
          <ConfidentialField context={context} />
          {others.map((lang) => (
            <Field
              key={lang}
              name={`title.${lang}`}
              label={t("briefings.fields.titleIn", { language: t(`briefings.inLanguage.${lang}`) })}
              maxLength={200}
              lang={lang}
              optional
            />
          ))}
        </div>
      </details>
      <div className="buttons">
        <Button kind="primary">{t("briefings.new.create")}</Button>
        <ButtonLink kind="plain" href={paths.briefings()}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Who is on the list from the start. */
function Invites({ context: { store, t, locale, office }, group }: { context: Context; group: Group }) {
  const members = membersOf(store, group);
  const called = members.map((one) => one.acronym ?? readText(one.name, locale, office.language));
  if (members.length === 0) return null;
  return <p className="meta">{t("planning.new.invites", { n: members.length, group: joined(called, locale) })}</p>;
}
