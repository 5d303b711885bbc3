import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { holidays, pauses } from "@/db/schema";
import type { Calendar } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { daysBetween } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Localized } from "@/lib/localized";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { officeFor, ofOffice } from "../commands";
import { canKeepOffice } from "../policy";
import { findOffice } from "../queries";
import type { addHolidayInput, addPauseInput, endHolidayInput, removeHolidayInput, removePauseInput } from "./input";
import { MOST_PAUSED } from "./rules";

type Closed = { day: string; name: Localized; calendar?: Calendar; lastDay?: string; yearly?: boolean; until?: string };

/** A closure longer than this has a mistyped day. */
const MOST_DAYS = 92;

/**
 * Adds closed days; one that stands in the same calendar already keeps its name. Gives how many are new. `officeId` is
 * for the installation only.
 */
export function addHolidays(store: Store, actor: Actor, input: { officeId?: string; days: Closed[] }): Outcome<{ added: number }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor, input.officeId), (o) => canKeepOffice(actor, o));
    let added = 0;
    for (const closed of input.days)
      added += tx.db
        .insert(holidays)
        .values({ id: newId("hol", actor.now), officeId: office.id, ...closed })
        .onConflictDoNothing()
        .run().changes;
    if (added > 0) record(tx, actor, "offices.holidays_added", ofOffice(office), { facts: { n: added } });
    return accept({ added });
  });
}

/** Adds a closed day, a closure of several or a day of each year, named in the office's language. Refuses one that stands there already. */
export function addHoliday(store: Store, actor: Staff, input: z.output<typeof addHolidayInput>): Outcome<{ added: number }> {
  return store.transaction((tx) => {
    const { name, ...closed } = input;
    const { day, lastDay, yearly, until } = closed;
    if (yearly && lastDay) return refuse("yearly_is_one_day", { field: "lastDay" });
    if (lastDay && (lastDay < day || daysBetween(day, lastDay) >= MOST_DAYS)) return refuse("closure_length", { field: "lastDay" });
    if (until && !yearly) return refuse("not_yearly", { field: "until" });
    if (until && until < day) return refuse("days_reversed", { field: "until" });
    const { language } = findOffice(tx, actor.officeId);
    const outcome = addHolidays(tx, actor, { days: [{ ...closed, name: { [language]: name } }] });
    return outcome.ok && outcome.value.added === 0 ? refuse("holiday_exists", { field: "day" }) : outcome;
  });
}

/** Ends a day of each year: the last day on which it is law. Days before stay closed. */
export function endHoliday(store: Store, actor: Staff, input: z.output<typeof endHolidayInput>): Outcome<{ day: string }> {
  return store.transaction((tx) => {
    const holiday = holidayFor(tx, actor, input.holidayId);
    if (!holiday.yearly) return refuse("not_yearly", { field: "until" });
    if (input.until < holiday.day) return refuse("days_reversed", { field: "until" });
    tx.db.update(holidays).set({ until: input.until }).where(eq(holidays.id, holiday.id)).run();
    record(tx, actor, "offices.holiday_ended", ofOffice(findOffice(tx, actor.officeId)), {
      before: { day: holiday.day, until: holiday.until },
      after: { day: holiday.day, until: input.until },
    });
    return accept({ day: holiday.day });
  });
}

/** Takes a closed day out of the list; of one that comes back each year, every year of it. */
export function removeHoliday(store: Store, actor: Staff, input: z.output<typeof removeHolidayInput>): Outcome<{ day: string }> {
  return store.transaction((tx) => {
    const holiday = holidayFor(tx, actor, input.holidayId);
    tx.db.delete(holidays).where(eq(holidays.id, holiday.id)).run();
    record(tx, actor, "offices.holiday_removed", ofOffice(findOffice(tx, actor.officeId)), { before: { day: holiday.day } });
    return accept({ day: holiday.day });
  });
}

/** A closed day of the actor's office, which the actor may change. */
function holidayFor(tx: Store, actor: Staff, holidayId: string) {
  const found = tx.db
    .select()
    .from(holidays)
    .where(and(eq(holidays.officeId, actor.officeId), eq(holidays.id, holidayId)))
    .get();
  return authorize(found, (h) => canKeepOffice(actor, { id: h.officeId }));
}

/** Adds a time without reminders; what waits to urge somebody waits until it is over. */
export function addPause(store: Store, actor: Staff, input: z.output<typeof addPauseInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const office = authorize(findOffice(tx, actor.officeId), (o) => canKeepOffice(actor, o));
    const { firstDay, lastDay } = input;
    if (lastDay < firstDay) return refuse("days_reversed", { field: "lastDay" });
    if (daysBetween(firstDay, lastDay) >= MOST_PAUSED) return refuse("pause_length", { field: "lastDay" });
    const pause = { id: newId("pau", actor.now), officeId: office.id, ...input, createdAt: actor.now };
    tx.db.insert(pauses).values(pause).run();
    record(tx, actor, "offices.pause_added", ofOffice(office), { after: { ...input } });
    return accept({ id: pause.id });
  });
}

/** Ends a pause at once: what waited leaves. */
export function removePause(store: Store, actor: Staff, { pauseId }: z.output<typeof removePauseInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const found = tx.db
      .select()
      .from(pauses)
      .where(and(eq(pauses.officeId, actor.officeId), eq(pauses.id, pauseId)))
      .get();
    const pause = authorize(found, (p) => canKeepOffice(actor, { id: p.officeId }));
    tx.db.delete(pauses).where(eq(pauses.id, pause.id)).run();
    const { firstDay, lastDay, reason } = pause;
    record(tx, actor, "offices.pause_removed", ofOffice(findOffice(tx, actor.officeId)), { before: { firstDay, lastDay, reason } });
    return accept({ id: pause.id });
  });
}
