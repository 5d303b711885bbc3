"use client";

import { type ReactNode, type RefObject, useActionState, useEffect, useId, useRef, useState } from "react";
import { idOf, LiveForm } from "./form-live";
import { useMeanwhile } from "./form-meanwhile";
import { OfficeField } from "./form-office";
import { type FormState, type FormTexts, untouched } from "./form-state";

/** A form behind one line or button; it stands open while it has errors, also without script. Of one `group`, one is open. */
export type FormFold = { summary: ReactNode; look?: string; className?: string; shortcut?: string; group?: string };

/** The form in the browser: its answer, its errors, its key, and what is typed while it is being saved. */
export function FormClient({
  action,
  texts,
  formKey,
  children,
  className = "form",
  id,
  fold,
}: {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  texts: FormTexts;
  formKey: string;
  children: ReactNode;
  className?: string;
  id?: string;
  fold?: FormFold;
}) {
  const [state, send, pending] = useActionState(action, untouched);
  const scope = useId();
  const self = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const { fields, events } = useMeanwhile(self, pending, state);
  // A refused act left no receipt; a fresh key is only needed after a success.
  const [key, setKey] = useState(formKey);
  // A page drawn again brings a fresh key: the next post of a form that stays on the screen is another act.
  useEffect(() => setKey(formKey), [formKey]);
  useEffect(() => {
    if (!state.id) return;
    if (state.ok) setKey(crypto.randomUUID());
    // Who types on already is not torn away: the summary is read out where it stands.
    else if (!isTyping(self.current)) summary.current?.focus();
  }, [state]);
  const form = (
    <LiveForm value={{ state, texts, scope, unsaved: fields }}>
      <form action={send} className={className} id={id} aria-busy={pending || undefined} noValidate ref={self} {...events}>
        <input type="hidden" name="_key" value={key} readOnly />
        <OfficeField />
        {state.signIn && <Ended to={state.signIn} texts={texts} box={summary} />}
        {state.errors.length > 0 && <Summary state={state} texts={texts} scope={scope} box={summary} key={state.id} />}
        {state.current && (
          <div className="notice warn">
            <div>
              <p>
                <b>{texts.conflictTitle}</b>
              </p>
              <p>{texts.conflictBody}</p>
            </div>
          </div>
        )}
        {children}
      </form>
    </LiveForm>
  );
  if (!fold) return form;
  return (
    <details className={fold.className} name={fold.group} open={state.errors.length > 0 || state.signIn !== undefined || undefined}>
      <summary className={fold.look} aria-keyshortcuts={fold.shortcut}>
        {fold.summary}
      </summary>
      {form}
    </details>
  );
}

/** The way to sign in and back; in a tab of its own, for here stands what was typed. It takes along what this tab keeps. */
function Ended({ to, texts, box }: { to: string; texts: FormTexts; box: RefObject<HTMLDivElement | null> }) {
  return (
    <div className="notice warn" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>{texts.endedTitle}</b>
        </p>
        <p>{texts.endedBody}</p>
        <p>
          {/* biome-ignore lint/security/noBlankTarget: a page of ours, and only an opened tab takes along what this one keeps */}
          <a className="link" href={to} target="_blank" rel="opener">
            {texts.signIn}
          </a>
        </p>
      </div>
    </div>
  );
}

/** What is to be corrected, each line with the name of its field and the way there. */
function Summary({
  state: { errors },
  texts,
  scope,
  box,
}: {
  state: FormState;
  texts: FormTexts;
  scope: string;
  box: RefObject<HTMLDivElement | null>;
}) {
  return (
    <div className="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{texts.errorTitle[Math.min(errors.length, texts.errorTitle.length) - 1]}</h2>
      <ul>
        {errors.map(({ field, text, named = text }) => (
          <li key={`${field}${text}`}>{field ? <a href={`#${idOf(scope, field)}`}>{named}</a> : named}</li>
        ))}
      </ul>
    </div>
  );
}

/** Whether the focus is in a field of the form that was typed in. */
const isTyping = (form: HTMLFormElement | null): boolean =>
  form?.contains(document.activeElement) === true && document.activeElement?.matches("input, textarea, select") === true;
