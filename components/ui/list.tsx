import type { ReactNode } from "react";

/** Filters as links with counts; the chosen one is the page. */
export function FilterLinks({
  label,
  filters,
}: {
  label: string;
  /** One that is `minor` may be left out where there is little room. */
  filters: { href: string; text: string; count?: number | string; current: boolean; minor?: boolean }[];
}) {
  return (
    <nav className="filters" aria-label={label}>
      {filters.map((f) => (
        <a key={f.href} href={f.href} aria-current={f.current ? "page" : undefined} className={f.minor ? "minor" : undefined}>
          {f.text} {f.count !== undefined && <b>{f.count}</b>}
        </a>
      ))}
    </nav>
  );
}

/** Where the reader is in a long list, and the way on. Draws nothing for one page. */
export function Pager({
  range,
  previous,
  next,
  label,
  words,
}: {
  range: string;
  previous?: string;
  next?: string;
  label: string;
  words: { previous: string; next: string };
}) {
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label={label}>
      <span>{range}</span>
      <span className="flex gap-4">
        {previous && (
          <a className="link" href={previous} rel="prev">
            {words.previous}
          </a>
        )}
        {next && (
          <a className="link" href={next} rel="next">
            {words.next}
          </a>
        )}
      </span>
    </nav>
  );
}

/** What stands where a list would be. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
