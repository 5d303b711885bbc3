import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canChangeState } from "@/core/followups/policy";
import { groupSql, momentFor } from "@/core/followups/register/queries";
import { queueOf } from "@/core/followups/review/queries";
import { newDate, nextAfter, scopeKey, scopeOf, verdictsFor, viewOf } from "@/core/followups/review/rules";
import {
  canMove,
  evidenceOf,
  groupOf,
  groups,
  isJudgement,
  isOpen,
  isOverdue,
  isReopening,
  momentOf,
  needsReason,
  neutralState,
} from "@/core/followups/rules";
import { followUps } from "@/db/schema";
import { type FollowUpState, followUpStates, leadKinds } from "@/db/schema/followups";
import { addDays } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { agreed, liaisonOf } from "../agreed";
import { NOW } from "../factories";

/** Every step there is; anything else is refused. */
const steps: Record<FollowUpState, FollowUpState[]> = {
  proposed: ["open", "dropped", "superseded"],
  open: ["in_progress", "blocked", "done", "dropped", "superseded"],
  in_progress: ["open", "blocked", "done", "dropped", "superseded"],
  blocked: ["open", "in_progress", "done", "dropped", "superseded"],
  done: ["open", "verified", "dropped", "superseded"],
  verified: ["open"],
  superseded: ["open"],
  dropped: ["open"],
};
const pairs = followUpStates.flatMap((from) => followUpStates.map((to) => [from, to] as const));

describe("the states of a follow-up", () => {
  it.each(pairs)("from %s to %s is allowed exactly where the table says so", (from, to) => {
    expect(canMove(from, to)).toBe(steps[from].includes(to));
  });

  it("can always be left again", () => {
    for (const from of followUpStates) expect(followUpStates.some((to) => canMove(from, to))).toBe(true);
  });

  it("are verified only from reported done", () => {
    expect(followUpStates.filter((from) => canMove(from, "verified"))).toEqual(["done"]);
  });

  it.each(pairs.filter(([from, to]) => canMove(from, to)))("from %s to %s is taken by those who may, and by nobody else", (from, to) => {
    const world = agreed();
    const followUp = { officeId: world.officeId, leadInstitutionId: world.mides, partyIds: [world.inamu], state: from };
    const may = (actor: Parameters<typeof canChangeState>[0]) => canChangeState(actor, followUp, to);
    const judged =
      ["verified", "dropped", "superseded"].includes(to) || (to === "open" && ["done", "verified", "dropped", "superseded"].includes(from));
    expect(isJudgement(from, to)).toBe(judged);
    expect(may(world.manager)).toBe(true);
    expect(may(world.officer)).toBe(!judged);
    expect(may({ ...world.officer, role: "admin" })).toBe(!judged);
    expect(may(liaisonOf(world, world.mides))).toBe(!judged);
    expect(may(liaisonOf(world, world.inamu))).toBe(false);
    expect(may(world.stranger)).toBe(false);
    expect(may({ kind: "visitor", now: NOW })).toBe(false);
  });

  it("ask for a reason when they are dropped, blocked or reopened", () => {
    const reasoned = pairs.filter(([from, to]) => canMove(from, to) && needsReason(from, to)).map(([from, to]) => `${from}>${to}`);
    expect(reasoned).toEqual([
      "proposed>dropped",
      "open>blocked",
      "open>dropped",
      "in_progress>blocked",
      "in_progress>dropped",
      "blocked>dropped",
      "done>open",
      "done>dropped",
      "verified>open",
      "superseded>open",
      "dropped>open",
    ]);
  });

  it("never tell an institution that it is late", () => {
    expect(followUpStates.map(neutralState)).toEqual([
      "to_confirm",
      "planned",
      "under_way",
      "under_way",
      "done",
      "done",
      "under_way",
      "under_way",
    ]);
  });
});

describe("isOverdue", () => {
  it("begins the day after the day agreed", () => {
    expect(isOverdue({ state: "open", dueOn: "2021-11-30" }, "2021-11-30")).toBe(false);
    expect(isOverdue({ state: "open", dueOn: "2021-11-29" }, "2021-11-30")).toBe(true);
  });

  it("does not touch what is proposed, reported done or settled", () => {
    const late = followUpStates.filter((state) => isOverdue({ state, dueOn: "2021-11-01" }, "2021-11-30"));
    expect(late).toEqual(["open", "in_progress", "blocked"]);
  });
});

const someFollowUp = fc.record({
  state: fc.constantFrom(...followUpStates),
  leadKind: fc.constantFrom(...leadKinds),
  dueOn: fc.option(fc.integer({ min: -40, max: 40 }).map((days) => addDays("2021-11-30", days))),
  newsAt: fc.integer({ min: NOW - 60 * 86_400_000, max: NOW }),
});

describe("the groups of a review", () => {
  it("are the same in the rule and in the database, and order the queue", () => {
    const world = agreed();
    const moment = momentFor(world.store, world.officeId, NOW);
    fc.assert(
      fc.property(fc.array(someFollowUp, { minLength: 1, maxLength: 12 }), (wishes) => {
        world.store.db.delete(followUps).run();
        const rows = wishes.map((wish, i) => ({
          ...wish,
          id: newId("fup"),
          officeId: world.officeId,
          number: i + 1,
          what: "x",
          stateAt: NOW,
          searchText: "x",
          createdAt: NOW,
        }));
        world.store.db.insert(followUps).values(rows).run();
        const expected = rows
          .flatMap((row) => {
            const group = groupOf(row, moment);
            return group ? [{ ...row, group }] : [];
          })
          .sort(
            (a, b) =>
              groups.indexOf(a.group) - groups.indexOf(b.group) ||
              Number(a.dueOn === null) - Number(b.dueOn === null) ||
              (a.dueOn ?? "").localeCompare(b.dueOn ?? "") ||
              a.number - b.number,
          )
          .map(({ id, group }) => ({ id, group }));
        expect(queueOf(world.store, world.manager, {})).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    expect(groupSql(moment)).toBeDefined();
  });

  it("stand in the order of the screens: reported done, overdue by us, by them, blocked, proposed, quiet", () => {
    const moment = momentOf(NOW, "America/Panama");
    const at = (state: FollowUpState, leadKind: "office" | "institution", dueOn: string | null, newsAt = NOW) =>
      groupOf({ state, leadKind, dueOn, newsAt }, moment);
    expect([
      at("done", "institution", "2021-11-01"),
      at("open", "office", "2021-11-29"),
      at("blocked", "institution", "2021-11-29"),
      at("blocked", "institution", null),
      at("proposed", "institution", "2021-11-01"),
      at("in_progress", "institution", "2021-12-30", NOW - 31 * 86_400_000),
      at("in_progress", "institution", "2021-12-30", NOW - 29 * 86_400_000),
    ]).toEqual([...groups]);
    expect(followUpStates.filter((state) => !isOpen(state)).map((state) => at(state, "office", null))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("evidenceOf", () => {
  const line = (id: string, over: object = {}) => ({
    id,
    kind: "news",
    fromState: null,
    toState: null,
    evidence: null,
    undoesId: null,
    ...over,
  });

  it("takes the newest, and forgets what a reopening found wanting", () => {
    expect(evidenceOf([line("b", { evidence: "list" }), line("a", { evidence: "photo" })])).toBe("list");
    expect(evidenceOf([line("b", { fromState: "done", toState: "open" }), line("a", { evidence: "photo" })])).toBeUndefined();
    expect(isReopening("blocked", "open")).toBe(false);
  });

  it("does not count what was taken back, nor a reopening that was", () => {
    expect(evidenceOf([line("c", { undoesId: "b" }), line("b", { evidence: "list" }), line("a", { evidence: "photo" })])).toBe("photo");
    const reopened = line("b", { fromState: "done", toState: "open" });
    expect(evidenceOf([line("c", { undoesId: "b" }), reopened, line("a", { evidence: "photo" })])).toBe("photo");
  });
});

describe("a new date", () => {
  const holidays = new Set(["2021-12-08", "2021-12-20"]);

  it.each([
    ["7", "2021-11-30", null, "2021-12-07"],
    ["7", "2021-12-01", "2021-11-26", "2021-12-09"],
    ["14", "2021-11-30", "2021-11-26", "2021-12-14"],
    ["30", "2021-11-30", "2021-11-26", "2021-12-30"],
    ["14", "2021-11-30", "2021-12-06", "2021-12-21"],
    ["7", "2021-11-27", "2021-11-26", "2021-12-06"],
  ] as const)("%s days from %s, due %s, is the working day %s", (days, today, dueOn, expected) => {
    expect(newDate(days, today, dueOn, holidays)).toBe(expected);
  });
});

describe("the way through a queue", () => {
  it("goes down, begins again at the top, and ends when all are decided", () => {
    const ids = ["a", "b", "c", "d"];
    expect(nextAfter(ids, new Set(["b"]), "b")).toBe("c");
    expect(nextAfter(ids, new Set(["b", "c", "d"]), "d")).toBe("a");
    expect(nextAfter(ids, new Set(ids), "b")).toBeUndefined();
    expect(nextAfter(ids, new Set(), undefined)).toBe("a");
    expect(nextAfter(ids, new Set(["a"]), "z")).toBe("b");
  });

  it("shows what is on time only when asked for, or in a narrowed review", () => {
    const queue = [
      { id: "a", group: "done" },
      { id: "b", group: "on_time" },
    ];
    expect(viewOf(queue, undefined, false).map((e) => e.id)).toEqual(["a"]);
    expect(viewOf(queue, undefined, true).map((e) => e.id)).toEqual(["a", "b"]);
    expect(viewOf(queue, "on_time", false).map((e) => e.id)).toEqual(["b"]);
  });

  it("offers verify for what is reported done, ask for the rest, and only a skip for what is settled", () => {
    expect(verdictsFor("done")).toEqual(["verify", "reopen", "newDate", "drop", "skip"]);
    for (const state of ["proposed", "open", "in_progress", "blocked"] as const)
      expect(verdictsFor(state)).toEqual(["ask", "newDate", "drop", "skip"]);
    for (const state of ["verified", "superseded", "dropped"] as const) expect(verdictsFor(state)).toEqual(["skip"]);
  });

  it("writes a scope as one text and reads it again", () => {
    for (const scope of [{}, { institutionId: "ins_1" }, { project: 'a"b', briefingId: "brf_1" }])
      expect(scopeOf(scopeKey(scope))).toMatchObject(scope);
    expect(scopeKey({})).toBe("");
  });
});
