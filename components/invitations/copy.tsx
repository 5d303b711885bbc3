"use client";

import { useId, useState } from "react";

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
