import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { uploadTexts } from "@/app/form-texts";
import { UploadForm } from "@/components/papers/upload-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import type { Paper } from "@/core/briefings/materials/queries";
import { type AgendaItem, agendaOf, type Briefing } from "@/core/briefings/queries";
import { visibilities } from "@/db/schema/briefings";
import { fileKinds, MOST_BYTES, MOST_FILES, MOST_TOGETHER, sizeText } from "@/lib/files/kinds";
import { languageNames, locales } from "@/lib/locales";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** What is taken at most. */
const bounds = { file: MOST_BYTES, files: MOST_FILES, together: MOST_TOGETHER };

/** An item of the agenda by its own title, or by its kind. */
export function itemTitle({ title, kind }: AgendaItem, { t, locale, office }: Context): string {
  return read(title, locale, office.language).text || (t.maybe(`vocabulary.agendaKinds.${kind}`) ?? kind);
}

/** What a paper is, beside its file: title, language, place, and whom it is for. */
export function PaperFields({
  context,
  briefing,
  values,
  titleHint,
  waits,
}: {
  context: Context;
  briefing: Briefing;
  values: Partial<Record<"title" | "language" | "visibility" | "itemId", string | null>>;
  titleHint?: string;
  /** What the file tells, said where one chooses who gets it. */
  waits?: string;
}) {
  const { t, store, office } = context;
  const items = agendaOf(store, office.id, briefing.id);
  const languages: Option[] = [
    ...locales.map((lang) => ({ value: lang, label: languageNames[lang], lang })),
    { value: "all", label: t("papers.language.all") },
  ];
  const places = [
    { value: "", label: t("papers.wholeMeeting") },
    ...items.map((item) => ({ value: item.id, label: itemTitle(item, context) })),
  ];
  return (
    <>
      <Field name="title" label={t("papers.fields.title")} hint={titleHint} value={values.title} maxLength={160} required={!titleHint} />
      <div className="side-by-side">
        <Select name="language" label={t("papers.fields.language")} value={values.language} options={languages} />
        <Select name="itemId" label={t("papers.fields.item")} value={values.itemId ?? ""} options={places} />
      </div>
      <Choices
        name="visibility"
        className="stacked"
        label={t("papers.fields.visibility")}
        hint={waits}
        value={values.visibility}
        options={visibilities.map((value) => ({
          value,
          label: t(`vocabulary.paperVisibility.${value}`),
          hint: t(`papers.visibilityHint.${value}`),
        }))}
      />
    </>
  );
}

/** The form that brings new papers, or a newer file of one. */
export function Upload({
  context: { t, locale },
  briefing,
  renews,
  children,
}: {
  context: Context;
  briefing: Briefing;
  renews?: Paper;
  children?: ReactNode;
}) {
  const size = sizeText(MOST_BYTES, locale);
  const hint = t(renews ? "papers.upload.hintOne" : "papers.upload.hint", { size, n: MOST_FILES });
  return (
    <UploadForm action={paths.uploadPapers(briefing.id)} formKey={randomUUID()} bounds={bounds} texts={uploadTexts(t, bounds)}>
      {renews && <input type="hidden" name="materialId" value={renews.id} />}
      <div className="field">
        <label htmlFor="file">{t(renews ? "papers.upload.file" : "papers.upload.files")}</label>
        <span className="hint" id="file-hint">
          {hint}
        </span>
        <input
          className="input"
          id="file"
          type="file"
          name="file"
          multiple={!renews}
          required
          accept={Object.values(fileKinds)
            .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
            .join(",")}
          aria-describedby="file-hint"
        />
      </div>
      {children}
      <div className="buttons">
        <Button kind="primary">{t(renews ? "papers.upload.renew" : "papers.upload.act")}</Button>
        <ButtonLink kind="plain" href={paths.papers(briefing.id)}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </UploadForm>
  );
}
