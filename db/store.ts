import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { env } from "@/lib/env";

/** The office's memory as the core sees it: queries, and transactions of its own. */
export type Store = {
  readonly db: BetterSQLite3Database;
  readonly raw: Database.Database;
  /** Runs `work` in one immediate transaction (a savepoint when nested). A refusal as result rolls back, like a throw; a promise is refused. */
  transaction<T>(work: (tx: Store) => T): T;
};

const isRefusal = (value: unknown): boolean => typeof value === "object" && value !== null && (value as { ok?: unknown }).ok === false;

class Rollback {
  constructor(readonly outcome: unknown) {}
}

/** Wraps an open connection. */
export function storeOf(raw: Database.Database): Store {
  const store: Store = {
    db: drizzle(raw),
    raw,
    transaction<T>(work: (tx: Store) => T): T {
      const run = raw.transaction(() => {
        const outcome = work(store);
        if (outcome instanceof Promise) throw new TypeError("A transaction cannot wait: the core is synchronous.");
        if (isRefusal(outcome)) throw new Rollback(outcome);
        return outcome;
      });
      try {
        return run.immediate();
      } catch (thrown) {
        if (thrown instanceof Rollback) return thrown.outcome as T;
        throw thrown;
      }
    },
  };
  return store;
}

/** Statements a connection keeps compiled. */
const KEPT = 400;

/**
 * Lets a connection compile each SQL text once: a page asks twenty queries, and compiling costs more than most answers.
 * The longest unused one goes first. A kept statement must not be asked again while its rows are still being iterated.
 */
function keepStatements(raw: Database.Database): void {
  const compile = raw.prepare.bind(raw) as (sql: string) => Database.Statement;
  const kept = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const statement = kept.get(sql) ?? compile(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    // Whoever asked before may have wanted rows as arrays.
    return statement.reader ? statement.raw(false) : statement;
  };
  raw.prepare = prepare as Database.Database["prepare"];
}

/** Opens a database file with the settings every connection of ours has. */
export function connect(file: string): Database.Database {
  const raw = new Database(file);
  raw.pragma("journal_mode = WAL");
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  raw.pragma("busy_timeout = 5000");
  raw.pragma("trusted_schema = OFF");
  raw.pragma("secure_delete = ON");
  raw.pragma("cache_size = -64000");
  keepStatements(raw);
  return raw;
}

/**
 * Tells the planner how much one office holds, from a sample; without it "of this office" passes for a narrow search. On a
 * connection of its own with a small cache: what it reads need not stay in memory.
 */
function sample(file: string): void {
  const raw = connect(file);
  raw.pragma("cache_size = -2000");
  raw.pragma("analysis_limit = 400");
  raw.pragma("optimize = 0x10002");
  raw.close();
}

const holder = globalThis as { enlaceStore?: Store };

/** Where the database of this installation lies. */
export const databaseFile = (): string => join(env.dataDir, "enlace.db");

/** The one connection of this process, opened on first use: a build must not open the database. Only a database that is being made lies elsewhere. */
export function openStore(file?: string): Store {
  if (!holder.enlaceStore) {
    mkdirSync(env.dataDir, { recursive: true });
    const path = file ?? databaseFile();
    sample(path);
    holder.enlaceStore = storeOf(connect(path));
  }
  return holder.enlaceStore;
}

/** Whether a failed write found the row already there. */
export function isUniqueViolation(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown; cause?: { code?: unknown } })?.code ?? (thrown as { cause?: { code?: unknown } })?.cause?.code;
  return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}
