import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Ahead, type Facts, needsOf } from "@/app/(staff)/home/needs";
import type { FollowUpRow } from "@/core/followups/register/rules";
import { noCounts } from "@/core/invitations/queries";
import type { Message } from "@/core/kernel/outbox";
import { translator } from "@/lib/i18n";

/** Tuesday 30 November 2021; 8 December is closed. */
const today = "2021-11-30";
const quiet: Facts = {
  ahead: [],
  trouble: [],
  attention: { reported: { n: 0, oldestAt: null, institutions: [], more: 0 }, overdueByUs: { n: 0, rows: [] }, canReview: false },
  manager: false,
  invites: true,
  today,
  zone: "America/Panama",
  holidays: new Set(["2021-12-08"]),
};

const owing = (all: number, due = all, noAddress = 0) => ({ all, due, noAddress });
const ahead = (more: Partial<Ahead>, counts: Partial<Ahead["counts"]> = {}): Ahead => ({
  id: "brf_1",
  title: { es: "Presentación", en: "Presentation" },
  startsLocal: "2021-12-14T09:00",
  replyBy: "2021-12-03",
  counts: { ...noCounts, invited: 10, ...counts },
  again: false,
  owed: (chase) => (chase === "reminder" ? owing(counts.none ?? 0) : owing(counts.namesMissing ?? 0)),
  asksItself: () => false,
  ...more,
});

const message = (more: Partial<Message>): Message =>
  ({
    id: "msg_1",
    state: "failed",
    createdAt: Date.parse("2021-11-30T13:12:00Z"),
    briefingId: null,
    invitationId: null,
    ...more,
  }) as Message;

const owed = { id: "fup_1", what: "Draft protocol", dueOn: "2021-11-26", briefing: null } as unknown as FollowUpRow;

const everything: Facts = {
  ...quiet,
  ahead: [ahead({ startsLocal: "2021-12-06T09:00" }, { none: 4, trouble: 2, namesMissing: 2, toDesignate: 2 })],
  trouble: [{ message: message({ briefingId: "brf_1", invitationId: "inv_1" }), who: "SNM" }],
  attention: {
    reported: { n: 9, oldestAt: Date.parse("2021-11-18T15:00:00Z"), institutions: [{ id: "i", acronym: "MIDES", name: {} }], more: 4 },
    overdueByUs: { n: 1, rows: [owed] },
    canReview: true,
  },
};

const keys = (facts: Facts): string[] => needsOf(facts, translator("en"), "es").map((n) => n.key);
const first = (facts: Facts) => {
  const [need] = needsOf(facts, translator("en"), "es");
  if (!need) throw new Error("nothing needs the reader");
  return { ...need, html: renderToStaticMarkup(need.text) };
};

describe("what needs the reader", () => {
  it("is nothing on a quiet day", () => {
    expect(keys(quiet)).toEqual([]);
  });

  it("begins with mail in trouble and ends with what the office owes", () => {
    expect(keys(everything)).toEqual(["msg_1", "look-brf_1", "silent-brf_1", "seats-brf_1", "reported", "fup_1"]);
  });

  it("begins for a manager with the review", () => {
    expect(keys({ ...everything, manager: true })[0]).toBe("reported");
  });

  it("names the silent institutions from three working days before reply-by on, and after it", () => {
    const silent = (replyBy: string | null) => keys({ ...quiet, ahead: [ahead({ replyBy }, { none: 4 })] });
    expect(silent("2021-12-03")).toEqual(["silent-brf_1"]);
    expect(silent("2021-12-06")).toEqual([]);
    expect(silent("2021-11-29")).toEqual(["silent-brf_1"]);
    expect(silent(null)).toEqual([]);
  });

  it("says how many are silent, by when, and lets the reader remind them", () => {
    const need = first({ ...quiet, ahead: [ahead({}, { none: 4 })] });
    expect(need.html).toContain("4 of 10 institutions</a> have not answered");
    expect(need.due).toEqual(["Fri 3 Dec", "3 working days"]);
    expect(need.verb).toEqual({ href: "/briefings/brf_1/invitations/chase?kind=reminder", label: "Remind 4" });
  });

  it("leads a reader who writes to nobody to the board, and nowhere else", () => {
    const facts = { ...everything, manager: true, invites: false };
    const verbs = needsOf(facts, translator("en"), "es").filter((n) => /^(silent|seats)/.test(n.key));
    expect(verbs.map((n) => n.verb)).toEqual([
      { href: "/briefings/brf_1/invitations?show=none", label: "See them" },
      { href: "/briefings/brf_1/invitations?show=names", label: "See them" },
    ]);
  });

  it("leaves to the plan what the plan does by itself", () => {
    const [near] = everything.ahead;
    const asking = (asksItself: Ahead["asksItself"]) => keys({ ...everything, ahead: near ? [{ ...near, asksItself }] : [] });
    expect(asking(() => true)).toEqual(keys(everything).filter((key) => !/^(silent|seats)-/.test(key)));
    expect(asking((chase) => chase === "names_request")).toContain("silent-brf_1");
  });

  it("offers as many reminders as would leave, and the list to call where none would or the day has passed", () => {
    const verb = (more: Partial<Ahead>) => first({ ...quiet, ahead: [ahead(more)] }).verb;
    expect(verb({ owed: () => owing(4, 3, 1) }).label).toBe("Remind 3");
    expect(verb({ owed: () => owing(1, 0, 1) })).toEqual({ href: "/briefings/brf_1/invitations/calls", label: "Call list" });
    expect(verb({ owed: () => owing(4), replyBy: "2021-11-29" }).label).toBe("Call list");
    expect(first({ ...quiet, ahead: [ahead({ owed: () => owing(4, 3, 1) })] }).note).toBe("Presentation · one has no address");
  });

  it("counts those who have not confirmed a new date", () => {
    const need = first({ ...quiet, ahead: [ahead({ again: true, owed: () => owing(4) })] });
    expect(need.html).toContain("have not confirmed the new date");
    expect(need.html).toContain("show=again");
  });

  it("asks for names within five working days of the meeting, closed days apart", () => {
    const seats = (day: string) => keys({ ...quiet, ahead: [ahead({ startsLocal: `${day}T09:00` }, { namesMissing: 1, toDesignate: 1 })] });
    expect(seats("2021-12-07")).toEqual(["seats-brf_1"]);
    expect(seats("2021-12-08")).toEqual(["seats-brf_1"]);
    expect(seats("2021-12-09")).toEqual([]);
  });

  it("counts an invitation whose mail failed once, as mail", () => {
    const facts = { ...everything, ahead: [ahead({}, { trouble: 1 })] };
    expect(keys(facts)).not.toContain("look-brf_1");
  });

  it("never leads back to where the reader is", () => {
    const facts = { ...everything, trouble: [{ message: message({}), who: "Rosa Ábrego" }] };
    for (const need of needsOf(facts, translator("en"), "es")) expect(need.verb.href).not.toBe("/home");
    expect(first(facts).verb.href).toBe("/messages?show=look");
  });

  it("offers a review only to who decides", () => {
    const reported = (canReview: boolean) =>
      first({ ...quiet, attention: { ...everything.attention, overdueByUs: { n: 0, rows: [] }, canReview } }).verb;
    expect(reported(true)).toEqual({ href: "/follow-ups/review?group=done", label: "Review 9" });
    expect(reported(false)).toMatchObject({ href: "/follow-ups?show=done" });
  });

  it("says how late the office is, and that there is more than it lists", () => {
    const needs = needsOf(
      { ...quiet, attention: { ...everything.attention, reported: quiet.attention.reported, overdueByUs: { n: 3, rows: [owed] } } },
      translator("en"),
      "es",
    );
    expect(needs.map((n) => n.key)).toEqual(["fup_1", "owed-more"]);
    expect(needs[0]).toMatchObject({ late: true, due: ["Fri 26 Nov", "4 days late"] });
    expect(renderToStaticMarkup(needs[1]?.text)).toContain("2 more follow-ups");
  });
});
