import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Staff, System, Visitor } from "@/core/kernel/actor";
import { assertTriggers } from "@/db/migrate";
import { briefings, institutionNames, institutions, memberships, offices, people, sessions, tenures, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import { type Store, storeOf } from "@/db/store";
import { instantOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { fold } from "@/lib/text";

/** Tuesday 30 November 2021, 9:00 in Panama. */
export const NOW = Date.parse("2021-11-30T14:00:00Z");

let migrated: Buffer | undefined;

/** A fresh database in memory, migrated by the files of the house: once, since each of two thousand tests asks for one. */
export function emptyStore(): Store {
  migrated ??= migratedFile();
  const raw = new Database(migrated);
  raw.pragma("foreign_keys = ON");
  return storeOf(raw);
}

function migratedFile(): Buffer {
  const raw = new Database(":memory:");
  migrate(drizzle(raw), { migrationsFolder: join(process.cwd(), "db/migrations") });
  assertTriggers(raw);
  const file = raw.serialize();
  raw.close();
  return file;
}

export const system = (now = NOW): System => ({ kind: "system", now });
export const visitor = (now = NOW): Visitor => ({ kind: "visitor", now });

/** An office of the given key; Panama's zone, Spanish first. */
export function anOffice(store: Store, key = "pa"): string {
  const id = newId("off");
  store.db
    .insert(offices)
    .values({
      id,
      key,
      name: { en: `Office ${key}`, es: `Oficina ${key}`, fr: `Bureau ${key}` },
      shortName: { en: `IOM ${key}`, es: `OIM ${key}`, fr: `OIM ${key}` },
      zone: "America/Panama",
      languages: ["es", "en", "fr"],
      language: "es",
      contactEmail: `office@${key}.example`,
      createdAt: NOW,
    })
    .run();
  return id;
}

/** A member of staff with a living session. */
export function aStaff(store: Store, officeId: string, role: Role = "officer", now = NOW): Staff {
  const userId = newId("usr");
  const sessionId = newId("ses");
  const name = `Test ${role}`;
  store.db
    .insert(users)
    .values({ id: userId, email: `${userId}@example.test`, name, language: "en", theme: "system", reviewKeys: true, createdAt: now })
    .run();
  store.db
    .insert(memberships)
    .values({ id: newId("mem"), officeId, userId, role, createdAt: now })
    .run();
  store.db
    .insert(sessions)
    .values({ id: sessionId, userId, officeId, createdAt: now, seenAt: now, expiresAt: now + 7 * 86_400_000 })
    .run();
  return { kind: "staff", userId, officeId, role, name, language: "en", sessionId, now };
}

/** An institution with one liaison who has an address. */
export function anInstitution(
  store: Store,
  officeId: string,
  { acronym = "MINSA", name = "Ministerio de Salud", liaison = true, precedence = 10 } = {},
): { institutionId: string; personId: string; tenureId: string } {
  const institutionId = newId("ins");
  const names = { es: name, en: `${name} (en)`, fr: `${name} (fr)` };
  store.db
    .insert(institutions)
    .values({
      id: institutionId,
      officeId,
      type: "ministry",
      precedence,
      namedPublicly: true,
      topics: [],
      acronym,
      name: names,
      searchText: fold(`${acronym} ${Object.values(names).join(" ")}`),
      createdAt: NOW,
    })
    .run();
  store.db
    .insert(institutionNames)
    .values({ id: newId("nam"), officeId, institutionId, acronym, name: names, article: { es: "el", fr: "le" }, createdAt: NOW })
    .run();
  const personId = newId("per");
  const tenureId = newId("ten");
  if (liaison) {
    store.db
      .insert(people)
      .values({
        id: personId,
        officeId,
        displayName: `Ana Ruiz ${acronym}`,
        language: "es",
        form: "f",
        email: `enlace@${acronym.toLowerCase()}.example`,
        sharedMailbox: false,
        phone: "+507 555-0101",
        searchText: fold(`Ana Ruiz ${acronym}`),
        createdAt: NOW,
      })
      .run();
    store.db
      .insert(tenures)
      .values({
        id: tenureId,
        officeId,
        personId,
        institutionId,
        role: "director_cooperation",
        capacity: "holder",
        liaison: true,
        createdAt: NOW,
      })
      .run();
  }
  return { institutionId, personId, tenureId };
}

/** A briefing of Tuesday 14 December 2021, 9:00 to 11:00 in Panama, answers asked by Friday 3 December. */
export function aBriefing(store: Store, officeId: string, over: Partial<typeof briefings.$inferInsert> = {}): string {
  const id = newId("brf");
  const zone = "America/Panama";
  const startsLocal = over.startsLocal ?? "2021-12-14T09:00";
  const endsLocal = over.endsLocal ?? "2021-12-14T11:00";
  store.db
    .insert(briefings)
    .values({
      id,
      officeId,
      type: "executive_briefing",
      title: { en: "Plans for 2022", es: "Planes para 2022", fr: "Plans pour 2022" },
      purpose: { es: "Abrir espacios de trabajo conjunto.", en: "To open joint working spaces." },
      state: "scheduled",
      startsLocal,
      endsLocal,
      zone,
      startsAt: instantOf(startsLocal, zone) ?? 0,
      endsAt: instantOf(endsLocal, zone) ?? 0,
      dateOpen: false,
      mode: "hybrid",
      venue: "Sala Ancón",
      replyBy: "2021-12-03",
      occasions: [],
      topics: [],
      sdgs: [],
      donorVisibility: "neutral",
      searchText: "",
      createdAt: NOW,
      ...over,
    })
    .run();
  return id;
}
