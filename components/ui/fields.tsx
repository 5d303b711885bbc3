"use client";

import { Fragment, type ReactNode } from "react";
import { typedEarly } from "./early";
import { type FieldState, useField } from "./form-live";
import { LABEL } from "./form-state";

/** A choice of a list; those of one `group` in a row stand under its heading. */
export type Option = { value: string; label: string; hint?: string; lang?: string; group?: string };

/** A value in the words of its option. */
export const wording =
  (options: Option[]) =>
  (value: string): string =>
    options.find((o) => o.value === value)?.label ?? value;

/** The label as it is posted, for the summary of a refusal. */
export const PostedLabel = ({ of }: { of: FieldState }) =>
  of.post ? <input type="hidden" name={`${LABEL}${of.post.name}`} value={of.post.label} readOnly /> : null;

/** What is to be known before a field is filled in: its hint, and what is wrong with it. */
export const Before = ({ of, hint }: { of: FieldState; hint?: ReactNode }) => (
  <>
    {hint && (
      <span className="hint" id={`${of.id}-hint`}>
        {hint}
      </span>
    )}
    {of.error && (
      <span className="wrong" id={`${of.id}-error`}>
        {of.error}
      </span>
    )}
  </>
);

/** What happened to a field meanwhile: what somebody else saved, and that what stands here is not saved. */
export const After = ({ of }: { of: FieldState }) => (
  <>
    {of.meanwhile && <p className="meanwhile">{of.meanwhile}</p>}
    {of.unsaved && (
      <p className="meanwhile" id={`${of.id}-unsaved`}>
        {of.unsaved}
      </p>
    )}
  </>
);

/** The elements that describe a field. */
export const described = (of: FieldState, hint?: ReactNode): string | undefined =>
  [hint && `${of.id}-hint`, of.error && `${of.id}-error`, of.unsaved && `${of.id}-unsaved`].filter(Boolean).join(" ") || undefined;

type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string | number | null;
  optional?: boolean;
  className?: string;
};

function Frame({
  of,
  label,
  hint,
  optional,
  className = "",
  children,
}: Pick<FieldProps, "label" | "hint" | "optional" | "className"> & { of: FieldState; children: ReactNode }) {
  return (
    <div className={`field ${className}`.trim()}>
      <label htmlFor={of.id}>
        {label} {optional && of.optional && <span className="optional">({of.optional})</span>}
      </label>
      <PostedLabel of={of} />
      <Before of={of} hint={hint} />
      {children}
      <After of={of} />
    </div>
  );
}

/** What input, text and list have in common: made anew at each answer, with what was sent or what stands. */
const control = (f: FieldState, name: string, hint: ReactNode, value: string | number | null | undefined) => ({
  id: f.id,
  name,
  defaultValue: f.sent ? (f.sent[0] ?? "") : value === null || value === undefined ? undefined : String(value),
  "aria-invalid": f.error ? (true as const) : undefined,
  "aria-describedby": described(f, hint),
});

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
  const f = useField(name, label);
  const short = type === "date" || type === "time" || type === "number";
  return (
    <Frame of={f} label={label} hint={hint} optional={optional} className={className}>
      <input key={f.answer} className={short ? "input short" : "input"} type={type} {...control(f, name, hint, value)} {...rest} />
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
  const f = useField(name, label);
  return (
    <Frame of={f} label={label} hint={hint} optional={optional} className={className}>
      <textarea key={f.answer} ref={typedEarly} className="input" rows={rows} {...control(f, name, hint, value)} {...rest} />
    </Frame>
  );
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
  const f = useField(name, label, wording(options));
  return (
    <Frame of={f} label={label} hint={hint} optional={optional} className={className}>
      <select key={f.answer} className="input" required={required} {...control(f, name, hint, value ?? "")}>
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
