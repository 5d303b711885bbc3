import { describe, expect, it } from "vitest";
import { formatDay, formatHour, formatZone, isZone, near, zonesToChoose } from "@/lib/dates";
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

describe("the zones to choose from", () => {
  it("are called as they are called now, each once, and all known", () => {
    const zones = zonesToChoose("America/Panama");
    expect(zones).toEqual(
      expect.arrayContaining(["America/Panama", "Asia/Kolkata", "Europe/Kyiv", "Asia/Yangon", "America/Nuuk", "Asia/Kathmandu"]),
    );
    expect(zones.filter((zone) => /Calcutta|Kiev|Rangoon|Godthab|Katmandu|Saigon/.test(zone))).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
  });

  it("keep the one that was chosen under its old name, and no second one for the place", () => {
    expect(zonesToChoose("Asia/Calcutta").filter((zone) => /Calcutta|Kolkata/.test(zone))).toEqual(["Asia/Calcutta"]);
    expect(formatZone("Asia/Calcutta", 0, "en")).toBe("Kolkata (UTC+5:30)");
    expect(zonesToChoose("UTC")).toContain("UTC");
  });
});
