import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { eventsOf } from "@/app/(staff)/institutions/[id]/timeline";
import { linesOf } from "@/core/institutions/lineage/queries";
import { isGone, type Link, lineageOf } from "@/core/institutions/lineage/rules";
import { renameInstitution } from "@/core/institutions/names/commands";
import { recordSuccession } from "@/core/institutions/ties/commands";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { findOffice } from "@/core/offices/queries";
import { daysToAnswer, historyOf, lastMet, PAGE } from "@/core/reports/history/queries";
import { kinds, type Show, shows } from "@/core/reports/history/rules";
import { briefings, invitations, tenures } from "@/db/schema";
import { instantOf } from "@/lib/dates";
import { type Agreed, aFollowUp, agreed } from "../agreed";
import { aBriefing, NOW } from "../factories";
import { invited, value } from "../invited";

const DAY = 86_400_000;
let world: Agreed;
/** An institution with a past of its own, and the one it became. */
let [old, heir] = ["", ""];

/** A past briefing of the institution's: invited, answered with yes, of which a receipt was sent, one named. */
function met(acronym: string, startsLocal: string): { institutionId: string; invitationId: string } {
  const { store, officeId, officer } = world;
  const briefingId = aBriefing(store, officeId);
  const place = invited({ store, officeId, briefingId, acronym });
  const { invitationId } = place;
  value(recordAnswer(store, officer, { invitationId, value: "accepted", channel: "phone", by: "other", byName: "Ana Ruiz" }));
  store.db
    .update(invitations)
    .set({ named: 1, answeredAt: NOW + 2 * DAY })
    .where(eq(invitations.id, invitationId))
    .run();
  store.db
    .update(briefings)
    .set({ state: "held", startsLocal, startsAt: instantOf(startsLocal, "America/Panama") ?? 0 })
    .where(eq(briefings.id, briefingId))
    .run();
  return { institutionId: place.institutionId, invitationId };
}

beforeEach(() => {
  world = agreed();
  const { store, officer } = world;
  old = met("INAMU2", "2020-03-10T09:00").institutionId;
  heir = met("MINMUJER", "2021-06-10T09:00").institutionId;
  aFollowUp(world, { lead: { kind: "institution", id: old }, state: "verified" });
  aFollowUp(world, { lead: { kind: "institution", id: world.mides }, parties: [old, heir] });
  aFollowUp(world, { lead: { kind: "institution", id: heir } });
  store.db.update(tenures).set({ validFrom: "2020-01-15", validTo: "2021-02-01" }).where(eq(tenures.institutionId, old)).run();
  const renamed = {
    id: old,
    version: 1,
    acronym: "INAMU3",
    name: { es: "Instituto" },
    article: {},
    act: undefined,
    validFrom: "2020-05-01",
  };
  value(renameInstitution(store, officer, renamed));
  value(recordSuccession(store, officer, { at: old, fromId: old, toId: heir, kind: "replaced", on: "2021-03-08", act: undefined }));
});

const read = (view: "now" | "then", id = heir, chosen: { show?: Show; year?: string; page?: number } = {}, actor = world.officer) =>
  historyOf(world.store, actor, linesOf(world.store, actor.officeId, id, view), { show: "all", page: 1, ...chosen });

describe("the time line", () => {
  it("holds everything, each kind counted, as then and as now with what an institution came from, each thing once", () => {
    expect(read("then").ever).toEqual({
      ...{ all: 7, briefings: 1, answers: 1, delegations: 1, messages: 1, followUps: 2, people: 0, names: 1 },
      ...{ open: 2, kept: 0, due: 1 },
    });
    expect(read("then", old).ever).toMatchObject({ all: 10, people: 2, names: 2, followUps: 2, kept: 1, due: 1 });
    // The shared follow-up and the succession stand in both pasts, and once in the whole.
    expect(read("now").ever).toEqual({
      ...{ all: 15, briefings: 2, answers: 2, delegations: 2, messages: 2, followUps: 3, people: 2, names: 2 },
      ...{ open: 2, kept: 1, due: 2 },
    });
  });

  it("shows for every number exactly as many rows, in every year, on every page", () => {
    const { store, officer, officeId } = world;
    for (let n = 0; n < PAGE; n++) aFollowUp(world, { lead: { kind: "institution", id: heir } });
    const office = findOffice(store, officeId);
    for (const view of ["now", "then"] as const)
      for (const show of shows)
        for (const year of [undefined, ...read(view, heir, { show }).years.map((y) => y.year)]) {
          const first = read(view, heir, { show, year });
          const rows = Array.from({ length: first.pages }, (_, n) => read(view, heir, { show, year, page: n + 1 }).rows).flat();
          const said = year ? first.years.find((y) => y.year === year)?.n : first.ever[show];
          const at = `${view} ${show} ${year}`;
          expect(rows, at).toHaveLength(said ?? 0);
          expect(first.counts[show], at).toBe(said ?? 0);
          expect(new Set(rows.map((r) => r.kind + r.id)).size, at).toBe(rows.length);
          expect(eventsOf(store, officer, office, rows), at).toHaveLength(rows.length);
        }
    const { ever } = read("now");
    expect(kinds.reduce((sum, kind) => sum + ever[kind], 0)).toBe(ever.all);
  });

  it("begins with the latest and tells the years", () => {
    const { rows, years } = read("now");
    expect(rows.map((r) => r.at)).toEqual(rows.map((r) => r.at).sort((a, b) => b - a));
    expect(years.map((y) => y.year)).toEqual(["2021", "2020"]);
  });

  it("knows when an institution was last met and how soon it answers, by itself and with what it came from", () => {
    const last = (id: string, view: "now" | "then") =>
      lastMet(world.store, world.officer, linesOf(world.store, world.officeId, id, view))?.startsLocal;
    expect(last(heir, "then")).toBe("2021-06-10T09:00");
    expect(last(old, "now")).toBe("2020-03-10T09:00");
    expect(daysToAnswer(world.store, world.officer, [{ id: heir, before: null }])).toBe(2);
    expect(daysToAnswer(world.store, world.officer, [{ id: world.inamu, before: null }])).toBeNull();
  });

  it("reads of a part that was split off what was before that day", () => {
    const { store, officer } = world;
    value(recordSuccession(store, officer, { at: heir, fromId: heir, toId: world.inamu, kind: "split", on: "2021-06-01", act: undefined }));
    const { ever } = read("now", world.inamu);
    expect(ever).toMatchObject({ briefings: 1, messages: 1 });
    expect(read("now", world.inamu, { show: "briefings" }).rows.map((r) => r.institutionId)).toEqual([old]);
  });

  it("shows another office nothing", () => {
    const { officeId } = world.stranger;
    expect(historyOf(world.store, world.stranger, linesOf(world.store, officeId, heir, "now"), { show: "all", page: 1 }).total).toBe(0);
    expect(lastMet(world.store, world.stranger, [{ id: heir, before: null }])).toBeUndefined();
    expect(daysToAnswer(world.store, world.stranger, [{ id: heir, before: null }])).toBeNull();
  });
});

describe("whose past an institution reads as its own", () => {
  const link = (fromId: string, toId: string, kind = "replaced", on: string | null = null): Link => ({ fromId, toId, kind, on });
  const past = (links: Link[], id: string) =>
    lineageOf(links, id).map((line) => (line.before ? `${line.id} before ${line.before}` : line.id));

  it("is its own and that of all it came from, through several steps, each once", () => {
    const links = [link("a", "c", "merged"), link("b", "c", "merged"), link("c", "d", "upgraded"), link("a", "d", "merged")];
    expect(past(links, "d")).toEqual(["d", "c", "a", "b"]);
    expect(past(links, "a")).toEqual(["a"]);
    expect(["a", "b", "c", "d"].filter((id) => isGone(links, id))).toEqual(["a", "b", "c"]);
  });

  it("is, of one that lives on beside its part, what was before that day", () => {
    const links = [link("x", "a", "merged", "2001-01-01"), link("a", "b", "split", "2010-01-01"), link("a", "c", "split", "2015-01-01")];
    expect(past(links, "b")).toEqual(["b", "a before 2010-01-01", "x before 2010-01-01"]);
    expect(isGone(links, "a")).toBe(false);
  });

  it("goes round with one that was renamed and renamed back, and ends", () => {
    const links = [link("a", "b", "upgraded", "2023-03-08"), link("b", "a", "downgraded", "2026-03-01")];
    expect(past(links, "a")).toEqual(["a", "b"]);
    expect(past(links, "b")).toEqual(["b", "a before 2023-03-08"]);
    expect([isGone(links, "a"), isGone(links, "b")]).toEqual([false, true]);
    const undated = [link("a", "b"), link("b", "a")];
    expect([isGone(undated, "a"), isGone(undated, "b")]).toEqual([false, false]);
  });
});
