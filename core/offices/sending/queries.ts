import { isNotNull } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { quietUntil } from "./rules";

/** The offices whose mail waits at an instant (milliseconds UTC). */
export const quietOffices = (store: Store, now: number): string[] =>
  prepared(store, "offices.quiet", (db) =>
    db
      .select({ id: offices.id, zone: offices.zone, quiet: offices.quietHours })
      .from(offices)
      .where(isNotNull(offices.quietHours))
      .prepare(),
  )
    .all()
    .flatMap(({ id, zone, quiet }) => (quietUntil(quiet, zone, now) === undefined ? [] : [id]));
