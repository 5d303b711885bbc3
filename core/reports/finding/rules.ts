import type { SearchKind } from "@/db/schema/kernel";
import { fold } from "@/lib/text";

/** What a search looks among, in the order it is shown. */
export const kinds = ["institution", "person", "briefing", "follow_up"] as const satisfies readonly SearchKind[];
export type Kind = (typeof kinds)[number];

/** Hits of a kind that are put in order and can be paged through; who has more adds a word. */
export const MOST = 200;

/** What may be meant by a query that is no word: an invitation's reference ("B-7K2M", its beginning), a follow-up's number, or a part of a letter's. */
export type Meant = { reference?: string; number?: number; letter?: string };

/** Reads a query as a reference or a number, as it is said on the phone. */
export function meantBy(q: string): Meant {
  const text = q.trim().toUpperCase();
  const reference = /^B[-\s]?([0-9A-Z]{2,12})$/.exec(text)?.[1] ?? /^(?=.*\d)([0-9A-Z]{4,12})$/.exec(text)?.[1];
  const number = /^(?:#|N(?:O|[.º°])*\s*)?(\d{1,7})$/.exec(text)?.[1];
  const plain = /^\d{1,4}$/.test(text);
  const letter = plain ? `${text.padStart(4, "0")}/` : /^(?=.*\d{3})(?=.*[\p{L}/-])[\p{L}\d\s./-]{4,40}$/u.exec(text)?.[0];
  return { reference: reference && `B-${reference}`, number: number ? Number(number) : undefined, letter };
}

/** A telephone number as people are found by it: its digits in a row, without what is dialled before; other queries as they are. */
export function dialled(q: string): string {
  const digits = /^\s*\+?[\d\s()./-]+$/.test(q) ? q.replace(/\D/g, "").replace(/^0+/, "") : "";
  return digits.length >= 5 ? digits : q;
}

/** Whether every word occurs in one of these texts or in all of them together. */
export function holds(texts: (string | null | undefined)[], words: string[]): boolean {
  const folded = fold(texts.filter(Boolean).join(" "));
  return words.every((word) => folded.includes(word));
}
