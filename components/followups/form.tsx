import { DayNote, type Noted } from "@/components/calendar/day-note";
import { Fold } from "@/components/institutions/fold";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, Select, TextArea } from "@/components/ui/fields";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

/** What the fields begin with; empty for a new one. */
export type Begun = {
  what?: string;
  lead?: string;
  parties?: string[];
  dueOn?: string | null;
  projectCode?: string | null;
  origin?: string | null;
};

/**
 * What was agreed: two fields are needed, the rest is folded until somebody wants it. `items` are the points of the
 * briefing's agenda; an edit asks why a date moves.
 */
export function FollowUpFields({
  t,
  begun = {},
  leads,
  institutions,
  projects,
  items,
  own,
  dueNote,
  editing = false,
}: {
  t: Translator;
  begun?: Begun;
  leads: Option[];
  institutions: Option[];
  projects: string[];
  items?: Option[];
  own: string;
  /** What is to be known of the due date it begins with. */
  dueNote?: Noted;
  editing?: boolean;
}) {
  const more = Boolean(begun.origin || begun.parties?.length);
  return (
    <>
      <Field name="what" label={t("followups.form.what")} hint={t("followups.form.whatHint")} value={begun.what} maxLength={300} required />
      <div className="side-by-side">
        <Select
          name="lead"
          label={t("followups.form.lead")}
          hint={t("followups.form.leadHint")}
          value={begun.lead}
          options={leads}
          empty={t("followups.form.choose")}
          required
        />
        <Field name="dueOn" type="date" label={t("followups.form.dueOn")} hint={t("followups.form.dueHint")} value={begun.dueOn} optional />
      </div>
      <DayNote field="dueOn" url={paths.dayNotes()} begun={dueNote} />
      {editing && begun.dueOn && (
        <Field name="dueReason" label={t("followups.form.dueReason")} hint={t("followups.form.dueReasonHint")} maxLength={500} optional />
      )}
      {!editing && <Check name="proposed" label={t("followups.form.proposed")} hint={t("followups.form.proposedHint")} />}
      <Fold summary={t("followups.form.more")} open={more}>
        <div className="grid gap-5">
          <div className="choices-many">
            <Choices name="parties" label={t("followups.form.parties")} options={institutions} value={begun.parties} multiple optional />
          </div>
          <TextArea
            name="origin"
            label={t("followups.form.origin")}
            hint={t("followups.form.originHint")}
            value={begun.origin}
            rows={3}
            maxLength={2000}
            lang={own}
            optional
          />
          {items && items.length > 0 && (
            <Select name="agendaItemId" label={t("followups.form.item")} options={items} empty={t("followups.form.noItem")} optional />
          )}
          <Field name="projectCode" label={t("followups.form.project")} value={begun.projectCode} maxLength={40} list="projects" optional />
          <datalist id="projects">
            {projects.map((code) => (
              <option key={code} value={code} />
            ))}
          </datalist>
        </div>
      </Fold>
    </>
  );
}
