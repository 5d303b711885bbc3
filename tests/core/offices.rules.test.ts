import { describe, expect, it } from "vitest";
import { isWorkingDay, workingDayOnOrAfter, workingDaysBefore, workingDaysBetween } from "@/core/offices/rules";
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
