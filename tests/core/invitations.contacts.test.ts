import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { cancelBriefing } from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { boardOf } from "@/core/invitations/board/queries";
import { addInvitations } from "@/core/invitations/commands";
import { noteContact } from "@/core/invitations/contacts/commands";
import { writingTo } from "@/core/invitations/contacts/mail";
import { lastContacts } from "@/core/invitations/contacts/queries";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { chosenIn, findInvitation } from "@/core/invitations/queries";
import { remindInvitations } from "@/core/invitations/sending/commands";
import { tellChange } from "@/core/invitations/telling/commands";
import { tellingOf } from "@/core/invitations/telling/queries";
import { undoSending } from "@/core/invitations/undoing/commands";
import { withdrawInvitation, withdrawInvitations } from "@/core/invitations/withdrawing/commands";
import { audits, messages, people } from "@/db/schema";
import { anInstitution, anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let a: Invited;
let b: Invited;
let draft: string;

beforeEach(() => {
  a = invited({ acronym: "MINSA" });
  b = invited({ acronym: "MIDES", store: a.store, officeId: a.officeId, briefingId: a.briefingId });
  const { institutionId } = anInstitution(a.store, a.officeId, { acronym: "SNM", name: "Servicio Nacional de Migración" });
  const added = addInvitations(a.store, a.officer, {
    briefingId: a.briefingId,
    institutions: [{ id: institutionId, quota: 2, addressee: undefined }],
  });
  draft = value(added).added[0] ?? "";
});

const fault = (kind: string) => expect.objectContaining({ fault: kind });
const audited = (action: string) => a.store.db.select().from(audits).where(eq(audits.action, action)).all();
const chosen = (...invitations: string[]) => ({ briefingId: a.briefingId, invitations, channel: "whatsapp" as const, tell: false });
const nextDay = () => ({ ...a.officer, now: NOW + 86_400_000 });
const state = (id: string) => findInvitation(a.store, a.officer, id)?.state;
const elsewhere = (): Invited => invited({ acronym: "MSP", store: a.store, officeId: anOffice(a.store, "cr") });
const writing = (id: string) => {
  const [briefing, invitation] = [findBriefing(a.store, a.officer, a.briefingId), findInvitation(a.store, a.officer, id)];
  if (!briefing || !invitation) throw new Error("not found");
  return writingTo(a.store, a.officer, briefing, invitation);
};
const textOf = (id: string): string => {
  const found = writing(id);
  return "text" in found ? found.text : found.kind;
};

describe("withdrawInvitations", () => {
  it("withdraws all of them as one act, records each, and stops links and messages", () => {
    value(remindInvitations(a.store, nextDay(), chosen()));
    expect(value(withdrawInvitations(a.store, a.officer, chosen(a.invitationId, draft, a.invitationId))).n).toBe(2);
    expect([a.invitationId, draft, b.invitationId].map(state)).toEqual(["withdrawn", "withdrawn", "sent"]);
    expect(audited("invitations.withdrawn")).toHaveLength(2);
    expect(findInvitationByToken(a.store, a.token, NOW)).toBeUndefined();
    const reminders = a.store.db.select().from(messages).all();
    expect(new Map(reminders.map((m) => [m.invitationId, m.state]))).toEqual(
      new Map([
        [a.invitationId, "cancelled"],
        [b.invitationId, "queued"],
      ]),
    );
  });

  it("leaves those withdrawn before alone, and refuses when there is none left or none chosen", () => {
    value(withdrawInvitation(a.store, a.officer, { id: a.invitationId }));
    expect(value(withdrawInvitations(a.store, a.officer, chosen(a.invitationId, b.invitationId))).n).toBe(1);
    expect(refusal(withdrawInvitations(a.store, a.officer, chosen(a.invitationId)))).toBe("invitation_withdrawn");
    expect(refusal(withdrawInvitations(a.store, a.officer, chosen()))).toBe("nobody_chosen");
  });

  it("withdraws none when one is of another briefing or office, and refuses managers and strangers", () => {
    const far = elsewhere();
    const other = invited({ acronym: "MICI", store: a.store, officeId: a.officeId });
    for (const id of [far.invitationId, other.invitationId, "inv_none"])
      expect(() => withdrawInvitations(a.store, a.officer, chosen(a.invitationId, id))).toThrow(fault("not_found"));
    const manager = aStaff(a.store, a.officeId, "manager");
    expect(() => withdrawInvitations(a.store, manager, chosen(a.invitationId))).toThrow(fault("forbidden"));
    expect(() => withdrawInvitations(a.store, a.guest(), chosen(a.invitationId))).toThrow(fault("forbidden"));
    expect(() => withdrawInvitations(a.store, far.officer, chosen(a.invitationId))).toThrow(fault("not_found"));
    expect(state(a.invitationId)).toBe("sent");
  });
});

describe("reminding the chosen", () => {
  it("writes one sending for all, and takes it back whole", () => {
    const { batchId, n } = value(remindInvitations(a.store, nextDay(), chosen(a.invitationId, b.invitationId)));
    expect(n).toBe(2);
    expect(value(undoSending(a.store, nextDay(), { briefingId: a.briefingId, batchId })).n).toBe(2);
  });

  it("finds the chosen in this briefing of this office alone", () => {
    const far = elsewhere();
    const ids = [b.invitationId, a.invitationId, far.invitationId];
    expect(
      chosenIn(a.store, a.officer, a.briefingId, ids)
        .map((i) => i.id)
        .sort(),
    ).toEqual([a.invitationId, b.invitationId].sort());
    expect(chosenIn(a.store, far.officer, a.briefingId, ids)).toEqual([]);
  });
});

describe("writingTo", () => {
  it("says what the mail would, in the institution's language, with its own bare address alone", () => {
    for (const one of [a, b]) {
      const text = textOf(one.invitationId);
      expect(text).toContain("Aún no hemos recibido la respuesta");
      expect(text).toContain("*Planes para 2022*");
      expect(text.match(/https?:\S+/g)).toEqual([expect.stringMatching(new RegExp(`/r/${one.token}$`))]);
    }
    expect(textOf(a.invitationId)).not.toContain(b.token);
  });

  it("invites who is not invited yet, asks for names after a yes, and has nothing to ask after a no", () => {
    expect(writing(draft)).toMatchObject({ kind: "invitation", language: "es" });
    const say = (value0: "accepted" | "declined") =>
      recordAnswer(a.store, a.officer, { invitationId: a.invitationId, channel: "whatsapp", value: value0, by: "other", byName: "Ana" });
    value(say("accepted"));
    expect(writing(a.invitationId)).toMatchObject({ kind: "names_request" });
    value(say("declined"));
    expect(writing(a.invitationId)).toEqual({ kind: "nothing_owed" });
    value(withdrawInvitation(a.store, a.officer, { id: b.invitationId }));
    expect(writing(b.invitationId)).toEqual({ kind: "nothing_owed" });
  });
});

describe("noteContact", () => {
  it("stands on the board as the last contact, and is recorded", () => {
    value(noteContact(a.store, { ...a.officer, now: NOW + 5 }, chosen(a.invitationId)));
    expect(lastContacts(a.store, a.officeId, [a.invitationId, b.invitationId])).toEqual(
      new Map([[a.invitationId, { at: NOW + 5, channel: "whatsapp" }]]),
    );
    expect(audited("invitations.contacted")[0]).toMatchObject({ facts: { channel: "whatsapp" }, subjectId: a.invitationId });
    const row = boardOf(a.store, a.officer, a.briefingId)?.rows.find((r) => r.invitation.id === a.invitationId);
    expect(row?.contact).toEqual({ kind: "whatsapp", at: NOW + 5, state: "heard" });
    expect(row?.invitation.changedAt).toBe(NOW + 5);
  });

  it("notes a call as well, which tells of a briefing called off where no mail can", () => {
    a.store.db.update(people).set({ email: null }).where(eq(people.id, a.personId)).run();
    const was = findBriefing(a.store, a.officer, a.briefingId);
    if (!was) throw new Error("no briefing");
    const then = { ...a.officer, now: NOW + 5 };
    value(cancelBriefing(a.store, then, { briefingId: was.id, reason: "Storm" }));
    tellChange(a.store, then, was.id, "cancelled", was);
    const row = () => boardOf(a.store, then, was.id, { show: "untold" })?.rows;
    expect(row()).toMatchObject([{ invitation: { id: a.invitationId }, told: { state: "unreached", at: null } }]);
    expect(tellingOf(a.store, then, was)).toMatchObject({ all: 0, untold: [] });
    const now = findBriefing(a.store, then, was.id) ?? was;
    expect(tellingOf(a.store, then, now)).toMatchObject({ all: 2, told: 0, leaving: 1, untold: [{ to: { phone: "+507 555-0101" } }] });
    value(noteContact(a.store, { ...a.officer, now: NOW + 7 }, { ...chosen(a.invitationId), channel: "no_answer" }));
    expect(row(), "nobody was reached").toMatchObject([{ told: { state: "unreached" }, contact: { kind: "no_answer" } }]);
    expect(tellingOf(a.store, then, now)).toMatchObject({ all: 2, told: 0, untold: [{}] });
    value(noteContact(a.store, { ...a.officer, now: NOW + 9 }, { ...chosen(a.invitationId), channel: "phone" }));
    expect(row()).toEqual([]);
    expect(boardOf(a.store, then, was.id)?.rows.map((r) => r.told?.at)).toContain(NOW + 9);
    expect(tellingOf(a.store, then, now)).toMatchObject({ all: 2, told: 1, untold: [] });
    expect(audited("invitations.contacted").map(({ facts }) => facts?.channel)).toEqual(["no_answer", "phone"]);
  });

  it("counts one not invited yet as invited from then on", () => {
    value(noteContact(a.store, { ...a.officer, now: NOW + 5 }, chosen(draft)));
    expect(findInvitation(a.store, a.officer, draft)).toMatchObject({ state: "sent", sentAt: NOW + 5 });
    expect(lastContacts(a.store, a.officeId, [draft]).get(draft)).toEqual({ at: NOW + 5, channel: "whatsapp" });
  });

  it("refuses none, withdrawn ones and those of others, and then notes none", () => {
    expect(refusal(noteContact(a.store, a.officer, chosen()))).toBe("nobody_chosen");
    value(withdrawInvitation(a.store, a.officer, { id: b.invitationId }));
    expect(refusal(noteContact(a.store, a.officer, chosen(a.invitationId, b.invitationId)))).toBe("invitation_withdrawn");
    const far = elsewhere();
    expect(() => noteContact(a.store, a.officer, chosen(a.invitationId, far.invitationId))).toThrow(fault("not_found"));
    expect(() => noteContact(a.store, far.officer, chosen(a.invitationId))).toThrow(fault("not_found"));
    expect(() => noteContact(a.store, aStaff(a.store, a.officeId, "manager"), chosen(a.invitationId))).toThrow(fault("forbidden"));
    expect(() => noteContact(a.store, a.guest(), chosen(a.invitationId))).toThrow(fault("forbidden"));
    expect(audited("invitations.contacted")).toEqual([]);
    expect(lastContacts(a.store, far.officeId, [a.invitationId])).toEqual(new Map());
  });
});
