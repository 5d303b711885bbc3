import type { ReactNode } from "react";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import type { Person } from "@/core/institutions/queries";
import type { Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import { FieldsFold } from "./fold";

type Props = { t: Translator; value?: Person; languages: Option[]; doubles?: ReactNode };

/** Who somebody is and how to reach them. The name is one field: nobody's is split or re-cased. */
export function PersonFields({ t, value, languages, doubles }: Props) {
  return (
    <>
      <Field
        name="displayName"
        label={t("institutions.person.displayName")}
        hint={t("institutions.person.displayNameHint")}
        value={value?.displayName}
        maxLength={200}
        autoComplete="off"
      />
      <div className="side-by-side">
        <Field name="email" type="email" label={t("institutions.person.email")} value={value?.email} autoComplete="off" optional />
        <Field name="phone" type="tel" label={t("institutions.person.phone")} value={value?.phone} autoComplete="off" optional />
      </div>
      {doubles}
      <Choices
        name="form"
        label={t("institutions.person.form")}
        hint={t("institutions.person.formHint")}
        value={value?.form ?? ""}
        options={[
          { value: "f", label: t("institutions.person.forms.f") },
          { value: "m", label: t("institutions.person.forms.m") },
          { value: "", label: t("institutions.person.forms.none") },
        ]}
      />
      <Select
        name="language"
        label={t("institutions.person.language")}
        value={value?.language}
        options={languages}
        empty={t("institutions.person.languageUnknown")}
        optional
        className="max-w-80"
      />
      <FieldsFold summary={t("institutions.person.more")} open={hasMore(value)}>
        <div className="grid gap-5">
          <Check
            name="sharedMailbox"
            label={t("institutions.person.sharedMailbox")}
            hint={t("institutions.person.sharedMailboxHint")}
            checked={value?.sharedMailbox}
          />
          <Field
            name="legalName"
            label={t("institutions.person.legalName")}
            hint={t("institutions.person.legalNameHint")}
            value={value?.legalName}
            maxLength={200}
            autoComplete="off"
            optional
          />
          <Field
            name="sortName"
            label={t("institutions.person.sortName")}
            hint={t("institutions.person.sortNameHint")}
            value={value?.sortName}
            maxLength={200}
            autoComplete="off"
            optional
          />
          <fieldset className="field">
            <legend>{t("institutions.person.honorific")}</legend>
            <span className="hint">{t("institutions.person.honorificHint")}</span>
            <div className="side-by-side three">
              {(Object.keys(languageNames) as Locale[]).map((l) => (
                <Field
                  key={l}
                  name={`honorific.${l}`}
                  label={
                    <>
                      <span className="heard-only">{t("institutions.person.honorific")}, </span>
                      <span lang={l}>{languageNames[l]}</span>
                    </>
                  }
                  value={value?.honorific?.[l]}
                  lang={l}
                  maxLength={40}
                  optional
                />
              ))}
            </div>
          </fieldset>
        </div>
      </FieldsFold>
    </>
  );
}

const hasMore = (person?: Person): boolean =>
  Boolean(person && (person.sharedMailbox || person.legalName || person.sortName || person.honorific));
