import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { askClearance } from "@/core/invitations/clearing/commands";
import { addInvitations } from "@/core/invitations/commands";
import { invitationMail } from "@/core/invitations/mail";
import { invitationHooks, sendInvitations } from "@/core/invitations/sending/commands";
import { undoSending } from "@/core/invitations/undoing/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { dispatchDue } from "@/core/mail/dispatch";
import { expected, pageOf } from "@/core/mail/expecting/queries";
import { countHeld, countsByShow, listHeld, listMessages, type MessageFilter, PAGE, returnsOf } from "@/core/mail/listing/queries";
import { namesOfKind } from "@/core/mail/listing/rules";
import { mailVersion, wavesOf } from "@/core/mail/waves/queries";
import { LINGER } from "@/core/mail/waves/rules";
import { briefings, incomingMails, messages, offices } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";
import { aMessage } from "../mail/letters";

let store: Store;
let officer: Staff;
let stranger: Staff;
let briefingId: string;
let ids: string[];

const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};

beforeEach(() => {
  store = emptyStore();
  officer = aStaff(store, anOffice(store));
  stranger = aStaff(store, anOffice(store, "cr"));
  briefingId = aBriefing(store, officer.officeId);
  const institutions = [
    anInstitution(store, officer.officeId, { acronym: "MINSA", name: "Ministerio de Salud" }),
    anInstitution(store, officer.officeId, { acronym: "MIDES", name: "Ministerio de Desarrollo Social", precedence: 20 }),
  ].map(({ institutionId }) => ({ id: institutionId, quota: 2, addressee: undefined }));
  ids = value(addInvitations(store, officer, { briefingId, institutions })).added;
});

const inState = (state: MessageState, change = {}, officeId = officer.officeId): string => {
  const id = aMessage(store, officeId, { kind: "answer_receipt", ...change });
  store.db.update(messages).set({ state }).where(eq(messages.id, id)).run();
  return id;
};
const send = () => value(sendInvitations(store, officer, { briefingId, invitations: ids, count: 2 }));
const leave = async (now = NOW + UNDO_WINDOW) => {
  await dispatchDue(store, invitationMail, async () => ({ kind: "sent" }), now, { hooks: invitationHooks });
};
const at = (now: number): Staff => ({ ...officer, now });
const page = (show: Parameters<typeof listMessages>[2], filter: MessageFilter = {}, number = 1, actor = officer) =>
  listMessages(store, actor, show, filter, countsByShow(store, actor, filter), number);
const listed = (show: Parameters<typeof listMessages>[2], filter: MessageFilter = {}, actor = officer) =>
  page(show, filter, 1, actor).rows.map((m) => m.id);

describe("the list of messages", () => {
  it("shows each by what became of it, and no other office's", () => {
    const one = Object.fromEntries(
      (["queued", "sending", "sent", "failed", "uncertain", "cancelled"] as const).map((state) => [state, inState(state)]),
    );
    inState("sent", {}, stranger.officeId);
    expect(listed("look").sort()).toEqual([one.failed, one.uncertain].sort());
    expect(listed("waiting").sort()).toEqual([one.queued, one.sending].sort());
    expect(listed("sent")).toEqual([one.sent]);
    expect(listed("cancelled")).toEqual([one.cancelled]);
    expect(listed("all").sort()).toEqual(Object.values(one).sort());
    expect(countsByShow(store, officer, {})).toEqual({ look: 2, waiting: 2, sent: 1, answered: 0, returned: 0, cancelled: 1, all: 6 });
    expect(listed("all", {}, stranger)).toHaveLength(1);
  });

  it("keeps what lets a colleague in to itself, until somebody has to look at it", () => {
    const failed = inState("failed", { kind: "sign_in" });
    inState("sent", { kind: "sign_in" });
    inState("queued", { kind: "new_sign_in" });
    expect([listed("all"), listed("sent"), listed("waiting")]).toEqual([[], [], []]);
    expect(listed("look")).toEqual([failed]);
  });

  it("lists a test to oneself only where tests are asked for, or where it failed", () => {
    const sent = inState("sent", { kind: "test" });
    const failed = inState("failed", { kind: "test" });
    expect([listed("all"), listed("sent"), listed("look")]).toEqual([[], [], [failed]]);
    expect(countsByShow(store, officer, {})).toMatchObject({ all: 0, sent: 0, look: 1 });
    expect(listed("sent", { kind: "test" })).toEqual([sent]);
    expect(countsByShow(store, officer, { kind: "test" })).toMatchObject({ all: 2, sent: 1 });
  });

  it("goes by pages, the newest first", () => {
    const made = Array.from({ length: PAGE + 2 }, () => inState("sent"))
      .sort()
      .reverse();
    const second = page("all", {}, 2);
    expect(listed("all")).toEqual(made.slice(0, PAGE));
    expect(second).toMatchObject({ total: PAGE + 2, page: 2, pages: 2 });
    expect(second.rows.map((m) => m.id)).toEqual(made.slice(PAGE));
    expect(page("all", {}, 99).page).toBe(2);
  });

  it("narrows by kind, briefing, wave and language", () => {
    const { batchId } = send();
    const other = inState("sent", { language: "fr" });
    expect(listed("all", { kind: "invitation" })).toHaveLength(2);
    expect(listed("all", { briefingId })).toHaveLength(2);
    expect(listed("all", { batchId })).toHaveLength(2);
    expect(listed("all", { language: "fr" })).toEqual([other]);
    expect(listed("all", { briefingId: "brf_none" })).toEqual([]);
    expect(countsByShow(store, officer, { kind: "invitation" })).toMatchObject({ waiting: 2, sent: 0, all: 2 });
    expect(countsByShow(store, officer, { language: "fr" })).toMatchObject({ waiting: 0, sent: 1, all: 1 });
  });

  it("finds by name, address, institution and subject, accents and case apart", async () => {
    send();
    await leave();
    const other = inState("sent", { to: { name: "José Ñandú", address: "jose@otro.example" } });
    expect(listed("all", { q: "jose nandu" })).toEqual([other]);
    expect(listed("all", { q: "OTRO.example" })).toEqual([other]);
    expect(listed("all", { q: "desarrollo" })).toHaveLength(1);
    expect(listed("all", { q: "invitacion" })).toHaveLength(2);
    expect(listed("all", { q: "nowhere" })).toEqual([]);
    expect(listed("all", { q: "jose" }, stranger)).toEqual([]);
  });

  it("knows which were answered after they had left", async () => {
    send();
    await leave();
    const [invitationId = ""] = ids;
    expect(listed("answered")).toEqual([]);
    value(
      recordAnswer(store, at(NOW + 3_600_000), {
        invitationId,
        channel: "phone",
        value: "accepted",
        byName: "Ana Ruiz",
        by: undefined,
        reason: undefined,
        tellBy: undefined,
        substituteName: undefined,
        substitutePost: undefined,
        basedOn: undefined,
        byPost: undefined,
      }),
    );
    const answered = page("answered").rows;
    expect(answered.map((m) => m.invitationId)).toEqual([invitationId]);
    expect(countsByShow(store, officer, {}).answered).toBe(1);
  });

  it("knows which came back, and with which words", () => {
    const [invitationId = ""] = ids;
    const messageId = inState("failed", { invitationId, briefingId });
    const came = { officeId: officer.officeId, briefingId, invitationId, fromAddress: "mailer@minsa.example", text: "" };
    store.db
      .insert(incomingMails)
      .values({ ...came, id: "inc_1", messageId, digest: "1", kind: "returned", subject: "Mailbox full", receivedAt: NOW })
      .run();
    expect(listed("returned")).toEqual([messageId]);
    expect(returnsOf(store, officer, [messageId]).get(messageId)).toMatchObject({ subject: "Mailbox full", receivedAt: NOW });
    expect(returnsOf(store, stranger, [messageId]).size).toBe(0);
  });
});

describe("what is held", () => {
  it("is each invitation that waits for clearance, found like a message", () => {
    store.db.update(offices).set({ needsClearance: true }).run();
    value(askClearance(store, officer, { briefingId, invitations: ids, count: 2 }));
    expect(countHeld(store, officer, {})).toBe(2);
    expect(
      listHeld(store, officer, {})
        .rows.map((i) => i.id)
        .sort(),
    ).toEqual([...ids].sort());
    expect(countHeld(store, officer, { q: "desarrollo" })).toBe(1);
    expect(countHeld(store, officer, { briefingId: "brf_none" })).toBe(0);
    expect(countHeld(store, officer, { kind: "reminder" })).toBe(0);
    expect(countHeld(store, stranger, {})).toBe(0);
  });
});

describe("what tells of a change", () => {
  it("is listed and gathered by its own words", () => {
    const payload = { change: "postponed", said: "date_announced", act: "postponed" };
    const told = inState("queued", { kind: "change", payload, batchId: "bat_1" });
    const cancelled = inState("queued", { kind: "change", payload: { change: "cancelled", act: "cancelled" } });
    const nominee = inState("queued", { kind: "nominee_change", payload: { change: "cancelled" } });
    expect(listed("all", { kind: "date_announced" })).toEqual([told]);
    expect(listed("all", { kind: "cancelled" })).toEqual([cancelled]);
    expect(listed("all", { kind: "nominee_cancelled" })).toEqual([nominee]);
    expect(listed("all", { kind: "changed" })).toEqual([]);
    expect(namesOfKind("change")).toEqual(["changed", "postponed", "date_announced", "brought_forward", "cancelled"]);
    expect(wavesOf(store, officer)).toMatchObject([{ batchId: "bat_1", kind: "change", said: "date_announced" }]);
  });
});

describe("a wave", () => {
  it("tells how far it has come, for a while after", async () => {
    const { batchId } = send();
    const before = mailVersion(store, officer);
    expect(wavesOf(store, officer)).toEqual([
      { batchId, kind: "invitation", said: null, briefingId, sendAfter: NOW + UNDO_WINDOW, createdAt: NOW, n: 2, states: { queued: 2 } },
    ]);
    expect([wavesOf(store, officer, briefingId).length, wavesOf(store, officer, "brf_none").length]).toEqual([1, 0]);
    expect(wavesOf(store, stranger)).toEqual([]);
    await leave();
    expect(mailVersion(store, officer)).not.toBe(before);
    expect(wavesOf(store, officer)).toMatchObject([{ n: 2, states: { sent: 2 } }]);
    expect(wavesOf(store, at(NOW + 2 * UNDO_WINDOW + LINGER))).toEqual([]);
  });

  it("is in sight as long as one of its messages waits, and no longer once it was taken back", () => {
    const { batchId } = send();
    expect(wavesOf(store, at(NOW + 30 * 86_400_000))).toHaveLength(1);
    value(undoSending(store, officer, { briefingId, batchId }));
    expect(wavesOf(store, officer)).toEqual([]);
  });
});

describe("what is planned", () => {
  it("is what leaves by itself, found like a message", async () => {
    store.db
      .update(briefings)
      .set({ reminders: { lines: {}, setBy: null, version: 1 } })
      .run();
    send();
    await leave();
    const planned = expected(store, officer, {});
    expect(planned.length).toBeGreaterThanOrEqual(2);
    expect(expected(store, officer, { briefingId })).toHaveLength(planned.length);
    expect(expected(store, officer, { kind: "names_request" })).toEqual([]);
    expect(expected(store, officer, { language: "es" })).toHaveLength(planned.length);
    expect(expected(store, officer, { language: "fr" })).toEqual([]);
    expect(expected(store, officer, { q: "desarrollo" })).toHaveLength(planned.length / 2);
    expect(expected(store, officer, { batchId: "bat_1" })).toEqual([]);
    expect(expected(store, stranger, {})).toEqual([]);
    expect(pageOf(planned, 9)).toMatchObject({ page: 1, pages: 1, total: planned.length });
  });
});
