import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addInvitations } from "@/core/invitations/commands";
import { currentLink } from "@/core/invitations/links/queries";
import { invitationMail } from "@/core/invitations/mail";
import { invitationHooks, remindInvitations, sendInvitations } from "@/core/invitations/sending/commands";
import type { Staff } from "@/core/kernel/actor";
import { type Message, UNDO_WINDOW } from "@/core/kernel/outbox";
import { faultOf } from "@/core/kernel/outcome";
import { dispatchDue } from "@/core/mail/dispatch";
import { historyOfMessage } from "@/core/mail/history/queries";
import { leftAs } from "@/core/mail/keeping/queries";
import { readableMessage, writtenBy } from "@/core/mail/listing/queries";
import { resendMessage } from "@/core/mail/repeating/commands";
import { tellingAgain } from "@/core/mail/repeating/mail";
import { OFTEN, TESTS_AN_HOUR } from "@/core/mail/rules";
import { sendTest } from "@/core/mail/testing/commands";
import { testMail } from "@/core/mail/testing/mail";
import { audits, briefings, invitationLinks, invitations, messages, people, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import type { MailContent } from "@/lib/mail/content";
import { mailText } from "@/lib/mail/text";
import type { Mail } from "@/lib/mail/transport";
import { paths } from "@/lib/paths";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";
import { aMessage, letter, standing } from "../mail/letters";

const caused = tellingAgain(invitationMail);
const kinds = { ...caused, ...testMail(caused) };
const DAY = 86_400_000;

let store: Store;
let officer: Staff;
let manager: Staff;
let stranger: Staff;
let briefingId: string;
let invitationId: string;
let personId: string;
let messageId: string;

const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const code = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? "accepted" : outcome.code);
const fault = (act: () => unknown) => {
  try {
    act();
  } catch (thrown) {
    return faultOf(thrown);
  }
  return undefined;
};
const at = (actor: Staff, now: number): Staff => ({ ...actor, now });
const leave = async (now: number) => {
  const gone: Mail[] = [];
  const transport = async (mail: Mail) => {
    gone.push(mail);
    return { kind: "sent" } as const;
  };
  await dispatchDue(store, kinds, transport, now, { hooks: invitationHooks });
  return gone;
};
const acts = () =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);

beforeEach(async () => {
  store = emptyStore();
  const officeId = anOffice(store);
  officer = aStaff(store, officeId);
  manager = aStaff(store, officeId, "manager");
  stranger = aStaff(store, anOffice(store, "cr"));
  briefingId = aBriefing(store, officeId);
  const made = anInstitution(store, officeId);
  personId = made.personId;
  const institutions = [{ id: made.institutionId, quota: 2, addressee: undefined }];
  [invitationId = ""] = value(addInvitations(store, officer, { briefingId, institutions })).added;
  value(sendInvitations(store, officer, { briefingId, invitations: [invitationId], count: 1 }));
  await leave(NOW + UNDO_WINDOW);
  messageId = store.db.select().from(messages).get()?.id ?? "";
});

describe("a message that has left, sent again on purpose", () => {
  const again = (actor = at(officer, NOW + 2 * UNDO_WINDOW), id = messageId) => resendMessage(store, actor, { messageId: id }, kinds);

  it("goes as a new one to the address its person has now, and says so", async () => {
    store.db.update(people).set({ email: "nueva@minsa.example" }).where(eq(people.id, personId)).run();
    const next = value(again()).messageId;
    expect(standing(store, next)).toMatchObject({ state: "queued", kind: "invitation", toAddress: "nueva@minsa.example", invitationId });
    expect(standing(store, next).mailId).not.toBe(standing(store, messageId).mailId);
    const [mail] = await leave(NOW + 4 * UNDO_WINDOW);
    expect(mail?.content.blocks[0]).toMatchObject({ kind: "note", text: expect.stringContaining("30 de noviembre de 2021") });
    expect(standing(store, next).state).toBe("sent");
  });

  it("is recorded", () => {
    again();
    expect(acts()).toContain("mail.resent");
    expect(historyOfMessage(store, officer, messageId).map((h) => h.action)).toEqual(["mail.resent"]);
    expect(historyOfMessage(store, stranger, messageId)).toEqual([]);
  });

  it("is refused a manager and a visitor, and hidden from another office", () => {
    expect(fault(() => again(manager))).toBe("forbidden");
    expect(fault(() => resendMessage(store, visitor(), { messageId }, kinds))).toBe("not_found");
    expect(fault(() => again(stranger))).toBe("not_found");
    expect(store.db.select().from(messages).all()).toHaveLength(1);
  });

  it("is refused where it has not left, where it would say nothing, and the fourth time in a day", async () => {
    const waiting = aMessage(store, officer.officeId, { kind: "seat_given", briefingId });
    expect(code(again(officer, waiting))).toBe("message_not_sent");
    for (const time of [1, 2]) {
      const later = NOW + time * 10 * UNDO_WINDOW;
      expect(code(again(at(officer, later)))).toBe("accepted");
      expect(code(again(at(officer, later + 1)))).toBe("message_leaving");
      await leave(later + UNDO_WINDOW);
    }
    expect(OFTEN).toBe(3);
    expect(code(again(at(officer, NOW + 30 * UNDO_WINDOW)))).toBe("sent_often");
    store.db.update(invitationLinks).set({ revokedAt: NOW }).run();
    expect(code(again(at(officer, NOW + 3 * DAY)))).toBe("message_overtaken");
  });

  it("does not urge twice within 72 hours", async () => {
    const later = at(officer, NOW + 2 * DAY);
    value(remindInvitations(store, later, { briefingId, invitations: [] }));
    await leave(later.now + UNDO_WINDOW);
    const reminder = store.db.select().from(messages).where(eq(messages.kind, "reminder")).get()?.id ?? "";
    expect(code(again(at(officer, NOW + 3 * DAY), reminder))).toBe("reminded_lately");
    expect(code(again(at(officer, NOW + 6 * DAY), reminder))).toBe("accepted");
  });
});

describe("what left", () => {
  it("stays readable as it left, whatever the record says since, and lets nobody in", async () => {
    const sent = standing(store, messageId);
    const before = leftAs(store, sent);
    expect(before?.subject).toBe(sent.subject);
    const said = mailText(before as MailContent, "es");
    store.db
      .update(briefings)
      .set({ title: { es: "Otro título" }, venue: "Otra sala" })
      .run();
    expect(mailText(leftAs(store, sent) as MailContent, "es")).toBe(said);
    expect(said).not.toContain("Otro título");
    const { token } = currentLink(store, invitationId) ?? {};
    expect(token).toBeTruthy();
    expect(JSON.stringify(before)).not.toContain(token);
    expect(said).toContain(paths.message(messageId));
  });

  it("is not kept of what waits, of what lets a colleague in, and of a test", async () => {
    const { officeId } = officer;
    const waiting = aMessage(store, officeId, { kind: "seat_given", briefingId, sendAfter: NOW + DAY });
    value(sendTest(store, manager, { messageId }, kinds));
    const entering = aMessage(store, officeId, { kind: "welcome" });
    await dispatchDue(store, { ...kinds, welcome: () => letter() }, async () => ({ kind: "sent" }), NOW + 5 * UNDO_WINDOW);
    const test = store.db.select().from(messages).where(eq(messages.kind, "test")).get();
    expect([test?.state, standing(store, entering).state]).toEqual(["sent", "sent"]);
    for (const id of [waiting, entering, test?.id ?? ""]) expect(leftAs(store, { id })).toBeUndefined();
  });

  it("is not offered again where a reminder was answered", async () => {
    const later = at(officer, NOW + 2 * DAY);
    value(remindInvitations(store, later, { briefingId, invitations: [] }));
    await leave(later.now + UNDO_WINDOW);
    const reminder = store.db.select().from(messages).where(eq(messages.kind, "reminder")).get();
    store.db
      .update(invitations)
      .set({ answer: "accepted", answeredAt: NOW + 3 * DAY })
      .run();
    expect(writtenBy(kinds, store, reminder as Message, NOW + 6 * DAY)).toBeUndefined();
    expect(code(resendMessage(store, at(officer, NOW + 6 * DAY), { messageId: reminder?.id ?? "" }, kinds))).toBe("message_overtaken");
    expect(leftAs(store, reminder as Message)).toBeDefined();
  });
});

describe("a test to oneself", () => {
  const test = (actor = manager, id = messageId) => sendTest(store, actor, { messageId: id }, kinds);
  const email = (actor: Staff) => store.db.select().from(users).where(eq(users.id, actor.userId)).get()?.email;

  it("goes to one's own address, marked, and nobody can answer with it", async () => {
    expect(value(test())).toEqual({ messageId, to: email(manager) });
    const [mail] = await leave(NOW + 2 * UNDO_WINDOW);
    expect(mail?.to.address).toBe(email(manager));
    expect(mail?.content.subject).toMatch(/^\[Prueba\] /);
    expect(mail?.content.calendar).toBeUndefined();
    const text = JSON.stringify(mail?.content);
    expect(text).not.toContain(`${env.appUrl}/r/`);
    expect(text).toContain(`${env.appUrl}${paths.message(messageId)}`);
  });

  it("is recorded", () => {
    test();
    expect(acts()).toContain("mail.tested");
  });

  it("is refused a visitor, and hidden from another office", () => {
    expect(fault(() => sendTest(store, visitor() as unknown as Staff, { messageId }, kinds))).toBe("not_found");
    expect(fault(() => test(stranger))).toBe("not_found");
    expect(store.db.select().from(messages).all()).toHaveLength(1);
  });

  it("is refused of what lets a colleague in, of a test, of what says nothing, and too often", () => {
    const way = aMessage(store, officer.officeId, { kind: "sign_in" });
    expect(code(test(manager, way))).toBe("message_overtaken");
    expect(readableMessage(store, manager, way)).toBeUndefined();
    value(test());
    const made = store.db.select().from(messages).where(eq(messages.kind, "test")).get()?.id ?? "";
    expect(code(test(manager, made))).toBe("message_overtaken");
    for (let n = 1; n < TESTS_AN_HOUR; n++) value(test());
    expect(code(test())).toBe("tests_often");
    expect(code(test(officer))).toBe("accepted");
    expect(code(test(at(manager, NOW + 2 * 3_600_000)))).toBe("accepted");
    store.db.update(invitationLinks).set({ revokedAt: NOW }).run();
    expect(code(test(officer))).toBe("message_overtaken");
  });
});
