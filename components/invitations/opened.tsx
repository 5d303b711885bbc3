"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** A form that opened under its row: the focus goes to its first answer, Escape closes it, and the focus goes back to the row's button. */
export function Opened({ row, close, children }: { row: string; close: string; children: ReactNode }) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("button[name=value]")?.focus();
    return () => document.querySelector<HTMLElement>(`#${row} .act a`)?.focus({ preventScroll: true });
  }, [row]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the keys pressed in the form it holds
    <div
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) router.push(close, { scroll: false });
        // The key that opened the form, still held down, must not press its first answer.
        if (event.key === "Enter" && event.repeat) event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}
