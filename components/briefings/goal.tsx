/** A Sustainable Development Goal: its number on its colour, its name beside it. Drawn with SVG attributes: the policy forbids inline styles. */
export function Goal({ number, color, ink, name }: { number: number; color: string; ink: string; name: string }) {
  return (
    <span className="goal">
      <svg width="24" height="24" viewBox="0 0 24 24" role="img" aria-label={String(number)}>
        <rect width="24" height="24" rx="3" fill={color} />
        <text x="12" y="16.5" textAnchor="middle" fontSize="13" fontWeight="700" fill={ink}>
          {number}
        </text>
      </svg>
      {name}
    </span>
  );
}
