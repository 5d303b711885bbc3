"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

const picks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(".board .pick input[name]")];

const tick = (all: boolean): void => {
  for (const row of picks()) row.checked = all;
};

/** How many rows of the board are ticked, of how many; counted anew when other rows (`rows`) are shown. */
function useTicked(rows: string): { n: number; of: number } {
  const [ticked, setTicked] = useState({ n: 0, of: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the boxes are looked at anew when the rows are others
  useEffect(() => {
    const count = () => {
      const all = picks();
      setTicked({ n: all.filter((box) => box.checked).length, of: all.length });
    };
    count();
    document.addEventListener("change", count);
    return () => document.removeEventListener("change", count);
  }, [rows]);
  return ticked;
}

/** Ticks every row in sight, or none; only where there is script. */
export function TickAll({ rows, label }: { rows: string; label: string }) {
  const { n, of } = useTicked(rows);
  const box = useRef<HTMLInputElement>(null);
  // Whoever ticked it before the script had come meant the rows.
  useLayoutEffect(() => {
    if (box.current?.checked) tick(true);
  }, []);
  useEffect(() => {
    if (box.current) box.current.indeterminate = n > 0 && n < of;
  }, [n, of]);
  return (
    <label className="tick scripted">
      <input type="checkbox" ref={box} aria-label={label} checked={of > 0 && n === of} onChange={(e) => tick(e.currentTarget.checked)} />
    </label>
  );
}

/** What can be done with the ticked rows: a plain form whose buttons each lead to the page that asks. `counts` are ready texts by number. */
export function ChosenBar({
  id,
  rows,
  label,
  counts,
  children,
}: {
  id: string;
  rows: string;
  label: string;
  counts: string[];
  children: ReactNode;
}) {
  const { n } = useTicked(rows);
  const text = n > 0 ? counts[Math.min(n, counts.length) - 1] : undefined;
  return (
    <>
      <p className="heard-only" aria-live="polite">
        {text}
      </p>
      <form id={id} method="get" className="chosen" aria-label={label}>
        <p>{text ?? label}</p>
        <div className="buttons">{children}</div>
      </form>
    </>
  );
}
