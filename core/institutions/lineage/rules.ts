/** One institution gave way to another on a day (`YYYY-MM-DD`; null: not known), or a part of it became the other. */
export type Link = { fromId: string; toId: string; kind: string; on: string | null };

/** An institution whose past another one reads as its own; `before` the day a part of it was split off, null for all of it. */
export type Line = { id: string; before: string | null };

/** How the past is read: each institution as it was then, or as it stands now, with what it came from. */
export const views = ["now", "then"] as const;
export type View = (typeof views)[number];

const wholly = (link: Link): boolean => link.kind !== "split";
const latest = (links: Link[]): string => links.reduce((last, { on }) => ((on ?? "") > last ? (on ?? "") : last), "");

/** Everything an institution turned into, step by step; one that was split lives on beside its parts. */
function heirsOf(links: readonly Link[], id: string): Set<string> {
  const found = new Set<string>();
  const visit = (at: string): void => {
    for (const { toId } of links.filter((l) => l.fromId === at && wholly(l)))
      if (!found.has(toId)) {
        found.add(toId);
        visit(toId);
      }
  };
  visit(id);
  return found;
}

/** Whether an institution gave way to another and has not come back since: named back, it lives again. */
export function isGone(links: readonly Link[], id: string): boolean {
  const left = links.filter((l) => l.fromId === id && wholly(l));
  if (left.length === 0) return false;
  const heirs = heirsOf(links, id);
  const back = links.filter((l) => l.toId === id && wholly(l) && heirs.has(l.fromId));
  return back.length === 0 || latest(back) < latest(left);
}

/** Of two bounds the later one; null reaches for ever. */
const reaches = (a: string | null, b: string | null): boolean => a === null || (b !== null && a > b);

/** An institution and all it came from, each once: the whole of what is gone, and of what lives on the days before the part came off. */
export function lineageOf(links: readonly Link[], id: string): Line[] {
  const found = new Map<string, string | null>([[id, null]]);
  const visit = (at: string): void => {
    for (const { fromId, on } of links.filter((l) => l.toId === at)) {
      const bound = isGone(links, fromId) ? null : on;
      const reached = found.get(at) ?? null;
      const before = reaches(bound, reached) ? reached : bound;
      const known = found.get(fromId);
      if (known !== undefined && !reaches(before, known)) continue;
      found.set(fromId, before);
      visit(fromId);
    }
  };
  visit(id);
  return [...found].map(([one, before]) => ({ id: one, before }));
}
