import type { Database } from "better-sqlite3";
import { getTableColumns, getTableName, type InferInsertModel } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** A prepared insert for a table of the schema: typed like Drizzle's, as fast as SQLite itself. */
export function inserter<T extends SQLiteTable>(raw: Database, table: T): (row: InferInsertModel<T>) => void {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const statement = raw.prepare(`insert into "${getTableName(table)}" (${names}) values (${columns.map(() => "?").join(", ")})`);
  return (row) => {
    const values = row as Record<string, unknown>;
    statement.run(
      columns.map(([key, column]) => {
        const value = values[key] ?? column.default ?? column.defaultFn?.();
        if (value === null || value === undefined) return null;
        return typeof value === "string" || typeof value === "number" ? value : column.mapToDriverValue(value);
      }),
    );
  };
}

/** The same numbers on every run (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** The nth identifier of a kind: of the form the house makes, in order of age. */
export const nthId = (prefix: string, n: number): string =>
  `${prefix}_${n
    .toString(32)
    .replace(/[i-v]/g, (c) => "jkmnpqrstvwxyz"["ijklmnopqrstuv".indexOf(c)] ?? "z")
    .padStart(25, "0")}`;
