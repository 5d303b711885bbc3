import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { FormState, FormTexts } from "@/components/ui/form-state";
import { isMailable } from "@/core/institutions/rules";
import type { Candidate } from "@/core/invitations/choosing/queries";
import type { Translator } from "@/lib/i18n";
import { read } from "@/lib/localized";

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  texts: FormTexts;
  t: Translator;
  briefingId: string;
  candidates: Candidate[];
  /** Whether all stand ticked: somebody asked for this very group. */
  chosen: boolean;
};

/** Institutions to tick, each with its seats and whom the invitation goes to. */
export function Chooser({ action, texts, t, briefingId, candidates, chosen }: Props) {
  return (
    <Form action={action} texts={texts} className="form wide chooser">
      <input type="hidden" name="briefingId" value={briefingId} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("invitations.add.institution")}</th>
            <th scope="col">{t("invitations.add.to")}</th>
            <th scope="col">{t("invitations.add.seats")}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate, i) => (
            <Row key={candidate.institution.id} candidate={candidate} name={`institutions[${i}]`} chosen={chosen} t={t} />
          ))}
        </tbody>
      </table>
      <div className="buttons">
        <Button kind="primary">{t("invitations.add.save")}</Button>
      </div>
    </Form>
  );
}

function Row({ candidate, name, chosen, t }: { candidate: Candidate; name: string; chosen: boolean; t: Translator }) {
  const { institution, liaisons, quota } = candidate;
  const full = read(institution.name, "es");
  const called = institution.acronym ?? full.text;
  const hidden = (text: string) => <span className="heard-only">{text}</span>;
  return (
    <tr>
      <th scope="row">
        <input type="hidden" name={`${name}.id`} value={institution.id} />
        <Check
          name={`${name}.chosen`}
          checked={chosen}
          label={
            <span className="name" lang={institution.acronym ? "es" : full.lang}>
              {called}
            </span>
          }
          hint={institution.acronym ? <span lang={full.lang}>{full.text}</span> : undefined}
        />
      </th>
      <td>
        {liaisons.length > 1 ? (
          <Select
            name={`${name}.addressee`}
            label={hidden(t("invitations.add.toOf", { name: called }))}
            value={(liaisons.find(isMailable) ?? liaisons[0])?.tenureId}
            options={liaisons.map((l) => ({
              value: l.tenureId,
              label: isMailable(l) ? l.name : `${l.name} (${t(l.email ? "people.verify.state" : "invitations.add.noAddress")})`,
            }))}
          />
        ) : (
          <To liaison={liaisons[0]} t={t} />
        )}
      </td>
      <td>
        <Field
          name={`${name}.quota`}
          type="number"
          label={hidden(t("invitations.add.seatsOf", { name: called }))}
          value={quota}
          min={1}
          max={50}
        />
      </td>
    </tr>
  );
}

function To({ liaison, t }: { liaison: Candidate["liaisons"][number] | undefined; t: Translator }) {
  if (!liaison) return <span className="meta">{t("invitations.add.noLiaison")}</span>;
  return (
    <>
      {liaison.name}
      <span className="meta">{liaison.email ?? t("invitations.add.noAddress")}</span>
      {liaison.verifySince !== null && <span className="meta text-warn">{t("people.verify.state")}</span>}
    </>
  );
}
