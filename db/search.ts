import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { likePattern, searchWords } from "@/lib/text";
import { searchEntries as e, type SearchKind } from "./schema/kernel";
import type { Store } from "./store";

/** The index knows three letters in a row; what is shorter is looked for in the texts themselves. */
const LETTERS = 3;

/** The ids of an office's records of a kind in whose text each of these folded words occurs anywhere, the newest record first. */
function refs(officeId: string, kind: SearchKind, words: string[]): SQL {
  const [long, short] = [words.filter((w) => [...w].length >= LETTERS), words.filter((w) => [...w].length < LETTERS)];
  const phrase = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(" AND ");
  const fts = sql.raw(`search_${kind}`);
  // A cross join is walked from the left: from the few that the index finds, not from all of the office's.
  const hits = long.length > 0 ? sql`${fts} cross join ${e} on ${e.id} = ${fts}.rowid` : sql`${e}`;
  return sql`select ${e.ref} from ${hits} where ${e.officeId} = ${officeId} and ${e.kind} = ${kind}
    ${long.length > 0 ? sql`and ${fts} match ${phrase}` : sql``}
    ${sql.join(short.map((word) => sql`and ${e.text} like ${likePattern(word)} escape '\\'`))}
    order by ${long.length > 0 ? sql`${fts}.rowid` : e.id} desc`;
}

/** Every word of `q` occurs in the record's text, accents and letter case apart; no condition where there is no word. */
export function matching(id: AnyColumn, officeId: string, kind: SearchKind, q: string): SQL | undefined {
  const words = searchWords(q);
  return words.length > 0 ? sql`${id} in (${refs(officeId, kind, words)})` : undefined;
}

/** The ids of the records of a kind in whose text one word occurs, as a subquery. */
export const idsWith = (officeId: string, kind: SearchKind, word: string): SQL => sql`(${refs(officeId, kind, [word])})`;

/** The ids of the newest records of a kind that hold every word of `q`, however many there are; none without a word. */
export function newestWith(store: Store, officeId: string, kind: SearchKind, q: string, limit: number): string[] {
  const words = searchWords(q);
  if (words.length === 0) return [];
  return store.db.all<{ ref: string }>(sql`${refs(officeId, kind, words)} limit ${limit}`).map((row) => row.ref);
}

/** A record that was found: the better the lower its `rank`, and the folded text it was found by. */
export type Hit = { ref: string; rank: number; text: string };

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What is asked of the index: a phrase of it, and the single letters that words begin with, which it does not know. */
type Asked = { match: string; letters: string[] };

const beginning = (words: string[]): string[] => words.filter((word) => [...word].length >= 2).map((word) => quoted(` ${word}`));
const anywhere = (words: string[]): string[] => words.flatMap((word) => ([...word].length >= LETTERS ? [quoted(word)] : beginning([word])));

/**
 * From the best to the widest. A text of the index begins with two spaces and ends with one, so that an anchored phrase
 * is one too: the text begins with the words, as whole ones or not; holds them as whole words; has words that begin so;
 * holds them anywhere. Words of one or two letters are looked for where words begin.
 */
function asked(words: string[]): Asked[] {
  const phrase = words.join(" ");
  const letters = words.filter((word) => [...word].length < 2);
  const whole = [`  ${phrase} `, `  ${phrase}`, ` ${phrase} `].map(quoted);
  // Letters alone have no wider search than these together.
  const wide =
    letters.length < words.length ? [beginning(words), anywhere(words)].map((parts) => parts.join(" AND ")) : [whole.join(" OR ")];
  return [
    ...whole.map((match) => ({ match, letters: [] })),
    ...wide.map((match) => ({ match, letters: letters.length < words.length ? letters : [] })),
  ];
}

const found = (officeId: string, kind: SearchKind, { match, letters }: Asked): SQL => {
  const fts = sql.raw(`search_${kind}`);
  return sql`from ${fts} cross join ${e} on ${e.id} = ${fts}.rowid
    where ${fts} match ${match} and ${e.officeId} = ${officeId} and ${e.kind} = ${kind}
    ${sql.join(letters.map((letter) => sql`and ${e.text} like ${likePattern(` ${letter}`)} escape '\\'`))}`;
};

/** The records of a kind that fit `q` best, at most `limit`; of those that fit alike, the newest. */
export function best(store: Store, officeId: string, kind: SearchKind, q: string, limit: number): Hit[] {
  const words = searchWords(q);
  const hits = new Map<string, Hit>();
  for (const [rank, one] of (words.length > 0 ? asked(words) : []).entries()) {
    if (hits.size >= limit) break;
    const rows = store.db.all<{ ref: string; text: string }>(
      sql`select ${e.ref}, ${e.text} ${found(officeId, kind, one)} order by ${sql.raw(`search_${kind}`)}.rowid desc limit ${limit}`,
    );
    for (const { ref, text } of rows) if (!hits.has(ref) && hits.size < limit) hits.set(ref, { ref, rank, text });
  }
  return [...hits.values()];
}

/** How many records of a kind hold every word of `q`, counted up to `most`. */
export function countUpTo(store: Store, officeId: string, kind: SearchKind, q: string, most: number): number {
  const words = searchWords(q);
  const widest = words.length > 0 ? asked(words).at(-1) : undefined;
  if (!widest) return 0;
  return store.db.get<{ n: number }>(sql`select count(*) as n from (select 1 ${found(officeId, kind, widest)} limit ${most})`).n;
}
