import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { isCurrent, MigrationStopped, migrateFile } from "@/db/migrate";

const statements = [
  "CREATE TABLE parent (id text PRIMARY KEY);\n--> statement-breakpoint\nCREATE TABLE child (id text PRIMARY KEY, parent_id text NOT NULL REFERENCES parent(id) ON DELETE CASCADE);",
  // What drizzle-kit writes when a column of a parent table changes.
  "PRAGMA foreign_keys=OFF;--> statement-breakpoint\nCREATE TABLE __new_parent (id text PRIMARY KEY, name text);\n--> statement-breakpoint\nINSERT INTO __new_parent(id) SELECT id FROM parent;\n--> statement-breakpoint\nDROP TABLE parent;\n--> statement-breakpoint\nALTER TABLE __new_parent RENAME TO parent;\n--> statement-breakpoint\nPRAGMA foreign_keys=ON;",
  "CREATE TABLE broken (id text PRIMARY KEY);\n--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);",
];

/** A folder of migrations of which so many are known, and a place for a database. */
function house() {
  const dir = mkdtempSync(join(tmpdir(), "enlace-migrate-"));
  const folder = join(dir, "migrations");
  const know = (count: number, ...then: string[]) => {
    mkdirSync(join(folder, "meta"), { recursive: true });
    const entries = [...statements.slice(0, count), ...then].map((sql, n) => {
      writeFileSync(join(folder, `000${n}_step.sql`), sql);
      return { idx: n, version: "6", when: 1000 + n, tag: `000${n}_step`, breakpoints: true };
    });
    writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "sqlite", entries }));
  };
  const file = join(dir, "enlace.db");
  const look = (sql: string) => {
    const raw = new Database(file);
    try {
      return raw.prepare(sql).all();
    } finally {
      raw.close();
    }
  };
  return { dir, folder, file, backups: join(dir, "backups"), know, look };
}

/** The tables the triggers of the house stand on. */
const guarded = [
  "audit",
  "answer",
  "follow_up_update",
  "invitation",
  "briefing",
  "institution",
  "person",
  "follow_up",
  "message",
  "search_entry",
  "wording",
]
  .map(
    (t) =>
      `CREATE TABLE ${t} (id text PRIMARY KEY, office_id text, briefing_id text, answer text, state text, starts_at integer, met integer, search_text text)`,
  )
  .join(";\n--> statement-breakpoint\n");
statements[0] = `${guarded};\n--> statement-breakpoint\n${statements[0]}`;

describe("a migration", () => {
  it("keeps the children of a parent table that is built anew, after a copy of the database", () => {
    const h = house();
    h.know(1);
    expect(migrateFile(h.file, h.folder, h.backups)).toEqual({ applied: true, backup: undefined });
    const raw = new Database(h.file);
    raw.exec("insert into parent values ('p'); insert into child values ('c', 'p')");
    raw.close();
    h.know(2);
    const { applied, backup } = migrateFile(h.file, h.folder, h.backups);
    expect(applied).toBe(true);
    expect(h.look("select id from child")).toEqual([{ id: "c" }]);
    expect(h.look("select name from parent")).toEqual([{ name: null }]);
    // Triggers speak of tables that are built anew; they went before and stand again.
    expect(h.look("select count(*) as n from sqlite_master where type = 'trigger'")).not.toEqual([{ n: 0 }]);
    const copy = new Database(backup ?? "", { readonly: true });
    expect(copy.prepare("select * from parent").all()).toEqual([{ id: "p" }]);
    copy.close();
  });

  it("does nothing and copies nothing when the database is current", () => {
    const h = house();
    h.know(1);
    migrateFile(h.file, h.folder, h.backups);
    expect(migrateFile(h.file, h.folder, h.backups)).toEqual({ applied: false, backup: undefined });
    expect(() => readdirSync(h.backups)).toThrow();
  });

  it("leaves everything as it was when one of its steps fails", () => {
    const h = house();
    h.know(1);
    migrateFile(h.file, h.folder);
    h.know(3);
    expect(() => migrateFile(h.file, h.folder, h.backups)).toThrow();
    expect(h.look("select name from sqlite_master where name in ('broken', '__new_parent')")).toEqual([]);
    expect(readdirSync(h.backups)).toHaveLength(1);
  });

  it("puts the database back when it does not pass the check, however often it is tried", () => {
    const h = house();
    h.know(1);
    migrateFile(h.file, h.folder);
    const raw = new Database(h.file);
    raw.exec("insert into parent values ('p'); insert into child values ('c', 'p')");
    raw.close();
    h.know(1, "DELETE FROM parent;");
    for (const copies of [1, 2]) {
      expect(() => migrateFile(h.file, h.folder, h.backups)).toThrow(/^After the migration 1 row/);
      expect(h.look("select id from parent")).toEqual([{ id: "p" }]);
      expect(readdirSync(h.backups)).toHaveLength(copies);
      const now = new Database(h.file, { readonly: true });
      expect(isCurrent(now, h.folder)).toBe(false);
      now.close();
    }
    h.know(2);
    expect(migrateFile(h.file, h.folder, h.backups).applied).toBe(true);
    expect(h.look("select id from child")).toEqual([{ id: "c" }]);
  });

  it("refuses a database newer than the code, and touches nothing", () => {
    const h = house();
    h.know(2);
    migrateFile(h.file, h.folder);
    const before = readFileSync(h.file);
    h.know(1);
    expect(() => migrateFile(h.file, h.folder, h.backups)).toThrow(MigrationStopped);
    expect(readFileSync(h.file).equals(before)).toBe(true);
    const raw = new Database(h.file, { readonly: true });
    expect(isCurrent(raw, h.folder)).toBe(false);
    raw.close();
  });

  it("gives this house its guards: the audit and the answers cannot be changed or taken away", () => {
    const h = house();
    cpSync("db/migrations", h.folder, { recursive: true });
    migrateFile(h.file, h.folder);
    const raw = new Database(h.file);
    raw.exec("insert into audit (id, at, actor_kind, action, subject_type, subject_id) values ('a', 1, 'system', 'x', 'user', 'u')");
    expect(() => raw.exec("update audit set at = 2")).toThrow(/append-only/);
    expect(() => raw.exec("delete from audit")).toThrow(/append-only/);
    raw.close();
  });
});
