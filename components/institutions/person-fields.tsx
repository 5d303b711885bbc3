import type { ReactNode } from "react";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import type { Mailbox } from "@/core/institutions/mailboxes/queries";
import type { Person } from "@/core/institutions/queries";
import type { Sex } from "@/db/schema/institutions";
import type { Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { phoneText } from "@/lib/phones";
import { FieldsFold } from "./fold";

type Props = { t: Translator; value?: Person; mailboxes?: Mailbox[]; languages: Option[]; doubles?: ReactNode };

/** Lines for further mailboxes: those there are, and two to be filled in. */
const linesOf = (mailboxes: Mailbox[]): (Mailbox | undefined)[] => [...mailboxes.slice(1), undefined, undefined].slice(0, 10);

/** Who somebody is and how to reach them. The name is one field: nobody's is split or re-cased. */
export function PersonFields({ t, value, mailboxes = [], languages, doubles }: Props) {
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
        <Field
          name="phone"
          type="tel"
          label={t("institutions.person.phone")}
          hint={t("people.phoneHint")}
          value={value?.phone && phoneText(value.phone)}
          maxLength={40}
          autoComplete="off"
          optional
        />
      </div>
      <Check name="emailShared" label={t("people.mailboxes.shared")} checked={mailboxes[0]?.shared && !value?.sharedMailbox} />
      <FieldsFold summary={t("people.mailboxes.further")} open={mailboxes.length > 1}>
        <div className="grid gap-4">
          <p className="hint">{t("people.mailboxes.furtherHint")}</p>
          {linesOf(mailboxes).map((box, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the form
            <div key={n} className="side-by-side">
              <Field
                name={`mailboxes[${n}].address`}
                type="email"
                label={t("people.mailboxes.line", { n: n + 2 })}
                value={box?.address}
                autoComplete="off"
                optional
              />
              <Check name={`mailboxes[${n}].shared`} label={t("people.mailboxes.shared")} checked={box?.shared} />
            </div>
          ))}
        </div>
      </FieldsFold>
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
          <Choices
            name="sex"
            label={t("people.sex.label")}
            hint={t("people.sex.hint")}
            value={value?.sex ?? ""}
            options={(["f", "m", "x", ""] satisfies (Sex | "")[]).map((s) => ({ value: s, label: t(`people.sex.values.${s || "none"}`) }))}
          />
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
          <InLanguages
            name="honorific"
            label={t("institutions.person.honorific")}
            hint={t("institutions.person.honorificHint")}
            value={value?.honorific}
            max={40}
          />
        </div>
      </FieldsFold>
    </>
  );
}

/** A short text in each language, side by side. */
export function InLanguages({
  name,
  label,
  hint,
  value,
  max,
}: {
  name: string;
  label: string;
  hint: string;
  value?: Localized | null;
  max: number;
}) {
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <span className="hint">{hint}</span>
      <div className="side-by-side three">
        {(Object.keys(languageNames) as Locale[]).map((l) => (
          <Field
            key={l}
            name={`${name}.${l}`}
            label={
              <>
                <span className="heard-only">{label}, </span>
                <span lang={l}>{languageNames[l]}</span>
              </>
            }
            value={value?.[l]}
            lang={l}
            maxLength={max}
            optional
          />
        ))}
      </div>
    </fieldset>
  );
}

const hasMore = (person?: Person): boolean =>
  Boolean(person && (person.sex || person.sharedMailbox || person.legalName || person.sortName || person.honorific));
