import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf } from "@/core/reports/calendar/queries";
import { daysOfMeeting, weeksOf } from "@/core/reports/calendar/rules";
import { holidays } from "@/db/schema";
import { addMonths, firstWeekday, instantOf, weekdayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { aFollowUp, agreed } from "../agreed";
import { aBriefing } from "../factories";

describe("weeksOf", () => {
  it("begins the week as the reader does, and holds the month whole", () => {
    const monday = weeksOf("2021-12", 1);
    expect([monday[0]?.[0], monday.at(-1)?.[6], monday.length]).toEqual(["2021-11-29", "2022-01-02", 5]);
    const sunday = weeksOf("2021-12", 7);
    expect([sunday[0]?.[0], sunday.at(-1)?.[6], sunday.length]).toEqual(["2021-11-28", "2022-01-01", 5]);
    expect(weeksOf("2021-02", 1)).toHaveLength(4);
    expect(weeksOf("2026-08", 1)).toHaveLength(6);
    expect([firstWeekday("es"), firstWeekday("en"), firstWeekday("fr")]).toEqual([7, 1, 1]);
  });

  it("has each day of any month once, in whole weeks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1319 }), fc.constantFrom(1, 7), (n, first) => {
        const month = addMonths("1990-01", n);
        const weeks = weeksOf(month, first);
        const days = weeks.flat();
        expect(new Set(days).size).toBe(days.length);
        expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? "") === first)).toBe(true);
        const own = days.filter((day) => day.startsWith(month));
        expect([own[0], own.length]).toEqual([`${month}-01`, new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 0)).getUTCDate()]);
        expect(weeks[0]?.some((day) => day.startsWith(month)) && weeks.at(-1)?.some((day) => day.startsWith(month))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("daysOfMeeting", () => {
  it("gives each day of a longer meeting that lies in the time looked at", () => {
    const meeting = { startsLocal: "2021-12-30T09:00", endsLocal: "2022-01-02T12:00" };
    expect(daysOfMeeting(meeting, "2021-12-01", "2021-12-31")).toEqual(["2021-12-30", "2021-12-31"]);
    expect(daysOfMeeting(meeting, "2022-01-01", "2022-01-31")).toEqual(["2022-01-01", "2022-01-02"]);
    expect(daysOfMeeting(meeting, "2022-02-01", "2022-02-28")).toEqual([]);
    expect(daysOfMeeting(meeting, "2021-11-01", "2021-11-30")).toEqual([]);
  });
});

describe("calendarOf", () => {
  const december = ["2021-12-01", "2021-12-31"] as const;

  it("gives meetings, last days to reply, what falls due and the days off", () => {
    const world = agreed();
    const { store, officer, officeId } = world;
    const id = aBriefing(store, officeId);
    const due = aFollowUp(world, { dueOn: "2021-12-20" });
    aFollowUp(world, { dueOn: "2021-12-20", state: "verified" });
    aFollowUp(world, { dueOn: "2022-01-03" });
    store.db
      .insert(holidays)
      .values({ id: newId("hol"), officeId, day: "2021-12-08", name: { es: "Día de la Madre" } })
      .run();
    const calendar = calendarOf(store, officer, ...december);
    expect(calendar.meetings.map(({ day, briefing }) => [day, briefing.id])).toEqual([["2021-12-14", id]]);
    expect(calendar.replies.map(({ day, briefing }) => [day, briefing.id])).toEqual([["2021-12-03", id]]);
    expect(calendar.dues).toMatchObject([{ id: due, dueOn: "2021-12-20" }]);
    expect(calendar.closed.map(({ day }) => day)).toEqual(["2021-12-08"]);
    expect(calendar.cut).toBe(false);
  });

  it("counts the days of a meeting on its own clock, and shows one that began the month before", () => {
    const { store, officer, officeId } = agreed();
    const [startsLocal, zone] = ["2021-12-01T00:30", "Pacific/Kiritimati"];
    const over = { replyBy: null, zone, endsLocal: "2021-12-01T02:00", startsLocal, startsAt: instantOf(startsLocal, zone) };
    const early = aBriefing(store, officeId, over);
    const long = aBriefing(store, officeId, { replyBy: null, startsLocal: "2021-11-30T09:00", endsLocal: "2021-12-02T12:00" });
    const days = calendarOf(store, officer, ...december).meetings.map(({ day, briefing }) => [day, briefing.id]);
    expect(days).toEqual([
      ["2021-12-01", early],
      ["2021-12-01", long],
      ["2021-12-02", long],
    ]);
    expect(calendarOf(store, officer, "2021-11-01", "2021-11-30").meetings.map(({ briefing }) => briefing.id)).toEqual([long]);
  });

  it("leaves out what was called off or has no date", () => {
    const { store, officer, officeId } = agreed();
    aBriefing(store, officeId, { state: "cancelled" });
    aBriefing(store, officeId, { state: "postponed", dateOpen: true });
    expect(calendarOf(store, officer, ...december)).toMatchObject({ meetings: [], replies: [] });
  });

  it("shows nothing of another office", () => {
    const world = agreed();
    aBriefing(world.store, world.officeId);
    aFollowUp(world, { dueOn: "2021-12-20" });
    expect(calendarOf(world.store, world.stranger, ...december)).toEqual({
      meetings: [],
      replies: [],
      dues: [],
      cut: false,
      closed: [],
      pauses: [],
    });
  });
});
