import { and, desc, eq, ne, sql } from "drizzle-orm";
import { briefings } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Localized } from "@/lib/localized";
import type { Briefing } from "../rules";

/** Occasions offered again at most. */
const OFFERED = 10;
/** Briefings looked through for them: those of a few years. */
const LOOKED = 60;

/** The office's own occasions of its other briefings, the latest first, without those this one has; `key` tells them apart. */
export function occasionsBefore(
  store: Store,
  briefing: Pick<Briefing, "id" | "officeId" | "occasions">,
): { key: string; name: Localized }[] {
  const own = new Set(briefing.occasions.flatMap((one) => ("name" in one ? [keyOf(one.name)] : [])));
  const found = new Map<string, Localized>();
  const rows = store.db
    .select({ occasions: briefings.occasions })
    .from(briefings)
    .where(and(eq(briefings.officeId, briefing.officeId), ne(briefings.id, briefing.id), sql`${briefings.occasions} <> '[]'`))
    .orderBy(desc(briefings.startsAt))
    .limit(LOOKED)
    .all();
  for (const occasion of rows.flatMap((row) => row.occasions)) {
    if (!("name" in occasion)) continue;
    const key = keyOf(occasion.name);
    if (!own.has(key) && !found.has(key)) found.set(key, occasion.name);
  }
  return [...found].slice(0, OFFERED).map(([key, name]) => ({ key, name }));
}

const keyOf = (name: Localized): string => Object.values(name).join(" / ").slice(0, 300);
