import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, type Option } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { FormState, FormTexts } from "@/components/ui/form-state";
import type { Translator } from "@/lib/i18n";

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  texts: FormTexts;
  t: Translator;
  invitationId: string;
  called: string;
  /** People known at the institution, the addressee first. */
  people: Option[];
  /** The answer that stands as this form is opened. */
  basedOn: string;
  /** How it was most likely heard. */
  channel: "phone" | "whatsapp";
  show?: string;
  order?: string;
};

/** An answer as staff heard it: who said it, how, and three buttons that each save one. Two taps for "yes, by phone, from the liaison"; the answer is never preset. */
export function RecordForm({ action, texts, t, invitationId, called, people, basedOn, channel, show, order }: Props) {
  return (
    <Form action={action} texts={texts} className="record">
      <input type="hidden" name="invitationId" value={invitationId} />
      <input type="hidden" name="basedOn" value={basedOn} />
      {show && <input type="hidden" name="show" value={show} />}
      {order && <input type="hidden" name="order" value={order} />}
      {/* Enter in a field must not say yes for an institution: the button it would press is disabled. */}
      <button type="submit" disabled hidden />
      <Choices
        name="by"
        label={t("invitations.record.who")}
        value={people[0]?.value ?? "other"}
        options={[...people, { value: "other", label: t("invitations.record.other") }]}
      />
      <div className="when-other side-by-side">
        <Field name="byName" label={t("invitations.record.name")} maxLength={100} autoComplete="off" />
        <Field name="byPost" label={t("invitations.record.post")} optional maxLength={160} autoComplete="off" />
      </div>
      <Choices
        name="channel"
        label={t("invitations.record.how")}
        value={channel}
        options={(["phone", "whatsapp", "letter", "email", "in_person"] as const).map((value) => ({
          value,
          label: t(`vocabulary.channelNames.${value}`),
        }))}
      />
      <details>
        <summary className="link">{t("invitations.record.more")}</summary>
        <div className="more">
          <Field name="tellBy" type="date" label={t("invitations.record.tellBy")} optional />
          <Field name="reason" label={t("invitations.record.reason")} optional maxLength={600} />
          <Field
            name="substituteName"
            label={t("invitations.record.substitute")}
            hint={t("invitations.record.substituteHint")}
            optional
            maxLength={100}
          />
        </div>
      </details>
      <fieldset>
        <legend>{t("invitations.record.what", { name: called })}</legend>
        <div className="buttons">
          {(["accepted", "tentative", "declined"] as const).map((value) => (
            <Button key={value} name="value" value={value}>
              {t(`invitations.record.${value}`)}
            </Button>
          ))}
        </div>
      </fieldset>
    </Form>
  );
}
