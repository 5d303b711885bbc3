import { existsSync } from "node:fs";
import { migrateFile } from "@/db/migrate";
import { offices, settings } from "@/db/schema";
import { databaseFile, openStore } from "@/db/store";
import { secret } from "@/lib/secret";
import { play } from "./demo/play";

/** Makes the database if there is none, marks it as a demo and plays the model case into it. One that has an office is left as it is. */
export async function fill(): Promise<void> {
  if (!existsSync(databaseFile())) migrateFile(databaseFile(), "db/migrations");
  secret();
  const store = openStore();
  if (store.db.select().from(offices).limit(1).get()) return;
  store.db.insert(settings).values({ key: "demo", value: "1" }).run();
  // Whoever stops a first start half-way begins again with an empty database, so nothing need reach the disk act by act.
  store.raw.pragma("synchronous = OFF");
  await play(Date.now());
  store.raw.pragma("synchronous = FULL");
}

await fill();
