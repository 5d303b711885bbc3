import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addInvitations, editInvitation, recordDelivery, settleAnswers } from "@/core/invitations/commands";
import { addInvitationsInput } from "@/core/invitations/input";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import { answerCounts, findInvitation, invitationsTo } from "@/core/invitations/queries";
import { documentKindFor, languageFor, namesOwed, referenceOf, standingOf } from "@/core/invitations/rules";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { audits, briefings, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let briefingId: string;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId);
});

const institution = (acronym: string, precedence = 10, liaison = true) =>
  anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}`, precedence, liaison });
const add = (ids: string[], actor: Staff = officer) =>
  addInvitations(store, actor, { briefingId, institutions: ids.map((id) => ({ id, quota: 2, addressee: undefined })) });
const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const only = () => {
  const [first] = invitationsTo(store, officeId, briefingId);
  if (!first) throw new Error("nobody is invited");
  return first;
};
const audited = (action: string) => store.db.select().from(audits).where(eq(audits.action, action)).all();
let offices = 0;
const stranger = () => aStaff(store, anOffice(store, `other${++offices}`));
const fault = (kind: string) => expect.objectContaining({ fault: kind });

describe("addInvitations", () => {
  it("puts institutions on the list with seats, first liaison, language and a working link", () => {
    const { institutionId, tenureId } = institution("MINSA");
    const { added } = value(add([institutionId]));
    expect(added).toHaveLength(1);
    const invitation = only();
    expect(invitation).toMatchObject({ state: "draft", quota: 2, addresseeTenureId: tenureId, language: "es", documentKind: "email" });
    expect(invitation.reference).toMatch(/^B-[0-9A-Z]{4,}$/);
    const token = currentLink(store, invitation.id)?.token ?? "";
    expect(findInvitationByToken(store, token, NOW)).toMatchObject({ kind: "invitee", invitationId: invitation.id, institutionId });
    expect(audited("invitations.added")).toHaveLength(1);
  });

  it("leaves an institution that is on the list already as it is", () => {
    const a = institution("MINSA").institutionId;
    const b = institution("MIDES").institutionId;
    add([a]);
    expect(value(add([a, b]))).toMatchObject({ standing: 1 });
    expect(invitationsTo(store, officeId, briefingId)).toHaveLength(2);
  });

  it("brings a withdrawn one back as a draft with a new link", () => {
    const { institutionId } = institution("MINSA");
    add([institutionId]);
    const before = only();
    const old = currentLink(store, before.id)?.token ?? "";
    value(withdrawInvitation(store, officer, { id: before.id }));
    value(add([institutionId]));
    expect(only()).toMatchObject({ id: before.id, state: "draft", withdrawnAt: null });
    expect(findInvitationByToken(store, old, NOW)).toBeUndefined();
    expect(findInvitationByToken(store, currentLink(store, before.id)?.token ?? "", NOW)).toBeDefined();
  });

  it("flags the foreign ministry and diplomatic missions for a note verbale", () => {
    const { institutionId } = institution("MIRE");
    add([institutionId]);
    expect(only().documentKind).toBe("note_verbale");
    expect(documentKindFor({ type: "embassy", acronym: null })).toBe("note_verbale");
    expect(documentKindFor({ type: "ministry", acronym: "MINSA" })).toBe("email");
  });

  it("refuses an empty choice, and a briefing that is over or called off", () => {
    expect(add([])).toMatchObject({ ok: false, code: "nobody_chosen" });
    const { institutionId } = institution("MINSA");
    briefingId = aBriefing(store, officeId, { state: "cancelled" });
    expect(add([institutionId])).toMatchObject({ ok: false, code: "invitations_closed" });
  });

  it("refuses managers, and knows neither another office's briefing nor its institutions", () => {
    const { institutionId } = institution("MINSA");
    expect(() => add([institutionId], aStaff(store, officeId, "manager"))).toThrow(fault("forbidden"));
    const other = stranger();
    expect(() => add([institutionId], other)).toThrow(fault("not_found"));
    const theirs = anInstitution(store, other.officeId).institutionId;
    expect(() => add([theirs])).toThrow(fault("not_found"));
    expect(invitationsTo(store, officeId, briefingId)).toHaveLength(0);
  });

  it("takes no addressee of another institution", () => {
    const a = institution("MINSA");
    const b = institution("MIDES");
    expect(() =>
      addInvitations(store, officer, { briefingId, institutions: [{ id: a.institutionId, quota: 2, addressee: b.tenureId }] }),
    ).toThrow(fault("not_found"));
  });

  it("reads the ticked rows of a form, and refuses keys it does not know", () => {
    const a = institution("MINSA").institutionId;
    const b = institution("MIDES").institutionId;
    const rows = [
      { id: a, chosen: true, quota: 3 },
      { id: b, quota: 2 },
    ];
    expect(addInvitationsInput.parse({ briefingId, institutions: rows }).institutions).toEqual([{ id: a, quota: 3, addressee: undefined }]);
    expect(addInvitationsInput.safeParse({ briefingId, institutions: [], officeId: "off_x" }).success).toBe(false);
  });
});

describe("editInvitation", () => {
  const edit = (over: Partial<Parameters<typeof editInvitation>[2]> = {}, actor: Staff = officer) => {
    const i = only();
    return editInvitation(store, actor, {
      id: i.id,
      version: i.version,
      quota: 3,
      addressee: i.addresseeTenureId ?? undefined,
      language: "fr",
      documentKind: "letter",
      ...over,
    });
  };
  beforeEach(() => {
    add([institution("MINSA").institutionId]);
  });

  it("changes seats, language and kind of document, and says so in the history", () => {
    value(edit());
    expect(only()).toMatchObject({ quota: 3, language: "fr", documentKind: "letter", version: 2 });
    expect(audited("invitations.edited")[0]?.fields?.sort()).toEqual(["documentKind", "language", "quota"]);
  });

  it("shows both when somebody saved meanwhile", () => {
    value(edit());
    expect(edit({ version: 1, quota: 5 })).toMatchObject({ ok: false, code: "stale", current: { quota: 3, language: "fr" } });
    expect(only().quota).toBe(3);
  });

  it("stops the old link when a sent invitation gets another addressee", () => {
    const i = only();
    value(recordDelivery(store, officer, { id: i.id, channel: "letter" }));
    const old = currentLink(store, i.id)?.token ?? "";
    expect(value(edit({ addressee: undefined })).newLink).toBe(true);
    expect(findInvitationByToken(store, old, NOW)).toBeUndefined();
    expect(currentLink(store, i.id)?.token).not.toBe(old);
  });

  it("refuses managers and knows no other office's invitation", () => {
    expect(() => edit({}, aStaff(store, officeId, "manager"))).toThrow(fault("forbidden"));
    expect(() => edit({}, stranger())).toThrow(fault("not_found"));
  });
});

describe("withdrawInvitation", () => {
  beforeEach(() => {
    add([institution("MINSA").institutionId]);
  });

  it("ends the invitation and its link at once", () => {
    const i = only();
    const token = currentLink(store, i.id)?.token ?? "";
    value(withdrawInvitation(store, officer, { id: i.id }));
    expect(only()).toMatchObject({ state: "withdrawn", withdrawnAt: NOW });
    expect(findInvitationByToken(store, token, NOW)).toBeUndefined();
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({ invited: 0, withdrawn: 1 });
    expect(audited("invitations.withdrawn")).toHaveLength(1);
    expect(withdrawInvitation(store, officer, { id: i.id })).toMatchObject({ ok: false, code: "invitation_withdrawn" });
  });

  it("refuses managers and knows no other office's invitation", () => {
    const { id } = only();
    expect(() => withdrawInvitation(store, aStaff(store, officeId, "manager"), { id })).toThrow(fault("forbidden"));
    expect(() => withdrawInvitation(store, stranger(), { id })).toThrow(fault("not_found"));
  });
});

describe("recordDelivery", () => {
  beforeEach(() => {
    add([institution("MINSA", 10, false).institutionId]);
  });

  it("counts silence from the moment the invitation was handed over", () => {
    value(recordDelivery(store, officer, { id: only().id, channel: "letter" }));
    expect(only()).toMatchObject({ state: "sent", sentAt: NOW });
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toMatchObject({ notSent: 0, none: 1 });
    expect(audited("invitations.delivered")[0]?.facts).toEqual({ channel: "letter" });
    expect(recordDelivery(store, officer, { id: only().id, channel: "letter" })).toMatchObject({ code: "invitation_not_draft" });
  });

  it("makes the briefing one whose changes are told, as a sending does; a meeting that has begun stays as it is", () => {
    const state = () => store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get()?.state;
    const deliver = (now = NOW) => value(recordDelivery(store, { ...officer, now }, { id: only().id, channel: "in_person" }));
    for (const before of ["draft", "scheduled"] as const) {
      store.db.update(briefings).set({ state: before }).run();
      store.db.update(invitations).set({ state: "draft" }).run();
      deliver();
      expect(state()).toBe("inviting");
    }
    expect(audited("briefings.moved").map((a) => a.facts)).toEqual([
      { from: "draft", to: "inviting" },
      { from: "scheduled", to: "inviting" },
    ]);
    for (const [before, now] of [["scheduled", NOW + 30 * 86_400_000] as const, ["postponed", NOW] as const]) {
      store.db.update(briefings).set({ state: before }).run();
      store.db.update(invitations).set({ state: "draft" }).run();
      deliver(now);
      expect(state()).toBe(before);
    }
  });

  it("refuses managers and knows no other office's invitation", () => {
    const input = { id: only().id, channel: "letter" } as const;
    expect(() => recordDelivery(store, aStaff(store, officeId, "manager"), input)).toThrow(fault("forbidden"));
    expect(() => recordDelivery(store, stranger(), input)).toThrow(fault("not_found"));
  });
});

describe("settleAnswers", () => {
  beforeEach(() => {
    add([institution("MINSA").institutionId]);
    store.db.update(invitations).set({ conflict: true, answer: "accepted", state: "sent" }).run();
  });

  it("takes an invitation out of trouble and keeps its answer", () => {
    const trouble = () => answerCounts(store, officeId, [briefingId]).get(briefingId)?.trouble;
    expect(trouble()).toBe(1);
    value(settleAnswers(store, officer, { id: only().id }));
    expect(trouble()).toBe(0);
    expect(only().answer).toBe("accepted");
    expect(audited("invitations.settled")).toHaveLength(1);
    expect(settleAnswers(store, officer, { id: only().id })).toMatchObject({ code: "answers_agree" });
  });

  it("refuses managers and knows no other office's invitation", () => {
    const input = { id: only().id };
    expect(() => settleAnswers(store, aStaff(store, officeId, "manager"), input)).toThrow(fault("forbidden"));
    expect(() => settleAnswers(store, stranger(), input)).toThrow(fault("not_found"));
  });
});

describe("reading invitations", () => {
  it("counts every standing once, and names and seats apart", () => {
    const ids = ["A", "B", "C", "D", "E", "F"].map((a, n) => institution(a, n).institutionId);
    const { added } = value(add(ids));
    const set = (n: number, values: Partial<typeof invitations.$inferInsert>) =>
      store.db
        .update(invitations)
        .set(values)
        .where(eq(invitations.id, added[n] ?? ""))
        .run();
    set(1, { state: "sent" });
    set(2, { state: "sent", answer: "accepted", named: 1, toDesignate: 1 });
    set(3, { state: "sent", answer: "accepted" });
    set(4, { state: "sent", answer: "tentative" });
    set(5, { state: "sent", answer: "declined" });
    expect(answerCounts(store, officeId, [briefingId]).get(briefingId)).toEqual({
      invited: 6,
      notSent: 1,
      none: 1,
      accepted: 2,
      tentative: 1,
      declined: 1,
      named: 1,
      toDesignate: 1,
      namesMissing: 2,
      nobodyNamed: 1,
      trouble: 0,
      withdrawn: 0,
    });
    expect(answerCounts(store, stranger().officeId, [briefingId]).get(briefingId)?.invited).toBe(0);
  });

  it("finds an invitation for its office and its own link alone", () => {
    add([institution("MINSA").institutionId, institution("MIDES").institutionId]);
    const [a, b] = invitationsTo(store, officeId, briefingId);
    const invitee = findInvitationByToken(store, currentLink(store, a?.id ?? "")?.token ?? "", NOW);
    if (!invitee || !a || !b) throw new Error("no invitee");
    expect(findInvitation(store, invitee, a.id)?.id).toBe(a.id);
    expect(findInvitation(store, invitee, b.id)).toBeUndefined();
    expect(findInvitation(store, stranger(), a.id)).toBeUndefined();
  });

  it("names each standing, the names still owed, the language and the reference", () => {
    expect(standingOf({ state: "draft", answer: null })).toBe("not_sent");
    expect(standingOf({ state: "queued", answer: null })).toBe("sending");
    expect(standingOf({ state: "draft", answer: "accepted" })).toBe("accepted");
    expect(standingOf({ state: "withdrawn", answer: "accepted" })).toBe("withdrawn");
    expect(namesOwed({ answer: "accepted", named: 0, toDesignate: 0 })).toBe(1);
    expect(namesOwed({ answer: "accepted", named: 1, toDesignate: 2 })).toBe(2);
    expect(namesOwed({ answer: "declined", named: 0, toDesignate: 1 })).toBe(0);
    expect(languageFor(null, "fr", "es")).toBe("fr");
    expect(languageFor("en", "fr", "es")).toBe("en");
    expect(referenceOf("inv_000000000abcdefgh", (r) => r === "B-EFGH")).toBe("B-DEFGH");
  });
});
