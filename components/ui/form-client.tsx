"use client";

import { createContext, Fragment, type ReactNode, useActionState, useContext, useEffect, useId, useRef, useState } from "react";
import { type FormState, untouched } from "./form-state";

export type FormTexts = {
  /** Heading of the error summary by number of errors, ready made: the browser does no translation. */
  errorTitle: string[];
  conflictTitle: string;
  conflictBody: string;
  conflictNow: string;
  optional: string;
};

/** A form behind one line or button; it stands open while it has errors, also without script. Of one `group`, one is open. */
export type FormFold = { summary: ReactNode; look?: string; className?: string; shortcut?: string; group?: string };

type Live = { state: FormState; texts: FormTexts; scope: string };
const LiveForm = createContext<Live | undefined>(undefined);

const idOf = (scope: string, name: string): string => `${scope}-${name.replace(/[^\w-]/g, "_")}`;

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
  const summary = useRef<HTMLDivElement>(null);
  // A refused act left no receipt; a fresh key is only needed after a success.
  const [key, setKey] = useState(formKey);
  // A page drawn again brings a fresh key: the next post of a form that stays on the screen is another act.
  useEffect(() => setKey(formKey), [formKey]);
  useEffect(() => {
    if (!state.id) return;
    if (state.ok) setKey(crypto.randomUUID());
    else summary.current?.focus();
  }, [state]);
  const form = (
    <LiveForm value={{ state, texts, scope }}>
      <form action={send} className={className} id={id} aria-busy={pending || undefined} noValidate>
        <input type="hidden" name="_key" value={key} readOnly />
        {state.errors.length > 0 && (
          <div className="errors" role="alert" tabIndex={-1} ref={summary} key={state.id}>
            <h2>{texts.errorTitle[Math.min(state.errors.length, texts.errorTitle.length) - 1]}</h2>
            <ul>
              {state.errors.map((e) => (
                <li key={`${e.field}${e.text}`}>{e.field ? <a href={`#${idOf(scope, e.field)}`}>{e.text}</a> : e.text}</li>
              ))}
            </ul>
          </div>
        )}
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
    <details className={fold.className} name={fold.group} open={state.errors.length > 0 || undefined}>
      <summary className={fold.look} aria-keyshortcuts={fold.shortcut}>
        {fold.summary}
      </summary>
      {form}
    </details>
  );
}

/** What a field of this name has to show: the typed value, its error, and what was saved meanwhile, in the words of `say`. */
function useField(name: string, value?: string, say: (value: string) => string = (text) => text) {
  const live = useContext(LiveForm);
  const own = useId();
  const id = live ? idOf(live.scope, name) : own;
  const typed = live?.state.id && !live.state.ok ? (live.state.values[name]?.[0] ?? "") : undefined;
  const error = live?.state.errors.find((e) => e.field === name)?.text;
  const meanwhile = live?.state.current && name in live.state.current ? saved(live, name, say) : undefined;
  return { id, value: typed ?? value, error, meanwhile, answer: live?.state.id ?? "", optional: live?.texts.optional };
}

/** The sentence about a value that somebody else saved meanwhile; nothing when it is what was typed. */
function saved({ state, texts }: Live, name: string, say: (value: string) => string): string | undefined {
  const now = [state.current?.[name] ?? []].flat().map(String).filter(Boolean);
  const typed = (state.values[name] ?? []).filter(Boolean);
  if ([...now].sort().join("\n") === [...typed].sort().join("\n")) return undefined;
  return texts.conflictNow.replace("{text}", () => now.map(say).join(", ") || "–");
}

/** The version of the record the form was opened on; after a conflict, the one that stands now, so that the next save counts. */
export function Version({ value }: { value: number }) {
  const state = useContext(LiveForm)?.state;
  const standing = state?.current?.version ?? (state?.ok === false ? state.values.version?.[0] : undefined);
  return <input type="hidden" name="version" value={String(standing ?? value)} readOnly />;
}

/** Fields most people leave alone, behind one line; in sight as soon as the form has errors, also without script. */
export function FoldedFields({ summary, open = false, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  const state = useContext(LiveForm)?.state;
  return (
    <details className="fold" open={open || Boolean(state?.errors.length)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

const wording =
  (options: Option[]) =>
  (value: string): string =>
    options.find((o) => o.value === value)?.label ?? value;

function Frame({
  id,
  label,
  hint,
  error,
  meanwhile,
  optional,
  children,
  className = "",
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  meanwhile?: string;
  optional?: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={`field ${className}`.trim()}>
      <label htmlFor={id}>
        {label} {optional && <span className="optional">({optional})</span>}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="wrong" id={`${id}-error`}>
          {error}
        </span>
      )}
      {children}
      {meanwhile && <p className="meanwhile">{meanwhile}</p>}
    </div>
  );
}

const described = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string | number | null;
  optional?: boolean;
  className?: string;
};

/** A one-line field. The browser's own controls for dates, hours and numbers. */
export function Field({
  name,
  label,
  hint,
  value,
  optional,
  className,
  type = "text",
  ...rest
}: FieldProps & {
  type?: "text" | "email" | "tel" | "url" | "date" | "time" | "number" | "search";
  min?: string | number;
  max?: string | number;
  maxLength?: number;
  autoComplete?: string;
  required?: boolean;
  lang?: string;
  list?: string;
  autoFocus?: boolean;
  inputMode?: "numeric";
}) {
  const f = useField(name, value === null || value === undefined ? undefined : String(value));
  const short = type === "date" || type === "time" || type === "number";
  return (
    <Frame
      id={f.id}
      label={label}
      hint={hint}
      error={f.error}
      meanwhile={f.meanwhile}
      optional={optional ? f.optional : undefined}
      className={className}
    >
      <input
        key={f.answer}
        className={short ? "input short" : "input"}
        id={f.id}
        name={name}
        type={type}
        defaultValue={f.value}
        aria-invalid={f.error ? true : undefined}
        aria-describedby={described(f.id, hint, f.error)}
        {...rest}
      />
    </Frame>
  );
}

/** A field of several lines; grows with its text. */
export function TextArea({
  name,
  label,
  hint,
  value,
  optional,
  className,
  rows = 4,
  ...rest
}: FieldProps & { rows?: number; maxLength?: number; lang?: string; required?: boolean }) {
  const f = useField(name, value === null || value === undefined ? undefined : String(value));
  return (
    <Frame
      id={f.id}
      label={label}
      hint={hint}
      error={f.error}
      meanwhile={f.meanwhile}
      optional={optional ? f.optional : undefined}
      className={className}
    >
      <textarea
        key={f.answer}
        className="input"
        id={f.id}
        name={name}
        rows={rows}
        defaultValue={f.value}
        aria-invalid={f.error ? true : undefined}
        aria-describedby={described(f.id, hint, f.error)}
        {...rest}
      />
    </Frame>
  );
}

export type Option = { value: string; label: string; hint?: string; lang?: string; group?: string };

/** Options in a row under the heading they share. */
function grouped(options: Option[]): { group?: string; options: Option[] }[] {
  const groups: { group?: string; options: Option[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.group === option.group) last.options.push(option);
    else groups.push({ group: option.group, options: [option] });
  }
  return groups;
}

/** A native list to choose one from. */
export function Select({
  name,
  label,
  hint,
  value,
  optional,
  className,
  options,
  empty,
  required,
}: FieldProps & { options: Option[]; empty?: string; required?: boolean }) {
  const f = useField(name, value === null || value === undefined ? undefined : String(value), wording(options));
  return (
    <Frame
      id={f.id}
      label={label}
      hint={hint}
      error={f.error}
      meanwhile={f.meanwhile}
      optional={optional ? f.optional : undefined}
      className={className}
    >
      <select
        key={f.answer}
        className="input"
        id={f.id}
        name={name}
        defaultValue={f.value ?? ""}
        aria-invalid={f.error ? true : undefined}
        aria-describedby={described(f.id, hint, f.error)}
        required={required}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {grouped(options).map(({ group, options: some }) => {
          const items = some.map((o) => (
            <option key={o.value} value={o.value} lang={o.lang}>
              {o.label}
            </option>
          ));
          return group ? (
            <optgroup key={group} label={group}>
              {items}
            </optgroup>
          ) : (
            <Fragment key={some[0]?.value}>{items}</Fragment>
          );
        })}
      </select>
    </Frame>
  );
}

/** One of a few, or some of a few: every choice in sight, each a whole target. */
export function Choices({
  name,
  label,
  hint,
  options,
  value,
  multiple = false,
  className = "",
  optional,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  options: Option[];
  value?: string | string[] | null;
  multiple?: boolean;
  className?: string;
  optional?: boolean;
}) {
  const live = useContext(LiveForm);
  const f = useField(name, undefined, wording(options));
  const failed = live?.state.id && !live.state.ok;
  const chosen = failed
    ? (live?.state.values[name] ?? [])
    : value === null || value === undefined
      ? []
      : Array.isArray(value)
        ? value
        : [value];
  return (
    <fieldset className={`field ${className}`.trim()} aria-describedby={described(f.id, hint, f.error)} key={f.answer}>
      <legend>
        {label} {optional && <span className="optional">({f.optional})</span>}
      </legend>
      {hint && (
        <span className="hint" id={`${f.id}-hint`}>
          {hint}
        </span>
      )}
      {f.error && (
        <span className="wrong" id={`${f.id}-error`}>
          {f.error}
        </span>
      )}
      <div className="options">
        {options.map((o, i) => (
          <label className="option" key={o.value} lang={o.lang}>
            <input
              type={multiple ? "checkbox" : "radio"}
              name={name}
              value={o.value}
              id={i === 0 ? f.id : undefined}
              defaultChecked={chosen.includes(o.value)}
            />
            <span>
              {o.label}
              {o.hint && <small>{o.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {f.meanwhile && <p className="meanwhile">{f.meanwhile}</p>}
    </fieldset>
  );
}

/** A single box to tick; sends `on`. */
export function Check({
  name,
  label,
  hint,
  checked = false,
  value = "on",
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  value?: string;
}) {
  const live = useContext(LiveForm);
  const f = useField(name);
  const failed = live?.state.id && !live.state.ok;
  const ticked = failed ? (live?.state.values[name] ?? []).includes(value) : checked;
  return (
    <div className="field">
      {f.error && (
        <span className="wrong" id={`${f.id}-error`}>
          {f.error}
        </span>
      )}
      <label className="check">
        <input
          key={f.answer}
          type="checkbox"
          id={f.id}
          name={name}
          value={value}
          defaultChecked={ticked}
          aria-invalid={f.error ? true : undefined}
          aria-describedby={described(f.id, undefined, f.error)}
        />
        <span>
          {label}
          {hint && <small>{hint}</small>}
        </span>
      </label>
    </div>
  );
}
