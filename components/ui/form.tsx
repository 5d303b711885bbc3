import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { FormClient, type FormFold } from "./form-client";
import type { FormState, FormTexts } from "./form-state";

/**
 * A form of the app: works as a plain post, keeps everything typed, shows what is wrong on top and at each field, and
 * carries an idempotency key, so that a double click does it once.
 */
export function Form({
  action,
  texts,
  children,
  className,
  id,
  fold,
}: {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  texts: FormTexts;
  children: ReactNode;
  className?: string;
  id?: string;
  fold?: FormFold;
}) {
  return (
    <FormClient action={action} texts={texts} formKey={randomUUID()} className={className} id={id} fold={fold}>
      {children}
    </FormClient>
  );
}
