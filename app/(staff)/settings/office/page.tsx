import type { Metadata } from "next";
import { saveOffice } from "@/app/actions/offices";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { countries } from "@/lib/countries";
import { languageNames, locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { zoneOptions } from "../../briefings/options";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.office.title") };
}

export default async function OfficeSettings() {
  const { office, t } = await keeperContext();
  const options = locales.map((l) => ({ value: l, label: languageNames[l], lang: l }));
  const inEach = (field: "name" | "shortName" | "city", values: Localized | null, max: number) => (
    <fieldset className="field">
      <legend>{t(`settings.office.${field}`)}</legend>
      <span className="hint">{t(`settings.office.${field}Hint`)}</span>
      <div className={field === "name" ? "mt-2 grid gap-3" : "side-by-side three mt-2"}>
        {locales.map((l) => (
          <Field
            key={l}
            name={`${field}.${l}`}
            label={
              <>
                <span className="heard-only">{t(`settings.office.${field}`)}, </span>
                <span lang={l}>{languageNames[l]}</span>
              </>
            }
            value={values?.[l]}
            lang={l}
            maxLength={max}
          />
        ))}
      </div>
    </fieldset>
  );
  return (
    <Sheet>
      <Section id="office" title={t("settings.office.heading")}>
        <p className="mt-1 mb-5 text-muted">{t("settings.office.text")}</p>
        <Form action={saveOffice} texts={formTexts(t)} className="form wide">
          <input type="hidden" name="version" value={office.version} />
          {inEach("name", office.name, 200)}
          {inEach("shortName", office.shortName, 60)}
          {inEach("city", office.city, 80)}
          <Select
            name="country"
            label={t("settings.office.country")}
            value={office.country}
            options={countries(t.locale)}
            empty={t("settings.office.noCountry")}
          />
          <div className="side-by-side">
            <Select
              name="zone"
              label={t("settings.office.zone")}
              value={office.zone}
              options={zoneOptions(office.zone, t.locale)}
              required
            />
            <Choices
              name="language"
              label={t("settings.office.language")}
              hint={t("settings.office.languageHint")}
              options={options}
              value={office.language}
            />
          </div>
          <Choices name="languages" label={t("settings.office.languages")} options={options} value={office.languages} multiple />
          <fieldset className="field">
            <legend>{t("settings.office.contact")}</legend>
            <span className="hint">{t("settings.office.contactHint")}</span>
            <div className="side-by-side mt-2">
              <Field name="contactName" label={t("settings.office.contactName")} value={office.contactName} optional maxLength={100} />
              <Field
                name="contactEmail"
                type="email"
                label={t("settings.office.contactEmail")}
                value={office.contactEmail}
                optional
                maxLength={254}
              />
              <Field
                name="contactPhone"
                type="tel"
                label={t("settings.office.contactPhone")}
                value={office.contactPhone}
                optional
                maxLength={24}
              />
              <Field
                name="contactWhatsapp"
                type="tel"
                label={t("settings.office.contactWhatsapp")}
                value={office.contactWhatsapp}
                optional
                maxLength={24}
              />
            </div>
          </fieldset>
          <fieldset className="field">
            <legend>{t("settings.office.press")}</legend>
            <span className="hint">{t("settings.office.pressHint")}</span>
            <div className="side-by-side three mt-2">
              <Field name="pressName" label={t("settings.office.contactName")} value={office.pressName} optional maxLength={100} />
              <Field
                name="pressEmail"
                type="email"
                label={t("settings.office.contactEmail")}
                value={office.pressEmail}
                optional
                maxLength={254}
              />
              <Field
                name="pressPhone"
                type="tel"
                label={t("settings.office.contactPhone")}
                value={office.pressPhone}
                optional
                maxLength={24}
              />
            </div>
          </fieldset>
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
          </div>
        </Form>
      </Section>
    </Sheet>
  );
}
