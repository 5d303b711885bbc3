import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { projectsOf } from "@/core/followups/choices/queries";
import { attention, followUpsOfInstitution, openCounts, sinceWeMet } from "@/core/followups/queries";
import { countsByShow, listFollowUps } from "@/core/followups/register/queries";
import { type Show, shows } from "@/core/followups/register/rules";
import { standingsOf } from "@/core/followups/standing/queries";
import { storyOf } from "@/core/followups/story/queries";
import { followUps, invitations, people } from "@/db/schema";
import { newId } from "@/lib/ids";
import { type Agreed, aFollowUp, agreed, liaisonOf } from "../agreed";
import { aBriefing, anInstitution, NOW } from "../factories";

const DAY = 86_400_000;
const held = (world: Agreed, over: object = {}) =>
  aBriefing(world.store, world.officeId, {
    startsLocal: "2021-10-07T09:00",
    endsLocal: "2021-10-07T11:00",
    state: "held",
    searchText: "ronda tecnica",
    ...over,
  });

function invite(world: Agreed, briefingId: string, institutionId: string, answer: "accepted" | "declined" | null = "accepted") {
  world.store.db
    .insert(invitations)
    .values({
      id: newId("inv"),
      officeId: world.officeId,
      briefingId,
      institutionId,
      reference: newId("ref").slice(-6),
      state: "sent",
      quota: 2,
      documentKind: "email",
      language: "es",
      precedence: 1,
      answer,
      named: 0,
      toDesignate: 0,
      conflict: false,
      changedAt: NOW,
      createdAt: NOW,
    })
    .run();
}

const list = (world: Agreed, filter: Parameters<typeof listFollowUps>[2]) =>
  listFollowUps(world.store, world.officer, filter).rows.map((r) => r.id);

describe("listFollowUps", () => {
  it("shows the open ones by due date, those without a date last", () => {
    const world = agreed();
    const [undated, later, sooner] = [aFollowUp(world, { dueOn: undefined }), aFollowUp(world, { dueOn: "2021-12-10" }), aFollowUp(world)];
    aFollowUp(world, { state: "dropped" });
    expect(list(world, {})).toEqual([sooner, later, undated]);
  });

  it("holds under each view what its count says", () => {
    const world = agreed();
    for (const state of ["proposed", "open", "in_progress", "blocked", "done", "verified", "superseded", "dropped"] as const) {
      aFollowUp(world, { state });
      aFollowUp(world, { state, dueOn: "2021-12-30", newsAt: NOW - 40 * DAY });
      aFollowUp(world, { state, lead: { kind: "office" }, dueOn: "2021-11-29" });
    }
    const counts = countsByShow(world.store, world.officer, {});
    for (const show of shows) expect([show, listFollowUps(world.store, world.officer, { show }).total]).toEqual([show, counts[show]]);
    expect(counts).toEqual({
      open: 15,
      done: 3,
      us: 3,
      them: 3,
      blocked: 3,
      proposed: 3,
      in_progress: 3,
      quiet: 2,
      verified: 3,
      ended: 6,
      all: 24,
    } satisfies Record<Show, number>);
  });

  it("narrows by institution (lead or party), briefing, project, and words without accents", () => {
    const world = agreed();
    const briefingId = held(world);
    const found = aFollowUp(world, { what: "Protocolo de remisión a Darién", parties: [world.inamu], briefingId, project: "CE.0001" });
    const other = aFollowUp(world, { what: "Another" });
    expect(list(world, { institutionId: world.inamu })).toEqual([found]);
    expect(list(world, { institutionId: world.mides }).sort()).toEqual([found, other].sort());
    expect(list(world, { briefingId })).toEqual([found]);
    expect(list(world, { project: "CE.0001" })).toEqual([found]);
    for (const q of ["remision DARIEN", "desarrollo social remision", "ronda técnica", "ce.0001"])
      expect(list(world, { q })).toEqual([found]);
    expect(list(world, { q: "100%" })).toEqual([]);
    expect(countsByShow(world.store, world.officer, { q: "darien" })).toMatchObject({ open: 1, all: 1 });
    expect(projectsOf(world.store, world.officer)).toEqual(["CE.0001"]);
  });

  it("is paged by twenty-five, and an impossible page is the nearest one", () => {
    const world = agreed();
    for (let i = 0; i < 27; i++) aFollowUp(world);
    expect(listFollowUps(world.store, world.officer, { page: 1 })).toMatchObject({ total: 27, pages: 2, page: 1 });
    expect(listFollowUps(world.store, world.officer, { page: 99 }).rows).toHaveLength(2);
    expect(listFollowUps(world.store, world.officer, { page: -3 }).page).toBe(1);
  });

  it("shows nothing of another office, and nothing to anybody else", () => {
    const world = agreed();
    aFollowUp(world);
    expect(listFollowUps(world.store, world.stranger, { show: "all" }).total).toBe(0);
    expect(listFollowUps(world.store, liaisonOf(world, world.mides), { show: "all" }).total).toBe(0);
    expect(countsByShow(world.store, world.stranger, {}).all).toBe(0);
    expect(storyOf(world.store, world.stranger, aFollowUp(world))).toBeUndefined();
  });
});

describe("storyOf", () => {
  it("names a lead who was erased no more, and keeps the commitment", () => {
    const world = agreed();
    const { tenureId, personId } = anInstitution(world.store, world.officeId, { acronym: "SNM" });
    const id = aFollowUp(world, { lead: { kind: "person", id: tenureId } });
    world.store.db.update(followUps).set({ leadPersonId: null }).where(eq(followUps.id, id)).run();
    expect(world.store.db.select().from(people).where(eq(people.id, personId)).get()).toBeDefined();
    expect(storyOf(world.store, world.officer, id)?.row.lead).toMatchObject({ kind: "person", acronym: "SNM", person: null });
  });
});

describe("openCounts", () => {
  it("counts what a briefing brought, without what was dropped or superseded", () => {
    const world = agreed();
    const [one, none] = [held(world), held(world)];
    for (const state of ["open", "done", "verified", "verified", "dropped"] as const) aFollowUp(world, { state, briefingId: one });
    const counts = openCounts(world.store, world.officeId, [one, none]);
    expect(counts.get(one)).toEqual({ total: 4, open: 2, done: 1, verified: 2 });
    expect(counts.get(none)).toEqual({ total: 0, open: 0, done: 0, verified: 0 });
    expect(openCounts(world.store, world.stranger.officeId, [one]).get(one)).toEqual({ total: 0, open: 0, done: 0, verified: 0 });
    const all = { briefingId: one, show: "all" } as const;
    expect(listFollowUps(world.store, world.officer, all).rows.map((r) => r.state)).toEqual([
      "open",
      "done",
      "verified",
      "verified",
      "dropped",
    ]);
    expect(listFollowUps(world.store, world.stranger, all).rows).toEqual([]);
  });
});

describe("followUpsOfInstitution", () => {
  it("says what is open, how many of those due were kept, and when it was met", () => {
    const world = agreed();
    const briefingId = held(world);
    invite(world, briefingId, world.mides);
    aFollowUp(world, { state: "verified" });
    aFollowUp(world);
    aFollowUp(world, { dueOn: "2021-12-30" });
    aFollowUp(world, { state: "dropped" });
    const shared = aFollowUp(world, { lead: { kind: "institution", id: world.inamu }, parties: [world.mides] });
    const found = followUpsOfInstitution(world.store, world.officer, world.mides);
    expect(found).toMatchObject({ kept: 1, due: 2, open: 2, metOn: "2021-10-07", total: 5 });
    expect(found.rows.map((r) => r.id)).toContain(shared);
    expect(followUpsOfInstitution(world.store, world.stranger, world.mides)).toMatchObject({ total: 0, rows: [] });
    expect(followUpsOfInstitution(world.store, liaisonOf(world, world.mides), world.mides).total).toBe(0);
  });

  it("does not call a declined or coming briefing a meeting", () => {
    const world = agreed();
    invite(world, held(world), world.mides, "declined");
    invite(world, aBriefing(world.store, world.officeId, { state: "inviting" }), world.mides);
    expect(standingsOf(world.store, world.officeId, [world.mides], NOW).get(world.mides)?.metOn).toBeNull();
  });
});

describe("sinceWeMet", () => {
  it("tells an institution what it leads or shares, of briefings that have begun", () => {
    const world = agreed();
    const [past, coming] = [held(world), aBriefing(world.store, world.officeId)];
    invite(world, past, world.mides);
    invite(world, coming, world.mides);
    const theirs = aFollowUp(world, { briefingId: past, parties: [world.inamu] });
    const shared = aFollowUp(world, { briefingId: past, lead: { kind: "institution", id: world.inamu }, parties: [world.mides] });
    const ours = aFollowUp(world, { briefingId: past, lead: { kind: "office" }, parties: [world.mides], dueOn: "2021-12-10" });
    const done = aFollowUp(world, { state: "done" });
    aFollowUp(world, { briefingId: coming });
    aFollowUp(world, { state: "dropped" });
    const seen = sinceWeMet(world.store, liaisonOf(world, world.mides));
    expect(seen.map((c) => [c.id, c.by, c.state])).toEqual([
      [theirs, "institution", "planned"],
      [shared, "other", "planned"],
      [ours, "office", "planned"],
      [done, "institution", "done"],
    ]);
    expect(seen[0]).toMatchObject({ dueOn: "2021-11-26", doneOn: null, briefing: { id: past } });
    expect(seen[1]).toMatchObject({ lead: { acronym: "INAMU" } });
    expect(seen[3]).toMatchObject({ doneOn: "2021-11-30" });
    expect(JSON.stringify(seen)).not.toMatch(/overdue|late/);
  });

  it("keeps from an institution what the office does alone or with others, also at a briefing it came to", () => {
    const world = agreed();
    const past = held(world);
    invite(world, past, world.mides);
    invite(world, past, world.inamu);
    aFollowUp(world, { briefingId: past, lead: { kind: "office" } });
    const withOthers = aFollowUp(world, { briefingId: past, lead: { kind: "office" }, parties: [world.inamu] });
    const theirs = aFollowUp(world, { briefingId: past, lead: { kind: "institution", id: world.inamu } });
    expect(sinceWeMet(world.store, liaisonOf(world, world.mides))).toEqual([]);
    expect(sinceWeMet(world.store, liaisonOf(world, world.inamu)).map((c) => c.id)).toEqual([withOthers, theirs]);
  });

  it("forgets what was settled more than half a year ago", () => {
    const world = agreed();
    const id = aFollowUp(world, { state: "verified" });
    world.store.db
      .update(followUps)
      .set({ stateAt: NOW - 200 * DAY })
      .where(eq(followUps.id, id))
      .run();
    expect(sinceWeMet(world.store, liaisonOf(world, world.mides))).toEqual([]);
  });

  it("tells nothing of other institutions or offices", () => {
    const world = agreed();
    aFollowUp(world);
    const third = anInstitution(world.store, world.officeId, { acronym: "SNM" }).institutionId;
    expect(sinceWeMet(world.store, liaisonOf(world, third))).toEqual([]);
    expect(sinceWeMet(world.store, { ...liaisonOf(world, world.mides), officeId: world.stranger.officeId })).toEqual([]);
  });
});

describe("attention", () => {
  it("counts what was reported done and what the office owes, for its staff alone", () => {
    const world = agreed();
    const done = aFollowUp(world, { state: "done" });
    aFollowUp(world, { state: "done" });
    aFollowUp(world);
    const ours = aFollowUp(world, { lead: { kind: "office" }, dueOn: "2021-11-29" });
    world.store.db
      .update(followUps)
      .set({ stateAt: NOW - DAY })
      .where(eq(followUps.id, done))
      .run();
    const seen = attention(world.store, world.manager);
    expect(seen).toMatchObject({ reported: { n: 2, oldestAt: NOW - DAY, more: 0 }, overdueByUs: { n: 1 }, canReview: true });
    expect(seen.reported.institutions.map((i) => i.acronym)).toEqual(["MIDES"]);
    expect(seen.overdueByUs.rows.map((r) => r.id)).toEqual([ours]);
    expect(attention(world.store, world.officer).canReview).toBe(false);
    expect(attention(world.store, world.stranger)).toMatchObject({ reported: { n: 0 }, overdueByUs: { n: 0 } });
    expect(attention(world.store, liaisonOf(world, world.mides)).reported.n).toBe(0);
  });

  it("names at most five institutions and says how many more there are", () => {
    const world = agreed();
    for (let i = 0; i < 7; i++)
      aFollowUp(world, {
        state: "done",
        lead: { kind: "institution", id: anInstitution(world.store, world.officeId, { acronym: `M${i}`, precedence: i }).institutionId },
      });
    const { reported } = attention(world.store, world.manager);
    expect([reported.institutions.map((i) => i.acronym), reported.more]).toEqual([["M0", "M1", "M2", "M3", "M4"], 2]);
  });
});
