import { describe, expect, it } from "vitest";
import { holidaysOf } from "@/db/reference/countries";
import { countries, countryOf, publicHolidays } from "@/lib/holidays";

const named = async (country: string, day: string) =>
  (await publicHolidays(country, Number(day.slice(0, 4)), "es")).find((one) => one.day === day)?.name;

describe("the public holidays of a country", () => {
  it("are named in our languages as far as the list has names, in the country's own else", async () => {
    expect(await named("CR", "2027-01-01")).toEqual({ en: "New Year’s Day", es: "Año Nuevo", fr: "Nouvel An" });
    expect(await named("CR", "2027-04-11")).toEqual({ es: "Gesta Heroica de Juan Santamaría" });
    expect(await named("HT", "2027-05-18")).toEqual({ en: "Flag and Universities’ Day", fr: "Jour du Drapeau et de l’Université" });
    expect(await named("CH", "2027-08-01")).toEqual({ fr: "Fête nationale" });
  });

  it("leave out what holds for a part of the day", async () => {
    const days = (await publicHolidays("HT", 2027, "fr")).map(({ day }) => day);
    expect(days).toContain("2027-02-09");
    expect(days).not.toContain("2027-02-08");
  });

  it("are of Panama those of its laws, each day once", async () => {
    const [before, since] = await Promise.all([holidaysOf("PA", 2021, "es"), holidaysOf("PA", 2022, "es")]);
    expect(before.some(({ day }) => day === "2021-12-20")).toBe(false);
    expect(since.find(({ day }) => day === "2022-12-20")?.name.fr).toBeTruthy();
    for (const listed of [since, await holidaysOf("CO", 2027, "es")])
      expect(new Set(listed.map(({ day }) => day)).size).toBe(listed.length);
  });

  it("are found by the country of the office's zone", async () => {
    expect(await countryOf("America/Costa_Rica")).toBe("CR");
    expect(await countryOf("America/Port-au-Prince")).toBe("HT");
    expect(await countryOf("America/Panama")).toBe("PA");
    expect(await countryOf("Etc/UTC")).toBeUndefined();
    const spanish = await countries("es");
    expect(spanish.find(({ code }) => code === "HT")?.name).toBe("Haití");
    expect(spanish.length).toBeGreaterThan(150);
  });
});
