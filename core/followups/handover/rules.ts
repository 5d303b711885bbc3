import type { HandedKind } from "@/db/schema/offices";

/** The choice of a row that stays where it is although its group goes. */
export const STAYS = "stays";

type Chosen = Partial<Record<HandedKind, string>> & { rows: { kind: HandedKind; id: string; to?: string }[] };

/** To whom one thing goes: what was said of it alone outweighs what was said of its group. */
export function receiverOf({ rows, ...groups }: Chosen, kind: HandedKind, id: string): string | undefined {
  const own = rows.find((row) => row.kind === kind && row.id === id)?.to;
  return own === STAYS ? undefined : (own ?? groups[kind]);
}
