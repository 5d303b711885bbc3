"use client";

import { createContext, isValidElement, type ReactNode, useContext, useId } from "react";
import type { FormState, FormTexts } from "./form-state";

type Live = { state: FormState; texts: FormTexts; scope: string; unsaved: ReadonlySet<string> };

/** The form a field stands in; a field of a plain search form has none. */
export const LiveForm = createContext<Live | undefined>(undefined);

/** The element of a field, by which its form and its errors find it. */
export const idOf = (scope: string, name: string): string => `${scope}-${name.replace(/[^\w-]/g, "_")}`;

/** The words of a label. */
function wordsOf(label: ReactNode): string {
  if (typeof label === "string" || typeof label === "number") return String(label);
  if (Array.isArray(label)) return label.map(wordsOf).join("");
  return isValidElement<{ children?: ReactNode }>(label) ? wordsOf(label.props.children) : "";
}

export type FieldState = {
  id: string;
  /** What was sent with a form that was refused. */
  sent?: string[];
  error?: string;
  /** What was saved meanwhile, in a sentence. */
  meanwhile?: string;
  /** What stands here was typed after the save began. */
  unsaved?: string;
  /** New at each answer: the field is made anew with its values. */
  answer: string;
  optional?: string;
  /** The label as the form posts it. */
  post?: { name: string; label: string };
};

/** What a field of this name has to show; values are put in the words of `say`. */
export function useField(name: string, label: ReactNode, say: (value: string) => string = (text) => text): FieldState {
  const live = useContext(LiveForm);
  const own = useId();
  if (!live) return { id: own, answer: "" };
  const { state, texts, scope, unsaved } = live;
  return {
    id: idOf(scope, name),
    sent: state.id && !state.ok ? (state.values[name] ?? []) : undefined,
    error: state.errors.find((e) => e.field === name)?.text,
    meanwhile: state.current && name in state.current ? saved(live, name, say) : undefined,
    unsaved: unsaved.has(name) ? texts.unsaved : undefined,
    answer: state.id,
    optional: texts.optional,
    post: { name, label: wordsOf(label) },
  };
}

/** The sentence about a value that somebody else saved meanwhile; nothing when it is what was typed. */
function saved({ state, texts }: Live, name: string, say: (value: string) => string): string | undefined {
  const now = [state.current?.[name] ?? []].flat().map(String).filter(Boolean);
  const typed = (state.values[name] ?? []).filter(Boolean);
  if ([...now].sort().join("\n") === [...typed].sort().join("\n")) return undefined;
  return texts.conflictNow.replace("{text}", () => now.map(say).join(", ") || "–");
}
