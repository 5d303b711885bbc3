import { desc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addAgendaItem, arrangeAgenda, editAgendaItem } from "@/core/briefings/agenda/commands";
import { addAgendaItemInput, arrangeAgendaInput, editAgendaItemInput } from "@/core/briefings/agenda/input";
import { createBriefing } from "@/core/briefings/commands";
import { historyCount, historyOf } from "@/core/briefings/history/queries";
import { createBriefingInput } from "@/core/briefings/input";
import { cancelBriefing } from "@/core/briefings/passing/commands";
import { agendaOf } from "@/core/briefings/queries";
import { faultOf, type Outcome } from "@/core/kernel/outcome";
import { agendaItems, audits } from "@/db/schema";
import { anOffice, aStaff, emptyStore, visitor } from "../factories";

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
};
const fault = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
};

/** A draft with three items: opening, presentation, closing. */
function stage() {
  const store = emptyStore();
  const officeId = anOffice(store, "pa");
  const officer = aStaff(store, officeId, "officer");
  const manager = aStaff(store, officeId, "manager");
  const stranger = aStaff(store, anOffice(store, "cr"), "officer");
  const input = createBriefingInput.parse({ language: "en", title: { en: "T" }, day: "2021-12-14" });
  const briefingId = value(createBriefing(store, officer, input)).id;
  const other = value(createBriefing(store, officer, input)).id;
  const add = (kind: string, minutes = 10) =>
    value(addAgendaItem(store, officer, addAgendaItemInput.parse({ briefingId, kind, minutes }))).id;
  const ids = [add("opening"), add("presentation", 30), add("closing")] as [string, string, string];
  const kinds = () => agendaOf(store, officeId, briefingId).map((item) => item.kind);
  const arrange = (act: string, itemId: string, actor = officer, id = briefingId) =>
    arrangeAgenda(store, actor, arrangeAgendaInput.parse({ briefingId: id, act: `${act}:${itemId}` }));
  const lastAudit = () => store.db.select().from(audits).orderBy(desc(sql`audit.rowid`)).get();
  return { store, officeId, officer, manager, stranger, briefingId, other, ids, kinds, arrange, lastAudit };
}

describe("addAgendaItem", () => {
  it("puts an item at the end with its speakers, and records it", () => {
    const s = stage();
    const speakers = [{ name: "Ana Ruiz", post: "Directora" }, { name: "", post: "" }, { name: "Luis Soto" }];
    const id = value(
      addAgendaItem(s.store, s.officer, addAgendaItemInput.parse({ briefingId: s.briefingId, kind: "panel", minutes: 45, speakers })),
    ).id;
    expect(agendaOf(s.store, s.officeId, s.briefingId).at(-1)).toMatchObject({
      id,
      minutes: 45,
      title: {},
      speakers: [{ name: "Ana Ruiz", post: "Directora" }, { name: "Luis Soto" }],
    });
    expect(s.lastAudit()).toMatchObject({
      action: "briefings.item_added",
      subjectId: id,
      briefingId: s.briefingId,
      facts: { kind: "panel" },
    });
    expect(JSON.stringify(s.lastAudit())).not.toContain("Ana Ruiz");
  });

  it("refuses lengths and kinds that do not exist before anything is written", () => {
    const base = { briefingId: stage().briefingId, kind: "panel", minutes: 45 };
    for (const wrong of [{ minutes: 0 }, { minutes: 601 }, { minutes: 1.5 }, { kind: "karaoke" }])
      expect(addAgendaItemInput.safeParse({ ...base, ...wrong }).success).toBe(false);
  });
});

describe("editAgendaItem", () => {
  const edit = (s: ReturnType<typeof stage>, more: Record<string, unknown> = {}) =>
    editAgendaItemInput.parse({
      briefingId: s.briefingId,
      itemId: s.ids[1],
      version: 1,
      kind: "presentation",
      minutes: 20,
      title: { es: "Planes" },
      ...more,
    });

  it("changes it where it stands and records what was and what is", () => {
    const s = stage();
    value(editAgendaItem(s.store, s.officer, edit(s)));
    expect(agendaOf(s.store, s.officeId, s.briefingId)[1]).toMatchObject({ minutes: 20, title: { es: "Planes" }, version: 2 });
    const [entry] = historyOf(s.store, s.officer, s.briefingId);
    expect(entry).toMatchObject({ action: "briefings.item_edited", actorName: s.officer.name });
    expect(entry?.changes).toContainEqual({ field: "minutes", before: 30, after: 20 });
  });

  it("refuses a save on an older version with what stands now", () => {
    const s = stage();
    value(editAgendaItem(s.store, s.officer, edit(s)));
    expect(editAgendaItem(s.store, s.officer, edit(s, { minutes: 5 }))).toMatchObject({
      ok: false,
      code: "stale",
      current: { minutes: 20, "title.es": "Planes", version: 2 },
    });
  });

  it("refuses an item of another briefing", () => {
    const s = stage();
    expect(fault(() => editAgendaItem(s.store, s.officer, edit(s, { briefingId: s.other })))).toBe("not_found");
  });
});

describe("arrangeAgenda", () => {
  it("moves an item one place up or down, and nothing at the ends", () => {
    const s = stage();
    value(s.arrange("down", s.ids[0]));
    expect(s.kinds()).toEqual(["presentation", "opening", "closing"]);
    expect(s.lastAudit()).toMatchObject({ action: "briefings.item_moved", facts: { n: 2 } });
    value(s.arrange("up", s.ids[0]));
    expect(s.kinds()).toEqual(["opening", "presentation", "closing"]);
    const before = s.lastAudit()?.id;
    value(s.arrange("up", s.ids[0]));
    value(s.arrange("down", s.ids[2]));
    expect([s.kinds(), s.lastAudit()?.id]).toEqual([["opening", "presentation", "closing"], before]);
  });

  it("takes an item off and puts it back where it stood, also twice", () => {
    const s = stage();
    value(s.arrange("remove", s.ids[1]));
    expect([s.kinds(), s.lastAudit()?.action]).toEqual([["opening", "closing"], "briefings.item_removed"]);
    value(s.arrange("remove", s.ids[1]));
    value(s.arrange("restore", s.ids[1]));
    value(s.arrange("restore", s.ids[1]));
    expect([s.kinds(), s.lastAudit()?.action]).toEqual([["opening", "presentation", "closing"], "briefings.item_restored"]);
    expect(s.store.db.select().from(agendaItems).where(eq(agendaItems.briefingId, s.briefingId)).all()).toHaveLength(3);
  });

  it("keeps every item once, whatever is pressed in whatever order", () => {
    const s = stage();
    for (const [i, act] of ["down", "down", "remove", "up", "restore", "up", "down", "up"].entries())
      value(s.arrange(act, s.ids[i % 3] ?? s.ids[0]));
    for (const id of s.ids) value(s.arrange("restore", id));
    expect(s.kinds().sort()).toEqual(["closing", "opening", "presentation"]);
  });
});

describe("the agenda's verbs", () => {
  it("refuse a manager, a visitor and another office", () => {
    const s = stage();
    const added = addAgendaItemInput.parse({ briefingId: s.briefingId, kind: "panel", minutes: 5 });
    const edited = editAgendaItemInput.parse({ briefingId: s.briefingId, itemId: s.ids[0], version: 1, kind: "panel", minutes: 5 });
    const arranged = arrangeAgendaInput.parse({ briefingId: s.briefingId, act: `down:${s.ids[0]}` });
    for (const [actor, wanted] of [
      [s.manager, "forbidden"],
      [s.stranger, "not_found"],
      [visitor(), "not_found"],
    ] as const) {
      expect(fault(() => addAgendaItem(s.store, actor, added))).toBe(wanted);
      expect(fault(() => editAgendaItem(s.store, actor, edited))).toBe(wanted);
      expect(fault(() => arrangeAgenda(s.store, actor, arranged))).toBe(wanted);
    }
    expect(s.kinds()).toEqual(["opening", "presentation", "closing"]);
  });

  it("refuse a cancelled briefing", () => {
    const s = stage();
    value(cancelBriefing(s.store, s.officer, { briefingId: s.briefingId, reason: "x" }));
    expect(s.arrange("down", s.ids[0])).toMatchObject({ ok: false, code: "briefing_closed" });
  });
});

describe("historyOf", () => {
  it("gives the latest first, in the order things were written, by pages, to the office alone", () => {
    const s = stage();
    expect(historyOf(s.store, s.officer, s.briefingId).map((e) => e.action)).toEqual([
      "briefings.item_added",
      "briefings.item_added",
      "briefings.item_added",
      "briefings.created",
    ]);
    expect(historyOf(s.store, s.officer, s.briefingId, { limit: 3, page: 2 }).map((e) => e.action)).toEqual(["briefings.created"]);
    expect(historyCount(s.store, s.officeId, s.briefingId)).toBe(4);
    expect(historyOf(s.store, s.stranger, s.briefingId)).toEqual([]);
    expect(historyCount(s.store, s.stranger.officeId, s.briefingId)).toBe(0);
  });
});
