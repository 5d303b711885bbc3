import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { SearchKind } from "./schema/kernel";

type Journal = { entries: { when: number; tag: string }[] };

/** A migration that cannot go on, in one sentence for the person at the terminal. */
export class MigrationStopped extends Error {}

/** What an invitation holds of its briefing, so that years of them are read from an index alone (docs/decisions/0008). */
const knowing = (which: string) =>
  `UPDATE invitation SET (starts_at, met) = (SELECT b.starts_at, coalesce(invitation.answer = 'accepted', 0) AND invitation.state <> 'withdrawn'
    AND b.state IN ('held', 'closed') FROM briefing b WHERE b.id = invitation.briefing_id) WHERE ${which};`;

/** A record is found by the text it has now: its entry follows it, and the index of its kind follows the entry. Spaces mark where it begins (db/search.ts). */
const searched = (kind: SearchKind) => {
  // A message that no office writes is nobody's to find.
  const when = kind === "message" ? " WHEN NEW.office_id IS NOT NULL" : "";
  const text = "CASE NEW.search_text WHEN '' THEN '' ELSE '  ' || NEW.search_text || ' ' END";
  const comes = `INSERT INTO search_${kind} (rowid, text) VALUES (NEW.id, NEW.text);`;
  const goes = `INSERT INTO search_${kind} (search_${kind}, rowid, text) VALUES ('delete', OLD.id, OLD.text);`;
  return `
CREATE TRIGGER IF NOT EXISTS ${kind}_is_searched AFTER INSERT ON ${kind}${when}
  BEGIN INSERT INTO search_entry (office_id, kind, ref, text) VALUES (NEW.office_id, '${kind}', NEW.id, ${text}); END;
CREATE TRIGGER IF NOT EXISTS ${kind}_is_searched_anew AFTER UPDATE OF search_text ON ${kind} WHEN OLD.search_text IS NOT NEW.search_text
  BEGIN UPDATE search_entry SET text = ${text} WHERE ref = NEW.id; END;
CREATE TRIGGER IF NOT EXISTS ${kind}_is_searched_no_more AFTER DELETE ON ${kind} BEGIN DELETE FROM search_entry WHERE ref = OLD.id; END;
CREATE TRIGGER IF NOT EXISTS search_entry_of_${kind}_comes AFTER INSERT ON search_entry WHEN NEW.kind = '${kind}' BEGIN ${comes} END;
CREATE TRIGGER IF NOT EXISTS search_entry_of_${kind}_changes AFTER UPDATE ON search_entry WHEN NEW.kind = '${kind}' BEGIN ${goes} ${comes} END;
CREATE TRIGGER IF NOT EXISTS search_entry_of_${kind}_goes AFTER DELETE ON search_entry WHEN OLD.kind = '${kind}' BEGIN ${goes} END;`;
};

/** The address a person is written to is one of their mailboxes. */
const mailbox =
  "INSERT OR IGNORE INTO mailbox (office_id, person_id, address, shared) VALUES (NEW.office_id, NEW.id, NEW.email, NEW.shared_mailbox);";

const triggers = `
CREATE TRIGGER IF NOT EXISTS audit_keeps_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
CREATE TRIGGER IF NOT EXISTS audit_keeps_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
CREATE TRIGGER IF NOT EXISTS answer_keeps_delete BEFORE DELETE ON answer BEGIN SELECT RAISE(ABORT, 'Answers are append-only.'); END;
CREATE TRIGGER IF NOT EXISTS follow_up_update_keeps_delete BEFORE DELETE ON follow_up_update BEGIN SELECT RAISE(ABORT, 'The history of a follow-up is append-only.'); END;
CREATE TRIGGER IF NOT EXISTS wording_keeps_update BEFORE UPDATE ON wording BEGIN SELECT RAISE(ABORT, 'The words of messages are append-only.'); END;
CREATE TRIGGER IF NOT EXISTS wording_keeps_delete BEFORE DELETE ON wording BEGIN SELECT RAISE(ABORT, 'The words of messages are append-only.'); END;
CREATE TRIGGER IF NOT EXISTS invitation_knows_start AFTER INSERT ON invitation BEGIN ${knowing("id = NEW.id")} END;
CREATE TRIGGER IF NOT EXISTS invitation_knows_answer AFTER UPDATE OF answer, state ON invitation
  WHEN OLD.answer IS NOT NEW.answer OR OLD.state IS NOT NEW.state BEGIN ${knowing("id = NEW.id")} END;
CREATE TRIGGER IF NOT EXISTS invitation_knows_briefing AFTER UPDATE OF state, starts_at ON briefing
  WHEN OLD.state IS NOT NEW.state OR OLD.starts_at IS NOT NEW.starts_at
  BEGIN ${knowing("office_id = NEW.office_id AND briefing_id = NEW.id")} END;
CREATE TRIGGER IF NOT EXISTS person_has_mailbox AFTER INSERT ON person WHEN NEW.email IS NOT NULL BEGIN ${mailbox} END;
CREATE TRIGGER IF NOT EXISTS person_has_other_mailbox AFTER UPDATE OF email ON person WHEN NEW.email IS NOT NULL AND OLD.email IS NOT NEW.email
  BEGIN ${mailbox} END;
${(["briefing", "institution", "person", "follow_up", "message"] satisfies SearchKind[]).map(searched).join("\n")}
`;

/** Makes the rules stand that the database itself keeps, whatever a migration rebuilt. */
export const assertTriggers = (raw: Database.Database): unknown => raw.exec(triggers);

const journalOf = (folder: string): Journal => JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as Journal;

function appliedUntil(raw: Database.Database): number {
  const known = raw.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!known) return 0;
  const row = raw.prepare("select max(created_at) as last from __drizzle_migrations").get() as { last: number | null };
  return row.last ?? 0;
}

/** Whether the database stands exactly where the code expects it. */
export function isCurrent(raw: Database.Database, folder: string): boolean {
  return appliedUntil(raw) === (journalOf(folder).entries.at(-1)?.when ?? 0);
}

/**
 * Brings a database file up to the code: on a connection of its own with foreign keys off (a rebuilt parent table
 * would empty its children), after a copy into `backups`, then checked; what fails is put back from the copy. Throws
 * `MigrationStopped` when the file is newer than the code or does not pass the check.
 */
export function migrateFile(file: string, folder: string, backups?: string): { applied: boolean; backup?: string } {
  const existed = existsSync(file);
  mkdirSync(dirname(file), { recursive: true });
  const raw = new Database(file);
  let backup: string | undefined;
  try {
    raw.pragma("journal_mode = WAL");
    raw.pragma("synchronous = FULL");
    const last = journalOf(folder).entries.at(-1)?.when ?? 0;
    const before = appliedUntil(raw);
    if (before > last)
      throw new MigrationStopped(
        "This database was written by a newer version of Enlace. Install that version, or restore an older backup.",
      );
    const applied = before !== last;
    if (applied) {
      if (existed && before > 0 && backups) {
        mkdirSync(backups, { recursive: true });
        const copy = join(backups, `before-migration-${new Date().toISOString().replace(/[:.]/g, "-")}.db`);
        raw.prepare("VACUUM INTO ?").run(copy);
        backup = copy;
      }
      raw.pragma("foreign_keys = OFF");
      // A table that is built anew is renamed, and SQLite refuses that while a trigger of another table speaks of it.
      for (const { name } of raw.prepare("select name from sqlite_master where type = 'trigger'").all() as { name: string }[])
        raw.exec(`DROP TRIGGER "${name}"`);
      migrate(drizzle(raw), { migrationsFolder: folder });
    }
    assertTriggers(raw);
    const broken = raw.pragma("foreign_key_check") as unknown[];
    if (broken.length > 0)
      throw new MigrationStopped(
        `After the migration ${broken.length} ${broken.length === 1 ? "row points" : "rows point"} at nothing${backup ? `, so the database was put back as it was. A copy from before is ${backup}` : ""}.`,
      );
    return { applied, backup };
  } catch (thrown) {
    raw.close();
    if (backup) putBack(file, backup);
    throw thrown;
  } finally {
    raw.close();
  }
}

/** In one step, so that no crash leaves half a file: a migration is committed before it can be checked. */
function putBack(file: string, backup: string): void {
  copyFileSync(backup, `${file}.before`);
  for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
  renameSync(`${file}.before`, file);
}
