import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { addFollowUp } from "@/core/followups/commands";
import { handOver, undoHandover } from "@/core/followups/handover/commands";
import { handOverInput } from "@/core/followups/handover/input";
import { holdingsOf, lastHandover } from "@/core/followups/handover/queries";
import { addFollowUpInput } from "@/core/followups/input";
import { findFollowUp } from "@/core/followups/queries";
import type { Staff } from "@/core/kernel/actor";
import { disableUser } from "@/core/offices/commands";
import { agendaItems, audits, briefings, followUpUpdates, histories, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { aBriefing, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let admin: Staff;
let leaving: Staff;
let ana: Staff;
let luis: Staff;

const named = (name: string, role: "officer" | "admin" = "officer"): Staff => {
  const staff = aStaff(store, officeId, role);
  store.db.update(users).set({ name }).where(eq(users.id, staff.userId)).run();
  return { ...staff, name };
};
const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const fault = (kind: string) => expect.objectContaining({ fault: kind });

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  admin = named("Elena", "admin");
  leaving = named("Marisol");
  ana = named("Ana");
  luis = named("Luis");
});

const owned = (over: Partial<typeof briefings.$inferInsert> = {}) => aBriefing(store, officeId, { ownerId: leaving.userId, ...over });
const led = (what: string) =>
  value(addFollowUp(store, leaving, addFollowUpInput.parse({ what, lead: `office:${leaving.userId}`, parties: [] }))).id;
const spoken = (briefingId: string) => {
  const id = newId("agi");
  const speakers = [{ name: "Marisol", post: "Officer" }, { name: "A. Ruiz" }];
  store.db
    .insert(agendaItems)
    .values({ id, officeId, briefingId, position: 0, kind: "opening", title: {}, minutes: 10, speakers, createdAt: NOW, version: 1 })
    .run();
  return id;
};
const give = (over: Record<string, unknown>, actor = admin) =>
  handOver(store, actor, handOverInput.parse({ userId: leaving.userId, rows: [], ...over }));
const ownerOf = (id: string) => findBriefing(store, admin, id)?.ownerId;

describe("holdingsOf", () => {
  it("lists what a colleague holds and what is over no longer counts", () => {
    const briefing = owned();
    owned({ state: "closed" });
    aBriefing(store, officeId, { ownerId: ana.userId });
    const item = spoken(briefing);
    const followUp = led("Send the protocol");
    expect(holdingsOf(store, admin, leaving.userId).map(({ kind, id }) => [kind, id])).toEqual([
      ["briefing", briefing],
      ["follow_up", followUp],
      ["speaker", item],
    ]);
    expect(holdingsOf(store, ana, leaving.userId)).toEqual([]);
    expect(holdingsOf(store, aStaff(store, anOffice(store, "cr"), "admin"), leaving.userId)).toEqual([]);
  });
});

describe("handOver", () => {
  it("hands each group to one, single rows to others, and leaves what is to stay", () => {
    const [first, second, third] = [owned(), owned(), owned()];
    const followUp = led("Send the protocol");
    const rows = [
      { kind: "briefing", id: second, to: luis.userId },
      { kind: "briefing", id: third, to: "stays" },
    ];
    expect(value(give({ briefing: ana.userId, follow_up: luis.userId, rows })).n).toBe(3);
    expect([first, second, third].map(ownerOf)).toEqual([ana.userId, luis.userId, leaving.userId]);
    expect(findFollowUp(store, admin, followUp)?.leadUserId).toBe(luis.userId);
    expect(holdingsOf(store, admin, leaving.userId).map(({ id }) => id)).toEqual([third]);
  });

  it("writes who handed it to whom into every history", () => {
    owned();
    const followUp = led("Send the protocol");
    give({ briefing: ana.userId, follow_up: luis.userId });
    const acts = store.db
      .select()
      .from(audits)
      .all()
      .map((a) => a.action);
    expect(acts.slice(-3)).toEqual(["briefings.handed_over", "followups.handed_over", "offices.handed_over"]);
    const owners = store.db.select().from(histories).where(eq(histories.field, "ownerId")).all();
    expect(owners).toMatchObject([{ before: leaving.userId, after: ana.userId }]);
    const told = store.db.select().from(followUpUpdates).where(eq(followUpUpdates.followUpId, followUp)).all().at(-1);
    expect(told).toMatchObject({ kind: "edit", byName: "Elena", changes: { handedOver: ["Marisol", "Luis"] } });
  });

  it("puts the receiver's name on the agenda, and the old one with its post back", () => {
    const item = spoken(owned());
    const speakers = () => store.db.select().from(agendaItems).where(eq(agendaItems.id, item)).get()?.speakers;
    give({ speaker: ana.userId });
    expect(speakers()).toEqual([{ name: "Ana" }, { name: "A. Ruiz" }]);
    const last = lastHandover(store, admin, leaving.userId);
    value(undoHandover(store, admin, { handoverId: last?.id ?? "" }));
    expect(speakers()).toEqual([{ name: "Marisol", post: "Officer" }, { name: "A. Ruiz" }]);
  });

  it("refuses an act that moves nothing, a receiver who is out or elsewhere, and takes back all of it", () => {
    const briefing = owned();
    expect(give({})).toMatchObject({ code: "nothing_handed_over" });
    disableUser(store, admin, { userId: luis.userId });
    const followUp = led("Send the protocol");
    expect(give({ briefing: ana.userId, follow_up: luis.userId })).toMatchObject({ code: "receiver_unknown" });
    expect(give({ briefing: aStaff(store, anOffice(store, "cr")).userId })).toMatchObject({ code: "receiver_unknown" });
    expect(give({ briefing: leaving.userId })).toMatchObject({ code: "receiver_unknown" });
    expect(ownerOf(briefing)).toBe(leaving.userId);
    expect(findFollowUp(store, admin, followUp)?.leadUserId).toBe(leaving.userId);
  });

  it("touches nothing that is not theirs, whatever the form says", () => {
    const other = aBriefing(store, officeId, { ownerId: ana.userId });
    expect(give({ rows: [{ kind: "briefing", id: other, to: luis.userId }] })).toMatchObject({ code: "nothing_handed_over" });
    expect(ownerOf(other)).toBe(ana.userId);
  });

  it("is for the office's administrators", () => {
    owned();
    expect(() => give({ briefing: ana.userId }, ana)).toThrow(fault("forbidden"));
    expect(() => give({ briefing: ana.userId }, aStaff(store, anOffice(store, "cr"), "admin"))).toThrow(fault("not_found"));
  });

  it("works for somebody who is out already", () => {
    const briefing = owned();
    disableUser(store, admin, { userId: leaving.userId });
    expect(value(give({ briefing: ana.userId })).n).toBe(1);
    expect(ownerOf(briefing)).toBe(ana.userId);
  });
});

describe("undoHandover", () => {
  it("gives back what still lies where it went, once", () => {
    const [first, second] = [owned(), owned()];
    give({ briefing: ana.userId });
    store.db.update(briefings).set({ ownerId: luis.userId }).where(eq(briefings.id, second)).run();
    const handoverId = lastHandover(store, admin, leaving.userId)?.id ?? "";
    expect(() => undoHandover(store, ana, { handoverId })).toThrow(fault("forbidden"));
    expect(() => undoHandover(store, aStaff(store, anOffice(store, "cr"), "admin"), { handoverId })).toThrow(fault("not_found"));
    expect(value(undoHandover(store, admin, { handoverId })).n).toBe(1);
    expect([ownerOf(first), ownerOf(second)]).toEqual([leaving.userId, luis.userId]);
    expect(undoHandover(store, admin, { handoverId })).toMatchObject({ code: "handover_undone" });
    expect(lastHandover(store, admin, leaving.userId)).toBeUndefined();
  });
});
