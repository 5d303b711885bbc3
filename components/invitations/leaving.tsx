"use client";

import { type ReactNode, useEffect, useState } from "react";

/**
 * How long a sending can still be undone. Counts down where there is script; without, it says the hour. `texts.in` holds
 * `{s}` for the seconds; `left` are the milliseconds at the moment the page was made, so no clock needs to agree.
 */
export function Leaving({ left, texts, children }: { left: number; texts: { in: string; at: string; now: string }; children: ReactNode }) {
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    const end = performance.now() + left;
    const tick = () => setSeconds(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [left]);
  const text = seconds === undefined ? texts.at : seconds > 0 ? texts.in.replace("{s}", String(seconds)) : texts.now;
  return (
    <>
      <p role="timer">{text}</p>
      {seconds !== 0 && children}
    </>
  );
}
