import { addDays, dayOf } from "@/lib/dates";
import { fold } from "@/lib/text";
import { nthId } from "./insert";
import type { Tables } from "./tables";
import { both, DAY, kinds, matters, names, pick, topics, ZONE } from "./words";

export const OFFICE = nthId("off", 1);
export const OFFICER = nthId("usr", 1);
/** The session of the office's manager. */
export const SESSION = nthId("ses", 2);

/** The office, its three people with a session each, its holidays and a template. */
export function fillOffice(add: Tables, now: number): void {
  const today = dayOf(now, ZONE);
  add.office({
    id: OFFICE,
    key: "pa",
    name: both("OIM Panamá"),
    shortName: both("OIM Panamá"),
    city: both("Panamá"),
    zone: ZONE,
    languages: ["es", "en", "fr"],
    language: "es",
    contactName: "Oficina",
    contactPhone: "+507 555-0100",
    contactEmail: "oficina@example.test",
    createdAt: now - 4000 * DAY,
  });
  for (const [n, role] of (["officer", "manager", "admin"] as const).entries()) {
    const userId = nthId("usr", n + 1);
    add.user({
      id: userId,
      email: `${role}@example.test`,
      name: `Test ${role}`,
      language: "es",
      theme: "system",
      reviewKeys: true,
      createdAt: now,
    });
    add.membership({ id: nthId("mem", n + 1), officeId: OFFICE, userId, role, createdAt: now });
    add.session({ id: nthId("ses", n + 1), userId, officeId: OFFICE, createdAt: now, seenAt: now, expiresAt: now + 7 * DAY });
  }
  for (let n = 0; n < 30; n++)
    add.holiday({ id: nthId("hol", n), officeId: OFFICE, day: addDays(today, n * 13 - 100), name: both("Feriado") });
  add.template({
    id: nthId("tpl", 1),
    officeId: OFFICE,
    name: both("Presentación"),
    type: "executive_briefing",
    purpose: both("Presentar los planes."),
    startsAtHour: "09:00",
    mode: "on_site",
    venue: "Sala Ancón",
    quota: 2,
    replyByDays: 5,
    topics: [],
    sdgs: [],
    agenda: [{ kind: "opening", minutes: 30 }],
    position: 1,
    archived: false,
    createdAt: now,
  });
}

/** So many institutions of two people each, the first of them the liaison. Gives their acronyms in order. */
export function fillInstitutions(add: Tables, bodies: number, now: number): string[] {
  const acronyms: string[] = [];
  for (let n = 0; n < bodies; n++) {
    const institutionId = nthId("ins", n);
    const name = `${pick(kinds, n)} de ${pick(matters, Math.floor(n / kinds.length))}${n < 105 ? "" : ` ${n}`}`;
    const acronym = `M${n.toString(36).toUpperCase()}`;
    acronyms.push(acronym);
    add.institution({
      id: institutionId,
      officeId: OFFICE,
      type: "ministry",
      precedence: n,
      namedPublicly: true,
      topics: [pick(topics, n)],
      language: "es",
      acronym,
      name: both(name),
      searchText: fold(`${acronym} ${name}`),
      createdAt: now - 4000 * DAY,
    });
    add.name({
      id: nthId("inn", n),
      officeId: OFFICE,
      institutionId,
      acronym,
      name: both(name),
      article: { es: "el", fr: "le" },
      createdAt: now - 4000 * DAY,
    });
    for (let p = 0; p < 2; p++) {
      const k = n * 2 + p;
      add.person({
        id: nthId("per", k),
        officeId: OFFICE,
        displayName: `${pick(names, k)} ${k}`,
        language: "es",
        form: k % 2 ? "m" : "f",
        email: `persona${k}@example.test`,
        sharedMailbox: false,
        phone: "+507 555-0101",
        searchText: fold(`${pick(names, k)} ${k}`),
        createdAt: now - 4000 * DAY,
      });
      add.tenure({
        id: nthId("ten", k),
        officeId: OFFICE,
        personId: nthId("per", k),
        institutionId,
        role: p ? "technical_officer" : "director_cooperation",
        capacity: "holder",
        liaison: p === 0,
        createdAt: now - 4000 * DAY,
      });
    }
  }

  return acronyms;
}
