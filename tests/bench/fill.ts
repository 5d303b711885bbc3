import { join } from "node:path";
import { getTableColumns, type Table } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { migrateFile } from "@/db/migrate";
import {
  agendaItems,
  answers,
  audits,
  briefingStateRows,
  briefings,
  delegates,
  followUps,
  followUpUpdates,
  institutionNames,
  institutions,
  invitationLinks,
  invitations,
  memberships,
  messages,
  offices,
  people,
  sessions,
  settings,
  tenures,
  users,
} from "@/db/schema";
import { connect } from "@/db/store";
import { addDays, endOfDay, instantOf } from "@/lib/dates";
import { derivedToken } from "@/lib/secret";
import { fold } from "@/lib/text";
import { hashToken } from "@/lib/tokens";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const ZONE = "America/Panama";

/** A repeatable source of numbers (mulberry32): the same data at every run. */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** An identifier of the product's form, numbered instead of timed. */
function numbered(prefix: string, n: number): string {
  let text = "";
  for (let rest = n, i = 0; i < 25; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return `${prefix}_${text}`;
}

export type Filled = {
  /** A session of a manager of the office, to be put into a cookie. */
  sessionId: string;
  /** Briefings whose invitations are out and whose day is to come. */
  openBriefings: string[];
  /** Links to open invitations, each not answered yet. */
  tokens: string[];
  institutionIds: string[];
};

/** Fills a new database with `count` briefings of 25 invitations each, with answers, delegates, mails, follow-ups and audit. */
export function fill(file: string, count: number, today: string): Filled {
  migrateFile(file, join(process.cwd(), "db/migrations"));
  const raw = connect(file);
  raw.pragma("synchronous = OFF");
  raw.pragma("foreign_keys = OFF");
  const random = dice(20211214);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const put = <T extends SQLiteTable>(table: T) => {
    const columns = Object.entries(getTableColumns(table as Table)) as [
      string,
      { name: string; mapToDriverValue(value: unknown): unknown },
    ][];
    const insert = raw.prepare(
      `insert into "${getTableConfig(table).name}" (${columns.map(([, c]) => `"${c.name}"`).join(",")}) values (${columns.map(() => "?").join(",")})`,
    );
    const fallback: Record<string, unknown> = { version: 1 };
    return (row: Partial<T["$inferSelect"]>) => {
      const given = row as Record<string, unknown>;
      return insert.run(
        columns.map(([key, c]) => {
          const value = given[key] ?? fallback[key] ?? null;
          return value === null ? null : c.mapToDriverValue(value);
        }),
      );
    };
  };
  const write = {
    setting: put(settings),
    office: put(offices),
    user: put(users),
    membership: put(memberships),
    session: put(sessions),
    institution: put(institutions),
    name: put(institutionNames),
    person: put(people),
    tenure: put(tenures),
    briefing: put(briefings),
    state: put(briefingStateRows),
    item: put(agendaItems),
    invitation: put(invitations),
    link: put(invitationLinks),
    answer: put(answers),
    delegate: put(delegates),
    message: put(messages),
    followUp: put(followUps),
    update: put(followUpUpdates),
    audit: put(audits),
  };
  const now = instantOf(`${today}T09:00`, ZONE) as number;
  const officeId = numbered("off", 1);
  const userId = numbered("usr", 1);
  const sessionId = numbered("ses", 1);
  const tokens: string[] = [];
  const openBriefings: string[] = [];
  const institutionIds: string[] = [];

  raw.exec("begin");
  write.setting({ key: "demo", value: "1" });
  write.office({
    id: officeId,
    key: "pa",
    name: { en: "IOM Panama", es: "OIM Panamá", fr: "OIM Panama" },
    shortName: { en: "IOM Panama", es: "OIM Panamá", fr: "OIM Panama" },
    zone: ZONE,
    languages: ["es", "en", "fr"],
    language: "es",
    contactName: "Elena Sáenz",
    contactEmail: "office@pa.example",
    contactPhone: "+507 555-0100",
    createdAt: now,
  });
  write.user({
    id: userId,
    email: "manager@pa.example",
    name: "Bench Manager",
    language: "en",
    theme: "system",
    reviewKeys: true,
    createdAt: now,
  });
  write.membership({ id: numbered("mem", 1), officeId, userId, role: "manager", createdAt: now });
  write.session({ id: sessionId, userId, officeId, createdAt: now, seenAt: Date.now(), expiresAt: Date.now() + 86_400_000 });

  const words = [
    "Salud",
    "Trabajo",
    "Fronteras",
    "Migración",
    "Niñez",
    "Mujer",
    "Ambiente",
    "Educación",
    "Vivienda",
    "Justicia",
    "Seguridad",
    "Economía",
  ];
  const kinds = ["Ministerio de", "Servicio Nacional de", "Instituto de", "Dirección de", "Comisión Nacional de"];
  for (let i = 0; i < 500; i++) {
    const id = numbered("ins", i + 1);
    const es = `${pick(kinds)} ${pick(words)} y ${pick(words)} ${i}`;
    const acronym = `INST${i}`;
    const names = { es, en: `${es} (en)`, fr: `${es} (fr)` };
    institutionIds.push(id);
    write.institution({
      id,
      officeId,
      type: "ministry",
      precedence: i,
      namedPublicly: true,
      topics: ["border_management"],
      acronym,
      name: names,
      searchText: fold(`${acronym} ${Object.values(names).join(" ")}`),
      createdAt: now,
    });
    write.name({
      id: numbered("nam", i + 1),
      officeId,
      institutionId: id,
      acronym,
      name: names,
      article: { es: "el", fr: "le" },
      createdAt: now,
    });
    for (let p = 0; p < 3; p++) {
      const n = i * 3 + p + 1;
      const personId = numbered("per", n);
      write.person({
        id: personId,
        officeId,
        displayName: `Persona ${n} de Ejemplo`,
        language: "es",
        email: `p${n}@inst${i}.example`,
        sharedMailbox: false,
        phone: `555-${String(n).padStart(4, "0")}`,
        searchText: fold(`Persona ${n} de Ejemplo`),
        createdAt: now,
      });
      write.tenure({
        id: numbered("ten", n),
        officeId,
        personId,
        institutionId: id,
        role: "director_cooperation",
        capacity: "holder",
        liaison: p === 0,
        createdAt: now,
      });
    }
  }

  let answerN = 0,
    delegateN = 0,
    auditN = 0;
  for (let b = 0; b < count; b++) {
    const id = numbered("brf", b + 1);
    // The last two in a hundred are to come; the others lie in the past, four a working week at full size.
    const ahead = b >= count - Math.max(10, Math.floor(count / 50));
    const day = ahead ? addDays(today, 10 + (b % 60)) : addDays(today, -1 - Math.floor(((count - b) * 3650) / count));
    const start = `${day}T09:00`;
    const startsAt = instantOf(start, ZONE) as number;
    const title = {
      en: `Executive presentation ${b} on ${pick(words)}`,
      es: `Presentación ejecutiva ${b} sobre ${pick(words)}`,
      fr: `Présentation exécutive ${b}`,
    };
    const state = ahead ? "inviting" : "held";
    const replyBy = addDays(day, -5);
    const made = startsAt - 30 * 86_400_000;
    if (ahead) openBriefings.push(id);
    write.briefing({
      id,
      officeId,
      type: "executive_briefing",
      title,
      purpose: { en: "To agree on common work." },
      state,
      startsLocal: start,
      endsLocal: `${day}T11:00`,
      zone: ZONE,
      startsAt,
      endsAt: startsAt + 7_200_000,
      mode: "hybrid",
      venue: "Sala Ancón",
      address: "Ciudad de Panamá",
      seats: 60,
      replyBy,
      occasions: [],
      topics: ["border_management"],
      sdgs: [11, 16, 17],
      donorVisibility: "neutral",
      ownerId: userId,
      searchText: fold(Object.values(title).join(" ")),
      createdAt: made,
    });
    for (const [i, s] of (ahead ? ["draft", "scheduled", "inviting"] : ["draft", "scheduled", "inviting", "under_way", "held"]).entries())
      write.state({
        id: numbered("bst", b * 5 + i + 1),
        officeId,
        briefingId: id,
        state: s as "draft",
        at: made + i * 3_600_000,
        actorId: userId,
      });
    for (let a = 0; a < 5; a++)
      write.item({
        id: numbered("agi", b * 5 + a + 1),
        officeId,
        briefingId: id,
        position: a,
        kind: "presentation",
        title: {},
        minutes: 20,
        speakers: [],
        createdAt: made,
      });

    const first = (b * 7) % 475;
    for (let i = 0; i < 25; i++) {
      const n = b * 25 + i + 1;
      const institution = first + i;
      const invitationId = numbered("inv", n);
      const linkId = numbered("lnk", n);
      const token = derivedToken("invitation", linkId);
      const answered = random() < 0.7;
      const value = pick(["accepted", "accepted", "accepted", "tentative", "declined"] as const);
      const named = answered && value === "accepted" ? 2 : 0;
      const answerId = answered ? numbered("ans", ++answerN) : null;
      const sentAt = made + 86_400_000;
      write.invitation({
        id: invitationId,
        officeId,
        briefingId: id,
        institutionId: institutionIds[institution],
        reference: `B-${n.toString(36).toUpperCase().padStart(5, "0")}`,
        state: "sent",
        quota: 2,
        addresseeTenureId: numbered("ten", institution * 3 + 1),
        documentKind: "email",
        language: "es",
        precedence: institution,
        answer: answered ? value : null,
        answerId,
        answeredAt: answered ? sentAt + 86_400_000 : null,
        named,
        toDesignate: 0,
        conflict: false,
        sentAt,
        changedAt: sentAt + 86_400_000,
        createdAt: made,
      });
      write.link({
        id: linkId,
        officeId,
        invitationId,
        tokenHash: hashToken(token),
        createdAt: made,
        expiresAt: endOfDay(addDays(day, 30), ZONE),
      });
      write.message({
        id: numbered("msg", n),
        officeId,
        kind: "invitation",
        uniqueKey: `invitation:${invitationId}:1`,
        mailId: `<${n}@bench.example>`,
        toName: "Persona",
        toAddress: `p${institution * 3 + 1}@inst${institution}.example`,
        language: "es",
        briefingId: id,
        invitationId,
        state: "sent",
        sendAfter: sentAt,
        attempts: 1,
        sentAt,
        subject: "Invitación",
        createdAt: made,
      });
      if (answerId)
        write.answer({
          id: answerId,
          officeId,
          invitationId,
          value,
          at: sentAt + 86_400_000,
          channel: "link",
          byName: "Persona",
          late: false,
        });
      for (let d = 0; d < named; d++)
        write.delegate({
          id: numbered("dlg", ++delegateN),
          officeId,
          invitationId,
          position: d,
          personId: numbered("per", institution * 3 + d + 1),
          name: `Persona ${institution * 3 + d + 1} de Ejemplo`,
          post: "Directora de Cooperación",
          role: d === 0 ? "head" : "member",
          mode: "on_site",
          seat: "seated",
          substitute: false,
          listConsent: false,
          photoConsent: false,
          followUpConsent: false,
          createdAt: sentAt,
        });
      write.audit({
        id: numbered("aud", ++auditN),
        officeId,
        at: sentAt,
        actorKind: "staff",
        actorId: userId,
        action: "invitation.created",
        subjectType: "invitation",
        subjectId: invitationId,
        briefingId: id,
        institutionId: institutionIds[institution],
      });
      if (ahead && !answered && tokens.length < 4000) tokens.push(token);
    }
    for (let f = 0; f < 3; f++) {
      const n = b * 3 + f + 1;
      const followUpId = numbered("fup", n);
      const done = random() < 0.9 && count > 100 ? "verified" : pick(["open", "in_progress", "done", "blocked", "verified"] as const);
      write.followUp({
        id: followUpId,
        officeId,
        briefingId: id,
        number: n,
        what: `Compartir el protocolo ${n} sobre ${pick(words)}`,
        leadKind: "institution",
        leadInstitutionId: institutionIds[(first + f) % 500],
        dueOn: addDays(day, 30),
        state: done,
        stateAt: startsAt,
        newsAt: startsAt,
        searchText: fold(`Compartir el protocolo ${n}`),
        createdAt: startsAt,
        createdBy: userId,
      });
      write.update({
        id: numbered("upd", n),
        officeId,
        followUpId,
        kind: "created",
        at: startsAt,
        actorKind: "staff",
        actorId: userId,
        byName: "Bench Manager",
        toState: done,
      });
    }
  }
  raw.exec("commit");
  raw.exec("analyze");
  raw.pragma("wal_checkpoint(TRUNCATE)");
  raw.close();
  return { sessionId, openBriefings, tokens, institutionIds };
}
