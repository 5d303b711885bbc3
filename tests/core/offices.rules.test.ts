import { describe, expect, it } from "vitest";
import { daysOf, isWorkingDay, noteOn, workingDayOnOrAfter, workingDaysBefore, workingDaysBetween } from "@/core/offices/rules";
import { addDays } from "@/lib/dates";

const holidays = new Set(["2021-12-08"]);

describe("isWorkingDay", () => {
  it("works from Monday to Friday", () => {
    expect(isWorkingDay("2021-12-10", holidays)).toBe(true);
    expect(isWorkingDay("2021-12-11", holidays)).toBe(false);
    expect(isWorkingDay("2021-12-12", holidays)).toBe(false);
  });

  it("rests on a holiday", () => {
    expect(isWorkingDay("2021-12-08", holidays)).toBe(false);
    expect(isWorkingDay("2021-12-08", new Set())).toBe(true);
  });
});

describe("workingDayOnOrAfter", () => {
  it("leaves a working day where it is", () => {
    expect(workingDayOnOrAfter("2021-12-07", holidays)).toBe("2021-12-07");
  });

  it("moves a weekend and a holiday onwards", () => {
    expect(workingDayOnOrAfter("2021-12-11", holidays)).toBe("2021-12-13");
    expect(workingDayOnOrAfter("2021-12-08", holidays)).toBe("2021-12-09");
  });
});

describe("workingDaysBetween", () => {
  it("counts the last day and not the first", () => {
    expect(workingDaysBetween("2021-11-30", "2021-12-03", holidays)).toBe(3);
  });

  it("leaves out weekends and holidays", () => {
    expect(workingDaysBetween("2021-12-03", "2021-12-09", holidays)).toBe(3);
  });

  it("gives 0 for the same day and a negative count for a day that is past", () => {
    expect(workingDaysBetween("2021-12-03", "2021-12-03", holidays)).toBe(0);
    expect(workingDaysBetween("2021-12-03", "2021-11-30", holidays)).toBe(-3);
  });

  it("counts as a walk from day to day does, and costs no more for days two thousand years apart", () => {
    const off = new Set(["2021-12-08", "2021-12-11", "2021-12-25", "2022-01-03"]);
    for (let from = 0; from < 7; from++)
      for (let span = 0; span < 30; span++) {
        const days = Array.from({ length: span }, (_, i) => addDays("2021-12-06", from + i + 1));
        const walked = days.filter((day) => isWorkingDay(day, off)).length;
        expect(workingDaysBetween(addDays("2021-12-06", from), addDays("2021-12-06", from + span), off)).toBe(walked);
      }
    const began = performance.now();
    expect(workingDaysBetween("0021-12-03", "2021-12-03", off)).toBe(521_775);
    expect(performance.now() - began).toBeLessThan(100);
  });
});

describe("workingDaysBefore", () => {
  it("steps back over weekends and holidays", () => {
    expect(workingDaysBefore("2021-12-14", 2, holidays)).toBe("2021-12-10");
    expect(workingDaysBefore("2021-12-09", 1, holidays)).toBe("2021-12-07");
  });

  it("lands on a working day even for no step", () => {
    expect(workingDaysBefore("2021-12-12", 0, holidays)).toBe("2021-12-10");
    expect(workingDaysBefore("2021-12-14", 0, holidays)).toBe("2021-12-14");
  });

  it("counts back as workingDaysBetween counts on", () => {
    expect(workingDaysBetween(workingDaysBefore("2021-12-14", 5, holidays), "2021-12-14", holidays)).toBe(5);
  });
});

describe("daysOf", () => {
  const row = { day: "2021-12-24", lastDay: null, yearly: false, until: null };

  it("is the day itself, or all in a row", () => {
    expect(daysOf(row)).toEqual(["2021-12-24"]);
    expect(daysOf({ ...row, lastDay: "2021-12-27" })).toEqual(["2021-12-24", "2021-12-25", "2021-12-26", "2021-12-27"]);
    expect(daysOf({ ...row, lastDay: "2021-12-27" }, "2021-12-26", "2021-12-26")).toEqual(["2021-12-26"]);
  });

  it("comes back each year from the first that is law to the last", () => {
    const law = { ...row, day: "2022-12-20", yearly: true };
    expect(daysOf(law, "2020-01-01", "2024-12-31")).toEqual(["2022-12-20", "2023-12-20", "2024-12-20"]);
    expect(daysOf({ ...law, until: "2023-12-19" }, "2020-01-01", "2024-12-31")).toEqual(["2022-12-20"]);
    expect(daysOf(law, "2024-12-21", "2025-12-19")).toEqual([]);
    expect(daysOf({ ...law, day: "2024-02-29" }, "2024-01-01", "2030-12-31")).toEqual(["2024-02-29", "2028-02-29"]);
  });
});

describe("noteOn", () => {
  const mothers = { day: "2021-12-08", calendar: "country" as const };

  it("says nothing of a working day", () => {
    expect(noteOn("2021-12-07", [mothers])).toBeUndefined();
  });

  it("names every reason, and the next working day", () => {
    const closure = { day: "2021-12-09", calendar: "office" as const };
    const un = { day: "2021-12-08", calendar: "un" as const };
    expect(noteOn("2021-12-08", [mothers, un, closure])).toEqual({
      day: "2021-12-08",
      closed: [mothers, un],
      instead: "2021-12-10",
      earlier: false,
    });
    expect(noteOn("2021-12-11", [])).toMatchObject({ closed: [], instead: "2021-12-13" });
  });

  it("offers the day before where the next comes too late", () => {
    expect(noteOn("2021-12-08", [mothers], "2021-12-09")).toMatchObject({ instead: "2021-12-07", earlier: true });
    expect(noteOn("2021-12-08", [mothers], "2021-12-10")).toMatchObject({ instead: "2021-12-09", earlier: false });
  });
});
