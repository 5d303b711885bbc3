import { describe, expect, it } from "vitest";
import { copyPlan } from "@/core/briefings/copying/commands";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { readClock } from "@/core/briefings/rules";
import { instantOf, offsetOf } from "@/lib/dates";
import { aBriefing, anOffice, aStaff, emptyStore } from "../factories";
import { refusal, value } from "../invited";

/** Of each place: an hour its clock skips, one it shows twice, and its offsets in January and July 2024. */
const places = [
  { zone: "America/Santiago", skipped: "2024-09-08T00:30", doubled: "2024-04-06T23:30", offsets: ["UTC−3", "UTC−4"] },
  { zone: "America/New_York", skipped: "2024-03-10T02:30", doubled: "2024-11-03T01:30", offsets: ["UTC−5", "UTC−4"] },
  { zone: "America/Havana", skipped: "2024-03-10T00:30", doubled: "2024-11-03T00:30", offsets: ["UTC−5", "UTC−4"] },
  { zone: "America/Asuncion", skipped: "2023-10-01T00:30", doubled: "2024-03-23T23:30", offsets: ["UTC−3", "UTC−4"] },
  { zone: "America/Port-au-Prince", skipped: "2024-03-10T02:30", doubled: "2024-11-03T01:30", offsets: ["UTC−5", "UTC−4"] },
] as const;

const at = (local: string, zone: string): number => {
  const found = instantOf(local, zone);
  if (found === undefined) throw new Error(`${local} is no hour in ${zone}`);
  return found;
};

describe.each(places)("the clock of $zone", ({ zone, skipped, doubled, offsets }) => {
  /** A meeting at the hour that is to be skipped or doubled, a fortnight before that happens. */
  function house(local: string) {
    const store = emptyStore();
    const officeId = anOffice(store);
    const before = new Date(Date.parse(`${local.slice(0, 10)}T00:00:00Z`) - 14 * 86_400_000).toISOString().slice(0, 10);
    const [startsLocal, endsLocal] = [`${before}T${local.slice(11)}`, `${before}T${local.startsWith(doubled) ? "23:50" : "06:00"}`];
    const id = aBriefing(store, officeId, { zone, startsLocal, endsLocal, startsAt: at(startsLocal, zone), endsAt: at(endsLocal, zone) });
    return { store, officer: { ...aStaff(store, officeId), now: at(startsLocal, zone) - 30 * 86_400_000 }, id, day: local.slice(0, 10) };
  }

  it("is read with the offset of the day", () => {
    expect(["2024-01-15T12:00", "2024-07-15T12:00"].map((local) => offsetOf(zone, at(local, zone)))).toEqual(offsets);
  });

  it("skips an hour and shows another twice, and both are refused by name: when copied and when put off", () => {
    expect(readClock(skipped, zone)).toEqual({ wrong: "skipped" });
    expect(readClock(doubled, zone)).toEqual({ wrong: "doubled" });
    for (const [local, code] of [
      [skipped, "hour_skipped"],
      [doubled, "hour_doubled"],
    ] as const) {
      const { store, officer, id, day } = house(local);
      expect(copyPlan(store, officer, { briefingId: id, day, past: false })).toMatchObject({ code, field: "starts", params: { zone } });
      expect(refusal(postponeBriefing(store, officer, { briefingId: id, day, reason: "x" }))).toBe(code);
    }
  });

  it("keeps its hour when a briefing is copied across the change, and the instant moves by it", () => {
    const { store, officer, id, day } = house(skipped);
    const moved = value(copyPlan(store, officer, { briefingId: id, day, starts: "10:00", ends: "11:00", past: false }));
    const copy = findBriefing(store, officer, moved.id);
    expect(copy?.startsLocal.slice(11)).toBe("10:00");
    expect(copy?.startsAt).toBe(at(`${day}T10:00`, zone));
    const fortnight = 14 * 86_400_000;
    const source = findBriefing(store, officer, id);
    expect(at(`${day}T10:00`, zone) - at(`${source?.startsLocal.slice(0, 10)}T10:00`, zone)).toBe(fortnight - 3_600_000);
  });
});
