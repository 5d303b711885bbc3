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
