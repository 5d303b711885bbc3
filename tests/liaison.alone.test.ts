import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { editTenureAction, leavePostAction, setLiaisonAction } from "@/app/actions/institutions";
import { releaseAddressee } from "@/core/invitations/links/commands";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { audits, briefings, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import { anOffice, aStaff, NOW } from "./factories";
import { type Invited, invited } from "./invited";

const door = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock("@/app/session", () => ({ currentStaff: async () => door.actor }));
vi.mock("@/app/kept", () => ({ dropPost: async () => {}, keepPost: async () => {} }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(to);
  },
}));

const globals = globalThis as { enlaceStore?: Store };
let at: Invited;

beforeEach(() => {
  at = invited({ briefing: { state: "inviting" } });
  globals.enlaceStore = at.store;
  door.actor = at.officer;
});
afterEach(() => {
  globals.enlaceStore = undefined;
});

const tenure = () => {
  const found = at.store.db.select().from(tenures).where(eq(tenures.personId, at.personId)).get();
  if (!found) throw new Error("no tenure");
  return found;
};
type Door = typeof setLiaisonAction;
/** Sends a form as the browser does; a form that is taken leads on. */
async function post(action: Door, fields: Record<string, string>): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries({ id: tenure().id, version: String(tenure().version), ...fields })) data.set(name, value);
  await expect(action({ id: "", ok: true, errors: [], values: {} }, data)).rejects.toThrow(/^\/(people|institutions)\//);
}
const opens = () => findInvitationByToken(at.store, at.token, NOW) !== undefined;
const audited = (action: string) => at.store.db.select().from(audits).where(eq(audits.action, action)).all();

describe("a liaison who is none any more", () => {
  it.each([
    ["the mark is taken away", setLiaisonAction, {}],
    ["the post is corrected without it", editTenureAction, { role: "director_cooperation", capacity: "holder" }],
    ["the post has ended", leavePostAction, { validTo: "2021-11-29" }],
  ] as const)("loses the links written to them when %s, and open invitations wait for another addressee", async (_, action, fields) => {
    expect(opens()).toBe(true);
    await post(action as Door, fields);
    expect(opens()).toBe(false);
    expect(currentLink(at.store, at.invitationId)).toBeUndefined();
    expect(at.row()).toMatchObject({ state: "sent", addresseeTenureId: null });
    expect(audited("invitations.link_revoked")).toMatchObject([{ actorId: at.officer.userId, institutionId: at.institutionId }]);
    expect(audited("invitations.edited")).toMatchObject([{ fields: ["addressee"] }]);
  });

  it("keeps the name, not the link, on an invitation to a meeting that is over", async () => {
    at.store.db.update(briefings).set({ state: "held" }).run();
    await post(setLiaisonAction, {});
    expect(opens()).toBe(false);
    expect(at.row().addresseeTenureId).toBe(tenure().id);
  });

  it("leaves what was written to others, and a mark that is given or a post that ends later", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId });
    await post(leavePostAction, { validTo: "2021-12-31" });
    await post(setLiaisonAction, { liaison: "on" });
    expect(opens()).toBe(true);
    await post(setLiaisonAction, {});
    expect(findInvitationByToken(at.store, other.token, NOW)).toBeDefined();
  });
});

describe("releaseAddressee", () => {
  it("refuses a manager, and knows no other office's post", () => {
    const post = { tenureId: tenure().id, institutionId: at.institutionId };
    const fault = (actor: Staff) => {
      try {
        releaseAddressee(at.store, actor, post);
      } catch (thrown) {
        return faultOf(thrown);
      }
      return undefined;
    };
    expect(fault(aStaff(at.store, at.officeId, "manager"))).toBe("forbidden");
    expect(fault(aStaff(at.store, anOffice(at.store, "cr")))).toBe("not_found");
    expect(opens()).toBe(true);
  });
});
