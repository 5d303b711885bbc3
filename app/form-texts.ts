import "server-only";
import type { FormTexts } from "@/components/ui/form-state";
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
