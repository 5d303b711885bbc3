"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from "react";

/**
 * Lets Alt+↑ and Alt+↓ move the item the focus is in, keeps the focus on the button that moved it, and reads out where
 * the item stands now. Without script the buttons do the same.
 */
export function AgendaKeys({ children }: { children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLParagraphElement>(null);
  const moved = useRef<string | null>(null);

  useEffect(() => {
    const watched = list.current;
    if (!watched) return;
    const observer = new MutationObserver(() => {
      const button = moved.current ? document.getElementById(moved.current) : null;
      if (!button) return;
      if (document.activeElement !== button) button.focus();
      const place = button.closest("li")?.dataset.place ?? "";
      if (live.current && live.current.textContent !== place) live.current.textContent = place;
    });
    observer.observe(watched, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-place"] });
    return () => observer.disconnect();
  }, []);

  const onClick = (event: MouseEvent) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button.step");
    if (button?.getAttribute("aria-disabled")) event.preventDefault();
    else moved.current = button?.id ?? null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const field = (event.target as Element).closest("input, select, textarea");
    const button = (event.target as Element)
      .closest("li")
      ?.querySelector<HTMLButtonElement>(event.key === "ArrowUp" ? "[id^=up-]" : "[id^=down-]");
    if (field || !button) return;
    event.preventDefault();
    button.focus();
    button.click();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the buttons inside
    <div ref={list} onClickCapture={onClick} onKeyDown={onKeyDown}>
      {children}
      <p className="heard-only" aria-live="polite" ref={live} />
    </div>
  );
}
