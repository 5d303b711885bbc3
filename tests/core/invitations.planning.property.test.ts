import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPlan } from "@/core/briefings/reminding/rules";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { sendPlanned } from "@/core/invitations/planning/commands";
import { plannedOf } from "@/core/invitations/planning/queries";
import { keyOf } from "@/core/invitations/planning/rules";
import { openBatches } from "@/core/invitations/sending/queries";
import { CHASE_PAUSE } from "@/core/invitations/sending/rules";
import { undoSending } from "@/core/invitations/undoing/commands";
import { isWorkingDay, workingDaysBefore, workingDaysBetween } from "@/core/offices/rules";
import { briefings, holidays, messages, offices, pauses, people as persons } from "@/db/schema";
import type { QuietHours } from "@/db/schema/offices";
import { addDays, dayOf, instantOf, localOf } from "@/lib/dates";
import { NOW, system } from "../factories";
import { invited } from "../invited";

/** Zones whose clocks go forward and back at different times, by an hour or by half of one, and some that never do. */
const zones = [
  "America/Panama",
  "America/New_York",
  "Europe/Paris",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "America/Santiago",
];

type Step =
  | { act: "wait"; minutes: number }
  | { act: "answer"; who: number; value: "accepted" | "tentative" | "declined" }
  | { act: "reply"; days: number }
  | { act: "postpone"; days: number }
  | { act: "open" | "cancel" | "undo" };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 2 * 1440 }).map((minutes): Step => ({ act: "wait", minutes })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 * 1440 }).map((minutes): Step => ({ act: "wait", minutes })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ who: fc.integer({ min: 0, max: 2 }), value: fc.constantFrom("accepted", "tentative", "declined") })
      .map((said): Step => ({ act: "answer", ...said })),
  },
  { weight: 1, arbitrary: fc.integer({ min: -6, max: 10 }).map((days): Step => ({ act: "reply", days })) },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: 20 }).map((days): Step => ({ act: "postpone", days })) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ act: "open" }, { act: "undo" }, { act: "undo" }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ act: "cancel" }, { act: "undo" }, { act: "undo" }, { act: "undo" }) },
);

const aLife = fc.record({
  zone: fc.constantFrom(...zones),
  begins: fc.integer({ min: 0, max: 700 }),
  lead: fc.integer({ min: 8, max: 40 }),
  apart: fc.integer({ min: 0, max: 12 }),
  first: fc.integer({ min: 4, max: 12 }),
  second: fc.integer({ min: 1, max: 1 }),
  names: fc.integer({ min: 1, max: 6 }),
  off: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 10 }),
  pause: fc.option(fc.record({ from: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 0, max: 10 }) })),
  quiet: fc.option(
    fc.constantFrom<QuietHours>({ from: "19:00", to: "09:30", days: [1, 2, 3, 4, 5, 6, 7] }, { from: "00:00", to: "00:00", days: [3] }),
    { nil: null },
  ),
  shared: fc.boolean(),
  steps: fc.array(anyStep, { minLength: 20, maxLength: 45 }),
});

/** Lives through a briefing with a clock of its own and looks at what was sent after each look of the scheduler. */
function live(life: typeof aLife extends fc.Arbitrary<infer T> ? T : never): number {
  const { zone } = life;
  const people = [invited()];
  const [{ store, officeId, briefingId, officer }] = people as [ReturnType<typeof invited>];
  for (const acronym of ["MIDES", "INAMU"]) people.push(invited({ store, officeId, briefingId, acronym }));
  const start = addDays("2025-01-06", life.begins);
  const meeting = addDays(start, life.lead);
  const dates = (day: string) => ({
    startsLocal: `${day}T10:00`,
    endsLocal: `${day}T12:00`,
    startsAt: instantOf(`${day}T10:00`, zone) ?? 0,
    endsAt: instantOf(`${day}T12:00`, zone) ?? 0,
  });
  const lines = {
    silent_first: { on: true, days: life.first },
    silent_second: { on: true, days: life.second },
    unnamed: { on: true, days: life.names },
  };
  if (life.shared) store.db.update(persons).set({ email: "enlace@central.example" }).run();
  store.db.update(offices).set({ zone, quietHours: life.quiet }).run();
  store.db
    .update(briefings)
    .set({ zone, ...dates(meeting), replyBy: addDays(meeting, -life.apart), state: "inviting", reminders: { ...defaultPlan(null), lines } })
    .run();
  store.raw.prepare("update invitation set sent_at = ?").run(instantOf(`${start}T08:00`, zone) ?? 0);
  const closed = new Set(life.off.map((n) => addDays(start, n)));
  for (const day of closed)
    store.db
      .insert(holidays)
      .values({ id: `hol_${day}`, officeId, day, name: {} })
      .run();
  const pause = life.pause && { firstDay: addDays(start, life.pause.from), lastDay: addDays(start, life.pause.from + life.pause.days) };
  if (pause)
    store.db
      .insert(pauses)
      .values({ id: "pau_1", officeId, ...pause, reason: {}, createdAt: 0 })
      .run();

  let now = instantOf(`${start}T08:30`, zone) ?? NOW;
  let seen = 0;
  let since = 0;
  const read = () => store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get() as typeof briefings.$inferSelect;
  const look = () => {
    const sent = sendPlanned(store, system(now));
    expect(sendPlanned(store, system(now))).toBe(0);
    const all = store.db.select().from(messages).all();
    const fresh = all.slice(seen);
    expect(fresh.length).toBe(sent);
    seen = all.length;
    const briefing = read();
    const local = localOf(now, zone);
    const today = local.slice(0, 10);
    for (const message of fresh) {
      const one = people.find(({ invitationId }) => invitationId === message.invitationId)?.row();
      if (message.kind === "reminder") {
        expect(one?.answer === null || (one?.answeredAt ?? 0) < since).toBe(true);
        expect(today <= (briefing.replyBy ?? "")).toBe(true);
      } else expect(one).toMatchObject({ answer: "accepted", named: 0, toDesignate: 0 });
      expect(now).toBeLessThan(briefing.startsAt);
      expect(["cancelled", "held"]).not.toContain(briefing.state);
      expect(briefing.dateOpen).toBe(false);
      expect(local.slice(11) >= "09:00").toBe(true);
      expect(isWorkingDay(today, closed)).toBe(true);
      if (pause && message.kind !== "day_before") expect(today >= pause.firstDay && today <= pause.lastDay).toBe(false);
      if (message.kind === "day_before") {
        expect(one?.answeredAt ?? 0).toBeGreaterThanOrEqual(since);
        expect(today).toBe(workingDaysBefore(briefing.startsLocal.slice(0, 10), 1, closed));
        continue;
      }
      const others = all.filter(
        (m) =>
          m.id !== message.id &&
          m.invitationId === message.invitationId &&
          /^plan:(silent|unnamed)/.test(m.uniqueKey) &&
          m.state !== "cancelled",
      );
      for (const other of others) {
        expect(now - other.createdAt).toBeGreaterThanOrEqual(CHASE_PAUSE);
        if (other.kind === message.kind) expect(workingDaysBetween(dayOf(other.createdAt, zone), today, closed)).toBeGreaterThanOrEqual(3);
      }
    }
    expect(new Set(all.map((m) => m.uniqueKey)).size).toBe(all.length);
  };

  const ahead = () => plannedOf(store, { ...officer, now }, { briefingId }).filter(({ skipped }) => !skipped);
  /** Time passes and nothing else: what was shown as planned leaves at its moment, no earlier, and nothing besides. */
  const wait = (until: number) => {
    const planned = ahead();
    expect(new Set(planned.map(({ line, invitationId }) => `${line} ${invitationId}`)).size).toBe(planned.length);
    const due = planned.filter(({ at }) => at <= until);
    for (const moment of new Set(due.map(({ at }) => at))) {
      now = moment - 1;
      look();
      const before = seen;
      now = moment;
      look();
      const sent = store.db.select().from(messages).all().slice(before);
      expect(sent.map(({ uniqueKey }) => uniqueKey).sort()).toEqual(
        due
          .filter(({ at }) => at === moment)
          .map(({ line, invitationId, target }) => keyOf(line, invitationId, target))
          .sort(),
      );
    }
    const before = seen;
    now = until;
    look();
    expect(seen).toBe(before);
    expect(ahead()).toEqual(planned.filter(({ at }) => at > until));
  };

  for (const step of life.steps) {
    const briefing = read();
    if (step.act === "wait") wait(now + step.minutes * 60_000);
    else if (step.act === "answer") {
      const who = people[step.who];
      const form = {
        invitationId: who?.invitationId ?? "",
        value: step.value,
        channel: "phone",
        by: "other",
        byName: "Ana Ruiz",
        basedOn: "none",
      };
      recordAnswer(store, { ...officer, now }, recordAnswerInput.parse(form));
      seen = store.db.select().from(messages).all().length;
    } else if (step.act === "reply" && briefing.replyBy) {
      const moved = addDays(briefing.replyBy, step.days);
      store.db
        .update(briefings)
        .set({ replyBy: moved > briefing.startsLocal.slice(0, 10) ? briefing.startsLocal.slice(0, 10) : moved })
        .run();
    } else if (step.act === "postpone" && briefing.state !== "cancelled") {
      const day = addDays(briefing.startsLocal.slice(0, 10), step.days);
      since = now;
      store.raw
        .prepare("insert into briefing_state (id, office_id, briefing_id, state, at, before) values (?, ?, ?, 'postponed', ?, '{}')")
        .run(
          `bst_${now}_${Math.round(step.days)}_${seen}_${store.raw.prepare("select count(*) n from briefing_state").pluck().get()}`,
          officeId,
          briefingId,
          now,
        );
      store.db
        .update(briefings)
        .set({ ...dates(day), dateOpen: false, replyBy: addDays(day, -life.apart), state: "postponed" })
        .run();
    } else if (step.act === "open") store.db.update(briefings).set({ dateOpen: !briefing.dateOpen }).run();
    else if (step.act === "cancel") store.db.update(briefings).set({ state: "cancelled" }).run();
    else
      for (const batch of openBatches(store, { ...officer, now }, briefingId))
        undoSending(store, { ...officer, now }, { briefingId, batchId: batch.id });
    look();
  }
  return seen;
}

describe("the plan, whatever happens", () => {
  it("leaves as it was shown, never twice, to one that has answered, out of hours, or after its day", { timeout: 60_000 }, () => {
    let sent = 0;
    fc.assert(
      fc.property(aLife, (life) => {
        sent += live(life);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    // A property of nothing sent would prove nothing.
    expect(sent).toBeGreaterThan(5);
  });
});
