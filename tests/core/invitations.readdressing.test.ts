import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { readdressInvitation } from "@/core/invitations/readdressing/commands";
import { audits, messages, people, tenures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { anOffice, aStaff, NOW } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let at: Invited;
let other: string;

/** A second person of the institution. */
beforeEach(() => {
  at = invited({ briefing: { state: "inviting" } });
  const personId = newId("per");
  other = newId("ten");
  const { officeId, institutionId } = at;
  const [known] = at.store.db.select().from(people).all();
  if (!known) throw new Error("nobody");
  at.store.db
    .insert(people)
    .values({ ...known, id: personId, displayName: "Eva Sol", email: "eva@minsa.example" })
    .run();
  at.store.db
    .insert(tenures)
    .values({
      id: other,
      officeId,
      personId,
      institutionId,
      role: "director_cooperation",
      capacity: "holder",
      liaison: false,
      createdAt: NOW,
    })
    .run();
});

const readdress = (actor = at.officer, addressee = other) =>
  readdressInvitation(at.store, actor, { invitationId: at.invitationId, addressee });
const queued = () =>
  at.store.db
    .select()
    .from(messages)
    .where(and(eq(messages.kind, "invitation"), eq(messages.state, "queued")))
    .all();

describe("an invitation that came back", () => {
  it("goes to somebody else of the institution by one act, with a link of its own, and both are recorded", () => {
    expect(value(readdress())).toMatchObject({ briefingId: at.briefingId, n: 1 });
    expect(queued()).toMatchObject([{ toAddress: "eva@minsa.example", toName: "Eva Sol" }]);
    expect(at.row().addresseeTenureId).toBe(other);
    expect(findInvitationByToken(at.store, at.token, NOW)).toBeUndefined();
    const acts = at.store.db
      .select()
      .from(audits)
      .all()
      .map((a) => a.action);
    expect(acts).toEqual(expect.arrayContaining(["invitations.edited", "invitations.resent"]));
  });

  it("stays as it was where the other cannot be written to, and for strangers", () => {
    at.store.db.update(people).set({ email: null }).where(eq(people.displayName, "Eva Sol")).run();
    expect(refusal(readdress())).toBe("address_missing");
    expect(at.row().addresseeTenureId).not.toBe(other);
    const fault = (kind: string) => expect.objectContaining({ fault: kind });
    expect(() => readdress(aStaff(at.store, at.officeId, "manager"))).toThrow(fault("forbidden"));
    expect(() => readdress(aStaff(at.store, anOffice(at.store, "cr")))).toThrow(fault("not_found"));
    expect(() => readdress(at.officer, newId("ten"))).toThrow(fault("not_found"));
  });
});
