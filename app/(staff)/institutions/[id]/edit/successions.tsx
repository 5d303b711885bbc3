import { recordSuccessionAction, removeSuccessionAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { NameLink } from "@/components/institutions/about";
import { FoldLine } from "@/components/institutions/fold";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { successionKinds } from "@/core/institutions/names/input";
import { successionsOf } from "@/core/institutions/names/queries";
import type { Institution } from "@/core/institutions/queries";
import type { Office } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { institutionOptions } from "../../options";

type Props = { t: Translator; store: Store; office: Office; institution: Institution };

/** Which other institution followed this one: merged, split, raised, replaced. */
export function Successions({ t, store, office, institution }: Props) {
  const texts = formTexts(t);
  const successions = successionsOf(store, office.id, institution.id);
  return (
    <Section id="succession" title={t("institutions.about.succession")}>
      <ul className="people">
        {successions.map((s) => (
          <li key={`${s.institution.id}${s.kind}${s.direction}`}>
            <div>
              <p className="text-muted">{t.maybe(`institutions.succession.${s.direction}.${s.kind}`)}</p>
              <NameLink institution={s.institution} own={office.language} locale={t.locale} />
              <p className="meta">{[s.on && formatDay(s.on, t.locale, "shortYear"), s.act].filter(Boolean).join(" · ")}</p>
            </div>
            {s.direction === "after" && (
              <Form action={removeSuccessionAction} texts={texts}>
                <input type="hidden" name="id" value={institution.id} />
                <input type="hidden" name="toId" value={s.institution.id} />
                <input type="hidden" name="kind" value={s.kind} />
                <div className="buttons">
                  <Button kind="plain">{t("institutions.succession.remove")}</Button>
                </div>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form
        action={recordSuccessionAction}
        texts={texts}
        className="form wide"
        fold={{ summary: <FoldLine text={t("institutions.succession.new")} />, className: "fold" }}
      >
        <p className="meta">{t("institutions.succession.newHint")}</p>
        <input type="hidden" name="id" value={institution.id} />
        <div className="side-by-side">
          <Select
            name="kind"
            label={t("institutions.succession.kind")}
            options={successionKinds.map((kind) => ({ value: kind, label: t(`institutions.succession.after.${kind}`) }))}
          />
          <Select
            name="toId"
            label={t("institutions.succession.to")}
            options={institutionOptions(store, office, institution.id)}
            empty={t("institutions.fields.choose")}
          />
          <Field name="on" type="date" label={t("institutions.succession.on")} optional />
          <Field name="act" label={t("institutions.succession.act")} hint={t("institutions.succession.actHint")} maxLength={200} optional />
        </div>
        <div className="buttons">
          <Button>{t("institutions.succession.save")}</Button>
        </div>
      </Form>
    </Section>
  );
}
