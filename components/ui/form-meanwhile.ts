"use client";

import { type RefObject, type SyntheticEvent, useLayoutEffect, useState } from "react";
import type { FormState } from "./form-state";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Kept = { at: number; values: Map<string, string[]>; focus?: { name: string; caret: number | null } };

/** What was typed while a save was under way, by form. It outlives the form: a save that leads back to its page draws it anew. */
const kept = new Map<string, Kept>();
/** Whoever comes back to a form later than this begins with what is saved, milliseconds. */
const LASTS = 600_000;
/** What was posted when the session had ended lasts longer, and in the tab: signing in takes other pages. */
const SIGNING_IN = 3_600_000;
const STORE = "enlace.unsaved.";
const none: ReadonlySet<string> = new Set();

/**
 * Keeps what a person types while `pending`, until the next save: puts it back in its fields, with the caret, when the
 * answer `id` has made them anew. So it does with all that was posted after the session had ended (`signIn`), for whoever
 * comes back to the page. Gives the fields concerned, and what the form has to tell.
 */
export function useMeanwhile(form: RefObject<HTMLFormElement | null>, pending: boolean, { id, signIn, values }: FormState) {
  const [fields, setFields] = useState(none);
  useLayoutEffect(() => {
    if (!form.current) return;
    if (signIn) return stored.set(keyOf(form.current), values);
    if (!id) restore(form.current);
    if (kept.size === 0) return;
    const key = keyOf(form.current);
    const own = kept.get(key);
    if (!own) return;
    if (Date.now() - own.at > LASTS) {
      kept.delete(key);
      return;
    }
    for (const [name, values] of own.values) fill(form.current, name, values);
    // Where the form was made anew under a person's hands, the focus was lost with its field.
    if (own.focus && (id || own.values.size > 0) && document.activeElement === document.body) focus(form.current, own.focus);
    setFields(new Set(own.values.keys()));
  }, [form, id, signIn, values]);

  const note = (event: SyntheticEvent<HTMLFormElement>, act: (own: Kept, control: Control) => void) => {
    const key = keyOf(event.currentTarget);
    const own = kept.get(key) ?? (pending ? { at: 0, values: new Map() } : undefined);
    if (!own || !isControl(event.target)) return;
    act(own, event.target);
    kept.set(key, Object.assign(own, { at: Date.now() }));
  };
  const caretOf = (control: Control) => ({ name: control.name, caret: "selectionEnd" in control ? control.selectionEnd : null });
  return {
    fields: pending ? none : fields,
    events: {
      onChange: (event: SyntheticEvent<HTMLFormElement>) =>
        note(event, (own, control) => {
          own.values.set(control.name, new FormData(event.currentTarget).getAll(control.name).map(String));
          own.focus = caretOf(control);
          setFields(new Set(own.values.keys()));
        }),
      onFocus: (event: SyntheticEvent<HTMLFormElement>) =>
        note(event, (own, control) => {
          own.focus = caretOf(control);
        }),
      onBlur: (event: SyntheticEvent<HTMLFormElement>) =>
        note(event, (own) => {
          own.focus = undefined;
        }),
      // A second press while the first is under way carries the same key and saves nothing more.
      onSubmit: (event: SyntheticEvent<HTMLFormElement>) => {
        if (pending) return;
        kept.delete(keyOf(event.currentTarget));
        stored.delete(keyOf(event.currentTarget));
        setFields(none);
      },
    },
  };
}

/** What this tab keeps beyond its pages. A browser that keeps nothing for pages is no reason to fail. */
const stored = {
  set(key: string, values: Record<string, string[]>): void {
    try {
      sessionStorage.setItem(STORE + key, JSON.stringify({ at: Date.now(), values }));
    } catch {}
  },
  get(key: string): Record<string, string[]> | undefined {
    try {
      const { at, values } = JSON.parse(sessionStorage.getItem(STORE + key) ?? "{}") as Partial<{
        at: number;
        values: Record<string, string[]>;
      }>;
      return at && Date.now() - at < SIGNING_IN ? values : undefined;
    } catch {
      return undefined;
    }
  },
  delete(key: string): void {
    try {
      sessionStorage.removeItem(STORE + key);
    } catch {}
  },
};

/** Takes up what was posted in vain: the fields that differ, and the version it was about, so that a newer one is noticed. */
function restore(form: HTMLFormElement): void {
  const key = keyOf(form);
  const values = stored.get(key);
  if (!values || kept.has(key)) return;
  const stands = new FormData(form);
  const differing = controls(form)
    .filter(({ name, type }) => (type !== "hidden" || name === "version") && !name.startsWith("_"))
    .map(({ name }): [string, string[]] => [name, values[name] ?? []])
    .filter(([name, typed]) => JSON.stringify(typed) !== JSON.stringify(stands.getAll(name)));
  if (differing.length > 0) kept.set(key, { at: Date.now(), values: new Map(differing) });
}

const isControl = (target: EventTarget): target is Control =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) &&
  target.name !== "";

const controls = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl);

/** One form among those of a page: its address, the records it is about, and where it begins. */
function keyOf(form: HTMLFormElement): string {
  const named = controls(form).filter(({ name }) => !/^[_$]|^version$/.test(name));
  const about = named.filter(({ type }) => type === "hidden").map(({ name, value }) => `${name}=${value}`);
  return [location.pathname, ...about, named.find(({ type }) => type !== "hidden")?.name].join("\n");
}

function fill(form: HTMLFormElement, name: string, values: string[]): void {
  const own = controls(form).filter((control) => control.name === name);
  own.forEach((control, i) => {
    if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio"))
      control.checked = values.includes(control.value);
    else control.value = values[i] ?? control.value;
    for (let fold = control.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  });
}

function focus(form: HTMLFormElement, { name, caret }: { name: string; caret: number | null }): void {
  const control = controls(form).find((c) => c.name === name && (c.type !== "radio" || (c as HTMLInputElement).checked));
  control?.focus({ preventScroll: true });
  if (control && caret !== null && "setSelectionRange" in control) control.setSelectionRange(caret, caret);
}
