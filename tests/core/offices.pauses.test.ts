import { describe, expect, it } from "vitest";
import { createBriefing } from "@/core/briefings/commands";
import { createBriefingInput } from "@/core/briefings/input";
import { postponeBriefing } from "@/core/briefings/passing/commands";
import { findBriefing } from "@/core/briefings/queries";
import { remindInvitations } from "@/core/invitations/sending/commands";
import { owingTo } from "@/core/invitations/sending/queries";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { mailHealth } from "@/core/mail/queries";
import { addPause, removePause } from "@/core/offices/days/commands";
import { addPauseInput } from "@/core/offices/days/input";
import { pauseNow, pausesOf, pausingOffices, unproposedDays } from "@/core/offices/days/queries";
import { dayAfterPause, pauseOn } from "@/core/offices/days/rules";
import { holidayDays } from "@/core/offices/queries";
import { calendarOf } from "@/core/reports/calendar/queries";
import { audits } from "@/db/schema";
import { fault } from "../agreed";
import { anOffice, aStaff, emptyStore, NOW } from "../factories";
import { invited, refusal, value } from "../invited";
import { aMessage, letter, standing } from "../mail/letters";

const DAY = 86_400_000;
const typed = (firstDay: string, lastDay: string) => addPauseInput.parse({ firstDay, lastDay, reason: { es: "Elecciones" } });

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  return {
    store,
    officeId,
    admin: aStaff(store, officeId, "admin"),
    officer: aStaff(store, officeId, "officer"),
    other: aStaff(store, anOffice(store, "cr"), "admin"),
  };
}

describe("addPause", () => {
  it("keeps a time with its reason and records it", () => {
    const { store, officeId, admin } = house();
    value(addPause(store, admin, typed("2021-12-15", "2022-01-07")));
    expect(pausesOf(store, officeId)).toMatchObject([{ firstDay: "2021-12-15", lastDay: "2022-01-07", reason: { es: "Elecciones" } }]);
    expect(store.db.select().from(audits).all().at(-1)?.action).toBe("offices.pause_added");
  });

  it("refuses one that ends before it begins or lasts more than a year, and one without a reason", () => {
    const { store, admin } = house();
    expect(refusal(addPause(store, admin, typed("2021-12-15", "2021-12-14")))).toBe("days_reversed");
    expect(refusal(addPause(store, admin, typed("2021-12-15", "2022-12-16")))).toBe("pause_length");
    expect(refusal(addPause(store, admin, typed("2021-12-15", "2021-12-15")))).toBe("accepted");
    expect(addPauseInput.safeParse({ firstDay: "2021-12-15", lastDay: "2021-12-16", reason: {} }).success).toBe(false);
  });

  it("is for the administrator of the office", () => {
    const { store, officeId, officer, other } = house();
    expect(fault(() => addPause(store, officer, typed("2021-12-15", "2022-01-07")))).toBe("forbidden");
    value(addPause(store, other, typed("2021-12-15", "2022-01-07")));
    expect(pausesOf(store, officeId)).toEqual([]);
  });
});

describe("removePause", () => {
  it("ends it and records it; is for the administrator of the office", () => {
    const { store, officeId, admin, officer, other } = house();
    const { id: pauseId } = value(addPause(store, admin, typed("2021-12-15", "2022-01-07")));
    expect(fault(() => removePause(store, officer, { pauseId }))).toBe("forbidden");
    expect(fault(() => removePause(store, other, { pauseId }))).toBe("not_found");
    value(removePause(store, admin, { pauseId }));
    expect(pausesOf(store, officeId)).toEqual([]);
    expect(store.db.select().from(audits).all().at(-1)?.action).toBe("offices.pause_removed");
  });
});

describe("a pause", () => {
  it("holds from its first day to its last, by the clock of the office", () => {
    const { store, officeId, admin } = house();
    value(addPause(store, admin, typed("2021-11-30", "2021-12-02")));
    // Midnight in Panama is five hours after midnight UTC.
    const ends = Date.parse("2021-12-03T05:00:00Z");
    expect(pauseNow(store, officeId, NOW)?.until).toBe(ends);
    expect(pausingOffices(store, ends - 1)).toEqual([officeId]);
    expect(pausingOffices(store, ends)).toEqual([]);
    expect(pauseNow(store, officeId, Date.parse("2021-11-30T04:59:00Z"))).toBeUndefined();
  });

  it("is left on the first working day after it, and after those that follow", () => {
    const pauses = [
      { firstDay: "2021-12-15", lastDay: "2021-12-31" },
      { firstDay: "2022-01-03", lastDay: "2022-01-07" },
    ];
    expect(pauseOn(pauses, "2021-12-31")).toEqual(pauses[0]);
    expect(pauseOn(pauses, "2022-01-01")).toBeUndefined();
    expect(dayAfterPause(pauses, "2021-12-20", new Set())).toBe("2022-01-10");
    expect(dayAfterPause(pauses, "2021-12-14", new Set())).toBe("2021-12-14");
  });

  it("closes no day, but none in it is proposed: neither to reply nor after a postponement", () => {
    const { store, officeId, admin, officer } = house();
    value(addPause(store, admin, typed("2021-12-15", "2022-01-07")));
    expect(holidayDays(store, officeId).size).toBe(0);
    expect(unproposedDays(store, officeId).has("2022-01-07")).toBe(true);
    const input = createBriefingInput.parse({ language: "en", title: { en: "One" }, day: "2022-01-12" });
    const { id } = value(createBriefing(store, officer, input));
    // Two working days before the meeting lie after the pause, three before it begins.
    expect(findBriefing(store, officer, id)?.replyBy).toBe("2021-12-10");
    const plain = createBriefingInput.parse({ ...input, day: "2022-01-26" });
    const { id: later } = value(createBriefing(store, officer, plain));
    store.raw.prepare("update briefing set state = 'scheduled' where id = ?").run(later);
    value(postponeBriefing(store, officer, { briefingId: later, day: "2022-01-12", reason: "x" }));
    expect(findBriefing(store, officer, later)?.replyBy).toBe("2021-12-10");
  });

  it("lets nobody be reminded, and says until when", () => {
    const now = NOW + 3 * DAY;
    const it0 = invited({ briefing: { state: "inviting" } });
    const officer = { ...it0.officer, now };
    const remind = () => remindInvitations(it0.store, officer, { briefingId: it0.briefingId, invitations: [] });
    const admin = aStaff(it0.store, it0.officeId, "admin");
    const { id: pauseId } = value(addPause(it0.store, admin, typed("2021-12-01", "2021-12-06")));
    expect(owingTo(it0.store, officer, it0.briefingId, "reminder")[0]?.peace).toEqual({
      why: "paused",
      until: Date.parse("2021-12-07T05:00:00Z"),
    });
    expect(refusal(remind())).toBe("reminders_paused");
    value(removePause(it0.store, admin, { pauseId }));
    expect(value(remind()).n).toBe(1);
  });

  it("holds back what urges, lets the rest leave, and is no trouble of the mail", async () => {
    const { store, officeId, admin, other } = house();
    const kinds = { reminder: () => letter(), invitation: () => letter() };
    const urging = aMessage(store, officeId, { kind: "reminder" });
    const plain = aMessage(store, officeId, { kind: "invitation" });
    const elsewhere = aMessage(store, other.officeId, { kind: "reminder" });
    const { id: pauseId } = value(addPause(store, admin, typed("2021-11-30", "2021-12-02")));
    const states = () => [urging, plain, elsewhere].map((id) => standing(store, id).state);
    await dispatchDue(store, kinds, async () => ({ kind: "sent" }), NOW);
    expect(states()).toEqual(["queued", "sent", "sent"]);
    expect(isAnythingDue(store, NOW + DAY)).toBe(false);
    expect(mailHealth(store, officeId, NOW + DAY)).toBeUndefined();
    value(removePause(store, admin, { pauseId }));
    await dispatchDue(store, kinds, async () => ({ kind: "sent" }), NOW + DAY);
    expect(states()).toEqual(["sent", "sent", "sent"]);
  });

  it("stands in the calendar of its office alone", () => {
    const { store, admin, officer, other } = house();
    value(addPause(store, admin, typed("2021-12-15", "2022-01-07")));
    expect(calendarOf(store, officer, "2021-12-01", "2021-12-31").pauses).toHaveLength(1);
    expect(calendarOf(store, officer, "2022-01-08", "2022-01-31").pauses).toEqual([]);
    expect(calendarOf(store, other, "2021-12-01", "2021-12-31").pauses).toEqual([]);
  });
});
