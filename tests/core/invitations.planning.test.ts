import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createBriefing } from "@/core/briefings/commands";
import { createBriefingInput } from "@/core/briefings/input";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { setReminders } from "@/core/briefings/reminding/commands";
import { setRemindersInput } from "@/core/briefings/reminding/input";
import { defaultPlan, isPlanOn } from "@/core/briefings/reminding/rules";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { recordAnswerInput } from "@/core/invitations/answers/input";
import { recordCame, thank } from "@/core/invitations/attending/commands";
import { copyBriefing } from "@/core/invitations/copying/commands";
import { revokeLink } from "@/core/invitations/links/commands";
import { invitationMail } from "@/core/invitations/mail";
import { sendPlanned, skipPlanned } from "@/core/invitations/planning/commands";
import { asksItself, plannedOf } from "@/core/invitations/planning/queries";
import { remindInvitations } from "@/core/invitations/sending/commands";
import { findBatch, openBatches } from "@/core/invitations/sending/queries";
import { undoSending } from "@/core/invitations/undoing/commands";
import { audits, briefings, briefingTemplates, holidays, messages, offices, pauses, people } from "@/db/schema";
import type { AnswerValue } from "@/db/schema/invitations";
import { instantOf } from "@/lib/dates";
import { anOffice, aStaff, emptyStore, system } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

/** An hour of Panama. */
const at = (moment: string): number => instantOf(moment.replace(" ", "T"), "America/Panama") ?? 0;

// Reply by Friday 3 December; seven and two working days before are 24 November and 1 December. The meeting is on the 14th.
let it0: Invited;
const plan = defaultPlan(null);
beforeEach(() => {
  it0 = invited({ briefing: { reminders: plan } });
  it0.store.db
    .update(briefings)
    .set({ createdAt: at("2021-11-10 09:00") })
    .run();
  sentOn("2021-11-15 10:00");
});

const sentOn = (moment: string) => it0.store.raw.prepare("update invitation set sent_at = ?").run(at(moment));
const run = (moment: string) => sendPlanned(it0.store, system(at(moment)));
const all = () => it0.store.db.select().from(messages).all();
const officer = (moment: string) => ({ ...it0.officer, now: at(moment) });
const briefing = () => it0.store.db.select().from(briefings).where(eq(briefings.id, it0.briefingId)).get() as typeof briefings.$inferSelect;
const answer = (moment: string, said: AnswerValue) =>
  value(
    recordAnswer(
      it0.store,
      officer(moment),
      recordAnswerInput.parse({
        invitationId: it0.invitationId,
        value: said,
        channel: "phone",
        by: "other",
        byName: "Ana Ruiz",
        basedOn: "none",
      }),
    ),
  );
const audited = (action: string) => it0.store.db.select().from(audits).where(eq(audits.action, action)).all();
const form = (over: Record<string, { on?: boolean; days: number }> = {}, version = 1) =>
  setRemindersInput.parse({
    briefingId: it0.briefingId,
    version,
    silent_first: { on: true, days: 7 },
    silent_second: { on: true, days: 2 },
    unnamed: { on: true, days: 3 },
    day_before: { on: true, days: 1 },
    thanks: { on: true, days: 1 },
    regret: { on: true, days: 1 },
    ...over,
  });

describe("what leaves by itself", () => {
  it("reminds the silent seven and two working days before the last day to reply, from nine o'clock on, once", () => {
    expect(run("2021-11-23 15:00")).toBe(0);
    expect(run("2021-11-24 08:59")).toBe(0);
    expect(run("2021-11-24 09:00")).toBe(1);
    expect(run("2021-11-24 09:01")).toBe(0);
    expect(run("2021-11-25 09:01")).toBe(0);
    expect(run("2021-11-30 09:00")).toBe(0);
    expect(run("2021-12-01 09:00")).toBe(1);
    expect(run("2021-12-02 09:00")).toBe(0);
    expect(all().map(({ kind }) => kind)).toEqual(["reminder", "reminder"]);
    expect(audited("invitations.planned_sent").map(({ actorKind, facts }) => ({ actorKind, facts }))).toEqual([
      { actorKind: "system", facts: { n: 1, kind: "reminder" } },
      { actorKind: "system", facts: { n: 1, kind: "reminder" } },
    ]);
  });

  it("says nothing to one that has answered, and asks one that named nobody who will come", () => {
    answer("2021-11-23 10:00", "accepted");
    expect(run("2021-11-24 09:00")).toBe(0);
    // Three working days before the 14th, past the holiday of Mother's Day: the 8th is none in this office.
    expect(run("2021-12-08 09:00")).toBe(0);
    expect(run("2021-12-09 09:00")).toBe(1);
    expect(all().at(-1)?.kind).toBe("names_request");
  });

  it("leaves as a wave that can be undone within the minute, and does not come back", () => {
    run("2021-11-24 09:00");
    const [batch] = openBatches(it0.store, officer("2021-11-24 09:00"), it0.briefingId);
    expect(batch).toMatchObject({ kind: "reminder", n: 1 });
    value(
      undoSending(
        it0.store,
        { ...officer("2021-11-24 09:00"), now: at("2021-11-24 09:00") + 1000 },
        { briefingId: it0.briefingId, batchId: batch?.id ?? "" },
      ),
    );
    expect(findBatch(it0.store, it0.officer, it0.briefingId, batch?.id ?? "")?.messages.map((m) => m.state)).toEqual(["cancelled"]);
    expect(run("2021-11-24 09:05")).toBe(0);
    expect(run("2021-11-25 09:05")).toBe(0);
  });

  it("makes up for a day the server was down, and for no more", () => {
    expect(run("2021-11-25 11:00")).toBe(1);
    expect(run("2021-12-03 11:00")).toBe(0);
  });

  it("writes what is not handed on in time to nobody", () => {
    run("2021-12-01 09:00");
    const [message] = all();
    if (!message) throw new Error("nothing was written");
    expect(invitationMail.reminder?.(it0.store, message, at("2021-12-02 20:00"))).not.toBe("obsolete");
    expect(invitationMail.reminder?.(it0.store, message, at("2021-12-03 00:01"))).toBe("obsolete");
  });

  it("moves with the last day to reply", () => {
    it0.store.db.update(briefings).set({ replyBy: "2021-12-07" }).run();
    expect(run("2021-11-24 09:00")).toBe(0);
    expect(run("2021-11-26 09:00")).toBe(1);
    // Moved on by a day, the first reminder would fall on the next one: it is not said twice within three days.
    it0.store.db.update(briefings).set({ replyBy: "2021-12-08" }).run();
    expect(run("2021-11-29 09:00")).toBe(0);
    expect(run("2021-12-06 09:00")).toBe(1);
  });

  it("does not repeat within 72 hours what was said by hand, and says so beforehand", () => {
    value(remindInvitations(it0.store, officer("2021-11-22 10:00"), { briefingId: it0.briefingId, invitations: [] }));
    const shown = plannedOf(it0.store, officer("2021-11-22 10:01"), { briefingId: it0.briefingId });
    expect(shown.map(({ line, at: when }) => [line, when])).toEqual([
      ["silent_first", at("2021-11-25 10:00")],
      ["silent_second", at("2021-12-01 09:00")],
    ]);
    expect(run("2021-11-24 09:00")).toBe(0);
    expect(run("2021-11-25 09:59")).toBe(0);
    expect(run("2021-11-25 10:00")).toBe(1);
  });

  it("drops a reminder that the last words by hand leave no day for", () => {
    value(remindInvitations(it0.store, officer("2021-11-23 16:00"), { briefingId: it0.briefingId, invitations: [] }));
    expect(plannedOf(it0.store, officer("2021-11-23 16:01")).map(({ line }) => line)).toEqual(["silent_second"]);
    expect(run("2021-11-24 16:30")).toBe(0);
    expect(run("2021-11-25 23:00")).toBe(0);
  });

  it("leaves an invitation its day", () => {
    sentOn("2021-12-01 08:00");
    for (const moment of ["2021-12-01 08:30", "2021-12-01 09:00", "2021-12-01 22:55"])
      expect(plannedOf(it0.store, officer(moment)).map((one) => one.at)).toEqual([at("2021-12-02 09:00")]);
    expect(asksItself(it0.store, officer("2021-12-01 10:00"), briefing(), "reminder")).toBe("2021-12-02");
    expect(run("2021-12-01 09:00")).toBe(0);
    expect(run("2021-12-02 09:00")).toBe(1);
  });

  it("waits for a pause of the office to be over, where that is in time, and knows its holidays and quiet hours", () => {
    const { store, officeId } = it0;
    store.db
      .insert(pauses)
      .values({ id: "pau_1", officeId, firstDay: "2021-11-24", lastDay: "2021-11-26", reason: {}, createdAt: 0 })
      .run();
    expect(run("2021-11-24 09:00")).toBe(0);
    expect(run("2021-11-29 09:00")).toBe(1);
    store.db.insert(holidays).values({ id: "hol_1", officeId, day: "2021-12-02", name: {} }).run();
    // With that holiday, two working days before Friday are Tuesday: within three days of the other one.
    expect(run("2021-11-30 09:00")).toBe(0);
    store.db
      .update(offices)
      .set({ quietHours: { from: "08:00", to: "10:00", days: [3] } })
      .run();
    store.db.delete(messages).run();
    expect(run("2021-12-01 09:30")).toBe(0);
    expect(run("2021-12-01 10:00")).toBe(1);
  });

  it("asks once where a pause pushes both reminders to one day, and plans it once", () => {
    const { store, officeId } = it0;
    store.db
      .insert(pauses)
      .values({ id: "pau_1", officeId, firstDay: "2021-11-22", lastDay: "2021-12-01", reason: {}, createdAt: 0 })
      .run();
    expect(plannedOf(store, officer("2021-11-20 10:00")).map(({ at: when }) => when)).toEqual([at("2021-12-02 09:00")]);
    expect([run("2021-12-02 09:00"), run("2021-12-02 09:01"), run("2021-12-03 09:00")]).toEqual([1, 0, 0]);
  });

  it("plans the second for 72 hours after a first that leaves late in its day", () => {
    it0.store.db
      .update(briefings)
      .set({ reminders: { ...plan, lines: { ...plan.lines, silent_first: { on: true, days: 5 } } } })
      .run();
    // A Friday whose quiet hours end at ten: 72 hours later is a Monday at ten, three working days a Wednesday.
    const shown = plannedOf(it0.store, officer("2021-11-26 11:30"));
    expect(shown.map((one) => one.at)).toEqual([at("2021-11-26 11:30"), at("2021-12-01 09:00")]);
    it0.store.db
      .update(briefings)
      .set({ reminders: { ...plan, lines: { ...plan.lines, silent_first: { on: true, days: 4 } } } })
      .run();
    // From Monday at half past eleven on, Thursday at half past eleven is the first that may be.
    expect(plannedOf(it0.store, officer("2021-11-29 11:30")).map((one) => one.at)).toEqual([
      at("2021-11-29 11:30"),
      at("2021-12-02 11:30"),
    ]);
    expect([run("2021-11-29 11:30"), run("2021-12-02 11:29"), run("2021-12-02 11:30")]).toEqual([1, 0, 1]);
  });

  it("plans for the end of the quiet hours", () => {
    it0.store.db
      .update(offices)
      .set({ quietHours: { from: "18:00", to: "10:30", days: [1, 2, 3, 4, 5, 6, 7] } })
      .run();
    expect(plannedOf(it0.store, officer("2021-11-20 10:00")).map((one) => one.at)).toEqual([
      at("2021-11-24 10:30"),
      at("2021-12-01 10:30"),
    ]);
  });

  it("sends nothing where the plan is off, the date open, the meeting off or begun, or the access taken away", () => {
    const { store } = it0;
    const with_ = (set: Partial<typeof briefings.$inferInsert>) => {
      store.db
        .update(briefings)
        .set({ reminders: plan, dateOpen: false, state: "inviting", ...set })
        .run();
      return run("2021-11-24 09:00");
    };
    expect(with_({ reminders: null })).toBe(0);
    expect(with_({ dateOpen: true })).toBe(0);
    expect(with_({ state: "cancelled" })).toBe(0);
    expect(with_({ state: "under_way" })).toBe(0);
    value(revokeLink(store, officer("2021-11-20 09:00"), { invitationId: it0.invitationId }));
    expect(with_({})).toBe(0);
  });
});

describe("the day before", () => {
  it("goes to those who come, on the working day before the meeting and on no other", () => {
    answer("2021-11-23 10:00", "accepted");
    value(skipPlanned(it0.store, officer("2021-11-23 10:00"), { invitationId: it0.invitationId, line: "unnamed", again: false }));
    expect(run("2021-12-10 10:00")).toBe(0);
    expect(run("2021-12-14 09:00")).toBe(0);
    expect(run("2021-12-13 17:00")).toBe(1);
    const [message] = all().filter(({ kind }) => kind === "day_before");
    if (!message) throw new Error("nothing was written");
    expect(invitationMail.day_before?.(it0.store, message, at("2021-12-13 20:00"))).not.toBe("obsolete");
    expect(invitationMail.day_before?.(it0.store, message, at("2021-12-14 07:00"))).toBe("obsolete");
  });

  it("is told to nobody who said yes to a date that no longer holds", () => {
    answer("2021-11-23 10:00", "accepted");
    value(postponeBriefing(it0.store, officer("2021-12-06 10:00"), { briefingId: it0.briefingId, day: "2021-12-16", reason: "Aforo" }));
    expect(run("2021-12-15 10:00")).toBe(0);
  });
});

describe("after the meeting", () => {
  const came = (moment: string, said: "present" | "excused" | "open") =>
    value(
      recordCame(it0.store, officer(moment), {
        briefingId: it0.briefingId,
        take: false,
        rows: [{ id: it0.invitationId, came: said, was: it0.row().came ?? "open" }],
      }),
    );
  const held = () => it0.store.db.update(briefings).set({ state: "held" }).run();

  it("thanks on the working day after it was noted who came, once, and never from an answer", () => {
    answer("2021-11-23 10:00", "accepted");
    held();
    expect(run("2021-12-15 10:00")).toBe(0);
    came("2021-12-17 12:00", "present");
    expect(plannedOf(it0.store, officer("2021-12-17 13:00")).map(({ line, at: when }) => [line, when])).toEqual([
      ["thanks", at("2021-12-20 09:00")],
    ]);
    expect(run("2021-12-17 13:00")).toBe(0);
    expect(run("2021-12-20 09:00")).toBe(1);
    expect(run("2021-12-21 09:00")).toBe(0);
    expect(all().at(-1)?.kind).toBe("thanks");
  });

  it("writes a regret to one that did not come, and nothing once it is too late", () => {
    held();
    came("2021-12-15 12:00", "excused");
    expect(run("2021-12-20 09:00")).toBe(0);
    came("2021-12-20 12:00", "open");
    came("2021-12-20 12:01", "excused");
    expect(run("2021-12-21 09:00")).toBe(1);
    expect(all().at(-1)?.kind).toBe("regret");
  });

  it("is neither planned nor owed once a month has passed, also for one who asks about that meeting alone", () => {
    held();
    came("2021-12-15 12:00", "present");
    const shown = (moment: string) => plannedOf(it0.store, officer(moment), { briefingId: it0.briefingId }).map(({ line }) => line);
    expect(shown("2021-12-15 13:00")).toEqual(["thanks"]);
    came("2022-01-13 10:00", "open");
    came("2022-01-13 11:00", "present");
    // The working day after lies beyond the month.
    expect(shown("2022-01-13 11:00")).toEqual([]);
    const due = { briefingId: it0.briefingId, kind: "thanks" as const, invitations: [it0.invitationId] };
    expect(refusal(thank(it0.store, officer("2022-01-14 11:00"), due))).toBe("nobody_to_thank");
    expect(run("2022-01-14 09:00")).toBe(0);
  });

  it("is said by hand, to those it is owed to, once; recorded; by those who invite alone", () => {
    const { store, officeId, briefingId, invitationId } = it0;
    const by = (actor: typeof it0.officer, kind: "thanks" | "regret" = "thanks") =>
      thank(store, actor, { briefingId, kind, invitations: [invitationId] });
    held();
    expect(refusal(by(officer("2021-12-15 12:00")))).toBe("nobody_to_thank");
    came("2021-12-15 12:00", "present");
    expect(refusal(by(officer("2021-12-15 12:01"), "regret"))).toBe("nobody_to_thank");
    expect(refusal(thank(store, officer("2021-12-15 12:01"), { briefingId, kind: "thanks", invitations: [] }))).toBe("nobody_chosen");
    expect(() => by(aStaff(store, officeId, "manager"))).toThrow(expect.objectContaining({ fault: "forbidden" }));
    expect(() => by(aStaff(store, anOffice(store, "cr")))).toThrow(expect.objectContaining({ fault: "not_found" }));
    expect(value(by(officer("2021-12-15 12:02")))).toMatchObject({ n: 1 });
    expect(refusal(by(officer("2021-12-15 12:03")))).toBe("nobody_to_thank");
    expect(audited("invitations.thanked").map(({ facts }) => facts)).toEqual([{ n: 1, kind: "thanks" }]);
    expect(run("2021-12-16 09:00")).toBe(0);
  });
});

describe("two institutions with one mailbox", () => {
  /** A second institution, invited like the first and written to at the same address. */
  function sharing(): string {
    const other = invited({ ...it0, acronym: "MINEX" });
    it0.store.db.update(people).set({ email: "enlace@central.example" }).run();
    sentOn("2021-11-15 10:00");
    return other.invitationId;
  }
  const reminded = () => all().map(({ invitationId }) => invitationId);

  it("are reminded on two days, both of them", () => {
    const other = sharing();
    expect(plannedOf(it0.store, officer("2021-11-20 10:00")).map((one) => one.at)).toEqual([
      at("2021-11-24 09:00"),
      at("2021-11-25 09:00"),
      at("2021-12-01 09:00"),
      at("2021-12-02 09:00"),
    ]);
    expect(run("2021-11-24 09:00")).toBe(1);
    expect(run("2021-11-24 16:00")).toBe(0);
    expect(run("2021-11-25 16:01")).toBe(1);
    expect(new Set(reminded())).toEqual(new Set([it0.invitationId, other]));
  });

  it("do not wait for one that somebody has taken out", () => {
    const other = sharing();
    value(skipPlanned(it0.store, officer("2021-11-20 10:00"), { invitationId: it0.invitationId, line: "silent_first", again: false }));
    expect(run("2021-11-24 09:00")).toBe(1);
    expect(reminded()).toEqual([other]);
  });
});

describe("what will leave", () => {
  const ahead = (moment: string) =>
    plannedOf(it0.store, officer(moment), { briefingId: it0.briefingId }).map(({ line, at: when }) => [line, when]);

  it("is computed from what is known now", () => {
    expect(ahead("2021-11-20 10:00")).toEqual([
      ["silent_first", at("2021-11-24 09:00")],
      ["silent_second", at("2021-12-01 09:00")],
    ]);
    expect(plannedOf(it0.store, officer("2021-11-20 10:00"))).toHaveLength(2);
    run("2021-11-24 09:00");
    expect(ahead("2021-11-24 09:01")).toEqual([["silent_second", at("2021-12-01 09:00")]]);
    answer("2021-11-25 10:00", "accepted");
    expect(ahead("2021-11-25 10:01")).toEqual([
      ["unnamed", at("2021-12-09 09:00")],
      ["day_before", at("2021-12-13 09:00")],
    ]);
    expect(asksItself(it0.store, officer("2021-11-25 10:01"), briefing(), "names_request")).toBe("2021-12-09");
    run("2021-12-09 09:00");
    expect(asksItself(it0.store, officer("2021-12-09 09:01"), briefing(), "names_request")).toBeUndefined();
  });

  it("tells another office nothing", () => {
    const stranger = aStaff(it0.store, anOffice(it0.store, "cr"));
    expect(plannedOf(it0.store, stranger, { briefingId: it0.briefingId })).toEqual([]);
    expect(plannedOf(it0.store, stranger)).toEqual([]);
  });

  it("can be kept back one by one, and sent after all; recorded", () => {
    const { store, invitationId } = it0;
    value(skipPlanned(store, officer("2021-11-20 10:00"), { invitationId, line: "silent_first", again: false }));
    value(skipPlanned(store, officer("2021-11-20 10:00"), { invitationId, line: "silent_first", again: false }));
    expect(audited("invitations.planned_skipped")).toHaveLength(1);
    expect(plannedOf(store, officer("2021-11-20 10:00")).map(({ line, skipped }) => [line, skipped])).toEqual([
      ["silent_first", true],
      ["silent_second", false],
    ]);
    expect(run("2021-11-24 09:00")).toBe(0);
    value(skipPlanned(store, officer("2021-11-24 10:00"), { invitationId, line: "silent_first", again: true }));
    expect(audited("invitations.planned_restored")).toHaveLength(1);
    expect(run("2021-11-24 10:01")).toBe(1);
    expect(refusal(skipPlanned(store, officer("2021-11-24 10:02"), { invitationId, line: "silent_first", again: false }))).toBe(
      "planned_gone",
    );
  });

  it("is kept back by those who invite alone", () => {
    const { store, officeId, invitationId } = it0;
    const by = (actor: ReturnType<typeof aStaff>) => () => skipPlanned(store, actor, { invitationId, line: "silent_first", again: false });
    expect(by(aStaff(store, officeId, "manager"))).toThrow(expect.objectContaining({ fault: "forbidden" }));
    expect(by(aStaff(store, anOffice(store, "cr")))).toThrow(expect.objectContaining({ fault: "not_found" }));
  });
});

describe("the plan of a briefing", () => {
  it("is changed line by line, by whom stands with it, and recorded", () => {
    value(setReminders(it0.store, it0.officer, form({ silent_first: { on: false, days: 7 }, unnamed: { on: true, days: 4 } })));
    expect(briefing().reminders).toMatchObject({ setBy: it0.officer.userId, version: 2, lines: { silent_first: { on: false, days: 7 } } });
    expect(audited("briefings.reminders_set").map(({ fields }) => fields)).toEqual([["silent_first", "unnamed"]]);
    expect(run("2021-11-24 09:00")).toBe(0);
    expect(run("2021-12-01 09:00")).toBe(1);
  });

  it("refuses reminders too near to each other, an older version, and a closed briefing", () => {
    const { store, officer: actor } = it0;
    expect(setReminders(store, actor, form({ silent_first: { on: true, days: 4 } }))).toMatchObject({
      code: "reminders_too_near",
      field: "silent_first.days",
    });
    expect(setReminders(store, actor, form({}, 7))).toMatchObject({ code: "stale", current: { version: 1, "silent_second.days": 2 } });
    store.db.update(briefings).set({ state: "closed" }).run();
    expect(refusal(setReminders(store, actor, form()))).toBe("briefing_closed");
  });

  it("is changed by those who plan alone", () => {
    const { store, officeId } = it0;
    expect(() => setReminders(store, aStaff(store, officeId, "manager"), form())).toThrow(expect.objectContaining({ fault: "forbidden" }));
    expect(() => setReminders(store, aStaff(store, anOffice(store, "cr")), form())).toThrow(
      expect.objectContaining({ fault: "not_found" }),
    );
  });

  it("is on for a new briefing and its copies, as its template or its model says, and off for one of before", () => {
    const { store, officer: actor } = it0;
    const made = (over = {}) => {
      const { id } = value(
        createBriefing(store, actor, createBriefingInput.parse({ language: "es", title: { es: "Reunión" }, day: "2022-02-01", ...over })),
      );
      return store.db.select().from(briefings).where(eq(briefings.id, id)).get();
    };
    expect(made()?.reminders).toEqual(defaultPlan(actor.userId));
    value(setReminders(store, actor, form({ silent_first: { on: false, days: 9 } })));
    const copied = value(copyBriefing(store, actor, { briefingId: it0.briefingId, day: "2022-03-01", past: false }));
    expect(store.db.select().from(briefings).where(eq(briefings.id, copied.id)).get()?.reminders).toMatchObject({
      version: 1,
      setBy: actor.userId,
      lines: { silent_first: { on: false, days: 9 } },
    });
    expect(isPlanOn(null)).toBe(false);
    expect(store.db.select().from(briefingTemplates).all()).toEqual([]);
  });
});

it("keeps an office without briefings waiting for nothing", () => {
  expect(sendPlanned(emptyStore(), system())).toBe(0);
});
