import { randomUUID } from "node:crypto";
import type { Context } from "@/app/context";
import { uploadTexts } from "@/app/form-texts";
import { UploadForm } from "@/components/papers/upload-form";
import { Button } from "@/components/ui/button";
import { fileKinds, imageKinds, MOST_BYTES, MOST_FILES, MOST_TOGETHER, sizeText } from "@/lib/files/kinds";
import { paths } from "@/lib/paths";

/** What is taken at most. */
const bounds = { file: MOST_BYTES, files: MOST_FILES, together: MOST_TOGETHER };

type Props = { letterId: string; which: "signed" | "receipt"; receivedOn: string | null; context: Context };

/** Chooses the scan of a letter: one PDF, or photographs of its pages. */
export function ScanUpload({ letterId, which, receivedOn, context: { t, locale } }: Props) {
  const size = sizeText(MOST_BYTES, locale);
  const field = `${which}-file`;
  return (
    <UploadForm action={paths.uploadScan(letterId)} formKey={randomUUID()} bounds={bounds} texts={uploadTexts(t, bounds)}>
      <input type="hidden" name="which" value={which} />
      {which === "receipt" && (
        <div className="field">
          <label htmlFor="receivedOn">{t("letters.letter.receivedField")}</label>
          <input className="input short" type="date" id="receivedOn" name="receivedOn" defaultValue={receivedOn ?? undefined} />
        </div>
      )}
      <div className="field">
        <label htmlFor={field}>{t(`letters.letter.attach.${which}`)}</label>
        <span className="hint" id={`${field}-hint`}>
          {t("letters.letter.hint", { n: MOST_FILES, size })}
        </span>
        <input
          className="input"
          id={field}
          type="file"
          name="file"
          required
          multiple
          accept={(["pdf", ...imageKinds] as const).flatMap((kind) => fileKinds[kind].endings.map((ending) => `.${ending}`)).join(",")}
          aria-describedby={`${field}-hint`}
        />
      </div>
      <div className="buttons">
        <Button>{t("letters.letter.upload")}</Button>
      </div>
    </UploadForm>
  );
}
