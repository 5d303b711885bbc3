"use client";

/** Opens the browser's own print window; without script there is nothing to press, the browser's menu does it. */
export function PrintButton({ text }: { text: string }) {
  return (
    <button type="button" className="button scripted" onClick={() => window.print()}>
      {text}
    </button>
  );
}
