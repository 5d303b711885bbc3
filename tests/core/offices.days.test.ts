import { describe, expect, it } from "vitest";
import type { Actor, Staff } from "@/core/kernel/actor";
import { addHoliday, addHolidays, endHoliday, removeHoliday } from "@/core/offices/days/commands";
import { addHolidayInput } from "@/core/offices/days/input";
import { holidayDays, holidayRows, listHolidays } from "@/core/offices/queries";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { fault } from "../agreed";
import { anOffice, aStaff, emptyStore, system, visitor } from "../factories";
import { refusal, value } from "../invited";

const actions = (store: Store): string[] =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action);

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  return {
    store,
    officeId,
    admin: aStaff(store, officeId, "admin"),
    officer: aStaff(store, officeId, "officer"),
    other: aStaff(store, anOffice(store, "cr"), "admin"),
  };
}

const typed = (over: Record<string, unknown> = {}) =>
  addHolidayInput.parse({ calendar: "office", day: "2021-12-24", name: "Cierre", ...over });
const first = (store: Store, officeId: string) => holidayRows(store, officeId)[0]?.id ?? "";

describe("addHolidays", () => {
  const day = { day: "2021-12-08", name: { es: "Día de las Madres" } };

  it("adds each day once, in order, and records it", () => {
    const { store, officeId } = house();
    const outcome = addHolidays(store, system(), { officeId, days: [{ ...day, day: "2021-12-25" }, day, day] });
    expect(value(outcome)).toEqual({ added: 2 });
    expect(listHolidays(store, officeId).map((h) => h.day)).toEqual(["2021-12-08", "2021-12-25"]);
    expect(listHolidays(store, officeId, "2021-12-09")).toHaveLength(1);
    expect(actions(store)).toEqual(["offices.holidays_added"]);
  });

  it("is not for a stranger", () => {
    const { store, officeId } = house();
    expect(fault(() => addHolidays(store, visitor(), { officeId, days: [day] }))).toBe("not_found");
  });
});

describe("addHoliday", () => {
  it("closes one day, named in the office's language, and records it", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed()));
    expect(listHolidays(store, officeId)).toMatchObject([{ day: "2021-12-24", name: { es: "Cierre" }, calendar: "office" }]);
    expect(actions(store)).toEqual(["offices.holidays_added"]);
    expect(addHolidayInput.safeParse({ calendar: "office", day: "0021-12-24", name: "Cierre" }).success).toBe(false);
  });

  it("closes several days in a row, and a day of each year as long as it is law", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed({ lastDay: "2021-12-26" })));
    value(addHoliday(store, admin, typed({ calendar: "country", day: "2022-12-20", yearly: true, until: "2024-12-31" })));
    expect([...holidayDays(store, officeId)].sort()).toEqual([
      "2021-12-24",
      "2021-12-25",
      "2021-12-26",
      "2022-12-20",
      "2023-12-20",
      "2024-12-20",
    ]);
  });

  it("keeps the calendars apart: the same day may be off for two reasons, but not twice for one", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed()));
    value(addHoliday(store, admin, typed({ calendar: "un" })));
    expect(refusal(addHoliday(store, admin, typed({ name: "Otra vez" })))).toBe("holiday_exists");
    expect(listHolidays(store, officeId).map((h) => h.calendar)).toEqual(["office", "un"]);
    expect(holidayDays(store, officeId).size).toBe(1);
  });

  it("refuses a closure that ends before it begins or lasts a season, and what is half yearly", () => {
    const { store, officeId, admin } = house();
    const refused = (over: Record<string, unknown>) => refusal(addHoliday(store, admin, typed(over)));
    expect(refused({ lastDay: "2021-12-23" })).toBe("closure_length");
    expect(refused({ lastDay: "2022-03-26" })).toBe("closure_length");
    expect(refused({ lastDay: "2022-03-25" })).toBe("accepted");
    expect(refused({ yearly: true, lastDay: "2021-12-26" })).toBe("yearly_is_one_day");
    expect(refused({ until: "2022-12-24" })).toBe("not_yearly");
    expect(refused({ yearly: true, until: "2021-12-23" })).toBe("days_reversed");
    expect(holidayRows(store, officeId)).toHaveLength(1);
  });

  it("is for the administrator of the office", () => {
    const { store, officeId, officer, other } = house();
    expect(fault(() => addHoliday(store, officer, typed()))).toBe("forbidden");
    value(addHoliday(store, other, typed()));
    expect(holidayRows(store, officeId)).toEqual([]);
  });
});

/** What ends or removes a closed day is for the same people. */
const keptFrom = (act: (store: Store, actor: Staff, holidayId: string) => unknown) => {
  const { store, officeId, admin, officer, other } = house();
  value(addHoliday(store, admin, typed({ yearly: true })));
  const id = first(store, officeId);
  const stranger: Actor = visitor();
  expect(fault(() => act(store, officer, id))).toBe("forbidden");
  expect(fault(() => act(store, other, id))).toBe("not_found");
  expect(fault(() => act(store, stranger as never, id))).toBeDefined();
  expect(holidayDays(store, officeId).has("2025-12-24")).toBe(true);
};

describe("endHoliday", () => {
  it("keeps the years in which it was law, and records when it ended", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed({ yearly: true })));
    value(endHoliday(store, admin, { holidayId: first(store, officeId), until: "2023-06-30" }));
    expect([...holidayDays(store, officeId)]).toEqual(["2021-12-24", "2022-12-24"]);
    expect(actions(store)).toEqual(["offices.holidays_added", "offices.holiday_ended"]);
  });

  it("refuses an end before its beginning, and for a day of one year", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed()));
    expect(refusal(endHoliday(store, admin, { holidayId: first(store, officeId), until: "2023-06-30" }))).toBe("not_yearly");
    value(addHoliday(store, admin, typed({ calendar: "country", day: "2020-12-20", yearly: true })));
    expect(refusal(endHoliday(store, admin, { holidayId: first(store, officeId), until: "2020-12-19" }))).toBe("days_reversed");
  });

  it("is for the administrator of the office", () =>
    keptFrom((store, actor, holidayId) => endHoliday(store, actor, { holidayId, until: "2022-12-31" })));
});

describe("removeHoliday", () => {
  it("makes it an ordinary day again and records it", () => {
    const { store, officeId, admin } = house();
    value(addHoliday(store, admin, typed({ yearly: true })));
    value(removeHoliday(store, admin, { holidayId: first(store, officeId) }));
    expect(holidayDays(store, officeId).size).toBe(0);
    expect(actions(store)).toEqual(["offices.holidays_added", "offices.holiday_removed"]);
  });

  it("is for the administrator of the office", () => keptFrom((store, actor, holidayId) => removeHoliday(store, actor, { holidayId })));
});
