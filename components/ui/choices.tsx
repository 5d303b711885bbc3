"use client";

import type { ReactNode } from "react";
import { After, Before, described, type Option, PostedLabel, wording } from "./fields";
import { useField } from "./form-live";

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
  const f = useField(name, label, wording(options));
  const chosen = f.sent ?? [value ?? []].flat();
  return (
    <fieldset className={`field ${className}`.trim()} aria-describedby={described(f, hint)} key={f.answer}>
      <legend>
        {label} {optional && <span className="optional">({f.optional})</span>}
      </legend>
      <PostedLabel of={f} />
      <Before of={f} hint={hint} />
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
      <After of={f} />
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
  whenAsked = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  value?: string;
  /** Shown only when the form was refused for want of it. */
  whenAsked?: boolean;
}) {
  const f = useField(name, label);
  if (whenAsked && !f.error && !f.sent?.includes(value)) return <PostedLabel of={f} />;
  return (
    <div className="field">
      <PostedLabel of={f} />
      <Before of={f} />
      <label className="check">
        <input
          key={f.answer}
          type="checkbox"
          id={f.id}
          name={name}
          value={value}
          defaultChecked={f.sent ? f.sent.includes(value) : checked}
          aria-invalid={f.error ? true : undefined}
          aria-describedby={described(f)}
        />
        <span>
          {label}
          {hint && <small>{hint}</small>}
        </span>
      </label>
      <After of={f} />
    </div>
  );
}
