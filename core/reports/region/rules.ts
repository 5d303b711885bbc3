/** A figure as another office reads it: one or two could be somebody, so they are only called few. */
export type Cell = { n: number; few: boolean; hidden?: true };

/** Figures below this are not told. */
const FEW = 3;

export const cellOf = (n: number): Cell => (n > 0 && n < FEW ? { n: 0, few: true } : { n, few: false });

/** Neither told nor called few: another figure could be worked out from it. */
export const hidden: Cell = { n: 0, few: false, hidden: true };

/** What several cells come to: made of what is told alone, so that no subtraction gives back what is not; `few` means at least. */
export const together = (cells: readonly Cell[]): Cell => ({
  n: cells.reduce((sum, { n }) => sum + n, 0),
  few: cells.some((cell) => cell.few || cell.hidden),
});
