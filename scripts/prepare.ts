import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { MigrationStopped, migrateFile } from "@/db/migrate";
import { internationalPhones } from "@/db/phones";
import { databaseFile, openStore } from "@/db/store";
import { env } from "@/lib/env";
import { secret } from "@/lib/secret";

const file = databaseFile();
/** What a new database is called while it is made; under its own name stands only what is whole, and that is never thrown away. */
const unfinished = `${file}.unfinished`;

async function make(): Promise<void> {
  migrateFile(unfinished, "db/migrations");
  secret();
  if (env.demo) {
    const { fill } = await import("./demo");
    const store = openStore(unfinished);
    await fill(store);
    store.raw.close();
  }
  renameSync(unfinished, file);
}

try {
  for (const end of ["", "-wal", "-shm"]) rmSync(unfinished + end, { force: true });
  if (existsSync(file)) {
    const { applied, backup } = migrateFile(file, "db/migrations", join(env.dataDir, "backups"));
    if (applied) internationalPhones(file);
    secret();
    if (backup) console.log(`The database was brought up to this version; a copy from before is ${backup}.`);
  } else await make();
} catch (thrown) {
  console.error(thrown instanceof MigrationStopped ? thrown.message : thrown);
  process.exit(1);
}
