import { desc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createBriefing, moveBriefing } from "@/core/briefings/commands";
import { editBriefing } from "@/core/briefings/editing/commands";
import { createBriefingInput, editBriefingInput } from "@/core/briefings/input";

import { cancelBriefing, postponeBriefing, undoPassage } from "@/core/briefings/passing/commands";
import { agendaOf, findBriefing, interruptionsOf, listBriefings, passageOf, passagesOf, templatesOf } from "@/core/briefings/queries";

import { createTemplates } from "@/core/briefings/templates/commands";
import type { Actor, Invitee, Staff } from "@/core/kernel/actor";
import { faultOf, type Outcome } from "@/core/kernel/outcome";
import { audits, briefings, briefingTemplates, histories, holidays } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { anOffice, aStaff, emptyStore, NOW, system, visitor } from "../factories";

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
};
const refusal = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? undefined : outcome.code);
const fault = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
};

/** An office with its templates and an officer; a second one that must see nothing of it. */
function stage() {
  const store = emptyStore();
  const officeId = anOffice(store, "pa");
  const elsewhere = anOffice(store, "cr");
  value(createTemplates(store, system(), officeId));
  const officer = aStaff(store, officeId, "officer");
  const manager = aStaff(store, officeId, "manager");
  const stranger = aStaff(store, elsewhere, "officer");
  const template = templatesOf(store, officeId)[0];
  if (!template) throw new Error("no template");
  return { store, officeId, officer, manager, stranger, template };
}

const typed = { language: "en", title: { en: "Plans for 2022" }, day: "2021-12-14" };

function aBriefing({ store, officer, template }: ReturnType<typeof stage>, more: Record<string, unknown> = {}): string {
  return value(createBriefing(store, officer, createBriefingInput.parse({ ...typed, templateId: template.id, ...more }))).id;
}

const read = (store: Store, id: string) => {
  const row = store.db.select().from(briefings).where(eq(briefings.id, id)).get();
  if (!row) throw new Error("no such briefing");
  return row;
};
const lastAudit = (store: Store) => store.db.select().from(audits).orderBy(desc(sql`audit.rowid`)).get();
const lastChanges = (store: Store): Record<string, [unknown, unknown]> =>
  Object.fromEntries(
    store.db
      .select()
      .from(histories)
      .where(eq(histories.auditId, lastAudit(store)?.id ?? ""))
      .all()
      .map((h) => [h.field, [h.before, h.after]]),
  );
const later = (actor: Staff, by: number): Staff => ({ ...actor, now: actor.now + by });

/** The form of a briefing as it stands, with some fields typed anew. */
const form = (store: Store, id: string, changes: Record<string, unknown> = {}) => {
  const b = read(store, id);
  return editBriefingInput.parse({
    briefingId: id,
    version: b.version,
    language: "en",
    title: b.title,
    purpose: b.purpose,
    type: b.type,
    day: b.startsLocal.slice(0, 10),
    starts: b.startsLocal.slice(11),
    ends: b.endsLocal.slice(11),
    zone: b.zone,
    mode: b.mode,
    venue: b.venue ?? "",
    address: b.address ?? "",
    onlineUrl: b.onlineUrl ?? "",
    accessNotes: b.accessNotes ?? {},
    replyBy: b.replyBy ?? "",
    topics: b.topics,
    sdgs: b.sdgs,
    donorVisibility: b.donorVisibility,
    ownerId: b.ownerId ?? "",
    ...changes,
  });
};

describe("createTemplates", () => {
  it("gives a new office its templates in three languages, once", () => {
    const store = emptyStore();
    const officeId = anOffice(store);
    expect(value(createTemplates(store, system(), officeId))).toBe(4);
    expect(value(createTemplates(store, system(), officeId))).toBe(0);
    const found = templatesOf(store, officeId);
    expect(found.map((t) => t.type)).toEqual(["executive_briefing", "technical_table", "bilateral", "workshop"]);
    for (const t of found) expect([Object.keys(t.name).sort(), Object.keys(t.purpose).sort()]).toEqual(Array(2).fill(["en", "es", "fr"]));
    expect(lastAudit(store)).toMatchObject({ action: "briefings.templates_created", officeId, facts: { n: 4 } });
  });

  it("refuses an officer, a visitor and another office's administrator", () => {
    const store = emptyStore();
    const officeId = anOffice(store, "pa");
    const actors: Actor[] = [aStaff(store, officeId, "officer"), visitor(), aStaff(store, anOffice(store, "cr"), "admin")];
    for (const actor of actors) expect(fault(() => createTemplates(store, actor, officeId))).toBe("forbidden");
    expect(store.db.select().from(briefingTemplates).all()).toHaveLength(0);
  });
});

describe("createBriefing", () => {
  it("makes a draft from title and day alone, with the template's agenda, purpose, hour and end", () => {
    const s = stage();
    const id = aBriefing(s);
    const b = read(s.store, id);
    expect(b).toMatchObject({
      state: "draft",
      startsLocal: "2021-12-14T09:00",
      endsLocal: "2021-12-14T11:00",
      zone: "America/Panama",
      startsAt: Date.parse("2021-12-14T14:00:00Z"),
      purpose: s.template.purpose,
      ownerId: s.officer.userId,
      version: 1,
    });
    expect(agendaOf(s.store, s.officeId, id).map((i) => [i.kind, i.minutes])).toEqual(s.template.agenda.map((i) => [i.kind, i.minutes]));
    expect(passagesOf(s.store, s.officeId, id).map((p) => p.state)).toEqual(["draft"]);
  });

  it("asks for answers by a working day, leaving out the office's holidays", () => {
    const s = stage();
    expect(read(s.store, aBriefing(s)).replyBy).toBe("2021-12-06");
    s.store.db
      .insert(holidays)
      .values({ id: newId("hol"), officeId: s.officeId, day: "2021-12-08", name: { es: "Día de la Madre" } })
      .run();
    expect(read(s.store, aBriefing(s)).replyBy).toBe("2021-12-03");
  });

  it("records it with what it was made of", () => {
    const s = stage();
    const id = aBriefing(s);
    expect(lastAudit(s.store)).toMatchObject({ action: "briefings.created", subjectId: id, briefingId: id, actorId: s.officer.userId });
    expect(lastChanges(s.store)).toMatchObject({ title: [null, { en: "Plans for 2022" }], zone: [null, "America/Panama"] });
  });

  it("refuses an hour the clock skips or shows twice, and an end before the start", () => {
    const s = stage();
    const at = (more: Record<string, unknown>) =>
      refusal(createBriefing(s.store, s.officer, createBriefingInput.parse({ ...typed, ...more })));
    expect(at({ day: "2022-03-13", starts: "02:30", zone: "America/New_York" })).toBe("hour_skipped");
    expect(at({ day: "2022-11-06", starts: "01:30", zone: "America/New_York" })).toBe("hour_doubled");
    expect(at({ starts: "10:00", ends: "09:00" })).toBe("ends_before_start");
    expect(s.store.db.select().from(briefings).all()).toHaveLength(0);
  });

  it("wants a title, told at the field in sight beside the other errors, and a day that exists", () => {
    const wrong = createBriefingInput.safeParse({ language: "es", title: {}, day: "2021-02-30" });
    expect(wrong.error?.issues.map((i) => [i.path.join("."), i.message]).sort()).toEqual([
      ["day", "day"],
      ["title.es", "required"],
    ]);
  });

  it("takes a title as one line", () => {
    expect(createBriefingInput.parse({ ...typed, title: { en: "Plans\n  for  2022" } }).title).toEqual({ en: "Plans for 2022" });
  });

  it("refuses a manager, a visitor and the holder of a link", () => {
    const s = stage();
    const input = createBriefingInput.parse(typed);
    expect(fault(() => createBriefing(s.store, s.manager, input))).toBe("forbidden");
    expect(fault(() => createBriefing(s.store, visitor(), input))).toBe("not_found");
    expect(fault(() => createBriefing(s.store, anInvitee(s.officeId, "x"), input))).toBe("forbidden");
  });

  it("refuses another office's template as one that does not exist", () => {
    const s = stage();
    const input = createBriefingInput.parse({ ...typed, templateId: s.template.id });
    expect(fault(() => createBriefing(s.store, s.stranger, input))).toBe("not_found");
  });
});

const anInvitee = (officeId: string, briefingId: string): Invitee => ({
  kind: "invitee",
  officeId,
  briefingId,
  invitationId: "inv",
  institutionId: "ins",
  linkId: "lnk",
  now: NOW,
});

describe("editBriefing", () => {
  it("changes fields, raises the version and records what was and what is", () => {
    const s = stage();
    const id = aBriefing(s);
    value(editBriefing(s.store, s.officer, form(s.store, id, { venue: "Sala Ancón", seats: 40, sdgs: [17, 11] })));
    expect(read(s.store, id)).toMatchObject({ venue: "Sala Ancón", seats: 40, sdgs: [11, 17], version: 2 });
    expect(lastAudit(s.store)).toMatchObject({ action: "briefings.edited", subjectId: id });
    expect(lastChanges(s.store)).toEqual({
      venue: [null, "Sala Ancón"],
      seats: [null, 40],
      sdgs: [
        [11, 16, 17],
        [11, 17],
      ],
    });
  });

  it("does nothing and records nothing when nothing changed", () => {
    const s = stage();
    const id = aBriefing(s);
    const before = lastAudit(s.store)?.id;
    value(editBriefing(s.store, s.officer, form(s.store, id, { topics: [...read(s.store, id).topics].reverse() })));
    expect([read(s.store, id).version, lastAudit(s.store)?.id]).toEqual([1, before]);
  });

  it("refuses a date that is over while people are told of it; what is over, or a draft, is recorded as it was", () => {
    const s = stage();
    const id = aBriefing(s);
    const edit = (changes: Record<string, unknown>, actor = s.officer) => editBriefing(s.store, actor, form(s.store, id, changes));
    value(edit({ day: "2021-11-23", replyBy: "2021-11-22" }));
    value(edit({ day: "2021-12-14", replyBy: "2021-12-07" }));
    value(moveBriefing(s.store, s.officer, id, "inviting"));
    expect(refusal(edit({ day: "2021-11-23", replyBy: "" }))).toBe("new_day_past");
    expect(refusal(edit({ day: "2021-11-30", starts: "08:00", replyBy: "" }))).toBe("hour_past");
    expect(refusal(edit({ replyBy: "2021-11-29" }))).toBe("reply_by_past");
    const after = later(s.officer, Date.parse("2021-12-10T12:00:00Z") - s.officer.now);
    value(edit({ venue: "The reply-by day has passed, and stays" }, after));
    const over = later(s.officer, Date.parse("2021-12-20T12:00:00Z") - s.officer.now);
    value(edit({ day: "2021-12-13", replyBy: "2021-12-06" }, over));
    expect(read(s.store, id)).toMatchObject({ startsLocal: "2021-12-13T09:00", replyBy: "2021-12-06" });
  });

  it("keeps occasions side by side across the languages", () => {
    const s = stage();
    const id = aBriefing(s);
    const occasions = { en: "Seventy years\n–\nOpening day", es: "Setenta años\nFeria" };
    value(editBriefing(s.store, s.officer, form(s.store, id, { occasionDays: ["12-18"], occasions })));
    expect(read(s.store, id).occasions).toEqual([
      { day: "12-18" },
      { name: { en: "Seventy years", es: "Setenta años" } },
      { name: { es: "Feria" } },
      { name: { en: "Opening day" } },
    ]);
  });

  it("refuses a save on an older version and hands over what stands now", () => {
    const s = stage();
    const id = aBriefing(s);
    const mine = form(s.store, id, { venue: "Mine" });
    value(editBriefing(s.store, s.officer, form(s.store, id, { venue: "Theirs" })));
    const outcome = editBriefing(s.store, s.officer, mine);
    expect(outcome).toMatchObject({ ok: false, code: "stale", current: { venue: "Theirs", version: 2, "title.en": "Plans for 2022" } });
    expect(read(s.store, id).venue).toBe("Theirs");
  });

  it("says that others are to be told only once invitations are out and day, hour or place change", () => {
    const s = stage();
    const id = aBriefing(s);
    const telling = (changes: Record<string, unknown>) => value(editBriefing(s.store, s.officer, form(s.store, id, changes))).telling;
    expect(telling({ venue: "A" })).toBeUndefined();
    value(moveBriefing(s.store, s.officer, id, "inviting"));
    expect(telling({ venue: "B" })).toBe("changed");
    expect(telling({ starts: "08:30" })).toBe("changed");
    expect(telling({ projectCode: "PA-1" })).toBeUndefined();
  });

  it("refuses a reply-by day after the meeting, and any change once closed or cancelled", () => {
    const s = stage();
    const id = aBriefing(s);
    expect(refusal(editBriefing(s.store, s.officer, form(s.store, id, { replyBy: "2021-12-15" })))).toBe("reply_by_after");
    const own = (ownerId: string) => refusal(editBriefing(s.store, s.officer, form(s.store, id, { ownerId })));
    expect([own(s.stranger.userId), own(newId("usr"))]).toEqual(["owner_unknown", "owner_unknown"]);
    expect(own(s.manager.userId)).toBeUndefined();
    value(cancelBriefing(s.store, s.officer, { briefingId: id, reason: "No room" }));
    expect(refusal(editBriefing(s.store, s.officer, form(s.store, id, { venue: "X" })))).toBe("briefing_closed");
  });

  it("refuses a reply-by day of a mistyped year, by its form and by more than a year before the meeting", () => {
    const s = stage();
    const id = aBriefing(s);
    expect(() => form(s.store, id, { replyBy: "0021-12-03" })).toThrow();
    expect(refusal(editBriefing(s.store, s.officer, form(s.store, id, { replyBy: "2012-12-03" })))).toBe("reply_by_early");
    value(editBriefing(s.store, s.officer, form(s.store, id, { replyBy: "2020-12-14" })));
  });

  it("refuses a manager, and another office as if it did not exist", () => {
    const s = stage();
    const id = aBriefing(s);
    const input = form(s.store, id, { venue: "X" });
    expect(fault(() => editBriefing(s.store, s.manager, input))).toBe("forbidden");
    expect(fault(() => editBriefing(s.store, s.stranger, input))).toBe("not_found");
    expect(fault(() => editBriefing(s.store, anInvitee(s.officeId, id), input))).toBe("forbidden");
    expect(read(s.store, id).venue).toBeNull();
  });
});

describe("moveBriefing", () => {
  it("refuses to record a meeting that lies ahead, or whose date is open; what is over is recorded from any state", () => {
    const s = stage();
    const id = aBriefing(s);
    value(moveBriefing(s.store, s.officer, id, "inviting"));
    expect(refusal(moveBriefing(s.store, s.officer, id, "held"))).toBe("not_begun_yet");
    expect(refusal(moveBriefing(s.store, s.officer, id, "under_way"))).toBe("not_begun_yet");
    const morning = { ...s.officer, now: Date.parse("2021-12-14T13:00:00Z") };
    expect(refusal(moveBriefing(s.store, morning, id, "held"))).toBe("not_begun_yet");
    value(postponeBriefing(s.store, s.officer, { briefingId: id, reason: "Storm" }));
    expect(refusal(moveBriefing(s.store, { ...morning, now: morning.now + 86_400_000 }, id, "under_way"))).toBe("not_begun_yet");
    value(moveBriefing(s.store, s.officer, aBriefing(s, { day: "2021-10-07" }), "held"));
  });

  it("passes through the states, each a row and an audit line", () => {
    const s = stage();
    const id = aBriefing(s);
    const day = Date.parse("2021-12-14T14:00:00Z");
    for (const [i, to] of (["scheduled", "inviting", "under_way", "held", "closed"] as const).entries()) {
      value(moveBriefing(s.store, { ...s.officer, now: (i < 2 ? NOW : day) + i }, id, to));
      expect(read(s.store, id).state).toBe(to);
      expect(lastAudit(s.store)).toMatchObject({ action: "briefings.moved", facts: { to } });
    }
    expect(passagesOf(s.store, s.officeId, id).map((p) => p.state)).toEqual([
      "closed",
      "held",
      "under_way",
      "inviting",
      "scheduled",
      "draft",
    ]);
  });

  it("changes nothing when the briefing is there already, and refuses a jump", () => {
    const s = stage();
    const id = aBriefing(s);
    value(moveBriefing(s.store, s.officer, id, "draft"));
    expect(passagesOf(s.store, s.officeId, id)).toHaveLength(1);
    expect(refusal(moveBriefing(s.store, s.officer, id, "closed"))).toBe("move_not_possible");
    expect(read(s.store, id).state).toBe("draft");
  });

  it("refuses a manager, and another office as if it did not exist", () => {
    const s = stage();
    const id = aBriefing(s);
    expect(fault(() => moveBriefing(s.store, s.manager, id, "held"))).toBe("forbidden");
    expect(fault(() => moveBriefing(s.store, s.stranger, id, "held"))).toBe("not_found");
  });
});

describe("postponeBriefing", () => {
  const announced = () => {
    const s = stage();
    const id = aBriefing(s);
    value(moveBriefing(s.store, s.officer, id, "inviting"));
    return { ...s, id };
  };

  it("puts it off to a new day, keeps hours and length, and derives the reply-by day anew", () => {
    const { store, officer, id } = announced();
    value(postponeBriefing(store, later(officer, 1), { briefingId: id, day: "2022-01-18", reason: "Building closed" }));
    expect(read(store, id)).toMatchObject({
      state: "postponed",
      startsLocal: "2022-01-18T09:00",
      endsLocal: "2022-01-18T11:00",
      startsAt: Date.parse("2022-01-18T14:00:00Z"),
      dateOpen: false,
      replyBy: "2022-01-10",
    });
    expect(passageOf(store, read(store, id))).toMatchObject({ before: { startsLocal: "2021-12-14T09:00" }, reason: "Building closed" });
    expect(lastAudit(store)).toMatchObject({ action: "briefings.postponed", facts: { open: 0 } });
    expect(lastChanges(store)).toMatchObject({ startsLocal: ["2021-12-14T09:00", "2022-01-18T09:00"] });
  });

  it("is told of afterwards with a cancellation, but not where it was taken back", () => {
    const { store, officer, stranger, officeId, id } = announced();
    const told = () => interruptionsOf(store, officeId, [id]).map((p) => [p.state, p.before?.startsLocal, p.reason]);
    value(postponeBriefing(store, later(officer, 1), { briefingId: id, day: "2022-01-18", reason: "Mistaken" }));
    value(undoPassage(store, later(officer, 2), { briefingId: id }));
    expect(told()).toEqual([]);
    value(postponeBriefing(store, later(officer, 3), { briefingId: id, day: "2022-01-18", reason: "Building closed" }));
    value(cancelBriefing(store, later(officer, 120_000), { briefingId: id, reason: "Strike" }));
    expect(told()).toEqual([
      ["postponed", "2021-12-14T09:00", "Building closed"],
      ["cancelled", "2022-01-18T09:00", "Strike"],
    ]);
    expect(interruptionsOf(store, stranger.officeId, [id])).toEqual([]);
  });

  it("keeps the number of days of a longer meeting, also where its hours are typed", () => {
    const { store, officer, id } = announced();
    store.db.update(briefings).set({ endsLocal: "2021-12-15T12:00" }).where(eq(briefings.id, id)).run();
    value(postponeBriefing(store, officer, { briefingId: id, day: "2022-01-18", starts: "09:00", ends: "12:00", reason: "Storm" }));
    expect(read(store, id)).toMatchObject({ startsLocal: "2022-01-18T09:00", endsLocal: "2022-01-19T12:00" });
  });

  it("leaves the date open where none is given; an edit does not close it, a new date does", () => {
    const { store, officer, id } = announced();
    value(postponeBriefing(store, officer, { briefingId: id, reason: "Storm" }));
    expect(read(store, id)).toMatchObject({ dateOpen: true, replyBy: null });
    value(editBriefing(store, officer, form(store, id, { day: "2022-02-01", venue: "Y" })));
    expect(read(store, id)).toMatchObject({ dateOpen: true, startsLocal: "2021-12-14T09:00", venue: "Y" });
    value(postponeBriefing(store, officer, { briefingId: id, day: "2022-02-01", reason: "Room found" }));
    expect(read(store, id)).toMatchObject({ dateOpen: false, startsLocal: "2022-02-01T09:00" });
  });

  it("refuses a reply-by day long before, and is not held up by one that stands already", () => {
    const { store, officer, id } = announced();
    const input = { briefingId: id, day: "2022-01-18", reason: "Storm" };
    expect(refusal(postponeBriefing(store, officer, { ...input, replyBy: "2020-12-03" }))).toBe("reply_by_early");
    store.db.update(briefings).set({ replyBy: "0021-12-03" }).where(eq(briefings.id, id)).run();
    const began = performance.now();
    value(postponeBriefing(store, officer, input));
    expect(performance.now() - began).toBeLessThan(500);
    expect(read(store, id).replyBy).toBe("2021-12-01");
  });

  it("refuses a new date that is over in the zone of the meeting, and a reply-by day that is over or lies after it", () => {
    const { store, officer, id } = announced();
    // 23:00 in Panama, the day after in Geneva.
    const late = { ...officer, now: Date.parse("2021-12-02T04:00:00Z") };
    const to = (more: Record<string, unknown>) =>
      postponeBriefing(store, late, { briefingId: id, reason: "Storm", day: "2022-01-18", ...more });
    const refused = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : [outcome.code, outcome.field]);
    expect(refused(to({ day: "2021-11-30" }))).toEqual(["new_day_past", "day"]);
    expect(refused(to({ day: "2021-12-01" }))).toEqual(["hour_past", "starts"]);
    expect(refused(to({ replyBy: "2021-11-30" }))).toEqual(["reply_by_past", "replyBy"]);
    expect(refused(to({ replyBy: "2022-01-19" }))).toEqual(["reply_by_after", "replyBy"]);
    expect(read(store, id).state).toBe("inviting");
    value(to({ day: "2021-12-01", starts: "23:30", ends: "23:45", replyBy: "2021-12-01" }));
    expect(read(store, id)).toMatchObject({ startsLocal: "2021-12-01T23:30", replyBy: "2021-12-01" });
  });

  it("refuses the date it has, and a draft, which is simply edited", () => {
    const { store, officer, id, ...s } = announced();
    expect(refusal(postponeBriefing(store, officer, { briefingId: id, day: "2021-12-14", reason: "?" }))).toBe("same_date");
    const draft = aBriefing({ store, officer, ...s });
    expect(refusal(postponeBriefing(store, officer, { briefingId: draft, day: "2022-01-18", reason: "?" }))).toBe("move_not_possible");
  });

  it("is taken back within the minute, state, dates and reply-by as before; later it is not", () => {
    const { store, officer, id } = announced();
    const before = read(store, id);
    value(postponeBriefing(store, officer, { briefingId: id, reason: "Mistake" }));
    expect(refusal(undoPassage(store, later(officer, 60_000), { briefingId: id }))).toBe("too_late_to_undo");
    value(undoPassage(store, later(officer, 59_999), { briefingId: id }));
    expect(read(store, id)).toEqual({ ...before, version: before.version + 2, sequence: before.sequence + 2 });
    expect(lastAudit(store)).toMatchObject({ action: "briefings.passage_undone", facts: { from: "postponed", to: "inviting" } });
    expect(refusal(undoPassage(store, later(officer, 59_999), { briefingId: id }))).toBe("too_late_to_undo");
  });

  it("refuses a manager, and another office as if it did not exist", () => {
    const { store, manager, stranger, id } = announced();
    const input = { briefingId: id, reason: "x" };
    for (const act of [postponeBriefing, cancelBriefing, undoPassage]) {
      expect(fault(() => act(store, manager, input))).toBe("forbidden");
      expect(fault(() => act(store, stranger, input))).toBe("not_found");
    }
    expect(read(store, id).state).toBe("inviting");
  });
});

describe("cancelBriefing", () => {
  it("calls it off with its reason, once", () => {
    const s = stage();
    const id = aBriefing(s);
    value(cancelBriefing(s.store, s.officer, { briefingId: id, reason: "No quorum" }));
    expect(read(s.store, id).state).toBe("cancelled");
    expect(passagesOf(s.store, s.officeId, id)[0]).toMatchObject({ state: "cancelled", reason: "No quorum" });
    expect(lastAudit(s.store)).toMatchObject({ action: "briefings.cancelled" });
    expect(JSON.stringify(lastAudit(s.store))).not.toContain("No quorum");
    expect(refusal(cancelBriefing(s.store, s.officer, { briefingId: id, reason: "Again" }))).toBe("move_not_possible");
  });
});

describe("findBriefing and listBriefings", () => {
  it("show a briefing to its office and to its own invitee alone", () => {
    const s = stage();
    const id = aBriefing(s);
    expect(findBriefing(s.store, s.manager, id)?.id).toBe(id);
    expect(findBriefing(s.store, anInvitee(s.officeId, id), id)?.id).toBe(id);
    expect(findBriefing(s.store, anInvitee(s.officeId, "brf_other"), id)).toBeUndefined();
    expect(findBriefing(s.store, s.stranger, id)).toBeUndefined();
    expect(findBriefing(s.store, visitor(), id)).toBeUndefined();
    expect(listBriefings(s.store, s.stranger, { when: "drafts" }).total).toBe(0);
  });

  it("search every title without regard to accents, and take wildcards for what they are", () => {
    const s = stage();
    aBriefing(s, { title: { es: "Reunión sobre protección" } });
    aBriefing(s, { title: { en: "100% ready" } });
    const titles = (q: string) => listBriefings(s.store, s.officer, { q, when: "drafts" }).rows.map((b) => Object.values(b.title)[0]);
    expect(titles("PROTECCION reunion")).toEqual(["Reunión sobre protección"]);
    expect(titles("%")).toEqual(["100% ready"]);
    expect(titles("protección nada")).toEqual([]);
  });

  it("count upcoming, past and drafts; an open date is upcoming however old the old one", () => {
    const s = stage();
    const states = [
      ["2021-12-14", "scheduled"],
      ["2021-10-07", "held"],
    ] as const;
    for (const [day, to] of states) value(moveBriefing(s.store, s.officer, aBriefing(s, { day }), to));
    const open = aBriefing(s, { day: "2021-11-02" });
    value(moveBriefing(s.store, s.officer, open, "inviting"));
    value(postponeBriefing(s.store, s.officer, { briefingId: open, reason: "Storm" }));
    aBriefing(s);
    const { counts, rows } = listBriefings(s.store, s.officer, {});
    expect(counts).toEqual({ upcoming: 2, past: 1, drafts: 1 });
    expect(rows.map((b) => b.dateOpen)).toEqual([false, true]);
  });

  it("page by twenty-five and stay inside the pages there are", () => {
    const s = stage();
    for (let i = 0; i < 27; i++) aBriefing(s);
    const last = listBriefings(s.store, s.officer, { when: "drafts", page: 99 });
    expect([last.page, last.pages, last.rows.length, last.total]).toEqual([2, 2, 2, 27]);
    for (const page of [1.5, -3, Number.NaN]) expect(listBriefings(s.store, s.officer, { when: "drafts", page }).page).toBe(1);
    expect(new Set([...last.rows, ...listBriefings(s.store, s.officer, { when: "drafts" }).rows].map((b) => b.id)).size).toBe(27);
  });
});
