import { describe, expect, it } from "vitest";
import { countries, isCountry } from "@/lib/countries";
import { locales } from "@/lib/locales";

describe("the countries to choose from", () => {
  it.each(locales)("stand once each in %s", (locale) => {
    const labels = countries(locale).map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
    expect(labels.length).toBeGreaterThan(240);
  });

  it("are those of today, and whole", () => {
    for (const code of ["PA", "DE", "FR", "CD", "XK", "PR"]) expect(isCountry(code), code).toBe(true);
    for (const code of ["DD", "FX", "ZR", "UK", "IC", "EU", "ZZ"]) expect(isCountry(code), code).toBe(false);
  });
});
