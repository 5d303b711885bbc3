import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { quietly, root, Stop, say } from "./say.mjs";
import { dataDir } from "./surroundings.mjs";

/** Whether the database stands where the code expects it, so that a start need not wake the migration. */
function isCurrent(file) {
  if (!existsSync(file)) return false;
  const Database = createRequire(join(root, "package.json"))("better-sqlite3");
  const raw = new Database(file, { readonly: true });
  try {
    const applied = raw.prepare("select max(created_at) as last from __drizzle_migrations").get().last;
    return applied === JSON.parse(readFileSync(join(root, "db/migrations/meta/_journal.json"), "utf8")).entries.at(-1).when;
  } catch {
    return false;
  } finally {
    raw.close();
  }
}

/** Makes the database, brings it up to the code and, when it is new and no office is configured, plays the demo into it. */
export async function prepareDatabase() {
  if (isCurrent(join(dataDir(), "enlace.db"))) return;
  const { code, output } = await quietly(process.execPath, ["--import", "tsx", "scripts/prepare.ts"], {
    DATA_DIR: dataDir(),
    NODE_ENV: "production",
  });
  if (code !== 0) throw new Stop(output || "The database could not be prepared.");
  if (output) say(output);
}

/** Waits until a server has made the database and brought it up to the code. */
export async function awaitDatabase() {
  const file = join(dataDir(), "enlace.db");
  if (isCurrent(file)) return;
  say(`Waiting for a server to prepare the database in ${dataDir()}.`);
  while (!isCurrent(file)) await new Promise((done) => setTimeout(done, 1000));
}
