import { parseWithZod } from "@conform-to/zod/v4";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findFollowUp } from "@/core/followups/queries";
import { succeed, takeBackSuccession } from "@/core/followups/succeeding/commands";
import { succeedInput } from "@/core/followups/succeeding/input";
import { pendingOf } from "@/core/followups/succeeding/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { addInvitations } from "@/core/invitations/commands";
import { currentLink } from "@/core/invitations/links/queries";
import { findInvitation } from "@/core/invitations/queries";
import type { Actor, Staff } from "@/core/kernel/actor";
import { institutionSuccessions } from "@/db/schema";
import { type Agreed, aFollowUp, agreed, audited, fault, lines } from "../agreed";
import { anInstitution, aStaff } from "../factories";
import { invited, refusal, value } from "../invited";

let world: Agreed;
/** One that gives way, the two that follow it, and an unanswered invitation of the first. */
let [old, north, south, invitation] = ["", "", "", ""];

beforeEach(() => {
  world = agreed();
  const place = invited({ store: world.store, officeId: world.officeId, acronym: "BANCO" });
  [old, invitation] = [place.institutionId, place.invitationId];
  [north = "", south = ""] = ["NORTE", "SUR"].map((acronym) => anInstitution(world.store, world.officeId, { acronym }).institutionId);
});

const link = { how: "after.replaced", on: "2021-11-01" } as const;
const follow = (more: object = {}, actor: Staff = world.officer) =>
  succeed(world.store, actor, succeedInput.parse({ id: old, otherId: north, ...link, ...more }));
const takeBack = (toId = north, actor: Staff = world.officer) =>
  takeBackSuccession(world.store, actor, { at: old, fromId: old, toId, kind: "replaced" });
const lead = (id: string) => findFollowUp(world.store, world.officer, id)?.leadInstitutionId;
const invites = () => findInvitation(world.store, world.officer, invitation);
const led = (state?: "verified") => aFollowUp(world, { lead: { kind: "institution", id: old }, state });

describe("a succession", () => {
  it("hands over in one act what the one that gives way leads, shares and has not answered, and keeps who it was", () => {
    const [open, done, shared] = [led(), led("verified"), aFollowUp(world, { parties: [old] })];
    const before = currentLink(world.store, invitation)?.token;
    expect(pendingOf(world.store, world.officer, old)).toMatchObject({ led: [{ id: open }], shared: [{ id: shared }] });
    expect(value(follow({ to: north }))).toEqual({ at: old, handed: 3 });
    expect([lead(open), lead(done)]).toEqual([north, old]);
    expect(findFollowUp(world.store, world.officer, shared)?.partyIds).toEqual([north]);
    expect(lines(world, open)[0]).toMatchObject({ kind: "edit", changes: { ledBy: ["BANCO", "NORTE"] } });
    expect(audited(world.store, open)[0]).toBe("followups.edited");
    const now = invites();
    expect(now).toMatchObject({ institutionId: north, state: "sent" });
    expect(now?.addresseeTenureId).not.toBeNull();
    expect(currentLink(world.store, invitation)?.token).not.toBe(before);
    expect(audited(world.store, invitation)).toContain("invitations.passed_on");
    expect(pendingOf(world.store, world.officer, old)).toEqual({ led: [], shared: [], ahead: [] });
  });

  it("taken back brings everything back where it still stands", () => {
    const [one, two] = [led(), led()];
    const addressee = invites()?.addresseeTenureId;
    value(follow({ to: north }));
    // One went on to somebody else meanwhile.
    value(succeed(world.store, world.officer, succeedInput.parse({ id: north, otherId: south, ...link, single: { [two]: south } })));
    expect(value(takeBack())).toEqual({ at: old, handed: 2 });
    expect([lead(one), lead(two)]).toEqual([old, south]);
    expect(invites()).toMatchObject({ institutionId: old, addresseeTenureId: addressee });
    expect(lines(world, one).map((l) => l.changes?.ledBy?.join(" > "))).toEqual(["NORTE > BANCO", "BANCO > NORTE", undefined]);
    expect(world.store.db.select().from(institutionSuccessions).where(eq(institutionSuccessions.fromId, old)).all()).toEqual([]);
  });

  it("is posted with what was not chosen one by one left empty", () => {
    const form = new FormData();
    const typed = {
      id: old,
      otherId: north,
      how: "after.replaced",
      on: "",
      act: "",
      to: north,
      [`single.${led()}`]: "",
      [`single.${led()}`]: "stays",
    };
    for (const [name, text] of Object.entries(typed)) form.set(name, text);
    const posted = parseWithZod(form, { schema: succeedInput });
    expect(posted.status).toBe("success");
  });

  it("divides what is open among several successors, and leaves what is to stay", () => {
    const [one, two, three] = [led(), led(), led()];
    value(follow({ to: "stays" }));
    expect(lead(one)).toBe(old);
    value(follow({ otherId: south, to: "stays", single: { [one]: north, [two]: south } }));
    expect([lead(one), lead(two), lead(three)]).toEqual([north, south, old]);
    expect(value(takeBack(south)).handed).toBe(2);
    expect([lead(one), lead(two)]).toEqual([old, old]);
  });

  it("leaves an invitation where the successor is invited already, or once it was answered", () => {
    const { briefingId = "" } = invites() ?? {};
    value(addInvitations(world.store, world.officer, { briefingId, institutions: [{ id: north, quota: 2, addressee: undefined }] }));
    expect(value(follow({ to: north })).handed).toBe(0);
    expect(invites()?.institutionId).toBe(old);
    value(
      recordAnswer(world.store, world.officer, { invitationId: invitation, value: "declined", channel: "phone", by: "other", byName: "A" }),
    );
    expect(pendingOf(world.store, world.officer, old).ahead).toEqual([]);
  });

  it("refuses whoever did not follow, and rolls all of it back", () => {
    const open = led();
    expect(refusal(follow({ to: south }))).toBe("not_a_successor");
    expect(refusal(follow({ otherId: old, to: "stays" }))).toBe("succeeds_itself");
    value(follow({ to: "stays" }));
    expect(refusal(follow({ to: north }))).toBe("succession_known");
    expect([lead(open), invites()?.institutionId]).toEqual([old, old]);
  });

  it("is not for managers, strangers or another office", () => {
    const open = led();
    const others: Actor[] = [aStaff(world.store, world.officeId, "manager"), world.stranger];
    for (const actor of others) {
      expect(fault(() => follow({ to: north }, actor as Staff))).toBeDefined();
      expect(fault(() => takeBack(north, actor as Staff))).toBeDefined();
    }
    expect(pendingOf(world.store, world.stranger, old)).toEqual({ led: [], shared: [], ahead: [] });
    expect(lead(open)).toBe(old);
  });
});
