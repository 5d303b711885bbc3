import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Actor, Staff } from "@/core/kernel/actor";
import { cancelBatch, UNDO_WINDOW } from "@/core/kernel/outbox";
import { faultOf } from "@/core/kernel/outcome";
import { cancelMessage, resolveUncertain, retryMessage } from "@/core/mail/commands";
import { mailHealth, messagesOfBriefing, troubleMessages } from "@/core/mail/queries";
import { failureOf, PATIENCE } from "@/core/mail/rules";
import { audits, messages, people } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { anInstitution, anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";
import { aMessage, standing } from "../mail/letters";

function place() {
  const store = emptyStore();
  const officeId = anOffice(store);
  const other = anOffice(store, "cr");
  return { store, officeId, officer: aStaff(store, officeId), manager: aStaff(store, officeId, "manager"), stranger: aStaff(store, other) };
}

const inState = (store: Store, officeId: string, state: MessageState, change = {}): string => {
  const id = aMessage(store, officeId, change);
  store.db.update(messages).set({ state, attempts: 3, lastError: "550 no", leaseUntil: NOW }).where(eq(messages.id, id)).run();
  return id;
};

const fault = (act: () => unknown) => {
  try {
    act();
  } catch (thrown) {
    return faultOf(thrown);
  }
  return undefined;
};

const verbs: [string, MessageState, (store: Store, actor: Actor, messageId: string) => unknown, string][] = [
  ["retryMessage", "failed", (store, actor, messageId) => retryMessage(store, actor, { messageId }), "mail.retried"],
  [
    "resolveUncertain",
    "uncertain",
    (store, actor, messageId) => resolveUncertain(store, actor, { messageId, outcome: "again" }),
    "mail.resolved",
  ],
  ["cancelMessage", "failed", (store, actor, messageId) => cancelMessage(store, actor, { messageId }), "mail.cancelled"],
];

describe.each(verbs)("%s", (_name, state, act, action) => {
  it("is recorded", () => {
    const { store, officeId, officer } = place();
    const id = inState(store, officeId, state);
    expect(act(store, officer, id)).toMatchObject({ ok: true });
    const rows = store.db.select().from(audits).all();
    expect(rows).toEqual([expect.objectContaining({ action, subjectId: id, actorId: officer.userId, officeId })]);
  });

  it("refuses a manager and anybody from outside, and hides another office's message", () => {
    const { store, officeId, manager, stranger } = place();
    const id = inState(store, officeId, state);
    expect(fault(() => act(store, manager, id))).toBe("forbidden");
    expect(fault(() => act(store, visitor(), id))).toBe("not_found");
    expect(fault(() => act(store, stranger, id))).toBe("not_found");
    expect(standing(store, id).state).toBe(state);
    expect(store.db.select().from(audits).all()).toEqual([]);
  });

  it("declines a message in any other state", () => {
    const { store, officeId, officer } = place();
    for (const wrong of ["sent", "sending"] as const) {
      const id = inState(store, officeId, wrong);
      expect(act(store, officer, id)).toMatchObject({ ok: false });
      expect(standing(store, id).state).toBe(wrong);
    }
  });
});

describe("a message that failed or is in doubt", () => {
  it("goes back to the queue with a fresh count and the same Message-ID", () => {
    const { store, officeId, officer } = place();
    for (const [state, act] of [
      ["failed", (messageId: string) => retryMessage(store, officer, { messageId })],
      ["uncertain", (messageId: string) => resolveUncertain(store, officer, { messageId, outcome: "again" })],
    ] as const) {
      const id = inState(store, officeId, state);
      const { mailId } = standing(store, id);
      act(id);
      expect(standing(store, id)).toMatchObject({
        state: "queued",
        attempts: 0,
        leaseUntil: null,
        lastError: null,
        sendAfter: NOW + UNDO_WINDOW,
        mailId,
      });
    }
  });

  it("stands where it stood when it is taken back within the minute", () => {
    const { store, officeId, officer } = place();
    const failed = inState(store, officeId, "failed", { batchId: "bat_1" });
    const doubted = inState(store, officeId, "uncertain", { batchId: "bat_1" });
    const waiting = inState(store, officeId, "queued", { batchId: "bat_1", sendAfter: NOW + UNDO_WINDOW });
    retryMessage(store, officer, { messageId: failed });
    resolveUncertain(store, officer, { messageId: doubted, outcome: "again" });
    cancelBatch(store, officeId, "bat_1", NOW + 1);
    expect([failed, doubted, waiting].map((id) => standing(store, id).state)).toEqual(["failed", "uncertain", "cancelled"]);
  });

  it("is not sent again once a newer one of its kind has left, or waits to", () => {
    const { store, officeId, officer } = place();
    for (const newer of ["queued", "sent"] as const) {
      const failed = inState(store, officeId, "failed", { invitationId: `inv_${newer}` });
      const next = inState(store, officeId, newer, { invitationId: `inv_${newer}` });
      expect(retryMessage(store, officer, { messageId: failed })).toMatchObject({ ok: failed > next });
      if (failed < next) expect(retryMessage(store, officer, { messageId: failed })).toMatchObject({ code: "message_newer" });
    }
  });

  it("goes to the address its person has now", () => {
    const { store, officeId, officer } = place();
    const { tenureId, personId } = anInstitution(store, officeId);
    const payload = { tenureId };
    const failed = inState(store, officeId, "failed", { payload });
    const doubted = inState(store, officeId, "uncertain", { payload });
    store.db.update(people).set({ email: "nueva@minsa.example", displayName: "Ana R." }).where(eq(people.id, personId)).run();
    retryMessage(store, officer, { messageId: failed });
    resolveUncertain(store, officer, { messageId: doubted, outcome: "again" });
    for (const id of [failed, doubted]) expect(standing(store, id)).toMatchObject({ toAddress: "nueva@minsa.example", toName: "Ana R." });
  });

  it("known to have arrived counts as sent, and the room is told", () => {
    const { store, officeId, officer } = place();
    const id = inState(store, officeId, "uncertain");
    const told: string[] = [];
    resolveUncertain(store, officer, { messageId: id, outcome: "sent" }, { test: { sent: (_tx, message) => told.push(message.id) } });
    expect(standing(store, id)).toMatchObject({ state: "sent", sentAt: NOW });
    expect(told).toEqual([id]);
  });
});

describe("what the office sees of its mail", () => {
  it("is its own trouble, newest first", () => {
    const { store, officeId, officer, stranger } = place();
    inState(store, officeId, "sent");
    const failed = inState(store, officeId, "failed");
    const doubted = inState(store, officeId, "uncertain");
    inState(store, stranger.officeId, "failed");
    expect(
      troubleMessages(store, officer)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([failed, doubted].sort());
  });

  it("is no longer trouble once a later message of the same invitation has arrived", () => {
    const { store, officeId, officer } = place();
    const failed = inState(store, officeId, "failed", { invitationId: "inv_1" });
    inState(store, officeId, "sent", { invitationId: "inv_2" });
    expect(troubleMessages(store, officer).map(({ id }) => id)).toEqual([failed]);
    const next = inState(store, officeId, "queued", { invitationId: "inv_1" });
    store.db
      .update(messages)
      .set({ createdAt: NOW + 1000 })
      .where(eq(messages.id, next))
      .run();
    expect(troubleMessages(store, officer)).toHaveLength(1);
    store.db.update(messages).set({ state: "sent" }).where(eq(messages.id, next)).run();
    expect(troubleMessages(store, officer)).toEqual([]);
  });

  it("is one briefing's messages, and none of another office's", () => {
    const { store, officeId, officer, stranger } = place();
    const id = aMessage(store, officeId, { briefingId: "bri_1" });
    aMessage(store, officeId, { briefingId: "bri_2" });
    expect(messagesOfBriefing(store, officer, "bri_1").map((message) => message.id)).toEqual([id]);
    expect(messagesOfBriefing(store, stranger as Staff, "bri_1")).toEqual([]);
  });

  it("is silence while mail leaves, and since when it does not", () => {
    const { store, officeId, stranger } = place();
    expect(mailHealth(store, officeId, NOW)).toBeUndefined();
    aMessage(store, officeId, { sendAfter: NOW });
    aMessage(store, officeId, { sendAfter: NOW + 1000 });
    aMessage(store, officeId, { sendAfter: NOW + 86_400_000 });
    expect(mailHealth(store, officeId, NOW + 60_000)).toBeUndefined();
    expect(mailHealth(store, officeId, NOW + PATIENCE + 1000)).toEqual({ waiting: 2, since: NOW });
    expect(mailHealth(store, stranger.officeId, NOW + 10 * PATIENCE)).toBeUndefined();
  });
});

describe("what a server's answer means", () => {
  it.each([
    ["552 5.2.2 Mailbox full", "full"],
    ["452-4.2.2 The email account that you tried to reach is over quota", "full"],
    ["550 5.1.1 <ana@x.example>: Recipient address rejected: User unknown in virtual mailbox table", "unknown"],
    ["550 No such user here", "unknown"],
    ["550 mailbox unavailable", "unknown"],
    ["450 4.1.1 mailbox temporarily unavailable", "temporary"],
    ["421 4.7.0 Try again later", "temporary"],
    ["554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org", "spam"],
    ["550 5.7.1 Message rejected as spam", "spam"],
    ["554 5.7.1 Relay access denied", "refused"],
    ["553 sorry", "refused"],
    ["connect ECONNREFUSED 127.0.0.1:25", "other"],
    ["The address is not a single e-mail address.", "other"],
  ] as const)("%s", (answer, failure) => expect(failureOf(answer)).toBe(failure));
});
