import type { IconName } from "@/components/ui/icon";
import type { Piece } from "@/lib/text";

/** A line of results: where it leads, what it is called and what tells it from others. */
export type FoundItem = { key: string; href: string; icon: IconName; text: Piece[]; lang?: string; note: Piece[] };

/** Results of one kind; `count` says how many there are where more exist than are shown. */
export type FoundGroup = { id: string; title: string; count?: string; items: FoundItem[] };

/** What the palette is given for a query; `said` is read out. */
export type FoundAnswer = { q: string; said: string; none?: string; groups: FoundGroup[] };

/** A text with what was searched for marked in it. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    at += text.length;
    return hit ? <mark key={at}>{text}</mark> : text;
  });
}
