import type { PaperLanguage, Visibility } from "@/db/schema/briefings";
import type { Locale } from "@/lib/locales";

/** What of a paper decides who gets it. */
export type Paper = { language: PaperLanguage; visibility: Visibility; shown: number | null };

/** Whether the invited institutions get a paper: it is meant for them, and nothing of it waits for a look. */
export const reachesInvited = ({ visibility, shown }: Omit<Paper, "language">): boolean => visibility !== "staff" && shown !== null;

/** The languages in which the invited get no paper, out of those wanted; one that needs no language serves all. */
export function languagesWithoutPaper(papers: readonly Paper[], wanted: readonly Locale[]): Locale[] {
  const there = papers.filter(reachesInvited).map((paper) => paper.language);
  return there.includes("all") ? [] : wanted.filter((lang) => !there.includes(lang));
}

/** Papers as a reader wants them: those in the own language, those that need none, then the others; each in the order of the office. */
export function ownLanguageFirst<T extends { language: PaperLanguage }>(papers: readonly T[], own: Locale): T[] {
  const rank = ({ language }: T): number => (language === own ? 0 : language === "all" ? 1 : 2);
  return [...papers].sort((a, b) => rank(a) - rank(b));
}

/** What a message lists: of each item of the agenda the papers in the reader's language and those that need none; all of it where none is in that language. */
export function eachOnce<T extends { language: PaperLanguage; itemId: string | null }>(papers: readonly T[], own: Locale): T[] {
  const translated = new Set(papers.filter(({ language }) => language === own).map(({ itemId }) => itemId));
  return papers.filter(({ language, itemId }) => language === own || language === "all" || !translated.has(itemId));
}

/** Papers by the item of the agenda they belong to; under "" those of the whole meeting, and of items that were taken off. */
export function byItem<T extends { itemId: string | null }>(papers: readonly T[], items: readonly { id: string }[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const paper of papers) {
    const key = items.some((item) => item.id === paper.itemId) ? (paper.itemId ?? "") : "";
    groups.set(key, [...(groups.get(key) ?? []), paper]);
  }
  return groups;
}
