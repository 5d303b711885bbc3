import type { FollowUpState } from "@/db/schema/followups";
import type { AnswerValue } from "@/db/schema/invitations";
import { addDays, addMinutes, endOfDay, instantOf, weekdayOf } from "@/lib/dates";
import { derivedToken } from "@/lib/secret";
import { fold } from "@/lib/text";
import { hashToken } from "@/lib/tokens";
import { nthId } from "./insert";
import { OFFICE, OFFICER } from "./office";
import type { Tables } from "./tables";
import { both, DAY, names, pick, themes, topics, ZONE } from "./words";

/** Institutions a briefing invites. */
export const INVITED = 25;
/** Briefings ahead of today: an office does not get busier with its archive. */
const AHEAD = 20;

const said: (AnswerValue | null)[] = [...Array<AnswerValue>(6).fill("accepted"), "tentative", "declined", "declined", null];
const ended: FollowUpState[] = [...Array<FollowUpState>(6).fill("verified"), "dropped", "superseded"];
const running: FollowUpState[] = ["proposed", "open", "in_progress", "blocked", "done"];

/** What the rows of all briefings are made from. */
export type Ground = {
  add: Tables;
  count: number;
  today: string;
  /** Acronyms of the institutions, in their order. */
  acronyms: string[];
  roll: (below: number) => number;
  id: (prefix: string) => string;
};

type Plan = { b: number; briefingId: string; title: string; day: string; startsAt: number; created: number; ahead: number; first: number };

/** The day of the bth briefing: the last twenty lie ahead, the others spread over ten years. */
function dayFor(b: number, { count, today }: Ground): string {
  const ahead = b - (count - AHEAD);
  let day = ahead >= 0 ? addDays(today, 7 + ahead * 2) : addDays(today, Math.floor((ahead * 3650) / Math.max(count - AHEAD, 1)) - 1);
  while (weekdayOf(day) > 5) day = addDays(day, 1);
  return day;
}

/** A briefing with its states, agenda, invitations and follow-ups. Gives the links that are open when it lies ahead. */
export function fillBriefing(b: number, ground: Ground): { briefingId: string; tokens: string[] } {
  const { add, count, roll, id, acronyms } = ground;
  const ahead = b - (count - AHEAD);
  const day = dayFor(b, ground);
  const startsLocal = `${day}T09:00`;
  const endsLocal = addMinutes(startsLocal, 120);
  const startsAt = instantOf(startsLocal, ZONE) ?? 0;
  const created = startsAt - 30 * DAY;
  const briefingId = nthId("brf", b);
  const state = ahead >= 0 ? "inviting" : ahead > -3 ? "held" : "closed";
  const title = `${pick(themes, roll(100))} ${b}`;
  const replyBy = addDays(day, -4);
  add.briefing({
    id: briefingId,
    officeId: OFFICE,
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
    ownerId: OFFICER,
    searchText: fold(title),
    createdAt: created,
  });
  for (const [n, passed] of (["draft", "inviting", state] as const).entries())
    add.state({ id: id("bst"), officeId: OFFICE, briefingId, state: passed, at: created + n * DAY, actorId: OFFICER });
  for (let n = 0; n < 5; n++)
    add.item({
      id: id("agi"),
      officeId: OFFICE,
      briefingId,
      position: n,
      kind: "presentation",
      title: both(`Punto ${n + 1}`),
      minutes: 20,
      speakers: [],
      createdAt: created,
    });
  const plan = { b, briefingId, title, day, startsAt, created, ahead, first: roll(acronyms.length) };
  const tokens = Array.from({ length: INVITED }, (_, n) => fillInvitation(n, plan, ground)).flatMap((token) => (token ? [token] : []));
  if (ahead < 0) fillFollowUps(plan, ground);
  return { briefingId, tokens };
}

/** An invitation with its link, mail, answer and delegation. Gives the link's token while the briefing lies ahead. */
function fillInvitation(n: number, { b, briefingId, title, day, created, ahead, first }: Plan, { add, roll, id, acronyms }: Ground) {
  const body = (first + n) % acronyms.length;
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
    officeId: OFFICE,
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
  add.link({
    id: linkId,
    officeId: OFFICE,
    invitationId,
    tokenHash: token ? hashToken(token) : hashToken(linkId),
    createdAt: sentAt,
    createdBy: OFFICER,
    expiresAt: endOfDay(addDays(day, 30), ZONE),
  });
  if (value && answerId)
    add.answer({
      id: answerId,
      officeId: OFFICE,
      invitationId,
      value,
      at: answeredAt,
      channel: n % 5 ? "link" : "phone",
      byName: pick(names, n),
      byPost: "Dirección de Cooperación",
      recordedBy: n % 5 ? null : OFFICER,
      late: false,
      noticeVersion: "1",
    });
  for (let d = 0; d < named; d++) {
    const person = body * 2 + d;
    add.delegate({
      id: id("dlg"),
      officeId: OFFICE,
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
    officeId: OFFICE,
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
    officeId: OFFICE,
    at: value ? answeredAt : sentAt,
    actorKind: "staff",
    actorId: OFFICER,
    action: "invitations.added",
    subjectType: "invitation",
    subjectId: invitationId,
    briefingId,
    institutionId,
  });
  return token;
}

/** Three follow-ups of a briefing that lies behind; those of the last ones still run. */
function fillFollowUps({ b, briefingId, day, startsAt, ahead, first }: Plan, { add, id, acronyms }: Ground): void {
  for (let n = 0; n < 3; n++) {
    const number = b * 3 + n + 1;
    const open = ahead > -AHEAD;
    const followUpId = nthId("fup", number);
    const body = (first + n) % acronyms.length;
    const at = startsAt + 3 * 3_600_000;
    const stateNow = open ? pick(running, number) : pick(ended, number);
    const what = `${acronyms[body]}: ${pick(themes, number)}, protocolo ${number}`;
    add.followUp({
      id: followUpId,
      officeId: OFFICE,
      briefingId,
      number,
      what,
      origin: "Se acordó revisar el protocolo.",
      leadKind: n === 2 ? "office" : "institution",
      leadInstitutionId: n === 2 ? null : nthId("ins", body),
      leadUserId: n === 2 ? OFFICER : null,
      dueOn: addDays(day, 60),
      state: stateNow,
      stateAt: at,
      newsAt: at,
      searchText: fold(what),
      createdAt: at,
      createdBy: OFFICER,
    });
    add.update({
      id: id("fuu"),
      officeId: OFFICE,
      followUpId,
      kind: "created",
      at,
      actorKind: "staff",
      actorId: OFFICER,
      byName: "Test officer",
      toState: "open",
    });
    add.update({
      id: id("fuu"),
      officeId: OFFICE,
      followUpId,
      kind: "state",
      at: at + DAY,
      actorKind: "staff",
      actorId: OFFICER,
      byName: "Test officer",
      fromState: "open",
      toState: stateNow,
      note: "Según lo conversado.",
    });
  }
}
