import type { ReactNode } from "react";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, Select, TextArea } from "@/components/ui/fields";
import type { Institution } from "@/core/institutions/queries";
import type { Translator } from "@/lib/i18n";
import { FieldsFold } from "./fold";

export type FactOptions = { types: Option[]; topics: Option[]; parents: Option[]; languages: Option[] };

/** What an institution is: type, whom it depends on, topics; and, folded, what an office sets rarely. */
export function FactFields({
  t,
  options,
  value,
  precedence,
  folded,
}: {
  t: Translator;
  options: FactOptions;
  value?: Institution;
  /** The place a new institution gets when none is typed. */
  precedence: number;
  folded?: ReactNode;
}) {
  return (
    <>
      <div className="side-by-side">
        <Select
          name="type"
          label={t("institutions.fields.type")}
          value={value?.type}
          options={options.types}
          empty={value ? undefined : t("institutions.fields.choose")}
        />
        <Select
          name="parentId"
          label={t("institutions.fields.parent")}
          value={value?.parentId}
          options={options.parents}
          empty={t("institutions.fields.noParent")}
          optional
        />
      </div>
      <Choices name="topics" label={t("institutions.fields.topics")} options={options.topics} value={value?.topics} multiple optional />
      <FieldsFold summary={t("institutions.fields.more")} open={value !== undefined}>
        <div className="grid gap-5">
          <div className="side-by-side">
            <Field
              name="precedence"
              label={t("institutions.fields.precedence")}
              hint={t("institutions.fields.precedenceHint")}
              type="number"
              min={1}
              max={9999}
              value={value?.precedence ?? precedence}
            />
            <Select
              name="language"
              label={t("institutions.fields.language")}
              hint={t("institutions.fields.languageHint")}
              value={value?.language}
              options={options.languages}
              empty={t("institutions.fields.officeLanguage")}
              optional
            />
          </div>
          {folded}
          <TextArea
            name="aliases"
            label={t("institutions.fields.aliases")}
            hint={t("institutions.fields.aliasesHint")}
            value={value?.aliases.join("\n")}
            rows={2}
            maxLength={2000}
            optional
          />
          <Check
            name="namedPublicly"
            label={t("institutions.fields.namedPublicly")}
            hint={t("institutions.fields.namedPubliclyHint")}
            checked={value?.namedPublicly ?? true}
          />
        </div>
      </FieldsFold>
    </>
  );
}
