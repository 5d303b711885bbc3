import type { MailContent } from "@/lib/mail/content";

/** What an action hands back to its form: what is wrong, and everything that was typed. */
export type FormState = {
  /** New at each answer, so the form can take the focus to its errors again. */
  id: string;
  ok: boolean;
  errors: FormError[];
  values: Record<string, string[]>;
  /** After a save on an older version: what stands now, by field. */
  current?: Record<string, unknown>;
  /** What was asked to be shown instead of being saved: how letters would arrive, each under a title where there are several. */
  shown?: { content: MailContent; lang: string; to: string; title?: string }[];
  /** The session has ended: where to sign in, and come back from. */
  signIn?: string;
};

/** What is wrong: `text` stands at its field; `named` names the field too, for the summary. Without a field it is the whole form's. */
export type FormError = { field?: string; text: string; named?: string };

export const untouched: FormState = { id: "", ok: true, errors: [], values: {} };

export type FormTexts = {
  /** Heading of the error summary by number of errors, ready made: the browser does no translation. */
  errorTitle: string[];
  conflictTitle: string;
  conflictBody: string;
  conflictNow: string;
  /** At a field that was typed in while the form was being saved, or before the session ended. */
  unsaved: string;
  endedTitle: string;
  endedBody: string;
  signIn: string;
  optional: string;
};

/** Each field posts its label under this name and its own, so that a refusal can name it, also without script. */
export const LABEL = "_label.";
