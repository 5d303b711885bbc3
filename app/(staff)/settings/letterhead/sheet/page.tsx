import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { dropSheet } from "@/app/actions/offices";
import { formTexts, uploadTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { resultOf } from "@/app/upload-told";
import { NotTaken, UploadForm } from "@/components/papers/upload-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { dayOf, formatDay } from "@/lib/dates";
import { MOST_SHEET, placeholders } from "@/lib/docx-sheet";
import { sizeText } from "@/lib/files/kinds";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";

/** What is taken at most. */
const bounds = { file: MOST_SHEET, files: 1, together: MOST_SHEET };

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("letters.sheet.title") };
}

/** The Word file the office's letters are written on: which one, what it may hold, another one, none. */
export default async function LetterSheetPage({ searchParams }: Props) {
  const { actor, office, t, locale } = await keeperContext();
  const told = resultOf(actor, one(await searchParams, "upload"));
  const size = sizeText(MOST_SHEET, locale);
  const { letterTemplate: sheet } = office;
  return (
    <Sheet className="max-w-3xl">
      <Section id="sheet" title={t("letters.sheet.title")}>
        <p className="mt-1 mb-3 text-muted">{t("letters.sheet.text")}</p>
        {sheet && (
          <p className="mb-3">
            {t("letters.sheet.now", { file: sheet.fileName, day: formatDay(dayOf(sheet.at, office.zone), locale, "plainYear") })}{" "}
            <a className="link" href={paths.letterSheetFile()} download>
              {t("letters.sheet.current")}
            </a>
          </p>
        )}
        <p className="mb-5">
          <a className="link" href={paths.letterSheetFile({ starter: 1 })} download>
            {t("letters.sheet.starter")}
          </a>
        </p>
        {told && (
          <div className="errors mb-5" role="alert" id="told">
            <h2>{t("papers.upload.notTaken")}</h2>
            <NotTaken files={told.refused} />
          </div>
        )}
        <UploadForm action={paths.letterSheetFile()} formKey={randomUUID()} bounds={bounds} texts={uploadTexts(t, bounds)}>
          <div className="field">
            <label htmlFor="file">{t("letters.sheet.file")}</label>
            <span className="hint" id="file-hint">
              {t("letters.sheet.hint", { size })}
            </span>
            <input className="input" id="file" type="file" name="file" required accept=".docx" aria-describedby="file-hint" />
          </div>
          <div className="buttons">
            <Button kind="primary">{t("papers.upload.act")}</Button>
            <ButtonLink kind="plain" href={paths.letterhead()}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </UploadForm>
        {sheet && (
          <Form action={dropSheet} texts={formTexts(t)} className="mt-4">
            <Button>{t("letters.sheet.remove")}</Button>
          </Form>
        )}
        <h3 className="mt-6">{t("letters.sheet.tags")}</h3>
        <p className="mt-1 tags">
          {placeholders.map((name) => (
            <code key={name}>{`{${name}}`}</code>
          ))}
        </p>
        <p className="mt-2 text-muted">
          {t("letters.sheet.needed", { ref: "{ref}", body: "{body}", note: "{#note}…{/note}", letter: "{#letter}…{/letter}" })}
        </p>
      </Section>
    </Sheet>
  );
}
