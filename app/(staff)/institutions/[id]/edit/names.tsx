import { addNameAction, editNameAction, removeNameAction, renameInstitutionAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { FoldLine } from "@/components/institutions/fold";
import { languagesFrom, NameFields } from "@/components/institutions/name-fields";
import { Span } from "@/components/institutions/people";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Said, Section } from "@/components/ui/page";
import type { Institution, InstitutionName } from "@/core/institutions/queries";
import type { Office } from "@/core/offices/queries";
import type { Translator } from "@/lib/i18n";
import { read } from "@/lib/localized";

type Props = { t: Translator; office: Office; institution: Institution; names: InstitutionName[]; today: string };

/** What an institution was called and when: a new name from a day on, and the earlier ones to correct. */
export function Names({ t, office, institution, names, today }: Props) {
  const languages = languagesFrom(office.language);
  const texts = formTexts(t);
  const record = (
    <>
      <input type="hidden" name="id" value={institution.id} />
      <Version value={institution.version} />
    </>
  );
  return (
    <Section id="names" title={t("institutions.about.names")}>
      <ul className="people">
        {names.map((name) => (
          <li key={name.id} className="grid-cols-1!">
            <div>
              {name.acronym && <b>{name.acronym} </b>}
              <Said reading={read(name.name, office.language, office.language)} locale={t.locale} />
              <Span t={t} from={name.validFrom} to={name.validTo} act={name.act} />
            </div>
            <div>
              <Form
                action={editNameAction}
                texts={texts}
                className="form wide"
                fold={{ summary: <FoldLine text={t("institutions.names.correct")} />, className: "fold" }}
              >
                {record}
                <input type="hidden" name="nameId" value={name.id} />
                <NameFields t={t} languages={languages} value={name} />
                <div className="side-by-side">
                  <Field name="validFrom" type="date" label={t("institutions.names.from")} value={name.validFrom} max={today} optional />
                  <Field name="validTo" type="date" label={t("institutions.names.to")} value={name.validTo} optional />
                </div>
                <Act t={t} value={name.act} />
                <div className="buttons">
                  <Button>{t("institutions.names.save")}</Button>
                </div>
              </Form>
              {names.length > 1 && (
                <Form
                  action={removeNameAction}
                  texts={texts}
                  fold={{ summary: <FoldLine text={t("institutions.names.mistake")} />, className: "fold" }}
                >
                  {record}
                  <input type="hidden" name="nameId" value={name.id} />
                  <p className="text-muted">{t("institutions.names.removeHint")}</p>
                  <div className="buttons">
                    <Button>{t("institutions.names.remove", { name: name.acronym ?? read(name.name, t.locale).text })}</Button>
                  </div>
                </Form>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Form
        action={renameInstitutionAction}
        texts={texts}
        className="form wide"
        fold={{ summary: <FoldLine text={t("institutions.names.new")} />, className: "fold" }}
      >
        <p className="meta">{t("institutions.names.newHint")}</p>
        {record}
        <Field name="validFrom" type="date" label={t("institutions.names.since")} value={today} max={today} />
        <NameFields t={t} languages={languages} />
        <Act t={t} />
        <div className="buttons">
          <Button>{t("institutions.names.save")}</Button>
        </div>
      </Form>
      <Form
        action={addNameAction}
        texts={texts}
        className="form wide"
        fold={{ summary: <FoldLine text={t("institutions.names.earlier")} />, className: "fold" }}
      >
        <p className="meta">{t("institutions.names.earlierHint")}</p>
        {record}
        <div className="side-by-side">
          <Field name="validFrom" type="date" label={t("institutions.names.from")} max={today} optional />
          <Field name="validTo" type="date" label={t("institutions.names.to")} />
        </div>
        <NameFields t={t} languages={languages} />
        <Act t={t} />
        <div className="buttons">
          <Button>{t("institutions.names.save")}</Button>
        </div>
      </Form>
    </Section>
  );
}

function Act({ t, value }: { t: Translator; value?: string | null }) {
  return <Field name="act" label={t("institutions.act")} hint={t("institutions.actHint")} value={value} maxLength={200} optional />;
}
