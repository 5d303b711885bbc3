import { describe, expect, it } from "vitest";
import { createBriefing } from "@/core/briefings/commands";
import { copyPlan } from "@/core/briefings/copying/commands";
import { editBriefing } from "@/core/briefings/editing/commands";
import { occasionsBefore } from "@/core/briefings/editing/queries";
import { asTyped } from "@/core/briefings/editing/rules";
import { createBriefingInput, editBriefingInput } from "@/core/briefings/input";
import { type Briefing, findBriefing, listBriefings } from "@/core/briefings/queries";
import type { Staff } from "@/core/kernel/actor";
import { daysAround } from "@/db/reference/days";
import { frameworks, isInForce, objectiveKeys, objectiveOf } from "@/db/reference/frameworks";
import { briefingTemplates } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { aBriefing, anOffice, aStaff, emptyStore, NOW } from "../factories";
import { value } from "../invited";

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  return { store, officeId, officer: aStaff(store, officeId), other: aStaff(store, anOffice(store, "cr")) };
}

const found = (store: Store, actor: Staff, id: string): Briefing => {
  const briefing = findBriefing(store, actor, id);
  if (!briefing) throw new Error("no briefing");
  return briefing;
};

/** The edit form of a briefing as it stands, with what is typed over it. */
function edit(store: Store, actor: Staff, id: string, over: Record<string, unknown>) {
  const form = asTyped(found(store, actor, id));
  const texts: Record<string, Record<string, unknown>> = {};
  const fields: Record<string, unknown> = { briefingId: id, language: "es" };
  for (const [name, said] of Object.entries(form)) {
    const [field = "", lang] = name.split(".");
    if (said === null || said === "") continue;
    if (lang) texts[field] = { ...texts[field], [lang]: said };
    else fields[field] = field === "sdgs" ? (said as string[]).map(Number) : said;
  }
  return value(editBriefing(store, actor, editBriefingInput.parse({ ...fields, ...texts, ...over })));
}

describe("the frameworks", () => {
  it("have each objective once and in three languages, and no two of a kind at one time", () => {
    expect(new Set(objectiveKeys).size).toBe(objectiveKeys.length);
    for (const { name, short, items } of frameworks)
      for (const said of [name, short, ...items.map((item) => item.name)]) expect(Object.values(said).filter(Boolean)).toHaveLength(3);
    expect(frameworks.find(({ key }) => key === "gcm-2018")?.items.map(({ n }) => n)).toEqual(Array.from({ length: 23 }, (_, i) => i + 1));
    for (const day of ["2021-12-14", "2024-06-01"])
      expect(frameworks.filter(({ key, items }) => key.startsWith("iom") && isInForce(`${key}:${items[0]?.n}`, day))).toHaveLength(1);
  });

  it("keep the words of their time", () => {
    expect(isInForce("iom-2019:2", "2021-12-14")).toBe(true);
    expect(isInForce("iom-2024:2", "2021-12-14")).toBe(false);
    expect(isInForce("iom-2019:2", "2024-01-01")).toBe(false);
    expect(objectiveOf("iom-2019:2")?.name.en).toBe("Mobility");
    expect(objectiveOf("iom-2024:9")).toBeUndefined();
    expect(isInForce("none:1", "2024-01-01")).toBe(false);
  });
});

describe("the objectives of a briefing", () => {
  const both = ["gcm-2018:7", "iom-2019:2"];

  it("come from the template as far as they are in force on the day", () => {
    const { store, officeId, officer } = house();
    const templateId = newId("tpl");
    store.db
      .insert(briefingTemplates)
      .values({
        ...{ id: templateId, officeId, name: { es: "Una" }, type: "bilateral", purpose: {}, startsAtHour: "09:00", mode: "on_site" },
        ...{ quota: 2, replyByDays: 5, topics: [], sdgs: [], objectives: both, agenda: [], position: 0, archived: false, createdAt: NOW },
      })
      .run();
    const on = (day: string) =>
      found(
        store,
        officer,
        value(createBriefing(store, officer, createBriefingInput.parse({ language: "en", title: { en: "One" }, day, templateId }))).id,
      ).objectives;
    expect(on("2021-12-14")).toEqual(both);
    expect(on("2024-12-10")).toEqual(["gcm-2018:7"]);
  });

  it("are edited, survive an edit of something else, and go along with a copy only while in force", () => {
    const { store, officeId, officer } = house();
    const id = aBriefing(store, officeId);
    edit(store, officer, id, { objectives: both });
    edit(store, officer, id, { venue: "Sala Bayano" });
    expect(found(store, officer, id)).toMatchObject({ objectives: both, venue: "Sala Bayano" });
    const copied = (day: string) =>
      found(store, officer, value(copyPlan(store, officer, { briefingId: id, day, past: false })).id).objectives;
    expect(copied("2022-12-13")).toEqual(both);
    expect(copied("2026-12-15")).toEqual(["gcm-2018:7"]);
  });

  it("narrow the list, as topics, goals and days do; another office sees none", () => {
    const { store, officeId, officer, other } = house();
    const tagged = { state: "scheduled" as const, topics: ["trafficking"], sdgs: [10], objectives: both, occasions: [{ day: "12-18" }] };
    const id = aBriefing(store, officeId, tagged);
    aBriefing(store, officeId);
    const about = (actor: Staff, what: string) => listBriefings(store, actor, { about: what }).rows.map((row) => row.id);
    for (const what of ["topic:trafficking", "sdg:10", "day:12-18", "gcm-2018:7"]) {
      expect(about(officer, what)).toEqual([id]);
      expect(about(other, what)).toEqual([]);
    }
    expect(about(officer, "gcm-2018:8")).toEqual([]);
    expect(listBriefings(store, officer, { about: "sdg:10" }).counts.upcoming).toBe(1);
  });
});

describe("occasions", () => {
  it("may be days of the world from the start, nearest by the calendar", () => {
    const { store, officer } = house();
    const near = (day: string) => daysAround(day).filter(({ apart }) => Math.abs(apart) <= 7);
    expect(near("2021-12-14").find(({ key }) => key === "12-18")).toMatchObject({ apart: 4, on: "2021-12-18" });
    expect(daysAround("2022-01-02").find(({ key }) => key === "12-18")).toMatchObject({ on: "2021-12-18", apart: -15 });
    const input = createBriefingInput.parse({ language: "en", title: { en: "One" }, day: "2021-12-14", occasionDays: ["12-18"] });
    expect(found(store, officer, value(createBriefing(store, officer, input)).id).occasions).toEqual([{ day: "12-18" }]);
  });

  it("of earlier briefings are offered once in their own words, and taken with all languages", () => {
    const { store, officeId, officer } = house();
    const name = { es: "70.º aniversario", en: "70th anniversary" };
    aBriefing(store, officeId, { occasions: [{ day: "12-18" }, { name }] });
    aBriefing(store, officeId, { occasions: [{ name }] });
    const id = aBriefing(store, officeId);
    const offered = occasionsBefore(store, found(store, officer, id));
    expect(offered.map((one) => one.name)).toEqual([name]);
    edit(store, officer, id, { occasionsAgain: offered.map((one) => one.key) });
    expect(found(store, officer, id).occasions).toEqual([{ name }]);
    expect(occasionsBefore(store, found(store, officer, id))).toEqual([]);
  });
});
