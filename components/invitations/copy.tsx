"use client";

import { type ReactNode, useId, useState } from "react";

/** An address to hand on: whole in its field for those without script, copied by one press with it. */
export function CopyAddress({ address, texts }: { address: string; texts: { label: string; copy: string; copied: string } }) {
  const [copied, setCopied] = useState(false);
  const id = useId();
  return (
    <div className="field copy">
      <label htmlFor={id}>{texts.label}</label>
      <div>
        <input className="input" id={id} value={address} readOnly onFocus={(e) => e.currentTarget.select()} spellCheck={false} />
        <button type="button" className="button" onClick={() => navigator.clipboard.writeText(address).then(() => setCopied(true))}>
          {copied ? texts.copied : texts.copy}
        </button>
      </div>
      <span className="heard-only" aria-live="polite">
        {copied ? texts.copied : ""}
      </span>
    </div>
  );
}

/** A text to hand on, as `CopyAddress` does it for an address; beside its button, what follows once it was sent. */
export function CopyText({
  text,
  lang,
  texts,
  children,
}: {
  text: string;
  lang: string;
  texts: { label: string; copy: string; copied: string };
  children: ReactNode;
}) {
  const [copied, setCopied] = useState(false);
  const id = useId();
  return (
    <div className="field copy-text">
      <label className="heard-only" htmlFor={id}>
        {texts.label}
      </label>
      <textarea
        className="input"
        id={id}
        lang={lang}
        value={text}
        rows={text.split("\n").length + 2}
        readOnly
        onFocus={(e) => e.currentTarget.select()}
        spellCheck={false}
      />
      <div className="buttons">
        <button type="button" className="button" onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {copied ? texts.copied : texts.copy}
        </button>
        {children}
      </div>
      <span className="heard-only" aria-live="polite">
        {copied ? texts.copied : ""}
      </span>
    </div>
  );
}
