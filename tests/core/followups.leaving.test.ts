import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addFollowUp } from "@/core/followups/commands";
import { leavePost, movePost } from "@/core/followups/leaving/commands";
import { leavePostInput, movePostInput } from "@/core/followups/leaving/input";
import { hangingOn } from "@/core/followups/leaving/queries";
import { findFollowUp } from "@/core/followups/queries";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { findTenure, tenuresOf } from "@/core/institutions/queries";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import type { Staff } from "@/core/kernel/actor";
import { audits, messages } from "@/db/schema";
import { anInstitution, anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

const TODAY = "2021-11-30";
let at: Invited;
let leaver: string;
let heir: string;

const person = (name: string, more: object = {}) =>
  value(
    addPerson(
      at.store,
      at.officer,
      addPersonInput.parse({
        institutionId: at.institutionId,
        displayName: name,
        role: "adviser",
        email: `${name}@minsa.example`,
        ...more,
      }),
    ),
  ).id;

function followUp(tenureId: string): string {
  return value(
    addFollowUp(at.store, at.officer, {
      what: "Share the protocol",
      lead: { kind: "person", id: tenureId },
      parties: [],
      dueOn: undefined,
      briefingId: undefined,
      agendaItemId: undefined,
      projectCode: undefined,
      origin: undefined,
      proposed: false,
    }),
  ).id;
}

beforeEach(() => {
  at = invited();
  leaver = tenuresOf(at.store, at.officeId, at.institutionId, TODAY)[0]?.tenureId ?? "";
  heir = person("Berta", { liaison: true });
});

const leave = (more: object = {}, actor: Staff = at.officer) =>
  leavePost(at.store, actor, leavePostInput.parse({ id: leaver, version: 1, validTo: "2021-11-29", ...more }));
const actions = () =>
  at.store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);
const sent = () => at.store.db.select().from(messages).where(eq(messages.invitationId, at.invitationId)).all();

describe("hangingOn", () => {
  it("tells of links, invitations ahead and follow-ups, and who could take them over", () => {
    const led = followUp(leaver);
    const hanging = hangingOn(at.store, at.officer, leaver);
    expect(hanging).toMatchObject({ links: 1, ahead: [{ invitation: { id: at.invitationId } }], led: [{ id: led }], unasked: 0 });
    expect(hanging?.heirs.map((h) => h.tenureId)).toEqual([heir]);
  });

  it("counts what nobody could be asked about once the only liaison is gone, and leaves meetings past aside", () => {
    const alone = invited({ acronym: "MIDES" });
    alone.store.raw.prepare("update briefing set state = 'held', starts_at = ?, ends_at = ?").run(NOW - 86_400_000, NOW - 80_000_000);
    const [tenure] = tenuresOf(alone.store, alone.officeId, alone.institutionId, TODAY);
    at = alone;
    followUp(tenure?.tenureId ?? "");
    expect(hangingOn(alone.store, alone.officer, tenure?.tenureId ?? "")).toMatchObject({ ahead: [], links: 1, unasked: 1, heirs: [] });
  });

  it("knows nothing of another office's post", () => {
    expect(hangingOn(at.store, aStaff(at.store, anOffice(at.store, "cr")), leaver)).toBeUndefined();
  });
});

describe("leavePost", () => {
  it("hands invitations and follow-ups to the successor in one act: the old link stops, a new one leaves to them", () => {
    const led = followUp(leaver);
    expect(value(leave({ to: heir, send: true }))).toMatchObject({ handed: 2, sent: 1 });
    expect(findTenure(at.store, at.officer, leaver)).toMatchObject({ validTo: "2021-11-29" });
    expect(at.row()).toMatchObject({ addresseeTenureId: heir, state: "sent" });
    expect(findInvitationByToken(at.store, at.token, NOW)).toBeUndefined();
    expect(findInvitationByToken(at.store, currentLink(at.store, at.invitationId)?.token ?? "", NOW)).toBeDefined();
    expect(sent().map((m) => [m.kind, m.toAddress, m.state])).toEqual([["invitation", "berta@minsa.example", "queued"]]);
    expect(findFollowUp(at.store, at.officer, led)).toMatchObject({
      leadKind: "person",
      leadPersonId: findTenure(at.store, at.officer, heir)?.personId,
      leadInstitutionId: at.institutionId,
    });
    expect(actions()).toEqual(
      expect.arrayContaining(["institutions.post_ended", "invitations.edited", "invitations.resent", "followups.edited"]),
    );
  });

  it("takes the link away and gives follow-ups to the institution itself where nobody takes over", () => {
    const led = followUp(leaver);
    value(leave());
    expect(at.row().addresseeTenureId).toBeNull();
    expect(currentLink(at.store, at.invitationId)).toBeUndefined();
    expect(findFollowUp(at.store, at.officer, led)).toMatchObject({ leadKind: "institution", leadPersonId: null });
    expect(sent()).toEqual([]);
  });

  it("hands over one by one, and what is not said as the rest", () => {
    const [one, two] = [followUp(leaver), followUp(leaver)];
    const other = person("Carla");
    value(leave({ to: heir, single: { [one]: other, [at.invitationId]: "nobody" } }));
    const leadOf = (id: string) => findFollowUp(at.store, at.officer, id)?.leadPersonId;
    expect([leadOf(one), leadOf(two)]).toEqual([other, heir].map((t) => findTenure(at.store, at.officer, t)?.personId));
    expect(at.row().addresseeTenureId).toBeNull();
  });

  it("enters somebody new at the same post and hands over to them", () => {
    value(leave({ newName: "Dora Díaz", newEmail: "ddiaz@minsa.example", send: true }));
    const dora = tenuresOf(at.store, at.officeId, at.institutionId, TODAY).find((h) => h.name === "Dora Díaz");
    expect(dora).toMatchObject({ role: "director_cooperation", liaison: true, validFrom: TODAY });
    expect(at.row().addresseeTenureId).toBe(dora?.tenureId);
    expect(sent()).toMatchObject([{ toAddress: "ddiaz@minsa.example" }]);
  });

  it("changes nothing at all when one part is refused", () => {
    expect(refusal(leave({ newName: "Berta" }))).toBe("person_exists");
    expect(leave({ newName: "Otra", newEmail: "berta@minsa.example" })).toMatchObject({ code: "person_exists", field: "newEmail" });
    const elsewhere = anInstitution(at.store, at.officeId, { acronym: "MIDES" }).tenureId;
    expect(refusal(leave({ to: elsewhere }))).toBe("heir_unknown");
    expect(refusal(leave({ version: 7 }))).toBe("stale");
    expect(findTenure(at.store, at.officer, leaver)?.validTo).toBeNull();
    expect(at.row().addresseeTenureId).toBe(leaver);
  });

  it("keeps the link of somebody who stays until a day to come, unless it is handed over", () => {
    value(leave({ validTo: "2021-12-05" }));
    expect(findInvitationByToken(at.store, at.token, NOW)).toBeDefined();
    expect(findInvitationByToken(at.store, at.token, Date.parse("2021-12-06T15:00:00Z"))).toBeUndefined();
  });

  it("refuses a manager and another office", () => {
    expect(() => leave({}, aStaff(at.store, at.officeId, "manager"))).toThrow();
    expect(() => leave({}, aStaff(at.store, anOffice(at.store, "cr"), "admin"))).toThrow();
  });
});

describe("movePost", () => {
  const move = (more: object = {}, actor: Staff = at.officer) =>
    movePost(
      at.store,
      actor,
      movePostInput.parse({
        id: leaver,
        version: 1,
        institutionId: anInstitution(at.store, at.officeId, { acronym: "MIDES", liaison: false }).institutionId,
        role: "minister",
        validFrom: TODAY,
        ...more,
      }),
    );

  it("ends the old post the day before and begins the new one; history and what hangs on it stay with the old", () => {
    const { personId } = value(move({ to: heir }));
    expect(findTenure(at.store, at.officer, leaver)).toMatchObject({ validTo: "2021-11-29" });
    expect(at.row().addresseeTenureId).toBe(heir);
    const mides = at.store.raw
      .prepare("select institution_id, role, valid_from from tenure where person_id = ? and id <> ?")
      .all(personId, leaver);
    expect(mides).toMatchObject([{ role: "minister", valid_from: TODAY }]);
  });

  it("refuses without a post, and leaves the old one alone", () => {
    expect(refusal(move({ role: "" }))).toBe("post_missing");
    expect(findTenure(at.store, at.officer, leaver)?.validTo).toBeNull();
    expect(() => move({}, aStaff(at.store, anOffice(at.store, "cr"), "admin"))).toThrow();
  });
});
