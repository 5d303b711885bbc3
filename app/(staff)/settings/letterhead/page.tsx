import type { Metadata } from "next";
import { savePapers } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { LetterheadPreview } from "@/components/settings/letterhead-preview";
import { OfficeLogo } from "@/components/settings/office-logo";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Section, Sheet } from "@/components/ui/page";
import { numberText } from "@/core/invitations/letters/rules";
import { dayOf, formatDay } from "@/lib/dates";
import { languageNames, locales } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("office.papers.title") };
}

/** What stands on the office's papers, in each language, with how it looks. */
export default async function Letterhead() {
  const { actor, office, t } = await keeperContext();
  const today = dayOf(actor.now, office.zone);
  const wordsOf = (field: "letterHead" | "letterAddress" | "letterFoot" | "signatoryPosts") =>
    field === "signatoryPosts"
      ? { label: t("letters.signatory.posts"), hint: t("letters.signatory.postsHint") }
      : { label: t(`office.papers.${field}`), hint: t(`office.papers.${field}Hint`) };
  const inEach = (field: "letterHead" | "letterAddress" | "letterFoot" | "signatoryPosts") => (
    <fieldset className="field">
      <legend>{wordsOf(field).label}</legend>
      <span className="hint">{wordsOf(field).hint}</span>
      <div className="side-by-side three mt-2">
        {locales.map((l) => (
          <TextArea
            key={l}
            name={`${field}.${l}`}
            label={
              <>
                <span className="heard-only">{wordsOf(field).label}, </span>
                <span lang={l}>{languageNames[l]}</span>
              </>
            }
            value={office[field]?.[l]}
            lang={l}
            rows={3}
            maxLength={400}
          />
        ))}
      </div>
    </fieldset>
  );
  return (
    <Sheet>
      <Section id="logo" title={t("office.logo.title")}>
        <div className="logo-line">
          {office.logo ? (
            <OfficeLogo logo={office.logo} name={readText(office.name, t.locale, office.language)} />
          ) : (
            <p>{t("office.logo.none")}</p>
          )}
          <ButtonLink kind="outline" href={paths.logo()}>
            {t(office.logo ? "office.logo.change" : "office.logo.add")}
          </ButtonLink>
        </div>
      </Section>
      <Section id="sheet" title={t("letters.sheet.title")}>
        <div className="logo-line">
          <p>
            {office.letterTemplate
              ? t("letters.sheet.now", {
                  file: office.letterTemplate.fileName,
                  day: formatDay(dayOf(office.letterTemplate.at, office.zone), t.locale, "plainYear"),
                })
              : t("letters.sheet.none")}
          </p>
          <ButtonLink kind="outline" href={paths.letterSheet()}>
            {t("letters.sheet.change")}
          </ButtonLink>
        </div>
      </Section>
      <Section id="papers" title={t("office.papers.title")}>
        <p className="mt-1 mb-5 text-muted">{t("office.papers.text")}</p>
        <Form action={savePapers} texts={formTexts(t)} className="form wide">
          <Version value={office.version} />
          {inEach("letterHead")}
          {inEach("letterAddress")}
          {inEach("letterFoot")}
          <Field name="signatoryName" label={t("letters.signatory.name")} value={office.signatoryName} optional maxLength={160} />
          {inEach("signatoryPosts")}
          <Field
            name="registerPrefix"
            label={t("office.papers.registerPrefix")}
            hint={t("office.papers.registerPrefixHint")}
            value={office.registerPrefix}
            optional
            maxLength={20}
          />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
      <Section id="preview" title={t("office.papers.preview")}>
        <div className="letterheads">
          {office.languages.map((l) => (
            <LetterheadPreview
              key={l}
              lang={l}
              language={languageNames[l]}
              name={readText(office.name, l, office.language)}
              logo={office.logo}
              head={readText(office.letterHead, l, office.language)}
              address={readText(office.letterAddress, l, office.language)}
              foot={readText(office.letterFoot, l, office.language)}
              reference={numberText(office.registerPrefix, 1, Number(today.slice(0, 4)))}
              date={`${readText(office.city, l, office.language)}, ${formatDay(today, l, "plainYear")}`.replace(/^, /, "")}
            />
          ))}
        </div>
      </Section>
    </Sheet>
  );
}
