"use client";

import { useEffect, useState } from "react";

/** Opens the browser's own print window; without script there is nothing to press, the browser's menu does it. */
export function PrintButton({ text }: { text: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return null;
  return (
    <button type="button" className="button" onClick={() => window.print()}>
      {text}
    </button>
  );
}
