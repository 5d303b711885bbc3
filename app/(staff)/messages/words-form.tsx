import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Field, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import type { FormState } from "@/components/ui/form-state";
import { sumOfWords } from "@/core/invitations/lettering/rules";
import { isBlock, placesOf, type Wording } from "@/core/offices/wording/rules";
import type { Locale } from "@/lib/locales";
import type { Words } from "@/lib/mail/words";

type Props = {
  context: Context;
  action: (state: FormState, data: FormData) => Promise<FormState>;
  kind: Wording;
  language: Locale;
  /** The words as they stand, and what somebody typed since and looked at. */
  words: Words;
  draft?: Words;
  hidden: ReactNode;
  children: ReactNode;
};

/** Subject and words of one message as they are written: what is filled in stands in braces. */
export function WordsForm({ context: { t }, action, kind, language, words, draft, hidden, children }: Props) {
  const shown = draft ?? words;
  const blocks = placesOf(kind).filter((place) => isBlock(kind, place));
  const inline = placesOf(kind).filter((place) => !isBlock(kind, place));
  return (
    <Form action={action} texts={formTexts(t)} className="form">
      {hidden}
      <Version value={sumOfWords(words)} />
      <Field name="subject" label={t("outbox.edit.subject")} value={shown.subject} maxLength={200} lang={language} />
      <TextArea
        name="body"
        label={t("outbox.edit.body")}
        hint={t("outbox.edit.bodyHint")}
        value={shown.body}
        rows={18}
        maxLength={8000}
        lang={language}
      />
      <details className="fold">
        <summary>{t("outbox.edit.places")}</summary>
        <p className="meta">{t("outbox.edit.inline")}</p>
        <Places of={inline} />
        <p className="meta">{t("outbox.edit.blocks")}</p>
        <Places of={blocks} />
      </details>
      <div className="buttons">{children}</div>
    </Form>
  );
}

const Places = ({ of }: { of: readonly string[] }) => (
  <p lang="en">
    {of.map((place) => (
      <code key={place} className="mr-3 inline-block text-[0.875rem]">{`{{${place}}}`}</code>
    ))}
  </p>
);
