"use client";

import { useEffect, useRef } from "react";

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

/**
 * Keys and focus of the review; everything works without it. A key presses the control that names it in
 * `aria-keyshortcuts`; the next story takes the focus; an opened panel gives it to its first field, Escape gives it back.
 */
export function ReviewKeys({ at, on }: { at: string; on: boolean }) {
  const before = useRef(at);

  useEffect(() => {
    if (before.current === at) return;
    before.current = at;
    scrollTo(0, 0);
    document.getElementById("what")?.focus({ preventScroll: true });
    const queue = document.querySelector<HTMLElement>(".queue");
    const row = queue?.querySelector<HTMLElement>("[aria-current]");
    if (queue && row) queue.scrollTop = row.offsetTop - queue.clientHeight / 2;
  }, [at]);

  useEffect(() => {
    const opened = (event: Event) => {
      const panel = event.target;
      if (!(panel instanceof HTMLDetailsElement) || !panel.open || !panel.matches(".decision")) return;
      panel.querySelector<HTMLElement>(panel.matches(".asking") ? "form .button" : "input:not([type=hidden])")?.focus();
    };
    document.addEventListener("toggle", opened, true);
    return () => document.removeEventListener("toggle", opened, true);
  }, []);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        const panel = document.querySelector<HTMLDetailsElement>(".decision[open]");
        panel?.removeAttribute("open");
        panel?.querySelector("summary")?.focus();
        return;
      }
      if (!on || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      const control = document.querySelector<HTMLElement>(`.review [aria-keyshortcuts="${CSS.escape(event.key.toUpperCase())}"]`);
      if (!control || document.querySelector(".review form[aria-busy]")) return;
      event.preventDefault();
      control.click();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [on]);

  return null;
}
