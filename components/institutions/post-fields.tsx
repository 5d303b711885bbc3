import type { ReactNode } from "react";
import { Check, Choices } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import type { Mailbox } from "@/core/institutions/mailboxes/queries";
import type { Tenure } from "@/core/institutions/queries";
import type { Translator } from "@/lib/i18n";
import { FieldsFold } from "./fold";
import { InLanguages } from "./person-fields";

type Props = { t: Translator; roles: Option[]; value?: Tenure; liaison?: boolean; dates?: boolean; children?: ReactNode };

/** A post: of the list or as typed, how it is held, since when; and whether it is the institution's liaison. */
export function PostFields({ t, roles, value, liaison, dates = true, children }: Props) {
  return (
    <>
      <div className="side-by-side">
        <Select
          name="role"
          label={t("institutions.post.role")}
          hint={t("institutions.post.roleHint")}
          value={value?.role}
          options={roles}
          empty={t("institutions.post.roleOther")}
        />
        <Field
          name="post"
          label={t("institutions.post.typed")}
          hint={t("institutions.post.typedHint")}
          value={value?.post}
          maxLength={200}
        />
      </div>
      <Check
        name="liaison"
        label={t("institutions.post.liaison")}
        hint={t("institutions.post.liaisonHint")}
        checked={value?.liaison ?? liaison}
      />
      <FieldsFold
        summary={t(children ? "institutions.post.correctMore" : dates ? "institutions.post.more" : "institutions.post.moreHeld")}
        open={value !== undefined}
      >
        <div className="grid gap-5">
          <Choices
            name="capacity"
            label={t("institutions.post.capacity")}
            value={value?.capacity ?? "holder"}
            options={(["holder", "acting", "on_behalf"] as const).map((c) => ({ value: c, label: t(`vocabulary.capacities.${c}`) }))}
          />
          {dates && (
            <div className="side-by-side">
              <Field name="validFrom" type="date" label={t("institutions.post.from")} value={value?.validFrom} optional />
              <Field name="validTo" type="date" label={t("institutions.post.to")} value={value?.validTo} optional />
            </div>
          )}
          {children}
        </div>
      </FieldsFold>
    </>
  );
}

/** What a known post says on paper: how its letters open, where they go, and whether it is printed. */
export function PostPaper({ t, post, mailboxes }: { t: Translator; post: Tenure; mailboxes: Mailbox[] }) {
  return (
    <>
      <InLanguages
        name="treatment"
        label={t("people.print.treatment")}
        hint={t("people.print.treatmentHint")}
        value={post.treatment}
        max={60}
      />
      {mailboxes.length > 1 && (
        <Select
          name="mailbox"
          label={t("people.print.mailbox")}
          value={post.mailbox}
          options={mailboxes.slice(1).map(({ address }) => ({ value: address, label: address }))}
          empty={t("people.print.ownMailbox")}
        />
      )}
      <Check name="hidden" label={t("people.print.hide")} checked={post.hidden} />
    </>
  );
}
