import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { askClearance, clearInvitations } from "@/core/invitations/clearing/commands";
import { heldFor, seenOf } from "@/core/invitations/clearing/queries";
import { addInvitations } from "@/core/invitations/commands";
import { editLetter, restoreLetter } from "@/core/invitations/lettering/commands";
import { letterWords } from "@/core/invitations/lettering/queries";
import { sumOfWords } from "@/core/invitations/lettering/rules";
import { invitationMail } from "@/core/invitations/mail";
import { findInvitation } from "@/core/invitations/queries";
import { invitationHooks, resendInvitation, sendInvitations } from "@/core/invitations/sending/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { faultOf } from "@/core/kernel/outcome";
import { dispatchDue } from "@/core/mail/dispatch";
import { editMessage, holdMessage, restoreMessage } from "@/core/mail/editing/commands";
import { draftOf, EDITING, isEdited } from "@/core/mail/editing/rules";
import { resendMessage } from "@/core/mail/repeating/commands";
import { tellingAgain } from "@/core/mail/repeating/mail";
import { waits } from "@/core/mail/waiting/queries";
import { wordingOf } from "@/core/offices/wording/queries";
import { audits, histories, messages, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Mail } from "@/lib/mail/transport";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";
import { aMessage, standing } from "../mail/letters";

const kinds = tellingAgain(invitationMail);
const OWN = { subject: "Una invitación distinta", body: "Estimada doctora:\n\nSu hospital nos importa.\n\n{{answers}}\n\nAtentamente," };

let store: Store;
let officer: Staff;
let manager: Staff;
let stranger: Staff;
let briefingId: string;
let invitationId: string;

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

beforeEach(() => {
  store = emptyStore();
  const officeId = anOffice(store);
  officer = aStaff(store, officeId);
  manager = aStaff(store, officeId, "manager");
  stranger = aStaff(store, anOffice(store, "cr"));
  briefingId = aBriefing(store, officeId);
  const institutions = [{ id: anInstitution(store, officeId).institutionId, quota: 2, addressee: undefined }];
  [invitationId = ""] = value(addInvitations(store, officer, { briefingId, institutions })).added;
});

const send = (): string => {
  value(sendInvitations(store, officer, { briefingId, invitations: [invitationId], count: 1 }));
  return store.db.select().from(messages).get()?.id ?? "";
};
/** Asks for clearance and clears, as manager. */
const clear = (): string => {
  store.db.update(offices).set({ needsClearance: true }).run();
  const { clearanceId } = value(askClearance(store, officer, { briefingId, invitations: [invitationId], count: 1 }));
  const briefing = findBriefing(store, manager, briefingId);
  if (!briefing) throw new Error("no briefing");
  const seen = seenOf(store, manager, briefing, heldFor(store, { officeId: manager.officeId, id: clearanceId }));
  value(clearInvitations(store, manager, { briefingId, clearanceId, seen }));
  return store.db.select().from(messages).get()?.id ?? "";
};
const version = (messageId: string) => sumOfWords(wordingOf(store, standing(store, messageId))?.words ?? OWN);
const edit = (messageId: string, change = {}, actor = officer) =>
  editMessage(store, actor, { messageId, act: "save", version: version(messageId), ...OWN, ...change }, kinds);

describe("a message that waits, edited", () => {
  it("leaves in its own words, a minute after they were saved", async () => {
    const id = send();
    const later = at(officer, NOW + UNDO_WINDOW - 1000);
    value(edit(id, {}, later));
    expect(standing(store, id)).toMatchObject({ words: OWN, sendAfter: later.now + UNDO_WINDOW, held: null, leaseUntil: null });
    expect(await leave(NOW + UNDO_WINDOW)).toEqual([]);
    const [mail] = await leave(later.now + UNDO_WINDOW);
    expect(mail?.content).toMatchObject({ subject: OWN.subject, greeting: "Estimada doctora:" });
    expect(mail?.content.blocks.some((b) => b.kind === "button")).toBe(true);
    expect(standing(store, id)).toMatchObject({ state: "sent", subject: OWN.subject });
  });

  it("waits while it is edited, a quarter of an hour at most, and leaves then as it was", async () => {
    const id = send();
    value(holdMessage(store, officer, { messageId: id }));
    expect(isEdited(standing(store, id), NOW)).toBe(true);
    value(edit(id, { act: "look" }));
    expect(draftOf(standing(store, id))).toEqual(OWN);
    expect(waits(store, officer.officeId, NOW + 2 * UNDO_WINDOW)(standing(store, id))).toEqual({ why: "editing", until: NOW + EDITING });
    expect(await leave(NOW + EDITING - 10_000)).toEqual([]);
    const [mail] = await leave(NOW + EDITING);
    expect(mail?.content.subject).toMatch(/^Invitación/);
  });

  it("is recorded with the words before and after", () => {
    const id = send();
    value(holdMessage(store, officer, { messageId: id }));
    value(edit(id));
    expect(acts()).toEqual(expect.arrayContaining(["mail.edit_begun", "mail.edited"]));
    const kept = store.db.select().from(histories).where(eq(histories.field, "subject")).all();
    expect(kept.at(-1)).toMatchObject({ after: OWN.subject });
  });

  it("takes the words of the office back", () => {
    const id = send();
    const before = wordingOf(store, standing(store, id));
    value(edit(id));
    value(restoreMessage(store, officer, { messageId: id }, kinds));
    expect(standing(store, id).words).toBeNull();
    expect(wordingOf(store, standing(store, id))).toEqual(before);
  });

  it("says the same when it is sent a second time", async () => {
    const id = send();
    value(edit(id));
    await leave(NOW + UNDO_WINDOW);
    const next = value(resendMessage(store, at(officer, NOW + 2 * UNDO_WINDOW), { messageId: id }, kinds)).messageId;
    expect(standing(store, next).words).toEqual(OWN);
  });

  it("keeps out a stranger, and hides another office's", () => {
    const id = send();
    for (const act of [
      (a: Staff) => edit(id, {}, a),
      (a: Staff) => holdMessage(store, a, { messageId: id }),
      (a: Staff) => restoreMessage(store, a, { messageId: id }, kinds),
    ]) {
      expect(fault(() => act(visitor() as unknown as Staff))).toBe("not_found");
      expect(fault(() => act(stranger))).toBe("not_found");
    }
    expect(standing(store, id)).toMatchObject({ words: null, held: null });
  });

  it("refuses what cannot be sent, what was saved meanwhile, and what has begun to leave", () => {
    const id = send();
    const first = version(id);
    expect(edit(id, { body: "Sin enlace" })).toMatchObject({ code: "words_missing", field: "body" });
    expect(edit(id, { subject: "{{evento}}" })).toMatchObject({ code: "words_unknown", field: "subject" });
    expect(edit(id, { body: `${OWN.body} https://enlace.example/r/abcdefghijklmnop` })).toMatchObject({ code: "words_secret" });
    expect(edit(id, { subject: undefined })).toMatchObject({ code: "words_empty", field: "subject" });
    value(edit(id));
    expect(edit(id, { version: first })).toMatchObject({ code: "stale", current: OWN });
    for (const state of ["sending", "sent", "failed", "cancelled"] as const) {
      store.db.update(messages).set({ state }).run();
      expect(code(edit(id))).toBe("message_left");
      expect(code(holdMessage(store, officer, { messageId: id }))).toBe("message_left");
    }
    const way = aMessage(store, officer.officeId, { kind: "new_sign_in" });
    expect(code(edit(way))).toBe("message_not_worded");
  });

  it("keeps what a colleague has cleared from officers; who may clear seals what they write", async () => {
    const id = clear();
    expect(code(edit(id))).toBe("message_cleared");
    expect(code(holdMessage(store, officer, { messageId: id }))).toBe("message_cleared");
    value(edit(id, {}, manager));
    const [mail] = await leave(NOW + 2 * UNDO_WINDOW);
    expect(mail?.content.subject).toBe(OWN.subject);
  });

  it("keeps an invitation from officers where the office wants clearance, whoever sent it, and once more", async () => {
    const id = send();
    store.db.update(offices).set({ needsClearance: true }).run();
    expect(code(edit(id))).toBe("message_cleared");
    await leave(NOW + UNDO_WINDOW);
    const later = at(officer, NOW + 3_600_000);
    value(resendInvitation(store, later, { invitationId }));
    const again = store.db.select().from(messages).where(eq(messages.state, "queued")).get()?.id ?? "";
    expect(code(edit(again, {}, later))).toBe("message_cleared");
    expect(code(restoreMessage(store, later, { messageId: again }, kinds))).toBe("message_cleared");
    value(edit(again, {}, at(manager, later.now)));
  });

  it("keeps the mail that lets a colleague in from everybody", () => {
    const way = aMessage(store, officer.officeId, { kind: "sign_in" });
    expect(code(holdMessage(store, officer, { messageId: way }))).toBe("message_not_worded");
    expect(code(holdMessage(store, manager, { messageId: way }))).toBe("message_not_worded");
  });
});

describe("the letter of one invitation, worded before it leaves", () => {
  const found = () => {
    const invitation = findInvitation(store, officer, invitationId);
    if (!invitation) throw new Error("no invitation");
    return invitation;
  };
  const word = (change = {}, actor = officer) =>
    editLetter(store, actor, { invitationId, version: sumOfWords(letterWords(store, found()).words), ...OWN, ...change });

  it("leaves in its own words, which hold while it keeps its language", async () => {
    value(word());
    expect(letterWords(store, found())).toEqual({ words: OWN, own: true });
    expect(letterWords(store, { ...found(), language: "fr" }).own).toBe(false);
    send();
    const [mail] = await leave(NOW + UNDO_WINDOW);
    expect(mail?.content.subject).toBe(OWN.subject);
    expect(code(word())).toBe("letter_left");
  });

  it("is recorded, and takes the words of the office back", () => {
    value(word());
    expect(acts()).toContain("invitations.letter_worded");
    value(restoreLetter(store, officer, { invitationId }));
    expect(found().words).toBeNull();
    value(word());
    const office = letterWords(store, { ...found(), words: null }).words;
    value(word(office));
    expect(found().words).toBeNull();
  });

  it("is refused a manager and a visitor, and hidden from another office", () => {
    for (const act of [(a: Staff) => word({}, a), (a: Staff) => restoreLetter(store, a, { invitationId })]) {
      expect(fault(() => act(manager))).toBe("forbidden");
      expect(fault(() => act(visitor() as unknown as Staff))).toBe("not_found");
      expect(fault(() => act(stranger))).toBe("not_found");
    }
  });

  it("is refused where it could not be sent, or somebody saved meanwhile", () => {
    const first = sumOfWords(letterWords(store, found()).words);
    expect(word({ body: "Sin enlace" })).toMatchObject({ code: "words_missing" });
    value(word());
    expect(code(word({ version: first }))).toBe("stale");
  });

  it("is seen by whoever clears it before it leaves", () => {
    store.db.update(offices).set({ needsClearance: true }).run();
    const { clearanceId } = value(askClearance(store, officer, { briefingId, invitations: [invitationId], count: 1 }));
    const briefing = findBriefing(store, manager, briefingId);
    if (!briefing) throw new Error("no briefing");
    const held = () => heldFor(store, { officeId: manager.officeId, id: clearanceId });
    const seen = seenOf(store, manager, briefing, held());
    value(word());
    expect(code(clearInvitations(store, manager, { briefingId, clearanceId, seen }))).toBe("clearance_changed");
  });
});
