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

/** An answer as staff heard it: two taps for "yes, by phone, from the liaison". What an answer brings with it opens under it. */
export function RecordForm({ action, texts, t, invitationId, called, people, basedOn, channel, show, order }: Props) {
  return (
    <Form action={action} texts={texts} className="record">
      <input type="hidden" name="invitationId" value={invitationId} />
      <input type="hidden" name="basedOn" value={basedOn} />
      {show && <input type="hidden" name="show" value={show} />}
      {order && <input type="hidden" name="order" value={order} />}
      <Choices
        name="value"
        label={t("invitations.record.what", { name: called })}
        value="accepted"
        options={(["accepted", "tentative", "declined"] as const).map((value) => ({ value, label: t(`invitations.record.${value}`) }))}
      />
      <div className="when-tentative">
        <Field name="tellBy" type="date" label={t("invitations.record.tellBy")} optional />
      </div>
      <div className="when-declined side-by-side">
        <Field name="reason" label={t("invitations.record.reason")} optional maxLength={600} />
        <Field
          name="substituteName"
          label={t("invitations.record.substitute")}
          hint={t("invitations.record.substituteHint")}
          optional
          maxLength={100}
        />
      </div>
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
      <div className="buttons">
        <Button kind="primary">{t("invitations.record.save")}</Button>
      </div>
    </Form>
  );
}
