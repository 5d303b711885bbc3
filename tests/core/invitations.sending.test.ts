import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createBriefing, moveBriefing } from "@/core/briefings/commands";
import { createBriefingInput } from "@/core/briefings/input";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { addInvitations, editInvitation, recordDelivery } from "@/core/invitations/commands";
import { answerCounts, invitationsTo } from "@/core/invitations/queries";
import { askForNames, invitationHooks, remindInvitations, resendInvitation, sendInvitations } from "@/core/invitations/sending/commands";
import { chaseable, findBatch, openBatches, owedOf, owingTo, readiness, whoWasTold } from "@/core/invitations/sending/queries";
import { CHASE_PAUSE } from "@/core/invitations/sending/rules";
import { tellChange } from "@/core/invitations/telling/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { cancelMessage } from "@/core/mail/commands";
import { audits, briefings, holidays, invitations, messages, people } from "@/db/schema";
import { isUniqueViolation, type Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let briefingId: string;

const invite = (acronyms: string[]): string[] => {
  const institutions = acronyms.map((acronym, n) => ({
    id: anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}`, precedence: n }).institutionId,
    quota: 2,
    addressee: undefined,
  }));
  const added = addInvitations(store, officer, { briefingId, institutions });
  return added.ok ? added.value.added : [];
};

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId);
});

const at = (ms: number): Staff => ({ ...officer, now: NOW + ms });
const send = (ids: string[], actor: Staff = officer, count = ids.length) =>
  sendInvitations(store, actor, { briefingId, invitations: ids, count });
const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const fault = (kind: string) => expect.objectContaining({ fault: kind });
const all = () => store.db.select().from(messages).all();
const states = () => invitationsTo(store, officeId, briefingId).map((i) => i.state);
const briefingState = () => store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get()?.state;
const audited = (action: string) => store.db.select().from(audits).where(eq(audits.action, action)).all();
/** What the dispatcher does once the server has taken a message. */
const leave = (now = NOW + UNDO_WINDOW) => {
  for (const message of all().filter((m) => m.state === "queued")) {
    store.db.update(messages).set({ state: "sent", sentAt: now }).where(eq(messages.id, message.id)).run();
    invitationHooks[message.kind]?.sent(store, message, now);
  }
};
const answer = (id: string, values: Partial<typeof invitations.$inferInsert>) =>
  store.db.update(invitations).set(values).where(eq(invitations.id, id)).run();

/** Somebody else at the institution it can be addressed to. */
function anotherHolder(institutionId: string): string {
  const post = { role: undefined, post: "Adviser", capacity: "holder", liaison: false, validFrom: undefined, validTo: undefined } as const;
  const person = { displayName: "Luis Mora", sharedMailbox: false, email: "luis@minsa.example" };
  return value(addPerson(store, officer, addPersonInput.parse({ institutionId, ...person, ...post }))).id;
}

describe("sendInvitations", () => {
  it("writes one message a recipient, leaving together after the undo window", () => {
    const ids = invite(["MINSA", "MIDES"]);
    const { batchId, n } = value(send(ids));
    expect(n).toBe(2);
    expect(all()).toMatchObject([
      {
        kind: "invitation",
        toAddress: "enlace@minsa.example",
        uniqueKey: `invitation:${ids[0]}:1`,
        batchId,
        sendAfter: NOW + 60_000,
        language: "es",
      },
      { kind: "invitation", toAddress: "enlace@mides.example", uniqueKey: `invitation:${ids[1]}:1`, batchId, sendAfter: NOW + 60_000 },
    ]);
    expect(states()).toEqual(["queued", "queued"]);
    expect(briefingState()).toBe("inviting");
    expect(audited("invitations.queued")[0]?.facts).toEqual({ n: 2 });
  });

  it("sends nothing twice: not to a double click, not from a second tab", () => {
    const ids = invite(["MINSA", "MIDES"]);
    value(send(ids));
    expect(send(ids)).toMatchObject({ ok: false, code: "invitations_left" });
    const more = invite(["SNM"]);
    expect(value(send([...ids, ...more])).n).toBe(1);
    expect(all()).toHaveLength(3);
  });

  it("cannot write the same message twice even if it tried", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    const [row] = all();
    if (!row) throw new Error("no message");
    let thrown: unknown;
    try {
      store.db
        .insert(messages)
        .values({ ...row, id: "msg_second" })
        .run();
    } catch (e) {
      thrown = e;
    }
    expect(isUniqueViolation(thrown)).toBe(true);
  });

  it("refuses a number that is not the number chosen", () => {
    const ids = invite(["MINSA", "MIDES"]);
    expect(send(ids, officer, 3)).toMatchObject({ ok: false, code: "count_differs", params: { n: 2 }, field: "count" });
    expect(all()).toHaveLength(0);
  });

  it("refuses the whole sending when one has no address, and says how many", () => {
    const ids = invite(["MINSA", "MIDES"]);
    store.db.update(people).set({ email: null }).where(eq(people.email, "enlace@mides.example")).run();
    expect(readiness(store, officer, briefingId).map((r) => r.hindrance)).toEqual([undefined, "no_address"]);
    expect(send(ids)).toMatchObject({ ok: false, code: "address_missing", params: { n: 1 } });
    expect(states()).toEqual(["draft", "draft"]);
  });

  it("refuses while the date is open, once the meeting has begun, and when it is called off", () => {
    const ids = invite(["MINSA"]);
    store.db.update(briefings).set({ dateOpen: true }).run();
    expect(send(ids)).toMatchObject({ code: "date_is_open" });
    store.db.update(briefings).set({ dateOpen: false }).run();
    expect(send(ids, at(30 * 86_400_000))).toMatchObject({ code: "invitations_closed" });
    store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(send(ids)).toMatchObject({ code: "invitations_closed" });
  });

  it("refuses managers; knows no other office's briefing and no invitation of another briefing", () => {
    const ids = invite(["MINSA"]);
    expect(() => send(ids, aStaff(store, officeId, "manager"))).toThrow(fault("forbidden"));
    expect(() => send(ids, aStaff(store, anOffice(store, "cr")))).toThrow(fault("not_found"));
    const elsewhere = aBriefing(store, officeId);
    expect(() => sendInvitations(store, officer, { briefingId: elsewhere, invitations: ids, count: 1 })).toThrow(fault("not_found"));
    expect(all()).toHaveLength(0);
  });

  it("counts an invitation as sent only when its message has left", () => {
    const ids = invite(["MINSA"]);
    const { batchId } = value(send(ids));
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({ notSent: 1, none: 0 });
    leave();
    expect(invitationsTo(store, officeId, briefingId)[0]).toMatchObject({ state: "sent", sentAt: NOW + 60_000 });
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({ notSent: 0, none: 1 });
    expect(findBatch(store, officer, briefingId, batchId)?.messages).toMatchObject([{ state: "sent", toAddress: "enlace@minsa.example" }]);
    expect(findBatch(store, aStaff(store, anOffice(store, "cr")), briefingId, batchId)).toBeUndefined();
  });

  it("shows a failed message as trouble, and lets another addressee take its place", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state: "failed", lastError: "550 mailbox unknown" }).run();
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({ trouble: 1, notSent: 1 });
    const i = invitationsTo(store, officeId, briefingId)[0];
    const input = {
      id,
      version: i?.version ?? 0,
      quota: 2,
      addressee: i?.addresseeTenureId ?? undefined,
      language: "es",
      documentKind: "email",
    } as const;
    value(editInvitation(store, officer, input));
    expect(value(send([id])).n).toBe(1);
    expect(all().map((m) => m.uniqueKey)).toEqual([`invitation:${id}:1`, `invitation:${id}:2`]);
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)?.trouble).toBe(0);
  });
});

describe("a message that may have arrived", () => {
  const edited = (id: string, addressee?: string) => {
    const i = invitationsTo(store, officeId, briefingId)[0];
    const version = i?.version ?? 0;
    const to = addressee ?? i?.addresseeTenureId ?? undefined;
    return value(editInvitation(store, officer, { id, version, quota: 3, addressee: to, language: "es", documentKind: "email" }));
  };

  it("keeps its invitation from being sent as new after an edit, and its link from another addressee", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state: "uncertain" }).run();
    expect(edited(id).newLink).toBe(false);
    expect(states()).toEqual(["queued"]);
    const { institutionId = "" } = invitationsTo(store, officeId, briefingId)[0] ?? {};
    expect(edited(id, anotherHolder(institutionId)).newLink).toBe(true);
    expect(states()).toEqual(["queued"]);
  });

  it("counts as sent once it has left, even when its invitation was a draft again; a withdrawn one stays withdrawn", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    for (const [before, after] of [["draft", "sent"] as const, ["withdrawn", "withdrawn"] as const]) {
      answer(id, { state: before });
      const [message] = all();
      if (message) invitationHooks.invitation?.sent(store, message, NOW + 1);
      expect(states()).toEqual([after]);
    }
    expect(audited("invitations.sent")).toHaveLength(1);
  });

  it("makes its invitation a draft when it was dropped before leaving, and leaves any other as it is", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    const [message] = all();
    if (!message) throw new Error("no message");
    for (const [before, after] of [["queued", "draft"] as const, ["sent", "sent"] as const, ["withdrawn", "withdrawn"] as const]) {
      answer(id, { state: before });
      store.db.update(messages).set({ state: "cancelled" }).run();
      invitationHooks.invitation?.dropped?.(store, message, NOW + 1);
      expect(states()).toEqual([after]);
    }
  });

  it.each(["failed", "uncertain"] as const)("makes its invitation a draft when a person gives it up while %s", (state) => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    const messageId = all()[0]?.id ?? "";
    store.db.update(messages).set({ state }).run();
    value(cancelMessage(store, at(1), { messageId }, invitationHooks));
    expect(states()).toEqual(["draft"]);
    expect(value(send([id], at(2))).n).toBe(1);
  });

  it("stays on its way when a second sending of it is undone", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state: "uncertain" }).run();
    const { batchId } = value(resendInvitation(store, at(UNDO_WINDOW), { invitationId: id }));
    value(undoSending(store, at(UNDO_WINDOW + 1), { briefingId, batchId }));
    expect(states()).toEqual(["queued"]);
  });
});

describe("undoSending", () => {
  it("takes back everything within the window", () => {
    const ids = invite(["MINSA", "MIDES"]);
    const { batchId } = value(send(ids));
    expect(openBatches(store, officer, briefingId)).toMatchObject([{ id: batchId, kind: "invitation", n: 2 }]);
    expect(value(undoSending(store, at(UNDO_WINDOW - 1), { briefingId, batchId })).n).toBe(2);
    expect(states()).toEqual(["draft", "draft"]);
    expect(all().every((m) => m.state === "cancelled")).toBe(true);
    expect(audited("invitations.undone")[0]?.facts).toEqual({ n: 2 });
    expect(openBatches(store, officer, briefingId)).toEqual([]);
    value(send(ids, at(UNDO_WINDOW)));
    expect(all().filter((m) => m.state === "queued")).toHaveLength(2);
  });

  it.each(["draft", "scheduled"] as const)("leaves a briefing that was %s as it was before its first sending", (state) => {
    ({ id: briefingId } = value(
      createBriefing(store, officer, createBriefingInput.parse({ title: { es: "Mesa" }, language: "es", day: "2021-12-14" })),
    ));
    if (state === "scheduled") value(moveBriefing(store, officer, briefingId, "scheduled"));
    const { batchId } = value(send(invite(["MINSA"]), at(1)));
    expect(briefingState()).toBe("inviting");
    value(undoSending(store, at(2), { briefingId, batchId }));
    expect(briefingState()).toBe(state);
  });

  it("is too late once the window has passed", () => {
    const { batchId } = value(send(invite(["MINSA"])));
    expect(undoSending(store, at(UNDO_WINDOW), { briefingId, batchId })).toMatchObject({ ok: false, code: "undo_too_late" });
    expect(states()).toEqual(["queued"]);
  });

  it("leaves an invitation that has left before as sent", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    leave();
    const { batchId } = value(resendInvitation(store, at(UNDO_WINDOW * 2), { invitationId: id }));
    value(undoSending(store, at(UNDO_WINDOW * 2 + 1), { briefingId, batchId }));
    expect(states()).toEqual(["sent"]);
  });

  it("refuses managers and knows no other office's sending", () => {
    const { batchId } = value(send(invite(["MINSA"])));
    expect(() => undoSending(store, aStaff(store, officeId, "manager"), { briefingId, batchId })).toThrow(fault("forbidden"));
    const stranger = aStaff(store, anOffice(store, "cr"));
    expect(() => undoSending(store, stranger, { briefingId, batchId })).toThrow(fault("not_found"));
    const own = aBriefing(store, stranger.officeId);
    expect(() => undoSending(store, stranger, { briefingId: own, batchId })).toThrow(fault("not_found"));
    expect(states()).toEqual(["queued"]);
  });
});

describe("resendInvitation", () => {
  it("sends once more, and at most three times a day", () => {
    const [id = ""] = invite(["MINSA"]);
    expect(resendInvitation(store, officer, { invitationId: id })).toMatchObject({ code: "invitation_not_sent" });
    value(send([id]));
    expect(resendInvitation(store, at(1), { invitationId: id })).toMatchObject({ code: "invitation_leaving" });
    leave();
    value(resendInvitation(store, at(100_000), { invitationId: id }));
    leave(NOW + 200_000);
    value(resendInvitation(store, at(300_000), { invitationId: id }));
    leave(NOW + 400_000);
    expect(resendInvitation(store, at(500_000), { invitationId: id })).toMatchObject({ code: "sent_often" });
    expect(all().map((m) => m.uniqueKey)).toEqual([1, 2, 3].map((n) => `invitation:${id}:${n}`));
    expect(audited("invitations.resent")).toHaveLength(2);
  });

  it("sends one that failed to the address its addressee has now", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state: "failed", lastError: "550 mailbox unknown" }).run();
    store.db.update(people).set({ email: "nueva@minsa.example" }).run();
    value(resendInvitation(store, at(100_000), { invitationId: id }));
    expect(all().map((m) => [m.state, m.toAddress])).toEqual([
      ["failed", "enlace@minsa.example"],
      ["queued", "nueva@minsa.example"],
    ]);
  });

  it("refuses managers and knows no other office's invitation", () => {
    const [id = ""] = invite(["MINSA"]);
    expect(() => resendInvitation(store, aStaff(store, officeId, "manager"), { invitationId: id })).toThrow(fault("forbidden"));
    expect(() => resendInvitation(store, aStaff(store, anOffice(store, "cr")), { invitationId: id })).toThrow(fault("not_found"));
  });
});

/** Wednesday 1 December: the first working day after everything was sent. */
const DAY = 86_400_000;

describe("remindInvitations", () => {
  const remind = (actor: Staff, ids: string[] = []) => remindInvitations(store, actor, { briefingId, invitations: ids });
  let ids: string[];
  beforeEach(() => {
    ids = invite(["MINSA", "MIDES", "SNM"]);
    value(send(ids));
    leave();
    answer(ids[2] ?? "", { answer: "accepted" });
  });

  it("writes to the silent ones alone, with the undo window", () => {
    const { batchId, n } = value(remind(at(DAY)));
    expect(n).toBe(2);
    expect(
      all()
        .filter((m) => m.kind === "reminder")
        .map((m) => m.uniqueKey),
    ).toEqual([`reminder:${ids[0]}:1`, `reminder:${ids[1]}:1`]);
    expect(audited("invitations.reminded")[0]?.facts).toEqual({ n: 2 });
    expect(value(undoSending(store, at(DAY + 1), { briefingId, batchId })).n).toBe(2);
    expect(states()).toEqual(["sent", "sent", "sent"]);
    expect(value(remind(at(DAY + 2))).n).toBe(2);
  });

  it("writes to the named ones alone, and to none that answered", () => {
    expect(value(remind(at(DAY), [ids[1] ?? "", ids[2] ?? ""])).n).toBe(1);
    expect(remind(at(DAY), [ids[2] ?? ""])).toMatchObject({ ok: false, code: "nobody_to_remind" });
  });

  it("leaves an invitation its day, and a weekend or a day off besides", () => {
    const peace = (ms: number) => owingTo(store, at(ms), briefingId, "reminder").map((o) => o.peace);
    const wednesday = Date.parse("2021-12-01T05:00:00Z");
    expect(peace(UNDO_WINDOW)).toEqual([
      { why: "fresh", until: wednesday },
      { why: "fresh", until: wednesday },
    ]);
    expect(remind(at(UNDO_WINDOW))).toMatchObject({ ok: false, code: "nobody_to_remind" });
    expect(peace(wednesday - NOW)).toEqual([undefined, undefined]);
    store.db.insert(holidays).values({ id: "hol_1", officeId, day: "2021-12-01", name: {} }).run();
    expect(peace(wednesday - NOW)[0]).toMatchObject({ why: "fresh", until: wednesday + DAY });
    answer(ids[0] ?? "", { sentAt: Date.parse("2021-12-03T15:00:00Z") });
    expect(peace(5 * DAY)[0]).toMatchObject({ why: "fresh", until: Date.parse("2021-12-06T05:00:00Z") });
  });

  it("counts as due as many as a reminder leaves for, and apart who can only be called", () => {
    store.db.update(people).set({ email: null }).where(eq(people.email, "enlace@mides.example")).run();
    expect(owedOf(store, at(UNDO_WINDOW), briefingId, "reminder")).toEqual({ all: 2, due: 0, noAddress: 1 });
    expect(owedOf(store, at(DAY), briefingId, "reminder")).toEqual({ all: 2, due: 1, noAddress: 1 });
    expect(value(remind(at(DAY))).n).toBe(1);
    store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(owedOf(store, at(2 * DAY), briefingId, "reminder")).toEqual({ all: 0, due: 0, noAddress: 0 });
    expect(owedOf(store, aStaff(store, anOffice(store, "cr")), briefingId, "reminder").all).toBe(0);
  });

  it("leaves an institution in peace for 72 hours", () => {
    value(remind(at(6 * DAY)));
    leave();
    expect(remind(at(6 * DAY + CHASE_PAUSE - 1))).toMatchObject({ ok: false, code: "nobody_to_remind" });
    expect(value(remind(at(6 * DAY + CHASE_PAUSE))).n).toBe(2);
  });

  it("and over a day off, to the next working day", () => {
    value(remind(at(DAY)));
    leave();
    const monday = Date.parse("2021-12-06T05:00:00Z");
    expect(owingTo(store, at(DAY + CHASE_PAUSE + 1), briefingId, "reminder").map(({ peace }) => peace)).toEqual([
      { why: "lately", until: monday },
      { why: "lately", until: monday },
    ]);
    expect(remind({ ...officer, now: monday - 1 })).toMatchObject({ ok: false, code: "nobody_to_remind" });
    expect(value(remind({ ...officer, now: monday })).n).toBe(2);
  });

  it("writes to one address once a day, whatever the briefing", () => {
    value(remind(at(DAY)));
    const first = briefingId;
    briefingId = aBriefing(store, officeId);
    const again = addInvitations(store, officer, {
      briefingId,
      institutions: invitationsTo(store, officeId, first).map((i) => ({ id: i.institutionId, quota: 2, addressee: undefined })),
    });
    value(send(again.ok ? again.value.added : []));
    leave();
    expect(value(remind(at(DAY + 1))).n).toBe(1);
    expect(all().filter((m) => m.kind === "reminder" && m.briefingId === briefingId)).toMatchObject([{ toAddress: "enlace@snm.example" }]);
    expect(chaseable(store, at(2 * DAY), briefingId, "reminder").map((d) => d.to.email)).toEqual([
      "enlace@minsa.example",
      "enlace@mides.example",
    ]);
  });

  it("refuses managers and knows no other office's briefing", () => {
    expect(() => remind(aStaff(store, officeId, "manager"))).toThrow(fault("forbidden"));
    expect(() => remind(aStaff(store, anOffice(store, "cr")))).toThrow(fault("not_found"));
  });
});

describe("askForNames", () => {
  it("asks confirmed institutions that owe names, and no others", () => {
    const ids = invite(["MINSA", "MIDES", "SNM", "MIRE"]);
    value(send(ids));
    leave();
    answer(ids[0] ?? "", { answer: "accepted" });
    answer(ids[1] ?? "", { answer: "accepted", named: 1, toDesignate: 1 });
    answer(ids[2] ?? "", { answer: "accepted", named: 2 });
    answer(ids[3] ?? "", { answer: "declined" });
    expect(value(askForNames(store, at(UNDO_WINDOW), { briefingId, invitations: [] })).n).toBe(2);
    expect(
      all()
        .filter((m) => m.kind === "names_request")
        .map((m) => m.invitationId),
    ).toEqual([ids[0], ids[1]]);
    expect(audited("invitations.names_asked")).toHaveLength(1);
    expect(askForNames(store, at(UNDO_WINDOW + 1), { briefingId, invitations: [] })).toMatchObject({ code: "nobody_to_ask" });
    expect(() => askForNames(store, aStaff(store, officeId, "manager"), { briefingId, invitations: [] })).toThrow(fault("forbidden"));
    expect(() => askForNames(store, aStaff(store, anOffice(store, "cr")), { briefingId, invitations: [] })).toThrow(fault("not_found"));
  });
});

describe("tellChange", () => {
  const was = {
    startsLocal: "2021-12-13T09:00",
    endsLocal: "2021-12-13T11:00",
    zone: "America/Panama",
    venue: "Sala Ancón",
    address: null,
    mode: "hybrid",
    dateOpen: false,
  } as const;

  it("tells those who were told before, and takes back what still waits", () => {
    const ids = invite(["MINSA", "MIDES"]);
    value(send(ids));
    leave();
    const waiting = invite(["SNM"]);
    value(send(waiting, at(UNDO_WINDOW)));
    expect(tellChange(store, at(UNDO_WINDOW + 1), briefingId, "cancelled", was)).toMatchObject({ told: 2, unreached: 0 });
    expect(
      all()
        .filter((m) => m.kind === "change")
        .map((m) => m.invitationId),
    ).toEqual(ids);
    expect(all().find((m) => m.invitationId === waiting[0])?.state).toBe("cancelled");
    expect(audited("invitations.change_told")[0]?.facts).toEqual({ n: 2, kind: "cancelled" });
  });

  it("lets waiting invitations leave with the new facts when only a detail changed", () => {
    value(send(invite(["MINSA"])));
    expect(tellChange(store, officer, briefingId, "changed", was)).toMatchObject({ told: 0 });
    expect(states()).toEqual(["queued"]);
  });

  it.each(["sending", "uncertain"] as const)("tells an invitation whose message is %s, and never sends it as new", (state) => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state }).run();
    expect(whoWasTold(store, officer, briefingId)).toHaveLength(1);
    expect(tellChange(store, at(UNDO_WINDOW), briefingId, "postponed", was)).toMatchObject({ told: 1 });
    expect(all().map((m) => [m.kind, m.state])).toEqual([
      ["invitation", state],
      ["change", "queued"],
    ]);
    expect(states()).toEqual(["queued"]);
    expect(send([id], at(UNDO_WINDOW + 1))).toMatchObject({ code: "invitations_left" });
    leave();
    const message = all().find((m) => m.kind === "invitation");
    if (message) invitationHooks.invitation?.sent(store, message, NOW + UNDO_WINDOW + 2);
    expect(states()).toEqual(["sent"]);
  });

  it("takes back the second message of an invitation whose first is in doubt, and leaves it on its way", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    store.db.update(messages).set({ state: "uncertain" }).run();
    value(resendInvitation(store, at(UNDO_WINDOW), { invitationId: id }));
    expect(tellChange(store, at(UNDO_WINDOW + 1), briefingId, "postponed", was)).toMatchObject({ told: 1 });
    expect(all().map((m) => [m.kind, m.state])).toEqual([
      ["invitation", "uncertain"],
      ["invitation", "cancelled"],
      ["change", "queued"],
    ]);
    expect(states()).toEqual(["queued"]);
  });

  it("leaves a failed invitation where it is: nothing of it was taken back", () => {
    value(send(invite(["MINSA"])));
    store.db.update(messages).set({ state: "failed" }).run();
    expect(tellChange(store, at(UNDO_WINDOW), briefingId, "cancelled", was)).toMatchObject({ told: 0 });
    expect(states()).toEqual(["queued"]);
  });

  it("counts who cannot be reached", () => {
    const [id = ""] = invite(["MINSA"]);
    value(recordDelivery(store, officer, { id, channel: "letter" }));
    store.db.update(people).set({ email: null }).run();
    expect(tellChange(store, officer, briefingId, "postponed", was)).toMatchObject({ told: 0, unreached: 1 });
  });

  it("refuses managers and knows no other office's briefing", () => {
    expect(() => tellChange(store, aStaff(store, officeId, "manager"), briefingId, "changed", was)).toThrow(fault("forbidden"));
    expect(() => tellChange(store, aStaff(store, anOffice(store, "cr")), briefingId, "changed", was)).toThrow(fault("not_found"));
  });
});

describe("withdrawing", () => {
  it("takes back a message that waits", () => {
    const [id = ""] = invite(["MINSA"]);
    value(send([id]));
    value(withdrawInvitation(store, officer, { id }));
    expect(all()[0]?.state).toBe("cancelled");
  });
});
