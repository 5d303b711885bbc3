import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { agendaTimes, byDay } from "@/core/briefings/agenda/rules";
import type { Paper } from "@/core/briefings/materials/rules";
import { nextStep, readiness, type Standing } from "@/core/briefings/overview/rules";
import { canMove, clockOf, isOpenForInvitations, minutesBetween, readClock, replyByFor } from "@/core/briefings/rules";
import { workingDaysBetween } from "@/core/offices/rules";
import { type BriefingState, briefingStates } from "@/db/schema/briefings";
import { localOf } from "@/lib/dates";

const zones = ["America/New_York", "America/Santiago", "Europe/Zurich", "America/Panama"] as const;

/** A wall-clock minute between 2020 and 2029. */
const local = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2029, 11, 31) / 60_000 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(0, 16));

/** Wall-clock minutes in the days round a change of the clock, where the wrong ones are. */
const nearChange = (zone: string) =>
  fc.tuple(fc.integer({ min: 2020, max: 2029 }), fc.boolean(), fc.integer({ min: -300, max: 300 })).map(([year, next, minutes]) => {
    const start = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${zone}]`);
    const first = start.getTimeZoneTransition("next");
    const change = (next ? first?.getTimeZoneTransition("next") : first) ?? start;
    return change.toPlainDateTime().add({ minutes }).toString({ smallestUnit: "minute" });
  });

/** How many instants a wall clock shows a time at, counted independently of the code: every quarter of an hour of offset. */
function instantsShowing(text: string, zone: string): number[] {
  const asUtc = Date.parse(`${text}:00Z`);
  const found: number[] = [];
  for (let offset = -14 * 60; offset <= 14 * 60; offset += 15) {
    const at = asUtc - offset * 60_000;
    if (localOf(at, zone) === text) found.push(at);
  }
  return found;
}

describe("readClock", () => {
  for (const zone of zones) {
    it(`gives the one instant at which a clock in ${zone} shows a time, or says that there is none or two`, () => {
      fc.assert(
        fc.property(fc.oneof(local, nearChange(zone)), (text) => {
          const shown = instantsShowing(text, zone);
          const reading = readClock(text, zone);
          if (shown.length === 1) expect(reading).toEqual({ at: shown[0] });
          else expect(reading).toEqual({ wrong: shown.length === 0 ? "skipped" : "doubled" });
        }),
        { numRuns: 150 },
      );
    });
  }

  it("never refuses an hour in Panama, whose clock does not change", () => {
    fc.assert(fc.property(local, (text) => "at" in readClock(text, "America/Panama")));
  });

  it("knows the hours that New York, Santiago and Zurich skip and double", () => {
    expect(readClock("2022-03-13T02:30", "America/New_York")).toEqual({ wrong: "skipped" });
    expect(readClock("2022-11-06T01:30", "America/New_York")).toEqual({ wrong: "doubled" });
    expect(readClock("2022-03-27T02:30", "Europe/Zurich")).toEqual({ wrong: "skipped" });
    expect(readClock("2022-10-30T02:30", "Europe/Zurich")).toEqual({ wrong: "doubled" });
    expect(readClock("2022-09-11T00:30", "America/Santiago")).toEqual({ wrong: "skipped" });
    expect(readClock("2022-04-02T23:30", "America/Santiago")).toEqual({ wrong: "doubled" });
  });
});

describe("clockOf", () => {
  it("keeps the wall clock as the truth, whatever the offset of the day", () => {
    fc.assert(
      fc.property(local, fc.constantFrom(...zones), fc.integer({ min: 1, max: 600 }), (starts, zone, minutes) => {
        const ends = new Date(Date.parse(`${starts}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
        const clock = clockOf(starts, ends, zone);
        if ("ok" in clock) return;
        expect([localOf(clock.startsAt, zone), localOf(clock.endsAt, zone)]).toEqual([starts, ends]);
      }),
    );
  });

  it("measures the end by the instant: a meeting over the doubled hour may end at an earlier-looking one", () => {
    expect(clockOf("2022-11-05T23:00", "2022-11-06T03:00", "America/New_York")).toMatchObject({
      endsAt: Date.parse("2022-11-06T08:00:00Z"),
    });
    expect(clockOf("2022-11-06T09:00", "2022-11-06T09:00", "America/New_York")).toMatchObject({ code: "ends_before_start" });
  });
});

describe("agendaTimes", () => {
  const items = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 600 }) }), { maxLength: 20 });

  it("begins each item when the one before it ends, and loses no minute", () => {
    fc.assert(
      fc.property(local, items, fc.integer({ min: 0, max: 1440 }), (starts, agenda, planned) => {
        const ends = new Date(Date.parse(`${starts}:00Z`) + planned * 60_000).toISOString().slice(0, 16);
        const { times, end, overrun } = agendaTimes(starts, agenda, ends);
        expect(times.map((t) => minutesBetween(t.start, t.end))).toEqual(agenda.map((i) => i.minutes));
        expect(times.map((t) => t.start)).toEqual([starts, ...times.map((t) => t.end)].slice(0, agenda.length));
        expect(end).toBe(times.at(-1)?.end ?? starts);
        expect(overrun).toBe(agenda.reduce((sum, i) => sum + i.minutes, 0) - planned);
      }),
    );
  });

  it("gives the hours of the model case", () => {
    const { times, overrun } = agendaTimes(
      "2021-12-14T09:00",
      [20, 10, 30, 40, 15, 5].map((minutes) => ({ minutes })),
      "2021-12-14T11:00",
    );
    expect(times.map((t) => t.start.slice(11))).toEqual(["09:00", "09:20", "09:30", "10:00", "10:40", "10:55"]);
    expect(overrun).toBe(0);
  });
});

describe("byDay", () => {
  const starts = (from: string, minutes: number[]) =>
    agendaTimes(
      from,
      minutes.map((m) => ({ minutes: m })),
      from,
    ).times;
  const shape = (from: string, minutes: number[]) => byDay(starts(from, minutes)).map(({ day, items }) => [day, items.length]);

  it("leaves the agenda of one day whole, also when it ends at midnight", () => {
    expect(shape("2021-12-14T09:00", [20, 10, 30])).toEqual([["2021-12-14", 3]]);
    expect(shape("2021-12-14T22:00", [60, 60])).toEqual([["2021-12-14", 2]]);
    expect(shape("2021-12-14T09:00", [])).toEqual([]);
  });

  it("breaks where an item begins at midnight or after it, not where one lasts past it", () => {
    expect(shape("2021-12-14T22:00", [60, 60, 10])).toEqual([
      ["2021-12-14", 2],
      ["2021-12-15", 1],
    ]);
    expect(shape("2021-12-31T23:30", [60, 30, 30])).toEqual([
      ["2021-12-31", 1],
      ["2022-01-01", 2],
    ]);
  });

  it("loses no item, keeps their order, and gives each day once", () => {
    fc.assert(
      fc.property(local, fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 20 }), (from, minutes) => {
        const times = starts(from, minutes);
        const days = byDay(times);
        expect(days.flatMap(({ items }) => items)).toEqual(times);
        expect(days.every(({ day, items }) => items.every((item) => item.start.startsWith(day)))).toBe(true);
        expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
      }),
    );
  });
});

describe("replyByFor", () => {
  it("is a working day after today and before the meeting, so many working days away, or there is none", () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2021, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const off = fc.array(day, { maxLength: 30 }).map((days) => new Set(days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 15 }), off, day, (meeting, n, holidays, today) => {
        const found = replyByFor(meeting, n, holidays, today);
        if (found === undefined) return;
        expect(found > today && found < meeting).toBe(true);
        expect(holidays.has(found)).toBe(false);
        expect(workingDaysBetween(found, meeting, holidays)).toBeLessThanOrEqual(n);
      }),
    );
  });

  it("comes nearer when the usual distance has passed, and gives up on the eve", () => {
    const none = new Set<string>();
    expect(replyByFor("2021-12-14", 6, none, "2021-11-30")).toBe("2021-12-06");
    expect(replyByFor("2021-12-14", 6, none, "2021-12-09")).toBe("2021-12-10");
    expect(replyByFor("2021-12-14", 6, none, "2021-12-13")).toBeUndefined();
  });

  it("walks back once, however many working days it is given", () => {
    const began = performance.now();
    expect(replyByFor("2022-12-14", 1500, new Set(), "2021-11-30")).toBe("2021-12-01");
    expect(performance.now() - began).toBeLessThan(300);
  });
});

describe("canMove", () => {
  it("lets nothing leave a cancelled briefing, and only what was announced be postponed", () => {
    for (const to of briefingStates) expect(canMove("cancelled", to)).toBe(false);
    expect(briefingStates.filter((from) => canMove(from, "postponed"))).toEqual(["scheduled", "inviting", "under_way", "postponed"]);
  });

  it("takes invitations until the meeting begins", () => {
    expect(briefingStates.filter((state) => isOpenForInvitations({ state }))).toEqual(["draft", "scheduled", "inviting", "postponed"]);
  });
});

describe("nextStep", () => {
  const none = { invited: 0, tentative: 0, toDesignate: 0, nobodyNamed: 0 };
  const noFollowUps = { total: 0, open: 0, verified: 0 };
  const owed = (all: number, due = all, noAddress = 0) => ({ all, due, noAddress });
  const quiet = {
    ready: 0,
    leaving: 0,
    held: 0,
    onHold: 0,
    noAddress: 0,
    answersOwed: owed(0),
    namesOwed: owed(0),
    followUps: noFollowUps,
    cameOpen: 0,
    toThank: 0,
    now: 50,
  };
  const step = (
    state: BriefingState,
    over: Partial<Omit<Standing, "counts">> & { counts?: Partial<Standing["counts"]>; dateOpen?: boolean } = {},
  ) =>
    nextStep(
      { state, startsAt: 100, endsAt: 200, dateOpen: over.dateOpen ?? false },
      { ...quiet, ...over, counts: { ...none, ...over.counts } },
    );

  it("follows the invitations until the day", () => {
    expect(step("draft")).toEqual({ key: "invite" });
    expect(step("scheduled", { counts: { invited: 10 }, ready: 8, noAddress: 2 })).toEqual({ key: "send", n: 8, lacking: 2 });
    expect(step("scheduled", { counts: { invited: 10 }, held: 9, noAddress: 1 })).toEqual({ key: "clearance", n: 9 });
    expect(step("scheduled", { counts: { invited: 10 }, onHold: 9, noAddress: 1 })).toEqual({ key: "ministry", n: 9 });
    expect(step("inviting", { counts: { invited: 10 }, onHold: 2, answersOwed: owed(4) })).toMatchObject({ key: "remind" });
    expect(step("inviting", { counts: { invited: 10 }, leaving: 10 })).toEqual({ key: "leaving", n: 10 });
    expect(step("inviting", { counts: { invited: 10, toDesignate: 2 }, answersOwed: owed(4, 3, 1) })).toEqual({
      key: "remind",
      owed: owed(4, 3, 1),
      of: 10,
    });
    expect(step("inviting", { counts: { invited: 10, toDesignate: 2, nobodyNamed: 1 }, namesOwed: owed(2) })).toEqual({
      key: "names",
      n: 3,
      owed: owed(2),
    });
    expect(step("inviting", { counts: { invited: 10, tentative: 1 } })).toEqual({ key: "tentative", n: 1 });
    expect(step("inviting", { counts: { invited: 10 } })).toEqual({ key: "ready", n: 10 });
  });

  it("asks for the new date of a postponed briefing, however late it is", () => {
    expect(step("postponed", { dateOpen: true, now: 999 })).toEqual({ key: "new_date" });
    expect(step("postponed", { counts: { invited: 3 }, answersOwed: owed(1) })).toEqual({ key: "remind", owed: owed(1), of: 3 });
  });

  it("counts who confirmed the new date until nobody is silent about it", () => {
    const counts = { invited: 10, toDesignate: 2 };
    const newDate = { confirmed: 6, of: 10 };
    const silent = { counts, newDate, answersOwed: owed(3) };
    expect(step("postponed", silent)).toEqual({ key: "reconfirm", owed: owed(3), confirmed: 6, of: 10 });
    expect(step("postponed", { ...silent, now: 100 })).toEqual({ key: "begin" });
    expect(step("postponed", { counts, newDate })).toMatchObject({ key: "names", n: 2 });
    expect(step("postponed", { ...silent, newDate: { confirmed: 0, of: 0 } })).toMatchObject({ key: "remind", of: 10 });
  });

  it("lets no institution without an address stand in the way of a reminder, nor of sending", () => {
    const counts = { invited: 10, toDesignate: 2 };
    expect(step("inviting", { counts, noAddress: 1, answersOwed: owed(4, 3, 1) })).toMatchObject({ key: "remind" });
    expect(step("inviting", { counts, noAddress: 1 })).toEqual({ key: "reach", n: 1 });
  });

  it("asks whether the meeting began and was held once its hours have come", () => {
    expect(step("inviting", { counts: { invited: 10 }, answersOwed: owed(4), now: 100 })).toEqual({ key: "begin" });
    expect(step("inviting", { counts: { invited: 10 }, answersOwed: owed(4), now: 200 })).toEqual({ key: "held_yet" });
    expect(step("draft", { now: 150 })).toEqual({ key: "invite" });
    expect(step("under_way", { now: 150 })).toEqual({ key: "end" });
  });

  it("goes on to what was agreed, then closes", () => {
    expect(step("held")).toEqual({ key: "agree" });
    expect(step("held", { followUps: { total: 6, open: 4, verified: 2 } })).toEqual({ key: "follow", n: 4, of: 6 });
    expect(step("held", { followUps: { total: 6, open: 0, verified: 6 } })).toEqual({ key: "close", n: 6 });
    expect(step("closed", { followUps: { total: 6, open: 2, verified: 4 } })).toEqual({ key: "closed_open", n: 2, of: 6 });
    expect(step("closed")).toEqual({ key: "closed" });
    expect(step("cancelled")).toEqual({ key: "cancelled" });
  });
});

describe("readiness", () => {
  const complete = {
    title: { es: "T", en: "T" },
    purpose: { es: "P", en: "P" },
    accessNotes: { es: "A", en: "A" },
    startsLocal: "2021-12-14T09:00",
    endsLocal: "2021-12-14T11:00",
    dateOpen: false,
    mode: "hybrid" as const,
    venue: "Sala",
    onlineUrl: "https://meet.example",
    replyBy: "2021-12-03",
  };
  const agenda = [{ id: "a", kind: "opening", minutes: 120, speakers: [{ name: "S" }] }];
  const papers = [
    { language: "es", visibility: "invited", shown: 1 },
    { language: "en", visibility: "public", shown: 2 },
  ] as const;
  const around = {
    papers: papers as readonly Paper[],
    languages: ["es", "en"] as const,
    noAddress: 0,
    invited: 2,
    holidays: new Set<string>(),
  };
  const open = (briefing: Record<string, unknown>, items = agenda, more: Partial<typeof around> = {}) =>
    readiness({ ...complete, ...briefing } as never, items, { ...around, ...more })
      .filter((check) => !check.done)
      .map((check) => check.key);

  it("has nothing open when everything is there, in eight lines at most", () => {
    const checks = readiness(complete, agenda, around);
    expect(checks.every((check) => check.done)).toBe(true);
    expect(checks.length).toBeLessThanOrEqual(8);
    expect(checks).toContainEqual({
      key: "agenda",
      done: true,
      n: 1,
      starts: complete.startsLocal,
      ends: complete.endsLocal,
      opened: true,
    });
  });

  it("names what is missing, open lines first", () => {
    expect(open({ title: { es: "T" } })).toEqual(["title"]);
    expect(open({ venue: null, onlineUrl: null })).toEqual(["place", "online"]);
    expect(open({ mode: "online", venue: null, accessNotes: {} })).toEqual([]);
    expect(open({}, [])).toEqual(["agenda_empty"]);
    expect(open({}, [{ id: "a", kind: "opening", minutes: 130, speakers: [] }] as never)).toEqual(["agenda_over", "speaker"]);
    expect(open({}, agenda, { noAddress: 2 })).toEqual(["addresses"]);
    expect(open({}, agenda, { papers: papers.slice(0, 1) })).toEqual(["papers"]);
    expect(open({}, agenda, { holidays: new Set(["2021-12-14", "2021-12-03"]) })).toEqual(["working_day", "reply_by"]);
    const [first] = readiness({ ...complete, venue: null }, agenda, around);
    expect(first).toMatchObject({ key: "place", done: false });
  });
});
