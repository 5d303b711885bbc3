"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** A form that opened under its row: the focus goes to its first choice, which records nothing yet; Escape closes it, and the focus goes back to the row's button. */
export function Opened({ row, close, children }: { row: string; close: string; children: ReactNode }) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("input:checked")?.focus();
    return () => document.querySelector<HTMLElement>(`#${row} .act a`)?.focus({ preventScroll: true });
  }, [row]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the keys pressed in the form it holds
    <div
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) router.push(close, { scroll: false });
      }}
    >
      {children}
    </div>
  );
}
