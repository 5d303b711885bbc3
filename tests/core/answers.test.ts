import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer, undoAnswer } from "@/core/invitations/answers/commands";
import { guestAnswerInput, recordAnswerInput } from "@/core/invitations/answers/input";
import { answerMail } from "@/core/invitations/answers/mail";
import { answersOf } from "@/core/invitations/answers/queries";
import { closedBy, contradicts, isLate } from "@/core/invitations/answers/rules";

import { settleAnswers } from "@/core/invitations/commands";

import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Actor } from "@/core/kernel/actor";
import { answers, audits, briefings, delegates, invitations, messages } from "@/db/schema";
import { env } from "@/lib/env";
import { anInstitution, anOffice, aStaff, NOW, visitor } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

const MINUTE = 60_000;
const DAY = 86_400_000;
let it0: Invited;

beforeEach(() => {
  it0 = invited();
});

const guestSays = (value: string, more: Record<string, unknown> = {}) =>
  guestAnswerInput.parse({ value, by: it0.personId, language: "es", basedOn: it0.row().answerId ?? "none", notice: "2026-11", ...more });
const staffHears = (value: string, more: Record<string, unknown> = {}) =>
  recordAnswerInput.parse({ invitationId: it0.invitationId, value, by: it0.personId, channel: "phone", ...more });
const answer = (says: string, more: Record<string, unknown> = {}, now = NOW) =>
  recordAnswer(it0.store, it0.guest(now), { ...guestSays(says, more), invitationId: it0.invitationId });
const note = (says: string, more: Record<string, unknown> = {}, actor: Actor = it0.officer) =>
  recordAnswer(it0.store, actor, staffHears(says, more));
const name = (seats: Record<string, unknown>[], now = NOW) =>
  saveDelegation(it0.store, it0.guest(now), saveDelegationInput.parse({ invitationId: it0.invitationId, seats }));
const history = () => answersOf(it0.store, it0.officeId, [it0.invitationId]).get(it0.invitationId) ?? [];
const delegation = () => delegationsOf(it0.store, it0.officeId, [it0.invitationId]).get(it0.invitationId) ?? [];
const audited = (action: string) => it0.store.db.select().from(audits).where(eq(audits.action, action)).all();
const receipts = () => it0.store.db.select().from(messages).where(eq(messages.kind, "answer_receipt")).all();
const change = (set: Partial<typeof briefings.$inferInsert>) =>
  it0.store.db.update(briefings).set(set).where(eq(briefings.id, it0.briefingId)).run();
const fault = (kind: string) => expect.objectContaining({ fault: kind });

describe("recordAnswer", () => {
  it("records an answer by link: row, kept fields, audit and receipt together", () => {
    const recorded = value(answer("accepted"));
    expect(recorded).toMatchObject({ value: "accepted", late: false, conflict: false });
    expect(history()).toMatchObject([
      {
        id: recorded.answerId,
        channel: "link",
        byName: "Ana Ruiz MINSA",
        byPersonId: it0.personId,
        recordedBy: null,
        basedOn: "none",
        noticeVersion: "2026-11",
      },
    ]);
    expect(it0.row()).toMatchObject({ answer: "accepted", answerId: recorded.answerId, answeredAt: NOW, conflict: false, changedAt: NOW });
    expect(audited("invitations.answered")).toMatchObject([
      {
        actorKind: "invitee",
        subjectId: it0.invitationId,
        facts: { answer: "accepted", channel: "link" },
        institutionId: it0.institutionId,
      },
    ]);
    expect(receipts()).toMatchObject([{ toAddress: "enlace@minsa.example", state: "queued", sendAfter: NOW + MINUTE, language: "es" }]);
  });

  it("keeps the post the person holds, in the invitation's language", () => {
    value(answer("accepted"));
    expect(history()[0]?.byPost).toBe("Directora de Cooperación");
  });

  it("records what staff heard, with its channel and who noted it", () => {
    value(note("declined", { channel: "whatsapp", by: "other", byName: "Luz Gaona", byPost: "Secretaria", reason: "Gira" }));
    expect(history()).toMatchObject([
      {
        value: "declined",
        channel: "whatsapp",
        byName: "Luz Gaona",
        byPost: "Secretaria",
        byPersonId: null,
        recordedBy: it0.officer.userId,
        reason: "Gira",
        noticeVersion: null,
      },
    ]);
  });

  it("keeps every answer, and lets the last one written count, also when a clock runs behind", () => {
    value(answer("accepted"));
    value(answer("tentative", { tellBy: "2021-12-02" }, NOW + 1));
    value(note("declined"));
    expect(history().map((a) => a.value)).toEqual(["declined", "tentative", "accepted"]);
    expect(it0.row().answer).toBe("declined");
  });

  it("counts a no with a substitute as a yes by that substitute", () => {
    value(answer("declined", { reason: "De viaje", substituteName: "Rosa Iglesias", substitutePost: "Subdirectora" }));
    expect(history()[0]).toMatchObject({ value: "accepted", substituteName: "Rosa Iglesias", reason: "De viaje" });
    expect(it0.row()).toMatchObject({ answer: "accepted", named: 1 });
    expect(delegation()).toMatchObject([{ name: "Rosa Iglesias", post: "Subdirectora", substitute: true, seat: "seated", role: "head" }]);
  });

  it("excuses the addressee when a substitute comes in their place, and keeps the trace", () => {
    value(answer("accepted"));
    value(name([{ from: it0.personId, role: "head" }]));
    value(answer("declined", { substituteName: "Rosa Iglesias" }, NOW + 1));
    expect(delegation().map((d) => [d.name, d.role])).toEqual([["Rosa Iglesias", "head"]]);
    expect(it0.store.db.select().from(delegates).all()).toHaveLength(2);
  });

  it("brings the addressee back with a plain yes", () => {
    value(answer("accepted"));
    value(name([{ from: it0.personId, role: "head" }]));
    value(answer("declined", { substituteName: "Rosa Iglesias" }, NOW + 1));
    value(answer("accepted", {}, NOW + 2));
    expect(
      delegation()
        .map((d) => d.name)
        .sort(),
    ).toEqual(["Ana Ruiz MINSA", "Rosa Iglesias"]);
  });

  it("does not read a substitute, reason or day that was typed under another choice", () => {
    value(answer("accepted", { substituteName: "Rosa Iglesias", reason: "x", tellBy: "2021-12-02" }));
    expect(history()[0]).toMatchObject({ substituteName: null, reason: null, tellBy: null });
    expect(delegation()).toEqual([]);
  });

  it("sets the delegation aside with a no, and brings it back with the next yes", () => {
    value(answer("accepted"));
    value(name([{ name: "Iguandili Pérez", post: "Especialista" }, {}]));
    expect(it0.row()).toMatchObject({ named: 1, toDesignate: 1 });
    value(answer("declined", {}, NOW + 1));
    expect(it0.row()).toMatchObject({ named: 0, toDesignate: 0 });
    expect(delegation()).toEqual([]);
    value(answer("tentative", {}, NOW + 2));
    value(answer("accepted", {}, NOW + 3));
    expect(it0.row()).toMatchObject({ named: 1, toDesignate: 1 });
    expect(delegation().map((d) => d.name)).toEqual(["Iguandili Pérez", null]);
  });

  it("marks an answer late from the first moment after the reply-by day, and takes it", () => {
    const lastMoment = Date.parse("2021-12-04T04:59:59.999Z");
    change({ replyBy: "2021-12-03" });
    expect(value(answer("accepted", {}, lastMoment)).late).toBe(false);
    expect(value(answer("declined", {}, lastMoment + 1)).late).toBe(true);
  });

  it("keeps an answer given on an old form and marks that two differ", () => {
    const open = it0.row().answerId ?? "none";
    value(answer("accepted"));
    expect(value(answer("declined", { basedOn: open }, NOW + 1)).conflict).toBe(true);
    expect(it0.row()).toMatchObject({ conflict: true, answer: "declined" });
    expect(history().map((a) => a.value)).toEqual(["declined", "accepted"]);
  });

  it("sees no difference in the same answer sent from two forms", () => {
    value(answer("accepted"));
    expect(value(answer("accepted", { basedOn: "none" }, NOW + 1)).conflict).toBe(false);
  });

  it("lets an answer that saw the other one settle the difference", () => {
    value(answer("accepted"));
    value(answer("declined", { basedOn: "none" }, NOW + 1));
    value(answer("accepted", {}, NOW + 2));
    expect(it0.row().conflict).toBe(false);
  });

  it("remembers the language the guest answered in", () => {
    value(answer("accepted", { language: "fr" }));
    expect(it0.row().language).toBe("fr");
    expect(receipts()).toMatchObject([{ language: "fr" }]);
  });

  it("refuses a day to tell that has passed", () => {
    expect(refusal(answer("tentative", { tellBy: "2021-11-29" }))).toBe("tell_by_past");
  });

  it("refuses a person of another institution, and writes nothing", () => {
    const { personId } = anInstitution(it0.store, it0.officeId, { acronym: "MIDES" });
    expect(refusal(answer("accepted", { by: personId }))).toBe("person_unknown");
    expect(history()).toEqual([]);
    expect(audited("invitations.answered")).toEqual([]);
    expect(receipts()).toEqual([]);
  });

  it.each([
    ["cancelled", "answers_cancelled"],
    ["held", "answers_held"],
    ["closed", "answers_held"],
    ["under_way", "answers_begun"],
  ] as const)("refuses once the briefing is %s", (state, code) => {
    change({ state });
    expect(refusal(answer("accepted"))).toBe(code);
    expect(refusal(note("accepted"))).toBe(code);
  });

  it("refuses from the moment the meeting begins, not before", () => {
    const { startsAt } = it0.store.db.select().from(briefings).where(eq(briefings.id, it0.briefingId)).get() ?? { startsAt: 0 };
    expect(answer("accepted", {}, startsAt - 1).ok).toBe(true);
    expect(refusal(answer("declined", {}, startsAt))).toBe("answers_begun");
  });

  it("refuses an answer to a withdrawn invitation", () => {
    const guest = it0.guest();
    value(withdrawInvitation(it0.store, it0.officer, { id: it0.invitationId }));
    expect(refusal(note("accepted"))).toBe("invitation_withdrawn");
    expect(refusal(recordAnswer(it0.store, guest, { ...guestSays("accepted"), invitationId: it0.invitationId }))).toBe(
      "invitation_withdrawn",
    );
  });

  it("takes an answer heard before the invitation left", () => {
    const other = anInstitution(it0.store, it0.officeId, { acronym: "MIDES" });
    expect(other.personId).not.toBe("");
    expect(note("accepted").ok).toBe(true);
  });

  it("refuses managers, visitors, other offices and the link of another invitation", () => {
    const manager = aStaff(it0.store, it0.officeId, "manager");
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"));
    const other = invited({ acronym: "MIDES", store: it0.store, officeId: it0.officeId, briefingId: it0.briefingId });
    expect(() => note("accepted", {}, manager)).toThrow(fault("forbidden"));
    expect(() => note("accepted", {}, stranger)).toThrow(fault("not_found"));
    expect(() => note("accepted", {}, visitor())).toThrow(fault("not_found"));
    expect(() => note("accepted", {}, other.guest())).toThrow(fault("not_found"));
    expect(history()).toEqual([]);
  });

  it("records a guest's answer as given by link, whatever channel a request claims", () => {
    value(recordAnswer(it0.store, it0.guest(), staffHears("accepted", { channel: "letter" })));
    expect(history()[0]).toMatchObject({ channel: "link", recordedBy: null });
  });
});

describe("undoAnswer", () => {
  it("takes back a noted answer: the one before counts again, with its delegation", () => {
    value(answer("accepted"));
    value(name([{ name: "Iguandili Pérez", post: "Especialista" }]));
    const { answerId } = value(note("declined"));
    expect(it0.row()).toMatchObject({ answer: "declined", named: 0 });
    value(undoAnswer(it0.store, it0.officer, { id: answerId }));
    expect(it0.row()).toMatchObject({ answer: "accepted", named: 1 });
    expect(history().map((a) => a.value)).toEqual(["accepted"]);
    expect(it0.store.db.select().from(answers).all()).toHaveLength(2);
    expect(audited("invitations.answer_undone")).toHaveLength(1);
  });

  it("leaves no answer where there was none, takes the substitute out and its receipt back", () => {
    const { answerId } = value(note("declined", { substituteName: "Rosa Iglesias" }));
    expect(it0.row()).toMatchObject({ answer: "accepted", named: 1 });
    value(undoAnswer(it0.store, it0.officer, { id: answerId }));
    expect(it0.row()).toMatchObject({ answer: null, answerId: null, answeredAt: null, named: 0 });
    expect(delegation()).toEqual([]);
    expect(receipts()).toMatchObject([{ state: "cancelled" }]);
  });

  it("keeps a receipt that waits for an earlier answer too", () => {
    value(answer("accepted"));
    const { answerId } = value(note("declined"));
    value(undoAnswer(it0.store, it0.officer, { id: answerId }));
    expect(receipts()).toMatchObject([{ state: "queued" }]);
  });

  it("leaves a difference settled that somebody had settled before", () => {
    value(answer("accepted"));
    value(answer("declined", { basedOn: "none" }, NOW + 1));
    value(settleAnswers(it0.store, { ...it0.officer, now: NOW + 2 }, { id: it0.invitationId }));
    const later = { ...it0.officer, now: NOW + 3 };
    const { answerId } = value(note("accepted", {}, later));
    value(undoAnswer(it0.store, later, { id: answerId }));
    expect(it0.row()).toMatchObject({ answer: "declined", conflict: false });
  });

  it("shows a difference again that nobody had settled", () => {
    value(answer("accepted"));
    value(answer("declined", { basedOn: "none" }, NOW + 1));
    const later = { ...it0.officer, now: NOW + 3 };
    const { answerId } = value(note("accepted", { basedOn: it0.row().answerId }, later));
    expect(it0.row().conflict).toBe(false);
    value(undoAnswer(it0.store, later, { id: answerId }));
    expect(it0.row()).toMatchObject({ answer: "declined", conflict: true });
  });

  it("does nothing the second time", () => {
    const { answerId } = value(note("declined"));
    value(undoAnswer(it0.store, it0.officer, { id: answerId }));
    value(undoAnswer(it0.store, it0.officer, { id: answerId }));
    expect(audited("invitations.answer_undone")).toHaveLength(1);
  });

  it("refuses after a minute, after a later answer, and for what the institution said itself", () => {
    const { answerId } = value(note("declined"));
    const later = { ...it0.officer, now: NOW + MINUTE + 1 };
    expect(refusal(undoAnswer(it0.store, later, { id: answerId }))).toBe("answer_settled");
    const own = value(answer("accepted", {}, NOW + 5)).answerId;
    expect(refusal(undoAnswer(it0.store, it0.officer, { id: answerId }))).toBe("answer_settled");
    expect(refusal(undoAnswer(it0.store, it0.officer, { id: own }))).toBe("answer_not_noted");
  });

  it("refuses managers, guests and another office", () => {
    const { answerId } = value(note("declined"));
    expect(() => undoAnswer(it0.store, aStaff(it0.store, it0.officeId, "manager"), { id: answerId })).toThrow(fault("forbidden"));
    expect(() => undoAnswer(it0.store, it0.guest(), { id: answerId })).toThrow(fault("forbidden"));
    expect(() => undoAnswer(it0.store, aStaff(it0.store, anOffice(it0.store, "cr")), { id: answerId })).toThrow(fault("not_found"));
    expect(it0.row().answer).toBe("declined");
  });
});

describe("the receipt", () => {
  const render = () => {
    const [message] = receipts();
    const kind = answerMail.answer_receipt;
    if (!message || !kind) throw new Error("no receipt");
    return kind(it0.store, message, NOW + MINUTE);
  };

  it.each([
    ["es", "Le rogamos indicarnos quiénes asistirán", "Indicar quiénes asistirán"],
    ["en", "Please tell us who will come", "Tell us who will come"],
    ["fr", "Merci de nous indiquer qui viendra", "Indiquer qui viendra"],
  ] as const)("of a yes without names says in %s where they are given, until they are", (language, sentence, button) => {
    value(answer("accepted", { language }));
    const text = () => JSON.stringify(render());
    expect(text()).toContain(sentence);
    expect(text()).toContain(`"label":"${button}","href":"${env.appUrl}/r/${it0.token}#names"`);
    it0.store.db.update(invitations).set({ toDesignate: 1 }).run();
    expect(text()).toContain(button);
    it0.store.db.update(invitations).set({ toDesignate: 0, named: 1 }).run();
    expect(text()).not.toContain(button);
    it0.store.db.update(invitations).set({ named: 0, answer: "declined" }).run();
    expect(text()).not.toContain(button);
    it0.store.db.update(invitations).set({ answer: "accepted" }).run();
    it0.store.db.update(briefings).set({ state: "postponed", dateOpen: true }).run();
    expect(text()).not.toContain(button);
  });

  it("waits once for an answer and the names after it, five minutes at most", () => {
    value(answer("accepted"));
    for (const minutes of [0.5, 1.4, 2.3, 3.2, 4.1, 4.9])
      value(name([{ name: `Persona ${minutes * 10}`, post: "x" }], NOW + minutes * MINUTE));
    expect(receipts()).toMatchObject([{ sendAfter: NOW + 5 * MINUTE }]);
  });

  it("says who answered, the reference and how to change it, with no delegate's name", () => {
    value(answer("accepted"));
    value(name([{ name: "Iguandili Pérez", post: "Especialista" }]));
    const text = JSON.stringify(render());
    for (const part of ["Ana Ruiz MINSA", it0.row().reference, it0.token, "Sí, asistiremos"]) expect(text).toContain(part);
    expect(text).toMatch(/Ana Ruiz MINSA, 30 nov\.?, 9:00\sa\.\sm\., Panamá \(UTC−5\)/);
    expect(text).not.toContain("Iguandili");
  });

  it("is sent in the language it is written in, also where that changes while it waits", () => {
    value(answer("accepted", { language: "es" }));
    value(answer("accepted", { language: "fr" }, NOW + 1));
    expect(receipts()).toMatchObject([{ language: "fr" }]);
    expect(JSON.stringify(render())).toContain("Réponse reçue");
  });

  it("says that those wait who found no seat", () => {
    it0.store.raw.prepare("update briefing set seats = 0").run();
    value(answer("accepted"));
    value(name([{ name: "Iguandili Pérez", post: "Especialista" }]));
    expect(JSON.stringify(render())).toContain("nadie tiene cupo aún, 1 en espera, de 2 cupos");
  });

  it("is overtaken when the answer is gone, the invitation withdrawn or meant for somebody else", () => {
    value(note("accepted"));
    it0.store.db.update(answers).set({ undoneAt: NOW }).run();
    expect(render()).toBe("obsolete");
    it0.store.db.update(answers).set({ undoneAt: null }).run();
    expect(render()).not.toBe("obsolete");
    value(withdrawInvitation(it0.store, it0.officer, { id: it0.invitationId }));
    expect(render()).toBe("obsolete");
  });

  it("goes out ten times a day at most", () => {
    for (let i = 0; i < 15; i++) {
      value(answer(i % 2 ? "accepted" : "declined", {}, NOW + i * MINUTE));
      it0.store.db.update(messages).set({ state: "sent" }).where(eq(messages.kind, "answer_receipt")).run();
    }
    expect(receipts()).toHaveLength(10);
    value(answer("accepted", {}, NOW + DAY + 20 * MINUTE));
    expect(receipts()).toHaveLength(11);
  });
});

describe("the rules of answers", () => {
  const when = { state: "inviting", startsAt: 100, endsAt: 200, dateOpen: false } as const;

  it("closes when the meeting begins, also where nobody changed the state", () => {
    expect([99, 100, 199, 200].map((now) => closedBy(when, now))).toEqual([undefined, "begun", "begun", "held"]);
    expect(closedBy({ ...when, state: "postponed", dateOpen: true }, 500)).toBeUndefined();
  });

  it("is never late without a reply-by day", () => {
    expect(isLate({ replyBy: null, zone: "America/Panama" }, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it("sees a difference in the substitute alone", () => {
    const before = { id: "a", value: "accepted", substituteName: null } as const;
    expect(contradicts({ value: "accepted", substituteName: "Rosa", basedOn: "none" }, before)).toBe(true);
    expect(contradicts({ value: "declined", substituteName: null, basedOn: null }, before)).toBe(false);
    expect(contradicts({ value: "declined", substituteName: null, basedOn: "none" }, undefined)).toBe(false);
  });
});

describe("what an answer may hold", () => {
  const messagesOf = (input: Record<string, unknown>) => {
    const parsed = guestAnswerInput.safeParse({ value: "accepted", by: "other", byName: "Ana", language: "es", ...input });
    return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}`);
  };

  it("takes an accented, long or right-to-left name as it is, without controls", () => {
    const parsed = guestAnswerInput.parse({ value: "accepted", by: "other", byName: " \u202eنور\u0000 Ñáñez ", language: "es" });
    expect(parsed.byName).toBe("نور Ñáñez");
  });

  it.each([
    [{ byName: "x".repeat(10_000) }, "byName tooLong:100"],
    [{ byName: "" }, "byName required"],
    [{ by: undefined, byName: undefined }, "by choice"],
    [{ byName: "Gane en https://malo.example" }, "byName noAddress"],
    [{ value: "perhaps" }, "value choice"],
    [{ tellBy: "2021-02-30" }, "tellBy day"],
    [{ value: "declined", substitutePost: "Jefa" }, "substituteName required"],
    [{ basedOn: "' or 1=1" }, "basedOn choice"],
  ])("names the field that is wrong in %j", (input, expected) => {
    expect(messagesOf(input)).toContain(expected);
  });

  it("refuses fields it does not know", () => {
    expect(messagesOf({ officeId: "off_1" })).toHaveLength(1);
    expect(recordAnswerInput.safeParse({ ...staffHears("accepted"), recordedBy: "me" }).success).toBe(false);
    expect(recordAnswerInput.safeParse({ ...staffHears("accepted"), channel: "link" }).success).toBe(false);
  });
});
