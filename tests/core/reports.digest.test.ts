import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { chooseDigest, sendDigests } from "@/core/reports/digest/commands";
import { chooseDigestInput } from "@/core/reports/digest/input";
import { digestMail } from "@/core/reports/digest/mail";
import { ownDigest } from "@/core/reports/digest/queries";
import { isDigestDay } from "@/core/reports/digest/rules";
import { audits, briefings, holidays, invitations, memberships, messages, offices, pauses, users } from "@/db/schema";
import { instantOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { mailText } from "@/lib/mail/text";
import { aBriefing, anOffice, aStaff, NOW, system } from "../factories";
import { type Invited, invited, value } from "../invited";

/** An hour of Panama; Tuesday 30 November 2021 is the day of `NOW`. */
const at = (moment: string): number => instantOf(moment.replace(" ", "T"), "America/Panama") ?? 0;

let it0: Invited;
let officer: Staff;
let manager: Staff;
beforeEach(() => {
  it0 = invited();
  officer = it0.officer;
  manager = aStaff(it0.store, it0.officeId, "manager");
  it0.store.db.delete(messages).run();
  it0.store.db
    .update(invitations)
    .set({ state: "sent", sentAt: at("2021-11-15 10:00") })
    .run();
});

const choose = (actor: Staff, digest: "none" | "daily" | "weekly") =>
  value(chooseDigest(it0.store, actor, chooseDigestInput.parse({ digest })));
const run = (moment: string) => sendDigests(it0.store, system(at(moment)));
const queued = () => it0.store.db.select().from(messages).where(eq(messages.kind, "digest")).all();
const said = (moment: string): string => {
  const message = queued().at(-1);
  const content = message && digestMail.digest?.(it0.store, message, at(moment));
  return content && content !== "obsolete" ? mailText(content, message.language).replace(/\s+/g, " ") : String(content);
};
const own = (actor: Staff) => eq(memberships.userId, actor.userId);
const answers = (moment: string) =>
  it0.store.db
    .update(invitations)
    .set({ answer: "declined", answeredAt: at(moment) })
    .run();

describe("a digest", () => {
  it("leaves at nine, on each working day, once, to those who chose it and nobody else", () => {
    expect(run("2021-11-29 10:00")).toBe(0);
    choose(officer, "daily");
    expect(run("2021-11-29 10:05")).toBe(0);
    expect(run("2021-11-30 08:59")).toBe(0);
    expect(run("2021-11-30 09:00")).toBe(1);
    expect(run("2021-11-30 09:01")).toBe(0);
    expect(run("2021-12-01 09:00")).toBe(1);
    expect(run("2021-12-04 09:00")).toBe(0);
    expect(new Set(queued().map(({ toName }) => toName))).toEqual(new Set([officer.name]));
    expect(it0.store.db.select().from(audits).where(eq(audits.action, "reports.digests_sent")).all()).toHaveLength(2);
  });

  it("is one a day even where the turn of the day is lost", () => {
    choose(officer, "daily");
    expect(run("2021-11-30 09:00")).toBe(1);
    it0.store.raw.prepare("delete from setting").run();
    expect(run("2021-11-30 09:02")).toBe(0);
    expect(queued()).toHaveLength(1);
  });

  it("says who is silent, who answered since nine o'clock of the working day before, and whose last day to reply is near", () => {
    choose(officer, "daily");
    run("2021-11-30 09:00");
    expect(said("2021-11-30 09:00")).toContain("Needs you");
    expect(said("2021-11-30 09:00")).toContain("Plans for 2022: 1 of 1 institutions has not answered");
    expect(said("2021-11-30 09:00")).toContain(`/briefings/${it0.briefingId}/invitations?show=none`);
    expect(said("2021-11-30 09:00")).toContain("within five working days");
    expect(said("2021-11-30 09:00")).toContain("/settings/profile#digest");
    answers("2021-11-29 09:30");
    expect(said("2021-11-30 09:00")).toContain("Plans for 2022: one declined");
    answers("2021-11-29 08:30");
    expect(said("2021-11-30 09:00")).not.toContain("one declined");
  });

  it("does not leave where there is nothing to say, and keeps quiet for that day", () => {
    choose(officer, "daily");
    answers("2021-11-16 10:00");
    it0.store.db.update(briefings).set({ replyBy: "2021-12-13" }).run();
    expect(run("2021-11-30 09:00")).toBe(0);
    answers("2021-11-30 09:30");
    expect(run("2021-11-30 10:00")).toBe(0);
    expect(run("2021-12-01 09:00")).toBe(1);
  });

  it("waits for days that are worked, and for the end of a pause", () => {
    choose(officer, "daily");
    const row = { officeId: it0.officeId, createdAt: NOW };
    it0.store.db
      .insert(holidays)
      .values({ id: newId("hol"), ...row, day: "2021-11-30", name: { en: "Closed" }, calendar: "office", yearly: false } as never)
      .run();
    it0.store.db
      .insert(pauses)
      .values({ id: newId("pau"), ...row, firstDay: "2021-12-01", lastDay: "2021-12-01", reason: { en: "Fair" } } as never)
      .run();
    expect(run("2021-11-30 09:00")).toBe(0);
    expect(run("2021-12-01 09:00")).toBe(0);
    expect(run("2021-12-02 09:00")).toBe(1);
  });

  it("leaves once a week on the first day of it that is worked, with the week before and what lies ahead", () => {
    choose(manager, "weekly");
    answers("2021-12-01 10:00");
    const { officeId } = it0;
    it0.store.db
      .insert(holidays)
      .values({
        id: newId("hol"),
        officeId,
        day: "2021-12-06",
        name: { en: "Closed" },
        calendar: "office",
        yearly: false,
        createdAt: NOW,
      } as never)
      .run();
    aBriefing(it0.store, officeId, {
      startsLocal: "2021-12-02T09:00",
      endsLocal: "2021-12-02T11:00",
      state: "held",
      title: { en: "The one held" },
    });
    expect(run("2021-12-03 09:00")).toBe(0);
    expect(run("2021-12-06 09:00")).toBe(0);
    expect(run("2021-12-07 09:00")).toBe(1);
    expect(run("2021-12-08 09:00")).toBe(0);
    const text = said("2021-12-07 09:00");
    for (const part of ["Held last week", "The one held", "Ahead, this week and next", "Plans for 2022: the one invited has answered"])
      expect(text).toContain(part);
    expect(text).toContain("One answer came in");
    expect(text).not.toContain("Needs you");
  });

  it("is in its reader's language and shows nothing of another office, nor what a confidential meeting is about", () => {
    choose(officer, "daily");
    it0.store.db.update(users).set({ language: "fr" }).run();
    const elsewhere = anOffice(it0.store, "gt");
    aBriefing(it0.store, elsewhere, { title: { fr: "Affaire d’ailleurs" }, state: "inviting", replyBy: "2021-12-01" });
    run("2021-11-30 09:00");
    expect(queued()[0]?.language).toBe("fr");
    expect(said("2021-11-30 09:00")).toContain("Plans pour 2022 : 1 institution sur 1 n’a pas répondu");
    expect(said("2021-11-30 09:00")).not.toContain("ailleurs");
    it0.store.db.update(briefings).set({ confidential: true }).run();
    expect(said("2021-11-30 09:00")).not.toContain("Plans pour 2022");
    const abroad = aStaff(it0.store, elsewhere);
    choose(abroad, "daily");
    run("2021-12-01 09:00");
    expect(queued().filter(({ officeId }) => officeId === elsewhere)).toEqual([]);
  });

  it("is not written to whoever may not come in, and not once it is off, empty or a day old", () => {
    choose(officer, "daily");
    choose(manager, "daily");
    it0.store.db.update(memberships).set({ disabledAt: NOW }).where(own(officer)).run();
    it0.store.db.update(memberships).set({ endsOn: "2021-11-29" }).where(own(manager)).run();
    expect(run("2021-11-30 09:00")).toBe(0);
    it0.store.db.update(memberships).set({ disabledAt: null }).where(own(officer)).run();
    it0.store.db.update(memberships).set({ endsOn: "2021-12-01" }).where(own(manager)).run();
    expect(run("2021-12-01 09:00")).toBe(2);
    it0.store.db.delete(messages).where(eq(messages.toName, manager.name)).run();
    expect(said("2021-12-01 23:00")).toContain("Needs you");
    expect(said("2021-12-02 09:00")).toBe("obsolete");
    choose(officer, "weekly");
    expect(said("2021-12-01 09:10")).toBe("obsolete");
    choose(officer, "daily");
    it0.store.db.update(memberships).set({ disabledAt: NOW }).where(own(officer)).run();
    expect(said("2021-12-01 09:10")).toBe("obsolete");
    it0.store.db.update(memberships).set({ disabledAt: null }).run();
    it0.store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(said("2021-12-01 09:10")).toBe("obsolete");
  });

  it("keeps the quiet hours of the office", () => {
    choose(officer, "daily");
    it0.store.db
      .update(offices)
      .set({ quietHours: { from: "18:00", to: "10:00", days: [1, 2, 3, 4, 5] } })
      .run();
    expect(run("2021-11-30 09:30")).toBe(0);
    expect(run("2021-11-30 10:00")).toBe(1);
  });
});

describe("the day of a digest", () => {
  const off = { holidays: new Set(["2021-12-06"]), pauses: [{ firstDay: "2021-12-13", lastDay: "2021-12-14" }] };
  it.each([
    ["2021-11-29", true, true],
    ["2021-11-30", true, false],
    ["2021-12-04", false, false],
    ["2021-12-06", false, false],
    ["2021-12-07", true, true],
    ["2021-12-08", true, false],
    ["2021-12-14", false, false],
    ["2021-12-15", true, true],
    ["2021-12-16", true, false],
  ])("on %s: daily %s, weekly %s", (day, daily, weekly) => {
    expect([isDigestDay("daily", day, off), isDigestDay("weekly", day, off)]).toEqual([daily, weekly]);
  });
});

describe("the choice of a digest", () => {
  it("is off to begin with, is one's own in this office, and is recorded where it changes", () => {
    expect(ownDigest(it0.store, officer)).toBeNull();
    choose(officer, "weekly");
    choose(officer, "weekly");
    expect([ownDigest(it0.store, officer), ownDigest(it0.store, manager)]).toEqual(["weekly", null]);
    choose(officer, "none");
    expect(ownDigest(it0.store, officer)).toBeNull();
    const lines = it0.store.db.select().from(audits).where(eq(audits.action, "reports.digest_chosen")).all();
    expect(lines.map(({ actorId, facts }) => ({ actorId, facts }))).toEqual([
      { actorId: officer.userId, facts: { digest: "weekly" } },
      { actorId: officer.userId, facts: { digest: "none" } },
    ]);
  });

  it("is refused to whoever is no member of the office, and to anything that is no choice", () => {
    const foreign = anOffice(it0.store, "gt");
    const fault = (run: () => unknown) => {
      try {
        run();
      } catch (thrown) {
        return faultOf(thrown);
      }
      return undefined;
    };
    expect(fault(() => chooseDigest(it0.store, { ...officer, officeId: foreign }, { digest: "daily" }))).toBe("not_found");
    expect(fault(() => chooseDigest(it0.store, { kind: "visitor", now: NOW } as unknown as Staff, { digest: "daily" }))).toBe("not_found");
    expect(chooseDigestInput.safeParse({ digest: "hourly" }).success).toBe(false);
    expect(ownDigest(it0.store, officer)).toBeNull();
  });
});
