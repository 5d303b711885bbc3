import { and, asc, count, eq, isNull, max, ne, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { holidays, memberships, offices, sessions, settings, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { type Actor, officeOf, type Staff } from "../kernel/actor";
import { notFound } from "../kernel/outcome";
import { daysOf, FIRST_DAY, hasEnded, LAST_DAY } from "./rules";

export type Office = typeof offices.$inferSelect;
export type HolidayRow = typeof holidays.$inferSelect;
/** One closed day; the days of one row share its `id`. */
export type Holiday = Pick<HolidayRow, "id" | "day" | "name" | "calendar">;
export type User = typeof users.$inferSelect;

/** A person in an office, as colleagues see them. `disabledAt` and `seenAt` in milliseconds UTC. */
export type Member = {
  userId: string;
  officeId: string;
  name: string;
  email: string;
  role: Role;
  language: Locale;
  disabledAt: number | null;
  /** The last day on which they may do anything, where there is one. */
  endsOn: string | null;
  seenAt: number | null;
};

/** An office by its id; every actor's office exists. */
export function findOffice(store: Store, officeId: string): Office {
  const office = prepared(store, "offices.one", (db) =>
    db
      .select()
      .from(offices)
      .where(eq(offices.id, given("id")))
      .prepare(),
  ).get({ id: officeId });
  if (!office) throw notFound();
  return office;
}

/** Whether this database was marked as a demo when it was made. */
export function isDemo(store: Store): boolean {
  return (
    prepared(store, "settings.demo", (db) => db.select().from(settings).where(eq(settings.key, "demo")).prepare()).get()?.value === "1"
  );
}

const member = (store: Store) =>
  store.db
    .select({
      userId: users.id,
      officeId: memberships.officeId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      language: users.language,
      disabledAt: memberships.disabledAt,
      endsOn: memberships.endsOn,
      seenAt: max(sessions.seenAt),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.officeId, memberships.officeId)))
    .groupBy(memberships.id);

/** Everybody who works or worked in the actor's office, by name; disabled ones carry the moment. */
export function listStaff(store: Store, actor: Actor): Member[] {
  const officeId = officeOf(actor);
  if (!officeId) return [];
  return member(store).where(eq(memberships.officeId, officeId)).orderBy(asc(users.name), asc(users.id)).all();
}

/** A member of the actor's office. */
export function findUser(store: Store, actor: Actor, userId: string): Member | undefined {
  const officeId = officeOf(actor);
  if (!officeId) return undefined;
  return member(store)
    .where(and(eq(memberships.officeId, officeId), eq(users.id, userId)))
    .get();
}

/** The actor's own record, with what only they see. */
export function ownUser(store: Store, actor: Staff): User | undefined {
  return store.db.select().from(users).where(eq(users.id, actor.userId)).get();
}

/** The offices a person may enter, oldest membership first. */
export function officesOfUser(store: Store, userId: string, now: number): { office: Office; role: Role }[] {
  return prepared(store, "offices.of", (db) =>
    db
      .select({ office: offices, role: memberships.role, endsOn: memberships.endsOn })
      .from(memberships)
      .innerJoin(offices, eq(offices.id, memberships.officeId))
      .where(and(eq(memberships.userId, given("userId")), isNull(memberships.disabledAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id))
      .prepare(),
  )
    .all({ userId })
    .filter(({ office, ...row }) => !hasEnded(row, dayOf(now, office.zone)))
    .map(({ office, role }) => ({ office, role }));
}

/** How many others administer an office without an end: an office always keeps one. */
export function countOtherAdministrators(store: Store, officeId: string, userId: string): number {
  const others = and(
    eq(memberships.officeId, officeId),
    eq(memberships.role, "admin"),
    isNull(memberships.disabledAt),
    isNull(memberships.endsOn),
    ne(memberships.userId, userId),
  );
  return store.db.select({ n: count() }).from(memberships).where(others).get()?.n ?? 0;
}

/** What stands in the list of the office's closed days, in order of the first day; those that come back each year included. */
export function holidayRows(store: Store, officeId: string): HolidayRow[] {
  return prepared(store, "holidays.of", (db) =>
    db
      .select()
      .from(holidays)
      .where(eq(holidays.officeId, given("officeId")))
      .orderBy(asc(holidays.day))
      .prepare(),
  ).all({ officeId });
}

/** The office's closed days between two, each by itself, in order. A day off for two reasons stands there twice. */
export function listHolidays(store: Store, officeId: string, from = FIRST_DAY, to = LAST_DAY): Holiday[] {
  return holidayRows(store, officeId)
    .flatMap((row) => daysOf(row, from, to).map((day) => ({ id: row.id, day, name: row.name, calendar: row.calendar })))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The office's closed days as the rules for working days take them. */
export function holidayDays(store: Store, officeId: string): ReadonlySet<string> {
  return new Set(holidayRows(store, officeId).flatMap((row) => daysOf(row)));
}

/** The accounts a demo offers on its sign-in page: the first of each role in the oldest office, then one of another office. Empty elsewhere. */
export function demoAccounts(store: Store): (Member & { office: Office })[] {
  if (!isDemo(store)) return [];
  const [first, ...others] = store.db.select().from(offices).orderBy(asc(offices.createdAt), asc(offices.id)).all();
  if (!first) return [];
  const of = (office: Office, role: Role) =>
    member(store)
      .where(and(eq(memberships.officeId, office.id), eq(memberships.role, role), isNull(memberships.disabledAt)))
      .orderBy(asc(memberships.createdAt), sql`membership.rowid`)
      .limit(1)
      .all()
      .map((m) => ({ ...m, office }));
  return [...of(first, "officer"), ...of(first, "manager"), ...of(first, "admin"), ...others.slice(0, 1).flatMap((o) => of(o, "officer"))];
}
