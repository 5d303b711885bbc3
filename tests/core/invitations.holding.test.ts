import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { boardOf } from "@/core/invitations/board/queries";
import { toClear } from "@/core/invitations/clearing/queries";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { noteContact } from "@/core/invitations/contacts/commands";
import { writingTo } from "@/core/invitations/contacts/mail";
import { holdInvitations, noteHolding, releaseInvitations, takeBackHolding } from "@/core/invitations/holding/commands";
import { leaveInput } from "@/core/invitations/holding/input";
import { onHold, openHolding, runningNotes, runningOf } from "@/core/invitations/holding/queries";
import { findInvitation, invitationsTo } from "@/core/invitations/queries";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { audits, briefings, messages, offices, people } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
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
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId);
  const institutions = ["MINSA", "MIDES", "MEDUCA"].map((acronym, precedence) => ({
    id: anInstitution(store, officeId, { acronym, precedence }).institutionId,
    quota: 2,
    addressee: undefined,
  }));
  ids = value(addInvitations(store, officer, { briefingId, institutions })).added;
});

const note = { askedOn: "2021-11-26", reference: "NV-12/2021" };
const input = (some = ids) => ({ briefingId, invitations: some, count: some.length, ...note });
const hold = (some = ids) => value(holdInvitations(store, officer, input(some)));
const release = (actor = officer, n = ids.length) => releaseInvitations(store, actor, { briefingId, n });
const states = () => invitationsTo(store, officeId, briefingId).map((i) => i.state);
const queued = () => store.db.select().from(messages).where(eq(messages.state, "queued")).all();
const acts = () =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const briefing = () => ({ id: briefingId, officeId });
const stranger = () => aStaff(store, anOffice(store, "cr"));
const manager = () => aStaff(store, officeId, "manager");

describe("holdInvitations", () => {
  it("keeps them back with one note for the briefing, and records it", () => {
    expect(hold(ids.slice(0, 2))).toEqual({ briefingId, n: 2 });
    expect(states()).toEqual(["held", "held", "draft"]);
    value(holdInvitations(store, officer, { ...input(ids.slice(2)), reference: "NV-13/2021" }));
    expect(runningOf(store, briefing())).toMatchObject({ holding: { askedOn: "2021-11-26", reference: "NV-13/2021" }, held: [{}, {}, {}] });
    expect(queued()).toEqual([]);
    expect(acts().filter((a) => a === "invitations.put_on_hold")).toHaveLength(2);
  });

  it("lets them leave by no other way", () => {
    hold();
    const [id = ""] = ids;
    const chosen = { briefingId, invitations: ids, count: 3 };
    expect(sendInvitations(store, officer, chosen)).toMatchObject({ code: "invitations_left" });
    expect(recordDelivery(store, officer, { id, channel: "letter" })).toMatchObject({ code: "waits_for_ministry" });
    expect(noteContact(store, officer, { briefingId, invitations: [id], channel: "whatsapp" })).toMatchObject({
      code: "waits_for_ministry",
    });
    const [invitation] = invitationsTo(store, officeId, briefingId);
    const found = store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get();
    expect(invitation && found && writingTo(store, officer, found, invitation)).toEqual({ kind: "on_hold" });
  });

  it("shows on the board as on hold, under Held and Not sent", () => {
    hold(ids.slice(0, 2));
    const board = boardOf(store, officer, briefingId, { show: "held" });
    expect(board?.counts).toMatchObject({ held: 2, not_sent: 3 });
    expect(board?.rows.map((row) => row.standing)).toEqual(["on_hold", "on_hold"]);
  });

  it("refuses what a sending refuses, a day to come, and strangers", () => {
    expect(holdInvitations(store, officer, { ...input(), count: 2 })).toMatchObject({ code: "count_differs" });
    expect(holdInvitations(store, officer, { ...input(), askedOn: "2021-12-01" })).toMatchObject({ code: "asked_ahead", field: "askedOn" });
    expect(() => holdInvitations(store, manager(), input())).toThrow(fault("forbidden"));
    expect(() => holdInvitations(store, stranger(), input())).toThrow(fault("not_found"));
  });

  it("asks for the day only where they are held", () => {
    const form = { briefingId, invitations: ids, count: 3 };
    expect(leaveInput.safeParse({ ...form, how: "now" }).success).toBe(true);
    expect(leaveInput.safeParse({ ...form, how: "hold" }).error?.issues).toMatchObject([{ path: ["askedOn"], message: "required" }]);
  });
});

describe("noteHolding", () => {
  it("writes the day and the reference, and records what they were", () => {
    hold();
    value(noteHolding(store, officer, { briefingId, askedOn: "2021-11-29", reference: undefined }));
    expect(openHolding(store, briefing())).toMatchObject({ askedOn: "2021-11-29", reference: null });
    expect(acts()).toContain("invitations.hold_noted");
    expect(noteHolding(store, officer, { briefingId, askedOn: "2022-01-01", reference: undefined })).toMatchObject({ code: "asked_ahead" });
  });

  it("refuses where nothing waits, and strangers", () => {
    const again = { briefingId, ...note };
    expect(noteHolding(store, officer, again)).toMatchObject({ code: "hold_ended" });
    expect(() => noteHolding(store, manager(), again)).toThrow(fault("forbidden"));
    expect(() => noteHolding(store, stranger(), again)).toThrow(fault("not_found"));
  });
});

describe("releaseInvitations", () => {
  it("does exactly what a sending does, and records it", () => {
    hold();
    expect(value(release())).toMatchObject({ briefingId, n: 3, batchId: expect.any(String) });
    expect(states()).toEqual(["queued", "queued", "queued"]);
    expect(queued()).toHaveLength(3);
    expect(store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get()?.state).toBe("inviting");
    expect(openHolding(store, briefing())).toBeUndefined();
    expect(acts()).toEqual(expect.arrayContaining(["invitations.released", "invitations.queued"]));
    expect(release()).toMatchObject({ code: "hold_ended" });
  });

  it("asks for clearance where the office wants it, and nothing leaves before both", () => {
    store.db.update(offices).set({ needsClearance: true }).run();
    hold();
    expect(toClear(store, manager())).toEqual([]);
    expect(value(release()).batchId).toBeUndefined();
    expect(queued()).toEqual([]);
    expect(states()).toEqual(["held", "held", "held"]);
    expect(toClear(store, manager())).toMatchObject([{ held: [{}, {}, {}] }]);
    expect(runningOf(store, briefing())).toBeUndefined();
  });

  it("taken back within the minute, waits for the ministry again", () => {
    hold();
    const { batchId = "" } = value(release());
    value(undoSending(store, officer, { briefingId, batchId }));
    expect(runningOf(store, briefing())?.held).toHaveLength(3);
    expect(queued()).toEqual([]);
    expect(store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get()?.state).toBe("scheduled");
    expect(value(release()).n).toBe(3);
  });

  it("refuses others than were seen, nobody to go to, a meeting without a date, and strangers", () => {
    hold();
    expect(release(officer, 2)).toMatchObject({ code: "hold_changed" });
    expect(() => release(manager())).toThrow(fault("forbidden"));
    expect(() => release(stranger())).toThrow(fault("not_found"));
    store.db.update(briefings).set({ dateOpen: true }).run();
    expect(release()).toMatchObject({ code: "date_is_open" });
    store.db.update(briefings).set({ dateOpen: false }).run();
    store.db.update(people).set({ email: null }).run();
    expect(release()).toMatchObject({ code: "address_missing", params: { n: 3 } });
    expect(states()).toEqual(["held", "held", "held"]);
  });
});

describe("takeBackHolding", () => {
  it("makes them drafts again, which can be sent, and records it", () => {
    hold();
    expect(value(takeBackHolding(store, officer, { briefingId }))).toEqual({ briefingId, n: 3 });
    expect(states()).toEqual(["draft", "draft", "draft"]);
    expect(acts()).toContain("invitations.hold_taken_back");
    expect(sendInvitations(store, officer, { briefingId, invitations: ids, count: 3 })).toMatchObject({ ok: true });
    expect(takeBackHolding(store, officer, { briefingId })).toMatchObject({ code: "hold_ended" });
  });

  it("refuses strangers", () => {
    hold();
    expect(() => takeBackHolding(store, manager(), { briefingId })).toThrow(fault("forbidden"));
    expect(() => takeBackHolding(store, stranger(), { briefingId })).toThrow(fault("not_found"));
  });
});

describe("what runs", () => {
  it("is told to its own office, without what was withdrawn", () => {
    hold();
    value(withdrawInvitation(store, officer, { id: ids[0] ?? "" }));
    expect(runningNotes(store, officer)).toMatchObject([{ briefing: { id: briefingId }, held: [{}, {}] }]);
    expect(runningNotes(store, stranger())).toEqual([]);
    const holding = openHolding(store, briefing());
    expect(holding && onHold(store, { ...holding, officeId: "off_other" })).toEqual([]);
    expect(findInvitation(store, officer, ids[1] ?? "")?.state).toBe("held");
  });
});
