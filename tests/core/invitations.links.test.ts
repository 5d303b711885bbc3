import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addFollowUp } from "@/core/followups/commands";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { reissueLink, renewLink, requestNewLink, revokeLink } from "@/core/invitations/links/commands";
import { currentLink, findInvitationByToken, linksOf } from "@/core/invitations/links/queries";
import { LINK_LIFE, linkToken } from "@/core/invitations/links/rules";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { audits, briefings, followUps, invitationLinks, invitations, messages, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { instantOf } from "@/lib/dates";
import { hashToken, randomToken } from "@/lib/tokens";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW, visitor } from "../factories";
import { value } from "../invited";

let store: Store;
let officeId: string;
let officer: Staff;
let briefingId: string;
let invitationId: string;
let person: { personId: string; tenureId: string };
const END = instantOf("2021-12-14T11:00", "America/Panama") ?? 0;
const MINUTE = 60_000;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId, { state: "inviting" });
  const made = anInstitution(store, officeId);
  person = made;
  const added = addInvitations(store, officer, { briefingId, institutions: [{ id: made.institutionId, quota: 2, addressee: undefined }] });
  invitationId = (added.ok && added.value.added[0]) || "";
  recordDelivery(store, officer, { id: invitationId, channel: "letter" });
});

const token = () => currentLink(store, invitationId)?.token ?? "";
const opens = (t: string, now = NOW) => findInvitationByToken(store, t, now) !== undefined;
const renewals = () => store.db.select().from(audits).where(eq(audits.action, "invitations.link_renewed")).all().length;
const fault = (kind: string) => expect.objectContaining({ fault: kind });
const mails = () => store.db.select().from(messages).where(eq(messages.kind, "new_link")).all();
const ask = (t: string, now = NOW) => requestNewLink(store, visitor(now), { token: t });

describe("a link", () => {
  it("keeps only the hash of its secret", () => {
    const [link] = linksOf(store, officeId, invitationId);
    expect(link?.tokenHash).toBe(hashToken(token()));
    expect(JSON.stringify(store.db.select().from(invitationLinks).all())).not.toContain(token());
    expect(linkToken("a")).not.toBe(linkToken("b"));
  });

  it("answers unknown, malformed, revoked, expired and withdrawn alike", () => {
    const good = token();
    expect(opens(good)).toBe(true);
    expect(opens(randomToken())).toBe(false);
    for (const bad of ["", "x", `${good}x`, good.slice(1), "%00", "../../etc"]) expect(opens(bad)).toBe(false);
    expect(opens(good, END + LINK_LIFE)).toBe(true);
    expect(opens(good, END + LINK_LIFE + 1)).toBe(false);
    withdrawInvitation(store, officer, { id: invitationId });
    expect(opens(good)).toBe(false);
  });

  it("lives longer when the briefing moves to a later day", () => {
    store.db
      .update(briefings)
      .set({ endsAt: END + LINK_LIFE })
      .run();
    expect(opens(token(), END + 2 * LINK_LIFE)).toBe(true);
  });

  it("lives as long as what was agreed at its meeting is open, once the institution has answered", () => {
    const gone = END + LINK_LIFE + 1;
    const { institutionId: of = "" } = store.db.select().from(invitations).get() ?? {};
    const agreed = {
      proposed: false,
      what: "Share the protocol",
      lead: { kind: "institution" as const, id: of },
      parties: [],
      dueOn: undefined,
    };
    const { id } = value(
      addFollowUp(store, officer, { ...agreed, briefingId, agendaItemId: undefined, projectCode: undefined, origin: undefined }),
    );
    expect(opens(token(), gone)).toBe(false);
    store.db.update(invitations).set({ answer: "accepted" }).run();
    expect(opens(token(), gone)).toBe(true);
    store.db.update(followUps).set({ state: "verified" }).where(eq(followUps.id, id)).run();
    expect(opens(token(), gone)).toBe(false);
    store.db.update(followUps).set({ state: "open" }).where(eq(followUps.id, id)).run();
    const old = token();
    value(revokeLink(store, officer, { invitationId }));
    expect(opens(old, gone)).toBe(false);
  });

  it("lives 30 days from a message that brings it, which is recorded; never one that was taken away", () => {
    const good = token();
    const late = END + LINK_LIFE + 1;
    const renew = (t: string, now = late) => renewLink(store, { kind: "system", now }, t);
    expect(renew(good, NOW)).toBe(true);
    expect(renewals()).toBe(0);
    expect(opens(good, late)).toBe(false);
    expect(renew(good)).toBe(true);
    expect([opens(good, late + LINK_LIFE), opens(good, late + LINK_LIFE + 1), renewals()]).toEqual([true, false, 1]);
    value(revokeLink(store, officer, { invitationId }));
    expect([renew(good), renew(randomToken()), renewals()]).toEqual([false, false, 1]);
    value(reissueLink(store, officer, { invitationId }));
    expect([renew(good), renew(token())]).toEqual([false, true]);
    withdrawInvitation(store, officer, { id: invitationId });
    expect(renew(token())).toBe(false);
  });

  it("stops when its addressee no longer holds the post", () => {
    store.db.update(tenures).set({ validTo: "2021-11-30" }).run();
    expect(opens(token())).toBe(true);
    expect(opens(token(), NOW + 86_400_000)).toBe(false);
  });
});

describe("revokeLink and reissueLink", () => {
  it("end the old address at once, and give a new one", () => {
    const old = token();
    expect(revokeLink(store, officer, { invitationId }).ok).toBe(true);
    expect(opens(old)).toBe(false);
    expect(currentLink(store, invitationId)).toBeUndefined();
    expect(revokeLink(store, officer, { invitationId })).toMatchObject({ code: "link_already_revoked" });
    expect(reissueLink(store, officer, { invitationId }).ok).toBe(true);
    expect(opens(token())).toBe(true);
    expect(token()).not.toBe(old);
    const actions = store.db
      .select()
      .from(audits)
      .all()
      .map((a) => a.action);
    expect(actions).toEqual(expect.arrayContaining(["invitations.link_revoked", "invitations.link_reissued"]));
  });

  it("leave one living link, however often it is issued anew", () => {
    reissueLink(store, officer, { invitationId });
    reissueLink(store, { ...officer, now: NOW + 1 }, { invitationId });
    expect(linksOf(store, officeId, invitationId).filter((l) => l.revokedAt === null)).toHaveLength(1);
  });

  it("refuse managers, and know no other office's invitation", () => {
    const manager = aStaff(store, officeId, "manager");
    const stranger = aStaff(store, anOffice(store, "cr"));
    for (const act of [revokeLink, reissueLink]) {
      expect(() => act(store, manager, { invitationId })).toThrow(fault("forbidden"));
      expect(() => act(store, stranger, { invitationId })).toThrow(fault("not_found"));
    }
    expect(opens(token())).toBe(true);
  });
});

describe("requestNewLink", () => {
  it("always answers alike", () => {
    const old = token();
    const answers = [ask(old), ask("nonsense"), ask(randomToken())];
    revokeLink(store, officer, { invitationId });
    answers.push(ask(old));
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: null });
  });

  it("mails a present link to the address on record alone, for a revoked one", () => {
    const old = token();
    revokeLink(store, officer, { invitationId });
    ask(old);
    expect(mails()).toMatchObject([{ toAddress: "enlace@minsa.example", invitationId, sendAfter: NOW }]);
    expect(opens(token())).toBe(true);
    expect(token()).not.toBe(old);
  });

  it("brings the link issued since, instead of another one", () => {
    const old = token();
    reissueLink(store, officer, { invitationId });
    const present = token();
    ask(old);
    expect(token()).toBe(present);
    expect(mails()).toHaveLength(1);
  });

  it("issues a new one for an expired link", () => {
    const old = token();
    const late = END + LINK_LIFE + MINUTE;
    ask(old, late);
    expect(mails()).toHaveLength(1);
    expect(opens(old, late)).toBe(false);
    expect(opens(token(), late)).toBe(true);
  });

  it("mails nothing for a living link, an unknown one, a withdrawn invitation or a missing address", () => {
    ask(token());
    ask(randomToken());
    const old = token();
    revokeLink(store, officer, { invitationId });
    store.db.update(people).set({ email: null }).where(eq(people.id, person.personId)).run();
    ask(old);
    withdrawInvitation(store, officer, { id: invitationId });
    ask(old);
    expect(mails()).toHaveLength(0);
  });

  it("mails at most once in ten minutes and three times a day", () => {
    const old = token();
    reissueLink(store, officer, { invitationId });
    for (let minute = 0; minute < 120; minute += 5) ask(old, NOW + minute * MINUTE);
    expect(mails()).toHaveLength(3);
    ask(old, NOW + 25 * 60 * MINUTE);
    expect(mails()).toHaveLength(4);
  });
});
