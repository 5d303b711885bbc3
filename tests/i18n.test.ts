import { describe, expect, it } from "vitest";
import { formatDay, formatHour, near } from "@/lib/dates";
import { translator } from "@/lib/i18n";

describe("a sentence that ends with an hour", () => {
  it.each([
    ["es", / a las 9:00\sa\.\sm\.$/],
    ["en", / at 9:00\.$/],
  ] as const)("has one full stop in %s", (locale, text) => {
    expect(translator(locale)("briefings.next.begin", { hour: formatHour("2021-12-14T09:00", locale) })).toMatch(text);
  });

  it("goes on after it with one", () => {
    const was = `14 dic 2021, 9:00–11:00\u00a0a.\u00a0m.`;
    expect(translator("es")("briefings.passed.postponed", { day: "lunes", was, reason: "Huelga." })).toMatch(/a\.\sm\. Motivo: Huelga\.$/);
  });
});

describe("a day", () => {
  it("carries its year where it is another one than today's", () => {
    const day = (text: string, style: Parameters<typeof near>[0]) => formatDay(text, "en", near(style, text, "2022-01-03"));
    expect(day("2022-12-14", "long")).toBe("Wednesday 14 December");
    expect(day("2021-12-14", "long")).toBe("Tuesday 14 December 2021");
    expect(day("2021-12-14", "weekdayShort")).toBe("Tue 14 Dec 2021");
    expect(day("2021-12-14", "short")).toBe("14 Dec 2021");
    expect(day("2021-12-14", "plain")).toBe("14 December 2021");
    expect(day("2022-01-02", "short")).toBe("2 Jan");
  });
});
