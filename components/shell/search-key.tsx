"use client";

import { useEffect, useSyncExternalStore } from "react";

const never = () => () => {};
const onMac = (): boolean => /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** A field with something typed in it that going elsewhere would lose. */
const isFilling = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== target.defaultValue;

/** The key of the search, shown where there is script to hear it: ⌘K or Ctrl K goes to the page's search field, else to the search page. */
export function SearchKey({ field, link }: { field: string; link: string }) {
  const key = useSyncExternalStore(
    never,
    () => (onMac() ? "⌘K" : "Ctrl K"),
    () => undefined,
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const asked = onMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!asked || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      const input = document.getElementById(field);
      if (!(input instanceof HTMLInputElement) && isFilling(event.target)) return;
      event.preventDefault();
      if (input instanceof HTMLInputElement) input.select();
      else document.getElementById(link)?.click();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [field, link]);
  return key ? <kbd>{key}</kbd> : null;
}
