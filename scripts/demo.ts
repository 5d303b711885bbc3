import { existsSync } from "node:fs";
import { migrateFile } from "@/db/migrate";
import { offices, settings } from "@/db/schema";
import { databaseFile, openStore } from "@/db/store";
import { secret } from "@/lib/secret";
import { play } from "./demo/play";

/** Fills an empty database with the model case. One that has an office already is left as it is. */
if (!existsSync(databaseFile())) migrateFile(databaseFile(), "db/migrations");
secret();
const store = openStore();
if (store.db.select().from(offices).limit(1).get() === undefined) {
  store.db.insert(settings).values({ key: "demo", value: "1" }).run();
  await play(Date.now());
}
