import "server-only";
import type { UploadBounds, UploadTexts } from "@/components/papers/upload-form";
import type { FormTexts } from "@/components/ui/form-state";
import { sizeText } from "@/lib/files/kinds";
import type { Translator } from "@/lib/i18n";

/** The texts every form needs, in the reader's language. */
export const formTexts = (t: Translator): FormTexts => ({
  errorTitle: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => t("common.form.errorTitle", { count })),
  conflictTitle: t("common.form.conflictTitle"),
  conflictBody: t("common.form.conflictBody"),
  conflictNow: t("common.form.conflictNow", { text: "{text}" }),
  endedTitle: t("common.form.endedTitle"),
  endedBody: t("common.form.endedBody"),
  signIn: t("common.form.signIn"),
  unsaved: t("common.form.unsaved"),
  optional: t("common.form.optional"),
});

/** The texts of a form that sends files, by what it takes at most. */
export function uploadTexts(t: Translator, bounds: UploadBounds): UploadTexts {
  const large = t("papers.refused.large", { size: sizeText(bounds.file, t.locale) });
  return {
    notTaken: t("papers.upload.notTaken"),
    large,
    many: t("papers.upload.many", { n: bounds.files }),
    together: bounds.files === 1 ? large : t("papers.upload.together", { size: sizeText(bounds.together, t.locale) }),
    broken: t("papers.upload.broken"),
    sending: t("papers.upload.sending", { percent: "{percent}" }),
    looking: t("papers.upload.looking"),
    ended: t("common.form.endedTitle"),
    signIn: t("common.form.signIn"),
  };
}
