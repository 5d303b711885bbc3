import { takeBackSuccessionAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { SuccessionSentence } from "@/components/institutions/succession";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import type { Institution } from "@/core/institutions/queries";
import type { Succession } from "@/core/institutions/ties/queries";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";

type Props = { t: Translator; own: Locale; institution: Institution; successions: Succession[] };

/** What an institution came from and what became of it: merged, split, raised, replaced; said from either of the two. */
export function Successions({ t, own, institution, successions }: Props) {
  const texts = formTexts(t);
  return (
    <Section id="succession" title={t("institutions.about.succession")}>
      <ul className="people">
        {successions.map((s) => (
          <li key={`${s.institution.id}${s.how}`}>
            <SuccessionSentence t={t} succession={s} own={own} />
            <Form action={takeBackSuccessionAction} texts={texts}>
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
      {successions.length > 0 && <p className="meta pb-3">{t("lineage.removeHint")}</p>}
      <p className="py-3 text-muted">{t("institutions.succession.newHint")}</p>
      <ButtonLink href={paths.succeedInstitution(institution.id)}>{t("institutions.succession.new")}</ButtonLink>
    </Section>
  );
}
