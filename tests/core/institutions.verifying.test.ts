import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { messageHooks, messageKinds } from "@/app/mailing";
import { whomToAsk } from "@/core/followups/questions/queries";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { endTenure } from "@/core/institutions/posts/commands";
import { findTenure } from "@/core/institutions/queries";
import { markContacts, markPost, unmarkContacts, verifyPost } from "@/core/institutions/verifying/commands";
import { markContactsInput } from "@/core/institutions/verifying/input";
import { countMarked, countToVerify, listContacts, verifyingAt } from "@/core/institutions/verifying/queries";
import { addInvitations } from "@/core/invitations/commands";
import { remindInvitations, resendInvitation, sendInvitations } from "@/core/invitations/sending/commands";
import { owingTo, readiness } from "@/core/invitations/sending/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { retryMessage } from "@/core/mail/commands";
import { dispatchDue } from "@/core/mail/dispatch";
import { audits, institutions, invitations, messages } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";
import { refusal, value } from "../invited";

const TODAY = "2021-11-30";
let store: Store;
let officeId: string;
let officer: Staff;
let minsa: ReturnType<typeof anInstitution>;
let ong: ReturnType<typeof anInstitution>;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  minsa = anInstitution(store, officeId, { acronym: "MINSA" });
  ong = anInstitution(store, officeId, { acronym: "ONG", name: "Organización Nacional", precedence: 20 });
  store.db.update(institutions).set({ type: "civil_society" }).where(eq(institutions.id, ong.institutionId)).run();
});

const mark = (more: object = {}, actor: Actor = officer) =>
  markContacts(store, actor, markContactsInput.parse({ why: "government", count: 1, ...more }));
const actions = () =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const names = (filter: object) => listContacts(store, officer, filter).rows.map((row) => row.person.displayName);

describe("listContacts", () => {
  it("finds people by name and by institution, by type, branch, place and state, a page at a time", () => {
    const service = anInstitution(store, officeId, { acronym: "SNM", name: "Servicio", precedence: 30 });
    store.db
      .update(institutions)
      .set({ type: "national_service", parentId: minsa.institutionId })
      .where(eq(institutions.id, service.institutionId))
      .run();
    expect(names({})).toEqual(["Ana Ruiz MINSA", "Ana Ruiz ONG", "Ana Ruiz SNM"]);
    expect(names({ q: "ong ruiz" })).toEqual(["Ana Ruiz ONG"]);
    expect(names({ q: "servicio" })).toEqual(["Ana Ruiz SNM"]);
    expect(names({ type: "executive" })).toEqual(["Ana Ruiz MINSA", "Ana Ruiz SNM"]);
    expect(names({ type: "civil_society" })).toEqual(["Ana Ruiz ONG"]);
    expect(names({ under: minsa.institutionId })).toEqual(["Ana Ruiz MINSA", "Ana Ruiz SNM"]);
    expect(names({ show: "former" })).toEqual([]);
    value(endTenure(store, officer, { id: service.tenureId, version: 1, validTo: "2021-11-29" }));
    expect(names({ show: "former" })).toEqual(["Ana Ruiz SNM"]);
    expect(listContacts(store, officer, {})).toMatchObject({ total: 3, posts: 2, page: 1, pages: 1 });
    expect(listContacts(store, aStaff(store, anOffice(store, "cr")), {}).total).toBe(0);
  });
});

describe("markContacts", () => {
  it("marks all that a filter finds, with the reason, and takes it back together", () => {
    const { n, since } = value(mark({ type: "executive" }));
    expect([n, since, countMarked(store, officer, since), countToVerify(store, officer)]).toEqual([1, NOW, 1, 1]);
    expect(findTenure(store, officer, minsa.tenureId)).toMatchObject({ verifySince: NOW, verifyWhy: "government" });
    expect(findTenure(store, officer, ong.tenureId)?.verifySince).toBeNull();
    expect(value(unmarkContacts(store, officer, { since }))).toEqual({ n: 1 });
    expect(countToVerify(store, officer)).toBe(0);
    expect(actions()).toEqual(["institutions.post_to_verify", "institutions.verifying_undone"]);
  });

  it("refuses when others are found than were seen, when all are marked already, and strangers", () => {
    expect(refusal(mark({ count: 1 }))).toBe("contacts_differ");
    value(mark({ count: 2 }));
    expect(refusal(mark({ count: 2 }))).toBe("contacts_marked");
    for (const actor of [aStaff(store, officeId, "manager"), visitor(), system()]) expect(() => mark({}, actor)).toThrow();
    const stranger = aStaff(store, anOffice(store, "cr"), "admin");
    expect(refusal(unmarkContacts(store, stranger, { since: NOW }))).toBe("contacts_verified");
    expect(() => markPost(store, stranger, { id: ong.tenureId, why: "left" })).toThrow();
    expect(() => verifyPost(store, stranger, { id: ong.tenureId })).toThrow();
  });
});

describe("verifyPost", () => {
  it("goes from one to the next, institution by institution; who leaves is done with", () => {
    value(mark({ count: 2 }));
    const first = verifyingAt(store, officer, "");
    expect(first).toMatchObject({ total: 2, place: 1, contact: { tenure: { id: minsa.tenureId } }, next: ong.tenureId });
    value(verifyPost(store, officer, { id: minsa.tenureId }));
    expect(refusal(verifyPost(store, officer, { id: minsa.tenureId }))).toBe("contacts_verified");
    expect(verifyingAt(store, officer, ong.tenureId)).toMatchObject({ total: 1, place: 1, next: undefined });
    value(endTenure(store, officer, { id: ong.tenureId, version: 2, validTo: TODAY }));
    expect(verifyingAt(store, officer, "")).toMatchObject({ total: 0, contact: undefined });
    expect(actions().filter((a) => a === "institutions.post_verified")).toHaveLength(1);
  });
});

describe("nothing is mailed to those to be verified", () => {
  let briefingId: string;
  let invitationId: string;
  beforeEach(() => {
    briefingId = aBriefing(store, officeId);
    const added = addInvitations(store, officer, {
      briefingId,
      institutions: [{ id: minsa.institutionId, quota: 2, addressee: undefined }],
    });
    invitationId = value(added).added[0] ?? "";
  });
  const markMinsa = () => value(markPost(store, officer, { id: minsa.tenureId, why: "bounced" }));
  const send = () => sendInvitations(store, officer, { briefingId, invitations: [invitationId], count: 1 });
  const set = (row: Partial<typeof invitations.$inferInsert>) =>
    store.db.update(invitations).set(row).where(eq(invitations.id, invitationId)).run();

  it("no invitation, none again, no reminder, no question; each page says so", () => {
    markMinsa();
    expect(readiness(store, officer, briefingId)).toMatchObject([{ hindrance: "to_verify" }]);
    expect(send()).toMatchObject({ code: "contact_to_verify", params: { n: 1 } });
    set({ state: "sent", sentAt: NOW - 9 * 86_400_000 });
    expect(refusal(resendInvitation(store, officer, { invitationId }))).toBe("contact_to_verify");
    expect(owingTo(store, officer, briefingId, "reminder")).toMatchObject([{ peace: { why: "to_verify" } }]);
    expect(refusal(remindInvitations(store, officer, { briefingId, invitations: [] }))).toBe("nobody_to_remind");
    const led = { officeId, leadKind: "institution" as const, leadInstitutionId: minsa.institutionId, leadUserId: null };
    expect(whomToAsk(store, officer, led)).toBeUndefined();
    value(verifyPost(store, officer, { id: minsa.tenureId }));
    expect(whomToAsk(store, officer, led)).toBeDefined();
    expect(owingTo(store, officer, briefingId, "reminder")).toMatchObject([{ peace: undefined }]);
  });

  it("what waits in the outbox does not leave any more; the invitation is a draft again", async () => {
    value(send());
    markMinsa();
    const mails: string[] = [];
    const transport = async ({ mailId }: { mailId: string }) => {
      mails.push(mailId);
      return { kind: "sent" as const };
    };
    await dispatchDue(store, messageKinds, transport, NOW + 120_000, { hooks: messageHooks });
    expect(mails).toEqual([]);
    expect(store.db.select().from(messages).get()?.state).toBe("cancelled");
    expect(store.db.select().from(invitations).get()?.state).toBe("draft");
  });

  it("a message that failed is not sent again until then", () => {
    value(send());
    store.db.update(messages).set({ state: "failed" }).run();
    const messageId = store.db.select().from(messages).get()?.id ?? "";
    markMinsa();
    expect(refusal(retryMessage(store, officer, { messageId }))).toBe("contact_to_verify");
    value(verifyPost(store, officer, { id: minsa.tenureId }));
    expect(retryMessage(store, officer, { messageId }).ok).toBe(true);
  });

  it("another liaison with an address is invited before one to be verified", () => {
    markMinsa();
    const form = { institutionId: minsa.institutionId, displayName: "Berta", role: "technical_officer", email: "b@minsa.example" };
    const berta = value(addPerson(store, officer, addPersonInput.parse({ ...form, liaison: true })));
    const institutions = [{ id: minsa.institutionId, quota: 2, addressee: undefined }];
    const { added } = value(addInvitations(store, officer, { briefingId: aBriefing(store, officeId), institutions }));
    const invitation = store.db
      .select()
      .from(invitations)
      .where(eq(invitations.id, added[0] ?? ""))
      .get();
    expect(invitation?.addresseeTenureId).toBe(berta.id);
  });
});
