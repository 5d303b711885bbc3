import type { Tone } from "./pill";

/** The bar of answers; the words beside it say the same, so it is hidden from readers. Drawn with SVG attributes: the policy forbids inline styles. */
export function Tally({ parts }: { parts: { tone: Tone; n: number }[] }) {
  const shown = parts.filter((p) => p.n > 0);
  const total = shown.reduce((sum, p) => sum + p.n, 0);
  if (total === 0) return null;
  const gap = 0.6;
  const width = 100 - gap * (shown.length - 1);
  let x = 0;
  return (
    <svg className="tally" viewBox="0 0 100 8" preserveAspectRatio="none" width="100%" height="8" aria-hidden="true">
      {shown.map((p) => {
        const w = (p.n / total) * width;
        const outline = p.tone === "sent" ? 0.15 : 0;
        const rect = (
          <rect key={p.tone} className={p.tone} x={x + outline} y={outline ? 0.5 : 0} width={w - 2 * outline} height={outline ? 7 : 8} />
        );
        x += w + gap;
        return rect;
      })}
    </svg>
  );
}
