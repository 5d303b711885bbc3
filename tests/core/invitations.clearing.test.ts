import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { askClearance, clearInvitations, leavingHooks, refuseClearance, takeBackClearance } from "@/core/invitations/clearing/commands";
import { askedAgain, findClearance, heldFor, refusedTo, seenOf, toClear } from "@/core/invitations/clearing/queries";
import { addInvitations, editInvitation, recordDelivery } from "@/core/invitations/commands";
import { noteContact } from "@/core/invitations/contacts/commands";
import { writingTo } from "@/core/invitations/contacts/mail";
import { invitationMail } from "@/core/invitations/mail";
import { findInvitation, invitationsTo } from "@/core/invitations/queries";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { dispatchDue, dropUnlike } from "@/core/mail/dispatch";
import { audits, briefings, messages, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let manager: Staff;
let briefingId: string;
let ids: string[];

const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const fault = (kind: string) => expect.objectContaining({ fault: kind });

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  store.db.update(offices).set({ needsClearance: true }).run();
  officer = aStaff(store, officeId);
  manager = aStaff(store, officeId, "manager");
  briefingId = aBriefing(store, officeId);
  const institutions = ["MINSA", "MIDES"].map((acronym, precedence) => ({
    id: anInstitution(store, officeId, { acronym, precedence }).institutionId,
    quota: 2,
    addressee: undefined,
  }));
  ids = value(addInvitations(store, officer, { briefingId, institutions })).added;
});

const input = () => ({ briefingId, invitations: ids, count: ids.length });
const ask = (actor = officer) => value(askClearance(store, actor, input())).clearanceId;
const mails = () => store.db.select().from(messages).all();
const states = () => invitationsTo(store, officeId, briefingId).map((i) => i.state);
const acts = () =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const held = (clearanceId: string) => heldFor(store, { officeId, id: clearanceId });
const seen = (clearanceId: string, actor = manager) => {
  const briefing = findBriefing(store, actor, briefingId);
  return briefing ? seenOf(store, actor, briefing, held(clearanceId)) : "";
};
const clear = (clearanceId: string, actor = manager, sum = seen(clearanceId)) =>
  clearInvitations(store, actor, { briefingId, clearanceId, seen: sum });

describe("an office that wants clearance", () => {
  it("lets nothing of an officer's leave by any way but the question", () => {
    expect(sendInvitations(store, officer, input())).toMatchObject({ code: "needs_clearance" });
    const [id = ""] = ids;
    expect(recordDelivery(store, officer, { id, channel: "letter" })).toMatchObject({ code: "needs_clearance" });
    expect(noteContact(store, officer, { briefingId, invitations: [id], channel: "whatsapp" })).toMatchObject({ code: "needs_clearance" });
    const [invitation, briefing] = [findInvitation(store, officer, id), findBriefing(store, officer, briefingId)];
    expect(invitation && briefing && writingTo(store, officer, briefing, invitation)).toEqual({ kind: "uncleared" });
    ask();
    expect(sendInvitations(store, officer, input())).toMatchObject({ code: "invitations_left" });
    expect(recordDelivery(store, officer, { id, channel: "letter" })).toMatchObject({ code: "needs_clearance" });
    expect(noteContact(store, officer, { briefingId, invitations: [id], channel: "whatsapp" })).toMatchObject({ code: "needs_clearance" });
    expect(mails()).toEqual([]);
    expect(states()).toEqual(["held", "held"]);
  });

  it("lets administrators, who may clear, send themselves", () => {
    const admin = aStaff(store, officeId, "admin");
    expect(sendInvitations(store, admin, input())).toMatchObject({ ok: true });
    expect(askClearance(store, officer, input())).toMatchObject({ code: "invitations_left" });
  });

  it("asks for nothing where the office does not want it", () => {
    store.db.update(offices).set({ needsClearance: false }).run();
    expect(askClearance(store, officer, input())).toMatchObject({ code: "clearance_not_needed" });
    expect(sendInvitations(store, officer, input())).toMatchObject({ ok: true });
  });
});

describe("askClearance", () => {
  it("holds the invitations, records it, and shows the question to those who may clear", () => {
    const clearanceId = ask();
    expect(toClear(store, manager)).toMatchObject([{ clearance: { id: clearanceId }, askedBy: officer.name, held: [{}, {}] }]);
    expect(toClear(store, officer)).toEqual([]);
    expect(toClear(store, aStaff(store, anOffice(store, "cr"), "manager"))).toEqual([]);
    expect(acts()).toContain("invitations.clearance_asked");
  });

  it("refuses what a sending refuses, and a stranger", () => {
    expect(askClearance(store, officer, { ...input(), count: 3 })).toMatchObject({ code: "count_differs" });
    expect(() => askClearance(store, manager, input())).toThrow(fault("forbidden"));
    expect(() => askClearance(store, aStaff(store, anOffice(store, "cr")), input())).toThrow(fault("not_found"));
  });
});

describe("a cleared message", () => {
  const leaves = () => {
    const sent: string[] = [];
    const transport = async ({ to }: { to: { address: string } }, begin: () => boolean) => {
      begin();
      sent.push(to.address);
      return { kind: "sent" as const, answer: "250 ok" };
    };
    return dispatchDue(store, invitationMail, transport as never, NOW + 61_000, { hooks: leavingHooks }).then(() => sent.sort());
  };

  it("leaves as it was seen", async () => {
    clear(ask());
    expect(await leaves()).toEqual(["enlace@mides.example", "enlace@minsa.example"]);
    expect(states()).toEqual(["sent", "sent"]);
  });

  const another = () =>
    store.db
      .update(briefings)
      .set({ title: { es: "Otra cosa", en: "Something else", fr: "Autre chose" } })
      .run();

  it("that would say something else by the time it leaves does not, and waits to be cleared anew", async () => {
    const first = ask();
    clear(first);
    another();
    expect(await leaves()).toEqual([]);
    expect(states()).toEqual(["held", "held"]);
    expect(acts()).toEqual(expect.arrayContaining(["mail.overtaken", "invitations.clearance_asked_again"]));
    expect(acts().filter((act) => act === "invitations.clearance_asked_again")).toHaveLength(1);
    const [again] = toClear(store, manager);
    expect(again).toMatchObject({ clearance: { follows: first, askedBy: officer.userId }, held: [{}, {}] });
    expect(askedAgain(store, officer)).toHaveLength(1);
    expect(askedAgain(store, aStaff(store, officeId))).toEqual([]);
    expect(clear(again?.clearance.id ?? "")).toMatchObject({ ok: true, value: { n: 2 } });
    expect(askedAgain(store, officer)).toEqual([]);
    expect(await leaves()).toEqual(["enlace@mides.example", "enlace@minsa.example"]);
  });

  it("is stopped before its hour as soon as it reads otherwise, and not while it reads the same", () => {
    clear(ask());
    const look = () => dropUnlike(store, invitationMail, leavingHooks, NOW + 1000);
    expect(look()).toBe(0);
    expect(states()).toEqual(["queued", "queued"]);
    another();
    expect(look()).toBe(2);
    expect(look()).toBe(0);
    expect(states()).toEqual(["held", "held"]);
    expect(mails().map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  });

  it("whose briefing takes no messages any more is a draft, not a question", async () => {
    clear(ask());
    another();
    store.db.update(briefings).set({ dateOpen: true }).run();
    expect(dropUnlike(store, invitationMail, leavingHooks, NOW + 1000)).toBe(2);
    expect(states()).toEqual(["draft", "draft"]);
    expect(toClear(store, manager)).toEqual([]);
  });
});

describe("clearInvitations", () => {
  it("queues one message a recipient after the undo window and moves the briefing on", () => {
    const clearanceId = ask();
    expect(clear(clearanceId)).toMatchObject({ ok: true, value: { n: 2 } });
    expect(states()).toEqual(["queued", "queued"]);
    expect(mails().map((m) => m.sendAfter)).toEqual([NOW + 60_000, NOW + 60_000]);
    expect(store.db.select().from(briefings).get()?.state).toBe("inviting");
    expect(findClearance(store, manager, clearanceId)).toMatchObject({ verdict: "cleared", decidedBy: manager.userId });
    expect(acts().slice(-2)).toEqual(["briefings.moved", "invitations.cleared"]);
    expect(clear(clearanceId)).toMatchObject({ code: "clearance_settled" });
    expect(mails()).toHaveLength(2);
  });

  it("lets only leave what was seen: an edit of the invitation or the briefing, or one fewer, asks to look again", () => {
    const clearanceId = ask();
    const [id = ""] = ids;
    let before = seen(clearanceId);
    const { version = 1, addresseeTenureId } = findInvitation(store, officer, id) ?? {};
    value(
      editInvitation(store, officer, {
        id,
        quota: 5,
        addressee: addresseeTenureId ?? undefined,
        language: "en",
        documentKind: "email",
        version,
      }),
    );
    expect(clear(clearanceId, manager, before)).toMatchObject({ code: "clearance_changed" });
    before = seen(clearanceId);
    store.db.update(briefings).set({ venue: "Sala Darién" }).run();
    expect(clear(clearanceId, manager, before)).toMatchObject({ code: "clearance_changed" });
    before = seen(clearanceId);
    value(withdrawInvitation(store, officer, { id }));
    expect(clear(clearanceId, manager, before)).toMatchObject({ code: "clearance_changed" });
    expect(mails()).toEqual([]);
    expect(clear(clearanceId)).toMatchObject({ ok: true, value: { n: 1 } });
  });

  it("refuses an officer, another office, another briefing, and a briefing that takes no messages", () => {
    const clearanceId = ask();
    expect(() => clear(clearanceId, officer)).toThrow(fault("forbidden"));
    expect(() => clear(clearanceId, aStaff(store, anOffice(store, "cr"), "manager"))).toThrow(fault("not_found"));
    const elsewhere = aBriefing(store, officeId);
    expect(() => clearInvitations(store, manager, { briefingId: elsewhere, clearanceId, seen: seen(clearanceId) })).toThrow(
      fault("not_found"),
    );
    store.db.update(briefings).set({ state: "cancelled" }).where(eq(briefings.id, briefingId)).run();
    expect(clear(clearanceId)).toMatchObject({ code: "invitations_closed" });
    expect(toClear(store, manager)).toEqual([]);
    expect(mails()).toEqual([]);
  });

  it("is undone by whoever cleared: the question is open again, and nothing has left", () => {
    const clearanceId = ask();
    const { batchId } = value(clear(clearanceId));
    expect(undoSending(store, { ...manager, now: NOW + 30_000 }, { briefingId, batchId })).toMatchObject({ ok: true });
    expect(states()).toEqual(["held", "held"]);
    expect(toClear(store, manager)).toHaveLength(1);
    expect(mails().map((m) => m.state)).toEqual(["cancelled", "cancelled"]);
    expect(clear(clearanceId)).toMatchObject({ ok: true });
  });

  it("gives a manager no other sending to undo", () => {
    const admin = aStaff(store, officeId, "admin");
    const { batchId } = value(sendInvitations(store, admin, input()));
    expect(() => undoSending(store, manager, { briefingId, batchId })).toThrow(fault("forbidden"));
  });
});

describe("refuseClearance", () => {
  it("sends them back with the reason, which the one who asked reads until something is done", () => {
    const clearanceId = ask();
    expect(refuseClearance(store, manager, { clearanceId, reason: "The room has changed." })).toMatchObject({ ok: true, value: { n: 2 } });
    expect(states()).toEqual(["draft", "draft"]);
    expect(refusedTo(store, officer)).toMatchObject([{ clearance: { reason: "The room has changed." }, by: manager.name, n: 2 }]);
    expect(refusedTo(store, aStaff(store, officeId))).toEqual([]);
    expect(acts()).toContain("invitations.clearance_refused");
    ask();
    expect(refusedTo(store, officer)).toEqual([]);
    expect(refuseClearance(store, manager, { clearanceId, reason: "Again." })).toMatchObject({ code: "clearance_settled" });
    expect(() => refuseClearance(store, officer, { clearanceId, reason: "No." })).toThrow(fault("forbidden"));
  });
});

describe("takeBackClearance", () => {
  it("makes drafts of them again; for those who invite", () => {
    const clearanceId = ask();
    expect(() => takeBackClearance(store, manager, { clearanceId })).toThrow(fault("forbidden"));
    expect(() => takeBackClearance(store, aStaff(store, anOffice(store, "cr")), { clearanceId })).toThrow(fault("not_found"));
    expect(takeBackClearance(store, officer, { clearanceId })).toMatchObject({ ok: true, value: { n: 2 } });
    expect(states()).toEqual(["draft", "draft"]);
    expect(clear(clearanceId)).toMatchObject({ code: "clearance_settled" });
    expect(refusedTo(store, officer)).toEqual([]);
  });
});
