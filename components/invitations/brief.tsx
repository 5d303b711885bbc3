"use client";

import { type ReactNode, useEffect, useState } from "react";

/** Something offered for a moment: it goes after `seconds`, unless somebody is at it. Without script it stays. */
export function Brief({ seconds, children }: { seconds: number; children: ReactNode }) {
  const [gone, setGone] = useState(false);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => setGone(true), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds, held]);
  if (gone) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while its button is pointed at or focused
    <div
      className="toast brief"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {children}
    </div>
  );
}
