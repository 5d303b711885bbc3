import { asc, eq } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { offices, pauses } from "@/db/schema";
import type { Store } from "@/db/store";
import { addDays, dayOf, daysBetween, endOfDay } from "@/lib/dates";
import { findOffice, holidayDays } from "../queries";
import type { Holidays } from "../rules";
import { type Pause, pauseOn } from "./rules";

/** The pauses of an office, past ones included, in their order. */
export const pausesOf = (store: Store, officeId: string): Pause[] =>
  prepared(store, "pauses.of", (db) =>
    db
      .select()
      .from(pauses)
      .where(eq(pauses.officeId, given("officeId")))
      .orderBy(asc(pauses.firstDay), asc(pauses.id))
      .prepare(),
  ).all({ officeId });

/** Days on which nothing is proposed to fall due: days off, and those of a pause. */
export const unproposedDays = (store: Store, officeId: string): Holidays =>
  new Set([
    ...holidayDays(store, officeId),
    ...pausesOf(store, officeId).flatMap(({ firstDay, lastDay }) =>
      Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, i) => addDays(firstDay, i)),
    ),
  ]);

/** The pause an office is in at an instant, and when it ends (milliseconds UTC). */
export function pauseNow(store: Store, officeId: string, now: number): { pause: Pause; until: number } | undefined {
  const { zone } = findOffice(store, officeId);
  const pause = pauseOn(pausesOf(store, officeId), dayOf(now, zone));
  return pause && { pause, until: endOfDay(pause.lastDay, zone) + 1 };
}

/** The offices that pause at an instant (milliseconds UTC). */
export const pausingOffices = (store: Store, now: number): string[] => [
  ...new Set(
    prepared(store, "pauses.all", (db) =>
      db
        .select({ id: offices.id, zone: offices.zone, firstDay: pauses.firstDay, lastDay: pauses.lastDay })
        .from(pauses)
        .innerJoin(offices, eq(offices.id, pauses.officeId))
        .prepare(),
    )
      .all()
      .flatMap(({ id, zone, ...pause }) => (pauseOn([pause], dayOf(now, zone)) ? [id] : [])),
  ),
];
