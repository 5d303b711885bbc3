"use client";

import { type ReactNode, useContext } from "react";
import { LiveForm } from "./form-live";

/** The version of the record the form was opened on, or what tells it apart from another; after a conflict, the one that stands now, so that the next save counts. */
export function Version({ value }: { value: number | string }) {
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
