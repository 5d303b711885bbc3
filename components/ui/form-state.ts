/** What an action hands back to its form: what is wrong, and everything that was typed. */
export type FormState = {
  /** New at each answer, so the form can take the focus to its errors again. */
  id: string;
  ok: boolean;
  errors: { field?: string; text: string }[];
  values: Record<string, string[]>;
  /** After a save on an older version: what stands now, by field. */
  current?: Record<string, unknown>;
};

export const untouched: FormState = { id: "", ok: true, errors: [], values: {} };

export type FormTexts = {
  /** Heading of the error summary by number of errors, ready made: the browser does no translation. */
  errorTitle: string[];
  conflictTitle: string;
  conflictBody: string;
  conflictNow: string;
  /** At a field that was typed in while the form was being saved. */
  unsaved: string;
  optional: string;
};
