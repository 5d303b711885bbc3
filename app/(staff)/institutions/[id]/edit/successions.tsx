import { recordSuccessionAction, removeSuccessionAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { FoldLine } from "@/components/institutions/fold";
import { SuccessionSentence } from "@/components/institutions/succession";
import { Button } from "@/components/ui/button";
import { Field, type Option, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import type { Institution } from "@/core/institutions/queries";
import { successionWays } from "@/core/institutions/ties/input";
import type { Succession } from "@/core/institutions/ties/queries";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

type Props = { t: Translator; own: Locale; institution: Institution; successions: Succession[]; others: Option[] };

/** What an institution came from and what became of it: merged, split, raised, replaced; said from either of the two. */
export function Successions({ t, own, institution, successions, others }: Props) {
  const texts = formTexts(t);
  return (
    <Section id="succession" title={t("institutions.about.succession")}>
      <ul className="people">
        {successions.map((s) => (
          <li key={`${s.institution.id}${s.how}`}>
            <SuccessionSentence t={t} succession={s} own={own} />
            <Form action={removeSuccessionAction} texts={texts}>
              <input type="hidden" name="at" value={institution.id} />
              <input type="hidden" name="fromId" value={s.fromId} />
              <input type="hidden" name="toId" value={s.toId} />
              <input type="hidden" name="kind" value={s.kind} />
              <div className="buttons">
                <Button kind="plain">{t("institutions.succession.remove")}</Button>
              </div>
            </Form>
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
            name="how"
            label={t("institutions.succession.kind")}
            options={successionWays.map((how) => ({ value: how, label: t(`institutions.succession.${how}`) }))}
          />
          <Select name="otherId" label={t("institutions.succession.to")} options={others} empty={t("institutions.fields.choose")} />
          <Field name="on" type="date" label={t("institutions.succession.on")} optional />
          <Field name="act" label={t("institutions.act")} hint={t("institutions.actHint")} maxLength={200} optional />
        </div>
        <div className="buttons">
          <Button>{t("institutions.succession.save")}</Button>
        </div>
      </Form>
    </Section>
  );
}
