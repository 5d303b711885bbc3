import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/calendar/[file]/route";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { closeFeed, openFeed } from "@/core/reports/feeds/commands";
import { feedOf, ownFeed } from "@/core/reports/feeds/queries";
import { audits, briefings, calendarFeeds, followUps, memberships } from "@/db/schema";
import type { Store } from "@/db/store";
import { calendarText } from "@/lib/calendar";
import { aFollowUp, agreed } from "../agreed";
import { aBriefing, anOffice, aStaff, NOW, visitor } from "../factories";
import { value } from "../invited";

let store: Store;
let officer: Staff;
let briefingId: string;

beforeEach(() => {
  const at = agreed();
  store = at.store;
  officer = at.officer;
  briefingId = aBriefing(store, officer.officeId, { title: { en: "Plans; 2022", es: "Planes" }, replyBy: "2021-12-03" });
  aFollowUp(at, { dueOn: "2021-12-20" });
  store.db.update(followUps).set({ state: "open" }).run();
});

const token = (contents: "meetings" | "all" = "meetings"): string => {
  value(openFeed(store, officer, { contents }));
  return ownFeed(store, officer)?.token ?? "";
};
const entries = (of: string) => feedOf(store, of, NOW)?.entries ?? [];

describe("a private calendar", () => {
  it("shows the office's meetings in its owner's language, each with its own identity and address", () => {
    const mine = entries(token()).find(({ uid }) => uid.startsWith(briefingId));
    expect(mine).toMatchObject({ summary: "Plans; 2022", when: { start: Date.parse("2021-12-14T14:00:00Z") } });
    expect(mine?.url).toBe(`http://localhost:3000/briefings/${briefingId}`);
    expect(entries(token()).every(({ when }) => "start" in when)).toBe(true);
  });

  it("names the office as its organizer, and invites nobody", () => {
    const all = entries(token("all"));
    expect(all.map(({ organizer }) => organizer?.address)).toEqual(all.map(() => "office@pa.example"));
    const text = calendarText("publish", all);
    expect(text.match(/^ORGANIZER/gm)).toHaveLength(all.length);
    expect(text).not.toContain("ATTENDEE");
  });

  it("shows days to reply and due dates where they are wanted", () => {
    const days = entries(token("all")).flatMap(({ when }) => ("day" in when ? [when.day] : []));
    expect(days).toEqual(["2021-12-03", "2021-12-20"]);
  });

  it("leaves out what was called off, and calls a draft tentative", () => {
    const of = token();
    store.db.update(briefings).set({ state: "draft" }).run();
    expect(new Set(entries(of).map(({ status }) => status))).toEqual(new Set(["tentative"]));
    store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(entries(of)).toEqual([]);
  });

  it("never shows another office's meetings", () => {
    const foreign = aBriefing(store, anOffice(store, "gt"));
    expect(JSON.stringify(entries(token("all")))).not.toContain(foreign);
  });

  it("is one a person: a new address ends the one before", () => {
    const [first, second] = [token(), token()];
    expect(feedOf(store, first, NOW)).toBeUndefined();
    expect(feedOf(store, second, NOW)).toBeDefined();
  });

  it("ends with its closing, and with its owner's rights", () => {
    const of = token();
    store.db.update(memberships).set({ endsOn: "2021-11-29" }).where(eq(memberships.userId, officer.userId)).run();
    expect(feedOf(store, of, NOW)).toBeUndefined();
    store.db.update(memberships).set({ endsOn: null }).run();
    expect(feedOf(store, of, NOW)).toBeDefined();
    value(closeFeed(store, officer));
    expect(feedOf(store, of, NOW)).toBeUndefined();
    expect(ownFeed(store, officer)).toBeUndefined();
    expect(value(closeFeed(store, officer)).closed).toBe(0);
  });

  it("is recorded, and refuses a stranger", () => {
    token();
    value(closeFeed(store, officer));
    const lines = store.db
      .select()
      .from(audits)
      .all()
      .map(({ action, actorId }) => [action, actorId]);
    expect(lines.slice(-2)).toEqual([
      ["reports.feed_opened", officer.userId],
      ["reports.feed_closed", officer.userId],
    ]);
    for (const act of [() => openFeed(store, visitor() as never, { contents: "all" }), () => closeFeed(store, visitor() as never)]) {
      let fault: string | undefined;
      try {
        act();
      } catch (thrown) {
        fault = faultOf(thrown);
      }
      expect(fault).toBe("not_found");
    }
  });

  it("of one office is not that of a colleague, nor of the same person in another", () => {
    token();
    expect(ownFeed(store, aStaff(store, officer.officeId))).toBeUndefined();
    expect(ownFeed(store, { ...officer, officeId: anOffice(store, "gt") })).toBeUndefined();
    value(closeFeed(store, aStaff(store, officer.officeId)));
    expect(ownFeed(store, officer)).toBeDefined();
  });

  it("keeps only the hash of its address", () => {
    expect(JSON.stringify(store.db.select().from(calendarFeeds).all())).not.toContain(token());
  });
});

describe("the address of a private calendar", () => {
  beforeEach(() => {
    (globalThis as { enlaceStore?: Store }).enlaceStore = store;
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
    (globalThis as { enlaceStore?: Store }).enlaceStore = undefined;
  });
  const get = (file: string) => GET(new Request(`http://localhost:3000/calendar/${file}`), { params: Promise.resolve({ file }) });

  it("gives a calendar with the office's name, kept by nobody in between", async () => {
    const answer = await get(`${token()}.ics`);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const text = await answer.text();
    expect(text).toContain("X-WR-CALNAME:Briefings\\, IOM");
    expect(text).toContain("SUMMARY:Plans\\; 2022");
  });

  it("is not there once it was taken away", async () => {
    const of = token();
    value(closeFeed(store, officer));
    expect((await get(`${of}.ics`)).status).toBe(404);
  });
});
