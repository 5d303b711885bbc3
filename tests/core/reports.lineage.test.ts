import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { linesOf } from "@/core/institutions/lineage/queries";
import { recordSuccession } from "@/core/institutions/ties/commands";
import { recordAnswer } from "@/core/invitations/answers/commands";
import type { Staff } from "@/core/kernel/actor";
import { engagementsOf, historyOf } from "@/core/reports/history/queries";
import { metInstitutions, unmetInstitutions, yearFigures } from "@/core/reports/queries";
import { briefings } from "@/db/schema";
import { type Agreed, aFollowUp, agreed } from "../agreed";
import { aBriefing, anInstitution } from "../factories";
import { invited, value } from "../invited";

const instant = (day: string) => Date.parse(`${day}T05:00:00Z`);
const YEAR = { from: instant("2021-01-01"), to: instant("2022-01-01"), metSince: instant("2021-06-01") };

let world: Agreed;
/** Two banks that were met, and the one they were merged into, which has no past of its own. */
let [north, south, bank] = ["", "", ""];

function met(acronym: string, startsLocal: string): string {
  const { store, officeId, officer } = world;
  const briefingId = aBriefing(store, officeId);
  const { institutionId, invitationId } = invited({ store, officeId, briefingId, acronym });
  value(recordAnswer(store, officer, { invitationId, value: "accepted", channel: "phone", by: "other", byName: "Ana Ruiz" }));
  const startsAt = Date.parse(`${startsLocal}:00Z`);
  store.db.update(briefings).set({ state: "held", startsLocal, startsAt }).where(eq(briefings.id, briefingId)).run();
  return institutionId;
}

const follow = (fromId: string, toId: string, kind: "merged" | "split", on?: string) =>
  value(recordSuccession(world.store, world.officer, { at: fromId, fromId, toId, kind, on, act: undefined }));

beforeEach(() => {
  world = agreed();
  north = met("NORTE", "2021-03-10T09:00");
  south = met("SUR", "2021-07-10T09:00");
  bank = anInstitution(world.store, world.officeId, { acronym: "BANCO" }).institutionId;
});

const figures = (view: "now" | "then", actor: Staff = world.officer) => {
  const f = yearFigures(world.store, actor, YEAR, view);
  // Every figure is the number of rows it opens.
  expect(metInstitutions(world.store, actor, YEAR.from, YEAR.to, view)).toHaveLength(f.met);
  expect(unmetInstitutions(world.store, actor, YEAR.metSince, view)).toHaveLength(f.unmet);
  return { held: f.held, invited: f.invited, met: f.met, unmet: f.unmet };
};

describe("figures as then and as now", () => {
  it("are the same while nothing followed anything", () => {
    // MIDES, INAMU and BANCO were never met, NORTE not since June.
    expect(figures("now")).toEqual({ held: 2, invited: 2, met: 2, unmet: 4 });
    expect(figures("then")).toEqual(figures("now"));
  });

  it("count two that were merged as then by themselves, as now once, with the one they became", () => {
    follow(north, bank, "merged", "2021-09-01");
    follow(south, bank, "merged", "2021-09-01");
    expect(figures("then")).toEqual({ held: 2, invited: 2, met: 2, unmet: 4 });
    expect(figures("now")).toEqual({ held: 2, invited: 1, met: 1, unmet: 2 });
    expect(metInstitutions(world.store, world.officer, YEAR.from, YEAR.to, "now")).toEqual([bank]);
  });

  it("count one that was split with each of its parts, by what was before that day; briefings never twice", () => {
    follow(south, bank, "split", "2021-08-01");
    follow(south, world.inamu, "split", "2021-07-01");
    expect(figures("now")).toEqual({ held: 2, invited: 3, met: 3, unmet: 3 });
    expect(metInstitutions(world.store, world.officer, YEAR.from, YEAR.to, "now")).not.toContain(world.inamu);
  });

  it("end where the past goes round", () => {
    follow(north, bank, "merged", "2021-04-01");
    follow(bank, north, "merged", "2021-10-01");
    expect(figures("now")).toEqual({ held: 2, invited: 2, met: 2, unmet: 3 });
  });

  it("count nothing of another office", () => {
    follow(north, bank, "merged", "2021-09-01");
    expect(figures("now", world.stranger)).toEqual({ held: 0, invited: 0, met: 0, unmet: 0 });
    expect(engagementsOf(world.store, world.stranger, [bank], "then").get(bank)).toEqual({ metOn: null, open: 0 });
  });
});

it("a list says of an institution what its page shows, in either view", () => {
  follow(north, bank, "merged", "2021-09-01");
  follow(south, bank, "merged", "2021-09-01");
  aFollowUp(world, { lead: { kind: "institution", id: north } });
  aFollowUp(world, { lead: { kind: "institution", id: bank }, parties: [south, north] });
  aFollowUp(world, { lead: { kind: "institution", id: south }, state: "verified" });
  for (const view of ["now", "then"] as const) {
    const found = engagementsOf(world.store, world.officer, [north, south, bank], view);
    for (const id of [north, south, bank]) {
      const { ever } = historyOf(world.store, world.officer, linesOf(world.store, world.officeId, id, view), { show: "all", page: 1 });
      expect(found.get(id)?.open, view).toBe(ever.open);
    }
    expect(found.get(bank)).toEqual(view === "now" ? { metOn: "2021-07-10", open: 2 } : { metOn: null, open: 1 });
  }
});
