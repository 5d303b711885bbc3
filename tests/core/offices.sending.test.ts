import { beforeEach, describe, expect, it } from "vitest";
import { enqueue } from "@/core/kernel/outbox";
import { faultOf } from "@/core/kernel/outcome";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { mailHealth } from "@/core/mail/queries";
import { findOffice } from "@/core/offices/queries";
import { editSending } from "@/core/offices/sending/commands";
import { quietOffices } from "@/core/offices/sending/queries";
import { quietUntil } from "@/core/offices/sending/rules";
import { audits, messages, offices } from "@/db/schema";
import type { QuietHours } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { anOffice, aStaff, emptyStore, NOW, system } from "../factories";

const ZONE = "America/Panama";
const week = [1, 2, 3, 4, 5, 6, 7];
/** An instant by the clock of Panama, five hours behind UTC all year. */
const at = (local: string): number => Date.parse(`${local}:00-05:00`);
const until = (quiet: QuietHours, local: string): string | undefined => {
  const end = quietUntil(quiet, ZONE, at(local));
  return end === undefined ? undefined : new Date(end - 5 * 3_600_000).toISOString().slice(0, 16);
};

describe("quietUntil", () => {
  const nights: QuietHours = { from: "20:00", to: "07:00", days: [1, 2, 3, 4, 5] };

  it("runs past midnight, and gives the night to the day on which it begins", () => {
    // 29 November 2021 is a Monday.
    expect(until(nights, "2021-11-29T19:59")).toBeUndefined();
    expect(until(nights, "2021-11-29T20:00")).toBe("2021-11-30T07:00");
    expect(until(nights, "2021-11-30T06:59")).toBe("2021-11-30T07:00");
    expect(until(nights, "2021-11-30T07:00")).toBeUndefined();
    expect(until(nights, "2021-11-29T05:00")).toBeUndefined();
    expect(until(nights, "2021-12-04T05:00")).toBe("2021-12-04T07:00");
    expect(until(nights, "2021-12-04T21:00")).toBeUndefined();
  });

  it("lies within a day, and lasts whole days where the hours are equal", () => {
    const lunch: QuietHours = { from: "12:00", to: "13:30", days: [2] };
    expect(until(lunch, "2021-11-30T12:00")).toBe("2021-11-30T13:30");
    expect(until(lunch, "2021-11-30T13:30")).toBeUndefined();
    expect(until(lunch, "2021-12-01T12:30")).toBeUndefined();
    expect(until({ from: "00:00", to: "00:00", days: [6, 7] }, "2021-12-04T10:00")).toBe("2021-12-06T00:00");
  });

  it("ends also where the clock skips the hour", () => {
    // In Madrid the clock went from 2:00 to 3:00 on 28 March 2021.
    const quiet: QuietHours = { from: "22:00", to: "02:30", days: week };
    const end = quietUntil(quiet, "Europe/Madrid", Date.parse("2021-03-27T23:00:00Z"));
    expect(end).toBeGreaterThan(Date.parse("2021-03-28T01:00:00Z"));
    expect(end).toBeLessThanOrEqual(Date.parse("2021-03-28T03:00:00Z"));
  });

  it("is nothing without hours", () => expect(quietUntil(null, ZONE, NOW)).toBeUndefined());
});

describe("mail in quiet hours", () => {
  let store: Store;
  let officeId: string;
  beforeEach(() => {
    store = emptyStore();
    officeId = anOffice(store);
    store.db
      .update(offices)
      .set({ quietHours: { from: "20:00", to: "07:00", days: week } })
      .run();
  });

  const night = at("2021-11-30T22:00");
  const put = (kind: string, to = officeId) =>
    enqueue(store, system(night), {
      kind,
      key: `${kind}:${to}`,
      officeId: to,
      to: { address: "a@b.example" },
      language: "es",
      sendAfter: night,
    });
  const kinds = Object.fromEntries(
    ["invitation", "sign_in", "answer_receipt", "welcome"].map((kind) => [
      kind,
      () => ({
        from: "x",
        organisation: "x",
        subject: kind,
        preview: "",
        greeting: "",
        blocks: [],
        signature: [],
        reason: "",
        notice: { label: "", href: "" },
      }),
    ]),
  );
  const left: string[] = [];
  const dispatch = (now: number) => {
    left.length = 0;
    return dispatchDue(
      store,
      kinds as never,
      async (mail) => {
        left.push(mail.content.subject);
        return { kind: "sent" };
      },
      now,
    );
  };

  it("waits and leaves after them, but for what somebody waits for; another office's leaves", async () => {
    const other = anOffice(store, "cr");
    for (const kind of ["invitation", "welcome", "sign_in", "answer_receipt"]) put(kind);
    put("invitation", other);
    expect(quietOffices(store, night)).toEqual([officeId]);
    await dispatch(night);
    expect(left.sort()).toEqual(["answer_receipt", "invitation", "sign_in"]);
    expect(isAnythingDue(store, at("2021-12-01T06:59"))).toBe(false);
    expect(mailHealth(store, officeId, at("2021-12-01T03:00"))).toBeUndefined();
    expect(mailHealth(store, officeId, at("2021-12-01T07:01"))).toBeUndefined();
    expect(mailHealth(store, officeId, at("2021-12-01T08:00"))).toMatchObject({ waiting: 2 });
    await dispatch(at("2021-12-01T07:00"));
    expect(left.sort()).toEqual(["invitation", "welcome"]);
    expect(
      store.db
        .select()
        .from(messages)
        .all()
        .every((m) => m.state === "sent"),
    ).toBe(true);
  });
});

describe("editSending", () => {
  const store = emptyStore();
  const officeId = anOffice(store);
  const admin = aStaff(store, officeId, "admin");
  const input = {
    needsClearance: true,
    remindsFollowUps: true,
    quietDays: ["5" as const, "1" as const],
    quietFrom: "20:00",
    quietTo: "07:00",
    mailPerHour: 500,
    version: 1,
  };

  it("keeps the settings and records them", () => {
    expect(editSending(store, admin, input)).toMatchObject({ ok: true });
    expect(findOffice(store, officeId)).toMatchObject({
      needsClearance: true,
      remindsFollowUps: true,
      quietHours: { from: "20:00", to: "07:00", days: [1, 5] },
      mailPerHour: 500,
      version: 2,
    });
    expect(store.db.select().from(audits).get()?.action).toBe("offices.sending_changed");
    expect(editSending(store, admin, input)).toMatchObject({ code: "stale" });
    expect(editSending(store, admin, { ...input, quietDays: [], mailPerHour: undefined, version: 2 })).toMatchObject({ ok: true });
    expect(findOffice(store, officeId)).toMatchObject({ quietHours: null, mailPerHour: null });
  });

  it("refuses days without hours, silence for ever, and whoever does not administer the office", () => {
    expect(editSending(store, admin, { ...input, quietTo: undefined, version: 3 })).toMatchObject({
      code: "quiet_hours_missing",
      field: "quietTo",
    });
    const all = ["1", "2", "3", "4", "5", "6", "7"] as const;
    expect(editSending(store, admin, { ...input, quietDays: [...all], quietTo: "20:00", version: 3 })).toMatchObject({
      code: "quiet_for_ever",
    });
    let fault: unknown;
    try {
      editSending(store, aStaff(store, officeId, "manager"), { ...input, version: 3 });
    } catch (thrown) {
      fault = faultOf(thrown);
    }
    expect(fault).toBe("forbidden");
  });
});
