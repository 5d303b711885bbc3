"use client";

import { useEffect, useRef } from "react";

type Place = { name: string; text: string; alone?: string };
type Control = HTMLInputElement | HTMLTextAreaElement;

const isText = (target: EventTarget | null): target is Control =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && /^(subject|body)\./.test(target.name);

/** The placeholders of a text. With script each is put in at the caret of the field used last; without, they are there to be copied. */
export function PlaceList({ title, hint, insert, places }: { title: string; hint: string; insert: string; places: Place[] }) {
  const list = useRef<HTMLDetailsElement>(null);
  const last = useRef<Control | null>(null);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      if (isText(event.target)) last.current = event.target;
    };
    const form = list.current?.closest("form");
    // The caret may stand in a field already.
    if (isText(document.activeElement)) last.current = document.activeElement;
    form?.addEventListener("focusin", note);
    return () => form?.removeEventListener("focusin", note);
  }, []);
  const put = (name: string) => {
    const first = list.current?.closest("form")?.querySelector<Control>('textarea[name^="body."]') ?? null;
    const field = last.current?.isConnected ? last.current : first;
    if (!field) return;
    field.focus();
    field.setRangeText(`{{${name}}}`, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <details className="places-list" open ref={list}>
      <summary>{title}</summary>
      <p className="hint">{hint}</p>
      <dl>
        {places.map(({ name, text, alone }) => (
          <div key={name}>
            <dt>
              <button type="button" className="scripted" onClick={() => put(name)} title={insert}>
                <code>{`{{${name}}}`}</code>
              </button>
              <code className="unscripted">{`{{${name}}}`}</code>
            </dt>
            <dd>
              {text}
              {alone && <span className="meta"> {alone}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
