import { describe, expect, it } from "vitest";
import { choicesFor, institutionsConcerned } from "@/core/followups/choices/queries";
import { questionFor } from "@/core/followups/questions/rules";
import { followUpStates } from "@/db/schema/followups";
import { locales } from "@/lib/locales";
import { aFollowUp, agreed, liaisonOf } from "../agreed";
import { anInstitution, NOW } from "../factories";
import { invited } from "../invited";

describe("choicesFor", () => {
  it("puts the institutions of the briefing first, and shows their people alone", () => {
    const { store, officeId, officer, briefingId, institutionId } = invited();
    const other = anInstitution(store, officeId, { acronym: "MIDES" });
    const at = choicesFor(store, officer, briefingId);
    expect(at.invited.map((i) => i.id)).toEqual([institutionId]);
    expect(at.others.map((i) => i.id)).toEqual([other.institutionId]);
    expect(at.people.map((p) => p.institutionId)).toEqual([institutionId]);
    const anywhere = choicesFor(store, officer);
    expect(anywhere.invited).toEqual([]);
    expect(anywhere.people).toHaveLength(2);
    expect(anywhere.colleagues.map((c) => c.id)).toEqual([officer.userId]);
  });

  it("shows nobody of another office, and nothing to anyone else", () => {
    const world = agreed();
    expect(choicesFor(world.store, world.stranger)).toMatchObject({
      invited: [],
      others: [],
      people: [],
      colleagues: [{ id: world.stranger.userId }],
    });
    expect(choicesFor(world.store, liaisonOf(world, world.mides))).toEqual({ colleagues: [], invited: [], others: [], people: [] });
  });
});

describe("institutionsConcerned", () => {
  it("are those that lead or share an open follow-up of the office, and the one a list is narrowed to", () => {
    const world = agreed();
    const { institutionId: snm } = anInstitution(world.store, world.officeId, { acronym: "SNM" });
    aFollowUp(world, { parties: [world.inamu] });
    expect(institutionsConcerned(world.store, world.officer, snm).map((i) => i.acronym)).toContain("SNM");
    expect(institutionsConcerned(world.store, world.stranger, snm)).toEqual([]);
    expect(institutionsConcerned(world.store, world.officer).map((i) => i.acronym)).toEqual(["MIDES", "INAMU"]);
    expect(institutionsConcerned(world.store, world.stranger)).toEqual([]);
    expect(institutionsConcerned(world.store, liaisonOf(world, world.mides, NOW))).toEqual([]);
  });
});

describe("questionFor", () => {
  it("is courteous in each language and never says that something is late", () => {
    for (const language of locales)
      for (const state of followUpStates)
        for (const dueOn of [null, "2021-11-01", "2022-01-14"]) {
          const text = questionFor({ state, dueOn }, "2021-11-30", language);
          expect(text).toMatch(/\?/);
          expect(text).not.toMatch(/late|overdue|vencid|atras|retard|dépass/i);
        }
    expect(questionFor({ state: "open", dueOn: "2022-01-14" }, "2021-11-30", "es")).toContain("14 de enero de 2022");
  });
});
