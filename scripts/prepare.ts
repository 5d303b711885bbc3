import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MigrationStopped, migrateFile } from "@/db/migrate";
import { databaseFile } from "@/db/store";
import { env } from "@/lib/env";
import { secret } from "@/lib/secret";

/** Stands while a new database is being made; found at a later start, the half-made one is thrown away. */
const unfinished = join(env.dataDir, "unfinished");
const file = databaseFile();

try {
  if (existsSync(unfinished)) for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  const isNew = !existsSync(file);
  if (isNew) writeFileSync(unfinished, "");
  const { backup } = migrateFile(file, "db/migrations", join(env.dataDir, "backups"));
  secret();
  if (isNew && env.demo) await import("./demo");
  rmSync(unfinished, { force: true });
  if (backup) console.log(`The database was brought up to this version; a copy from before is ${backup}.`);
} catch (thrown) {
  console.error(thrown instanceof MigrationStopped ? thrown.message : thrown);
  process.exit(1);
}
