/** What a time line can show of an institution; each thing that happened is of one kind. */
export const kinds = ["briefings", "answers", "delegations", "messages", "followUps", "people", "names"] as const;
export type Kind = (typeof kinds)[number];

/** Parts of the follow-ups: not settled, kept by their lead, and what fell due of the lead's. */
export const parts = ["open", "kept", "due"] as const;
export type Part = (typeof parts)[number];

/** What the time line is narrowed to. */
export const shows = ["all", ...kinds, ...parts] as const;
export type Show = (typeof shows)[number];

/** How many rows each view holds, in a year or in all. */
export type Counts = Record<Show, number>;

export const noCounts = (): Counts => Object.fromEntries(shows.map((show) => [show, 0])) as Counts;

/** The middle of some numbers, rounded up; null for none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.ceil((low + high) / 2);
}
