import { offices, settings } from "@/db/schema";
import type { Store } from "@/db/store";
import { play } from "./demo/play";

/** Marks a database as a demo and plays the model case into it, by the one connection of this process. One that has an office is left as it is. */
export async function fill(store: Store): Promise<void> {
  if (store.db.select().from(offices).limit(1).get()) return;
  store.db.insert(settings).values({ key: "demo", value: "1" }).run();
  // Whoever stops a first start half-way begins again with an empty database, so nothing need reach the disk act by act.
  store.raw.pragma("synchronous = OFF");
  await play(Date.now());
  store.raw.pragma("synchronous = FULL");
}
