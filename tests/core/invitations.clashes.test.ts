import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { clashesOf } from "@/core/invitations/clashes/queries";
import { addInvitations } from "@/core/invitations/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { briefings } from "@/db/schema";
import { instantOf } from "@/lib/dates";
import { aBriefing, anOffice, aStaff } from "../factories";
import { invited, value } from "../invited";

/** MINSA is invited to two briefings of the office; the second one meets on another day unless said. */
function two(day = "2021-12-16", lastDay = day) {
  const world = invited();
  const { store, officeId, officer, institutionId } = world;
  const [startsLocal, endsLocal] = [`${day}T15:00`, `${lastDay}T17:00`];
  const other = aBriefing(store, officeId, { startsLocal, endsLocal });
  const { added } = value(
    addInvitations(store, officer, { briefingId: other, institutions: [{ id: institutionId, quota: 1, addressee: undefined }] }),
  );
  return { ...world, other, otherInvitation: added[0] ?? "" };
}

describe("clashesOf", () => {
  it("names the other briefing of the day and whom both invite", () => {
    const { store, officer, briefingId, institutionId, other } = two("2021-12-14");
    expect(clashesOf(store, officer, briefingId, "2021-12-14")).toMatchObject([{ briefingId: other, institutionIds: [institutionId] }]);
    expect(clashesOf(store, officer, other, "2021-12-14")).toMatchObject([{ briefingId }]);
  });

  it("looks at the day asked for, on each day of a longer meeting", () => {
    const { store, officer, briefingId } = two("2021-12-16", "2021-12-18");
    const on = (from: string, to?: string) => clashesOf(store, officer, briefingId, from, to).length;
    expect([on("2021-12-15"), on("2021-12-16"), on("2021-12-18"), on("2021-12-19")]).toEqual([0, 1, 1, 0]);
    expect(on("2021-12-14", "2021-12-16")).toBe(1);
  });

  it("counts days on the clock of each meeting", () => {
    const { store, officer, briefingId, other } = two();
    const startsLocal = "2021-12-14T23:30";
    store.db
      .update(briefings)
      .set({
        startsLocal,
        endsLocal: "2021-12-14T23:45",
        zone: "Pacific/Kiritimati",
        startsAt: instantOf(startsLocal, "Pacific/Kiritimati"),
      })
      .where(eq(briefings.id, other))
      .run();
    expect(clashesOf(store, officer, briefingId, "2021-12-14")).toHaveLength(1);
    expect(clashesOf(store, officer, briefingId, "2021-12-13")).toHaveLength(0);
  });

  it("leaves out what was called off, has no date, or was withdrawn", () => {
    for (const over of [{ state: "cancelled" as const }, { dateOpen: true }]) {
      const { store, officer, briefingId, other } = two("2021-12-14");
      store.db.update(briefings).set(over).where(eq(briefings.id, other)).run();
      expect(clashesOf(store, officer, briefingId, "2021-12-14")).toEqual([]);
    }
    const { store, officer, briefingId, otherInvitation } = two("2021-12-14");
    value(withdrawInvitation(store, officer, { id: otherInvitation }));
    expect(clashesOf(store, officer, briefingId, "2021-12-14")).toEqual([]);
  });

  it("knows nothing of another office", () => {
    const { store, briefingId } = two("2021-12-14");
    expect(clashesOf(store, aStaff(store, anOffice(store, "cr")), briefingId, "2021-12-14")).toEqual([]);
  });
});
