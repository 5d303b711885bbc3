import { migrateFile } from "@/db/migrate";
import {
  agendaItems,
  answers,
  audits,
  briefingStateRows,
  briefings,
  briefingTemplates,
  delegates,
  followUps,
  followUpUpdates,
  holidays,
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
import type { FollowUpState } from "@/db/schema/followups";
import type { AnswerValue } from "@/db/schema/invitations";
import { connect } from "@/db/store";
import { addDays, addMinutes, dayOf, endOfDay, instantOf, weekdayOf } from "@/lib/dates";
import { derivedToken } from "@/lib/secret";
import { fold } from "@/lib/text";
import { hashToken } from "@/lib/tokens";
import { dice, inserter, nthId } from "./insert";

const ZONE = "America/Panama";
const DAY = 86_400_000;
/** Institutions a briefing invites, and briefings ahead of today: an office does not get busier with its archive. */
const INVITED = 25;
const AHEAD = 20;

export type Filled = {
  /** A session of a manager of the office, to be put into a cookie. */
  sessionId: string;
  /** Briefings that are being answered now, and the links of the institutions they invite. */
  openBriefings: string[];
  tokens: string[];
  institutionIds: string[];
};

const themes = [
  "Salud y migración",
  "Regularización laboral",
  "Niñez en tránsito",
  "Retorno voluntario",
  "Gestión de fronteras",
  "Trata de personas",
  "Datos migratorios",
  "Protección social",
];
const kinds = ["Ministerio", "Servicio Nacional", "Instituto", "Dirección General", "Comisión", "Municipio", "Defensoría"];
const matters = [
  "Salud",
  "Desarrollo Social",
  "Trabajo",
  "Niñez",
  "Migración",
  "Fronteras",
  "la Mujer",
  "Educación",
  "Vivienda",
  "Gobierno",
  "Ambiente",
  "Juventud",
  "Turismo",
  "Comercio",
  "Cultura",
];
const topics = ["transit_migration", "migrant_health", "labour_regularization", "voluntary_return", "border_management"];
const names = ["Ana Ruiz", "Luis Pérez", "Marta Gómez", "José Ábrego", "Elena Núñez", "Raúl Chávez", "Inés Castillo", "Óscar Vega"];
const said: (AnswerValue | null)[] = [
  "accepted",
  "accepted",
  "accepted",
  "accepted",
  "accepted",
  "accepted",
  "tentative",
  "declined",
  "declined",
  null,
];
const ended: FollowUpState[] = ["verified", "verified", "verified", "verified", "verified", "verified", "dropped", "superseded"];
const running: FollowUpState[] = ["proposed", "open", "in_progress", "blocked", "done"];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** Makes an office with so many briefings behind it: the same rows on every run of a day, everything relative to today. */
export function fill(file: string, count: number, now: number): Filled {
  migrateFile(file, "db/migrations");
  const raw = connect(file);
  for (const quick of ["journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -600000"]) raw.pragma(quick);
  const roll = dice(count);
  const today = dayOf(now, ZONE);
  const officeId = nthId("off", 1);
  const result: Filled = { sessionId: nthId("ses", 2), openBriefings: [], tokens: [], institutionIds: [] };

  raw.transaction(() => {
    const add = {
      office: inserter(raw, offices),
      user: inserter(raw, users),
      membership: inserter(raw, memberships),
      session: inserter(raw, sessions),
      holiday: inserter(raw, holidays),
      setting: inserter(raw, settings),
      template: inserter(raw, briefingTemplates),
      institution: inserter(raw, institutions),
      name: inserter(raw, institutionNames),
      person: inserter(raw, people),
      tenure: inserter(raw, tenures),
      briefing: inserter(raw, briefings),
      state: inserter(raw, briefingStateRows),
      item: inserter(raw, agendaItems),
      invitation: inserter(raw, invitations),
      link: inserter(raw, invitationLinks),
      answer: inserter(raw, answers),
      delegate: inserter(raw, delegates),
      message: inserter(raw, messages),
      audit: inserter(raw, audits),
      followUp: inserter(raw, followUps),
      update: inserter(raw, followUpUpdates),
    };

    add.setting({ key: "demo", value: "0" });
    const both = (text: string) => ({ es: text, en: text, fr: text });
    add.office({
      id: officeId,
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
      add.membership({ id: nthId("mem", n + 1), officeId, userId, role, createdAt: now });
      add.session({ id: nthId("ses", n + 1), userId, officeId, createdAt: now, seenAt: now, expiresAt: now + 7 * DAY });
    }
    for (let n = 0; n < 30; n++) add.holiday({ id: nthId("hol", n), officeId, day: addDays(today, n * 13 - 100), name: both("Feriado") });
    add.template({
      id: nthId("tpl", 1),
      officeId,
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

    const bodies = Math.max(INVITED * 2, Math.min(1000, count * 2));
    const acronyms: string[] = [];
    for (let n = 0; n < bodies; n++) {
      const institutionId = nthId("ins", n);
      const name = `${pick(kinds, n)} de ${pick(matters, Math.floor(n / kinds.length))}${n < 105 ? "" : ` ${n}`}`;
      const acronym = `M${n.toString(36).toUpperCase()}`;
      acronyms.push(acronym);
      result.institutionIds.push(institutionId);
      add.institution({
        id: institutionId,
        officeId,
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
        officeId,
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
          officeId,
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
          officeId,
          personId: nthId("per", k),
          institutionId,
          role: p ? "technical_officer" : "director_cooperation",
          capacity: "holder",
          liaison: p === 0,
          createdAt: now - 4000 * DAY,
        });
      }
    }

    let rows = 0;
    const id = (prefix: string): string => nthId(prefix, ++rows);
    for (let b = 0; b < count; b++) {
      const ahead = b - (count - AHEAD);
      let day = ahead >= 0 ? addDays(today, 7 + ahead * 2) : addDays(today, Math.floor((ahead * 3650) / Math.max(count - AHEAD, 1)) - 1);
      while (weekdayOf(day) > 5) day = addDays(day, 1);
      const startsLocal = `${day}T09:00`;
      const endsLocal = addMinutes(startsLocal, 120);
      const startsAt = instantOf(startsLocal, ZONE) ?? now;
      const created = startsAt - 30 * DAY;
      const briefingId = nthId("brf", b);
      const state = ahead >= 0 ? "inviting" : ahead > -3 ? "held" : "closed";
      const title = `${pick(themes, roll(100))} ${b}`;
      const replyBy = addDays(day, -4);
      add.briefing({
        id: briefingId,
        officeId,
        type: "executive_briefing",
        title: both(title),
        purpose: both("Espacios de colaboración entre instituciones."),
        state,
        startsLocal,
        endsLocal,
        zone: ZONE,
        startsAt,
        endsAt: startsAt + 2 * 3_600_000,
        dateOpen: false,
        mode: "hybrid",
        venue: "Sala Ancón",
        address: "Ciudad del Saber",
        onlineUrl: "https://meet.example.test/x",
        replyBy,
        occasions: [{ day: "12-18" }],
        topics: [pick(topics, b)],
        sdgs: [10, 17],
        donorVisibility: "none",
        ownerId: nthId("usr", 1),
        searchText: fold(title),
        createdAt: created,
      });
      for (const [n, passed] of (["draft", "inviting", state] as const).entries())
        add.state({ id: id("bst"), officeId, briefingId, state: passed, at: created + n * DAY, actorId: nthId("usr", 1) });
      for (let n = 0; n < 5; n++)
        add.item({
          id: id("agi"),
          officeId,
          briefingId,
          position: n,
          kind: "presentation",
          title: both(`Punto ${n + 1}`),
          minutes: 20,
          speakers: [],
          createdAt: created,
        });
      if (ahead >= 0) result.openBriefings.push(briefingId);

      const first = roll(bodies);
      for (let n = 0; n < INVITED; n++) {
        const body = (first + n) % bodies;
        const invitationId = nthId("inv", b * INVITED + n);
        const linkId = nthId("lnk", b * INVITED + n);
        const institutionId = nthId("ins", body);
        const value = ahead >= 0 && n % 2 ? null : pick(said, roll(10));
        const sentAt = created + 5 * DAY;
        const answeredAt = sentAt + roll(15 * 24) * 3_600_000;
        const answerId = value ? id("ans") : null;
        const named = value === "accepted" ? 1 + roll(2) : 0;
        add.invitation({
          id: invitationId,
          officeId,
          briefingId,
          institutionId,
          reference: `B-${(b * INVITED + n).toString(36).toUpperCase()}`,
          state: "sent",
          quota: 2,
          addresseeTenureId: nthId("ten", body * 2),
          documentKind: "email",
          language: "es",
          precedence: body,
          answer: value,
          answerId,
          answeredAt: value ? answeredAt : null,
          named,
          toDesignate: 0,
          conflict: false,
          sentAt,
          changedAt: value ? answeredAt : sentAt,
          createdAt: created,
        });
        const token = ahead >= 0 ? derivedToken("invitation", linkId) : undefined;
        if (token) result.tokens.push(token);
        add.link({
          id: linkId,
          officeId,
          invitationId,
          tokenHash: token ? hashToken(token) : hashToken(linkId),
          createdAt: sentAt,
          createdBy: nthId("usr", 1),
          expiresAt: endOfDay(addDays(day, 30), ZONE),
        });
        if (value && answerId)
          add.answer({
            id: answerId,
            officeId,
            invitationId,
            value,
            at: answeredAt,
            channel: n % 5 ? "link" : "phone",
            byName: pick(names, n),
            byPost: "Dirección de Cooperación",
            recordedBy: n % 5 ? null : nthId("usr", 1),
            late: false,
            noticeVersion: "1",
          });
        for (let d = 0; d < named; d++) {
          const person = body * 2 + d;
          add.delegate({
            id: id("dlg"),
            officeId,
            invitationId,
            position: d,
            personId: nthId("per", person),
            name: `${pick(names, person)} ${person}`,
            post: "Dirección de Cooperación",
            role: d ? "member" : "head",
            mode: "on_site",
            seat: "seated",
            substitute: false,
            listConsent: false,
            photoConsent: false,
            followUpConsent: false,
            createdAt: answeredAt,
          });
        }
        add.message({
          id: id("msg"),
          officeId,
          kind: "invitation",
          uniqueKey: `invitation:${invitationId}`,
          mailId: `<${invitationId}@example.test>`,
          toName: pick(names, body * 2),
          toAddress: `persona${body * 2}@example.test`,
          language: "es",
          briefingId,
          invitationId,
          payload: { invitationId },
          state: "sent",
          sendAfter: sentAt,
          attempts: 1,
          sentAt,
          subject: title,
          createdAt: sentAt,
        });
        add.audit({
          id: id("aud"),
          officeId,
          at: value ? answeredAt : sentAt,
          actorKind: "staff",
          actorId: nthId("usr", 1),
          action: "invitations.added",
          subjectType: "invitation",
          subjectId: invitationId,
          briefingId,
          institutionId,
        });
      }

      for (let n = 0; n < 3; n++) {
        const number = b * 3 + n + 1;
        const open = ahead > -AHEAD;
        if (ahead >= 0) break;
        const followUpId = nthId("fup", number);
        const body = (first + n) % bodies;
        const at = startsAt + 3 * 3_600_000;
        const stateNow = open ? pick(running, number) : pick(ended, number);
        const what = `${acronyms[body]}: ${pick(themes, number)}, protocolo ${number}`;
        add.followUp({
          id: followUpId,
          officeId,
          briefingId,
          number,
          what,
          origin: "Se acordó revisar el protocolo.",
          leadKind: n === 2 ? "office" : "institution",
          leadInstitutionId: n === 2 ? null : nthId("ins", body),
          leadUserId: n === 2 ? nthId("usr", 1) : null,
          dueOn: addDays(day, 60),
          state: stateNow,
          stateAt: at,
          newsAt: at,
          searchText: fold(what),
          createdAt: at,
          createdBy: nthId("usr", 1),
        });
        add.update({
          id: id("fuu"),
          officeId,
          followUpId,
          kind: "created",
          at,
          actorKind: "staff",
          actorId: nthId("usr", 1),
          byName: "Test officer",
          toState: "open",
        });
        add.update({
          id: id("fuu"),
          officeId,
          followUpId,
          kind: "state",
          at: at + DAY,
          actorKind: "staff",
          actorId: nthId("usr", 1),
          byName: "Test officer",
          fromState: "open",
          toState: stateNow,
          note: "Según lo conversado.",
        });
      }
    }
  })();
  raw.pragma("journal_mode = WAL");
  raw.close();
  return result;
}
