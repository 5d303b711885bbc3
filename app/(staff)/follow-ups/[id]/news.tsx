import { addUpdateAction } from "@/app/actions/followups";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { shortName } from "@/components/followups/words";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, type Option, Select, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { Story } from "@/core/followups/story/queries";
import { answerChannels } from "@/db/schema/invitations";
import type { Translator } from "@/lib/i18n";
import { readerOf } from "../reader";

/** What is new, who says so and how it came; the lead's word moves the follow-up, a party's word its own part. */
export function News({ story, context, primary }: { story: Story; context: Context; primary: boolean }) {
  const { t } = context;
  const { followUp } = story;
  const speakers = speakersOf(story, context);
  return (
    <section aria-labelledby="news">
      <h2 id="news">{t("followups.news.title")}</h2>
      <Form action={addUpdateAction} texts={formTexts(t)}>
        <input type="hidden" name="followUpId" value={followUp.id} />
        <TextArea name="note" label={t("followups.news.note")} rows={2} maxLength={2000} />
        {speakers.length > 1 && <Choices name="institutionId" label={t("followups.news.speaker")} options={speakers} value="" />}
        <div className="side-by-side">
          <Field name="byName" label={t("followups.news.byName")} maxLength={120} optional />
          <Select
            name="channel"
            label={t("followups.news.channel")}
            empty={t("followups.news.noChannel")}
            options={answerChannels.map((c) => ({ value: c, label: t(`vocabulary.channelNames.${c}`) }))}
            optional
          />
        </div>
        <Select
          name="progress"
          label={t("followups.news.progress")}
          hint={speakers.length > 1 ? t("followups.news.progressHint") : undefined}
          empty={t("followups.news.asBefore")}
          options={progressOptions(followUp.state === "proposed", t)}
          optional
        />
        <Field name="evidence" label={t("followups.news.evidence")} hint={t("followups.news.evidenceHint")} maxLength={1000} optional />
        <div className="buttons">
          <Button kind={primary ? "primary" : "outline"}>{t("followups.news.add")}</Button>
        </div>
      </Form>
    </section>
  );
}

/** The office, then the lead, then those who share the work. */
function speakersOf({ row: { lead }, parties }: Story, context: Context): Option[] {
  const { t, office, own } = readerOf(context);
  return [
    { value: "", label: office },
    ...(lead.institutionId
      ? [{ value: lead.institutionId, label: shortName(lead.acronym, lead.name, own), hint: t("followups.news.leads"), lang: own }]
      : []),
    ...parties.map((p) => ({ value: p.institutionId, label: shortName(p.acronym, p.name, own), lang: own })),
  ];
}

function progressOptions(proposed: boolean, t: Translator): Option[] {
  const steps = proposed ? (["open"] as const) : (["in_progress", "blocked", "done"] as const);
  return steps.map((step) => ({ value: step, label: t(`followups.news.steps.${step}`) }));
}
