import { desc, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { copyPlan } from "@/core/briefings/copying/commands";
import { copyBriefingInput } from "@/core/briefings/copying/input";
import { historyOf } from "@/core/briefings/history/queries";
import { addMaterial, addVersion, arrangeMaterials, editMaterial, type UploadedFile } from "@/core/briefings/materials/commands";
import { addMaterialInput, addVersionInput, arrangeMaterialsInput, editMaterialInput } from "@/core/briefings/materials/input";
import { bytesOf, findPaper, paperFiles, papersForInvited, papersOf, versionsOf } from "@/core/briefings/materials/queries";
import { eachOnce, languagesWithoutPaper, ownLanguageFirst } from "@/core/briefings/materials/rules";
import { cancelBriefing } from "@/core/briefings/passing/commands";
import { agendaOf } from "@/core/briefings/queries";
import type { Actor } from "@/core/kernel/actor";
import { agendaItems, audits } from "@/db/schema";
import { newId } from "@/lib/ids";
import { fault } from "../agreed";
import { aBriefing, anOffice, aStaff, NOW, visitor } from "../factories";
import { invited, refusal, value } from "../invited";

let files = 0;
/** A file as the door hands it over; each has other bytes. */
const aFile = (over: Partial<UploadedFile> = {}): UploadedFile => ({
  fileName: "Agenda_2022.pdf",
  kind: "pdf",
  size: 1000,
  sha256: (++files).toString(16).padStart(64, "0"),
  found: { names: [], remarks: false },
  ...over,
});

/** A briefing with an invited institution, and a stranger of another office. */
function stage() {
  const at = invited({ briefing: { state: "inviting" } });
  const { store, officeId, officer, briefingId } = at;
  const stranger = aStaff(store, anOffice(store, "cr"), "officer");
  const manager = aStaff(store, officeId, "manager");
  const other = aBriefing(store, officeId);
  const item = (briefing = briefingId) => {
    const id = newId("agi");
    store.db
      .insert(agendaItems)
      .values({ id, officeId, briefingId: briefing, position: 0, kind: "panel", title: {}, minutes: 10, speakers: [], createdAt: NOW })
      .run();
    return id;
  };
  const add = (over: Record<string, unknown> = {}, file = aFile(), actor: Actor = officer) =>
    addMaterial(store, actor, addMaterialInput.parse({ briefingId, language: "es", visibility: "invited", ...over }), file);
  const added = (over: Record<string, unknown> = {}, file = aFile()) => value(add(over, file)).id;
  const renew = (materialId: string, file = aFile(), actor: Actor = officer, id = briefingId) =>
    addVersion(store, actor, addVersionInput.parse({ briefingId: id, materialId }), file);
  const arrange = (act: string, id: string, actor: Actor = officer, briefing = briefingId) =>
    arrangeMaterials(store, actor, arrangeMaterialsInput.parse({ briefingId: briefing, act: `${act}:${id}` }));
  const edit = (materialId: string, over: Record<string, unknown> = {}, actor: Actor = officer) =>
    editMaterial(
      store,
      actor,
      editMaterialInput.parse({ briefingId, materialId, version: 1, title: "Plan", language: "en", visibility: "staff", ...over }),
    );
  const titles = () => papersOf(store, officeId, briefingId).map((p) => p.title);
  const lastAudit = () => store.db.select().from(audits).orderBy(desc(sql`audit.rowid`)).get();
  return { ...at, stranger, manager, other, item, add, added, renew, arrange, edit, titles, lastAudit };
}

describe("addMaterial", () => {
  it("puts a paper at the end of its place under the name of its file, and records it", () => {
    const s = stage();
    s.added({ title: "First" });
    const itemId = s.item();
    const id = s.added({ itemId });
    expect(papersOf(s.store, s.officeId, s.briefingId).at(-1)).toMatchObject({
      id,
      itemId,
      title: "Agenda 2022",
      language: "es",
      visibility: "invited",
      latest: 1,
      shown: 1,
      file: { n: 1, fileName: "Agenda_2022.pdf", uploadedBy: s.officer.userId },
    });
    expect(s.lastAudit()).toMatchObject({
      action: "briefings.paper_added",
      subjectId: id,
      briefingId: s.briefingId,
      facts: { visibility: "invited" },
    });
    expect(JSON.stringify(s.lastAudit())).not.toContain("Agenda 2022");
  });

  it("keeps a file that names people from others until somebody has looked", () => {
    const s = stage();
    const { id, waits } = value(s.add({}, aFile({ found: { names: ["Ana Ruiz"], remarks: false } })));
    expect(waits).toBe(true);
    expect(papersForInvited(s.store, s.officeId, s.briefingId)).toEqual([]);
    expect(findPaper(s.store, s.guest(), { briefingId: s.briefingId, materialId: id })).toBeUndefined();
    value(s.arrange("show", id));
    expect(papersForInvited(s.store, s.officeId, s.briefingId)).toMatchObject([{ id }]);
    expect(s.lastAudit()).toMatchObject({ action: "briefings.paper_shown", facts: { n: 1 } });
  });

  it("refuses bytes that stand among the papers already; an older version or a removed paper is no hindrance", () => {
    const s = stage();
    const file = aFile();
    const id = s.added({}, file);
    expect(refusal(s.add({ title: "Again" }, file))).toBe("paper_known");
    value(s.renew(id));
    value(s.add({ title: "Again" }, file));
    expect(refusal(s.renew(id, file))).toBe("paper_known");
  });

  it("refuses a stranger, another office, a manager, an item of another briefing, and a briefing that is over", () => {
    const s = stage();
    expect(fault(() => s.add({}, aFile(), s.stranger))).toBe("not_found");
    expect(fault(() => s.add({}, aFile(), visitor()))).toBe("not_found");
    expect(fault(() => s.add({}, aFile(), s.guest()))).toBe("forbidden");
    expect(fault(() => s.add({}, aFile(), s.manager))).toBe("forbidden");
    expect(fault(() => s.add({ itemId: s.item(s.other) }))).toBe("not_found");
    value(cancelBriefing(s.store, s.officer, { briefingId: s.briefingId, reason: "x" }));
    expect(refusal(s.add())).toBe("briefing_closed");
    expect(s.titles()).toEqual([]);
  });

  it("takes only languages and readers that exist", () => {
    const base = { briefingId: newId("brf"), language: "all", visibility: "public" };
    expect(addMaterialInput.safeParse(base).success).toBe(true);
    for (const wrong of [{ language: "de" }, { visibility: "all" }, { title: "x".repeat(161) }, { officeId: "off_x" }])
      expect(addMaterialInput.safeParse({ ...base, ...wrong }).success).toBe(false);
  });

  describe("within the office's room", () => {
    afterEach(() => {
      delete process.env.FILES_QUOTA;
    });
    it("refuses what would be too much; the same bytes count once", () => {
      process.env.FILES_QUOTA = "1";
      const s = stage();
      const file = aFile({ size: 900_000 });
      s.added({}, file);
      expect(refusal(s.add({}, aFile({ size: 200_000 })))).toBe("files_full");
      value(s.add({ briefingId: s.other }, file));
      expect(bytesOf(s.store, s.officeId)).toBe(900_000);
    });
  });
});

describe("addVersion", () => {
  it("takes the place of the file, keeps the earlier ones for the office, and records it", () => {
    const s = stage();
    const first = aFile();
    const id = s.added({}, first);
    value(s.renew(id, aFile({ fileName: "Agenda_final.pdf" })));
    expect(findPaper(s.store, s.guest(), { briefingId: s.briefingId, materialId: id })?.file).toMatchObject({
      n: 2,
      fileName: "Agenda_final.pdf",
    });
    expect(findPaper(s.store, s.officer, { briefingId: s.briefingId, materialId: id, n: 1 })?.file.sha256).toBe(first.sha256);
    // An institution never gets another version than the one shown.
    expect(findPaper(s.store, s.guest(), { briefingId: s.briefingId, materialId: id, n: 1 })?.file.n).toBe(2);
    expect(versionsOf(s.store, s.officeId, s.briefingId)).toMatchObject([{ n: 2, by: "Test officer" }, { n: 1 }]);
    expect(s.lastAudit()).toMatchObject({ action: "briefings.paper_renewed", facts: { n: 2 } });
    expect(historyOf(s.store, s.officer, s.briefingId)[0]?.changes).toEqual([
      { field: "fileName", before: "Agenda_2022.pdf", after: "Agenda_final.pdf" },
    ]);
  });

  it("that names people leaves others the earlier one until somebody has looked", () => {
    const s = stage();
    const id = s.added();
    value(s.renew(id, aFile({ found: { names: [], remarks: true } })));
    expect(papersForInvited(s.store, s.officeId, s.briefingId)).toMatchObject([{ file: { n: 1 } }]);
    value(s.arrange("show", id));
    expect(papersForInvited(s.store, s.officeId, s.briefingId)).toMatchObject([{ file: { n: 2 } }]);
  });

  it("refuses a stranger, another office, another briefing, and a paper that was taken away", () => {
    const s = stage();
    const id = s.added();
    expect(fault(() => s.renew(id, aFile(), s.stranger))).toBe("not_found");
    expect(fault(() => s.renew(id, aFile(), s.manager))).toBe("forbidden");
    expect(fault(() => s.renew(id, aFile(), s.officer, s.other))).toBe("not_found");
    value(s.arrange("remove", id));
    expect(refusal(s.renew(id))).toBe("paper_removed");
  });
});

describe("editMaterial", () => {
  it("changes what is said of a paper and records what was", () => {
    const s = stage();
    const id = s.added({ title: "Old" });
    value(s.edit(id));
    expect(papersOf(s.store, s.officeId, s.briefingId)[0]).toMatchObject({
      title: "Plan",
      language: "en",
      visibility: "staff",
      version: 2,
    });
    expect(
      historyOf(s.store, s.officer, s.briefingId)[0]
        ?.changes.map((c) => c.field)
        .sort(),
    ).toEqual(["language", "title", "visibility"]);
    expect(papersForInvited(s.store, s.officeId, s.briefingId)).toEqual([]);
  });

  it("refuses an older version with what stands now, a stranger and another office", () => {
    const s = stage();
    const id = s.added({ title: "Old" });
    value(s.edit(id));
    expect(s.edit(id, { title: "Mine" })).toMatchObject({ ok: false, code: "stale", current: { version: 2, title: "Plan" } });
    expect(fault(() => s.edit(id, { version: 2 }, s.stranger))).toBe("not_found");
    expect(fault(() => s.edit(id, { version: 2 }, s.manager))).toBe("forbidden");
    expect(fault(() => s.edit(id, { version: 2, itemId: s.item(s.other) }))).toBe("not_found");
  });
});

describe("arrangeMaterials", () => {
  it("moves a paper beside those of its item, and changes nothing at the ends", () => {
    const s = stage();
    const itemId = s.item();
    const a = s.added({ title: "a" });
    s.added({ title: "x", itemId });
    const b = s.added({ title: "b" });
    value(s.arrange("up", b));
    expect(s.titles()).toEqual(["b", "x", "a"]);
    expect(s.lastAudit()).toMatchObject({ action: "briefings.paper_moved", facts: { n: 1 } });
    value(s.arrange("up", b));
    value(s.arrange("down", a));
    expect(s.titles()).toEqual(["b", "x", "a"]);
  });

  it("takes a paper away and puts it back; its file stays", () => {
    const s = stage();
    const file = aFile();
    const id = s.added({}, file);
    value(s.arrange("remove", id));
    expect(s.titles()).toEqual([]);
    expect(findPaper(s.store, s.guest(), { briefingId: s.briefingId, materialId: id })).toBeUndefined();
    expect(paperFiles(s.store)).toEqual([{ officeId: s.officeId, sha256: file.sha256 }]);
    value(s.arrange("restore", id));
    expect(s.titles()).toEqual(["Agenda 2022"]);
    expect(
      s.store.db
        .select()
        .from(audits)
        .all()
        .map((a) => a.action),
    ).toEqual(expect.arrayContaining(["briefings.paper_removed", "briefings.paper_restored"]));
  });

  it("refuses a stranger, another office and another briefing", () => {
    const s = stage();
    const id = s.added();
    for (const act of ["up", "remove", "restore", "show"]) {
      expect(fault(() => s.arrange(act, id, s.stranger))).toBe("not_found");
      expect(fault(() => s.arrange(act, id, s.manager))).toBe("forbidden");
      expect(fault(() => s.arrange(act, id, s.officer, s.other))).toBe("not_found");
    }
  });
});

describe("copying a briefing", () => {
  it("takes along the papers chosen, the same files, at the copied items; nothing of another briefing", () => {
    const s = stage();
    const itemId = s.item();
    const table = aFile({ fileName: "table.xlsx", kind: "xlsx" });
    const a = s.added({ title: "a", itemId }, table);
    s.added({ title: "left" });
    const waits = s.added({ title: "waits" }, aFile({ found: { names: ["Ana"], remarks: false } }));
    const strange = value(s.add({ briefingId: s.other, title: "strange" })).id;
    const input = copyBriefingInput.parse({ briefingId: s.briefingId, day: "2022-01-18", papers: [a, waits, strange] });
    const { id } = value(copyPlan(s.store, s.officer, input));
    const papers = papersOf(s.store, s.officeId, id);
    expect(papers).toMatchObject([
      { title: "a", shown: 1, file: { n: 1, sha256: table.sha256 } },
      { title: "waits", shown: null },
    ]);
    const items = agendaOf(s.store, s.officeId, id).map((one) => one.id);
    expect(items).toContain(papers[0]?.itemId);
    expect(items).not.toContain(itemId);
    expect(papersOf(s.store, s.officeId, s.briefingId)).toHaveLength(3);
  });
});

describe("findPaper", () => {
  it("gives an institution only what is meant for it, of its own briefing", () => {
    const s = stage();
    const ids = { staff: s.added({ visibility: "staff" }), invited: s.added(), public: s.added({ visibility: "public" }) };
    const elsewhere = value(s.add({ briefingId: s.other })).id;
    const got = (actor: Actor, materialId: string, briefingId = s.briefingId) =>
      findPaper(s.store, actor, { briefingId, materialId }) !== undefined;
    expect(got(s.guest(), ids.staff)).toBe(false);
    expect(got(s.guest(), ids.invited)).toBe(true);
    expect(got(s.guest(), ids.public)).toBe(true);
    expect(got(s.guest(), elsewhere)).toBe(false);
    expect(got(s.guest(), elsewhere, s.other)).toBe(false);
    expect(got(s.manager, ids.staff)).toBe(true);
    expect(got(s.stranger, ids.public)).toBe(false);
    expect(got(visitor(), ids.public)).toBe(false);
    expect(papersForInvited(s.store, s.officeId, s.briefingId).map((p) => p.id)).toEqual([ids.invited, ids.public]);
  });
});

describe("languages", () => {
  const paper = (language: "en" | "es" | "fr" | "all", visibility: "staff" | "invited" = "invited", shown: number | null = 1) => ({
    language,
    visibility,
    shown,
  });
  it("names those in which the invited get nothing", () => {
    expect(languagesWithoutPaper([], ["es", "en"])).toEqual(["es", "en"]);
    expect(languagesWithoutPaper([paper("es"), paper("en", "staff"), paper("fr", "invited", null)], ["es", "en", "fr"])).toEqual([
      "en",
      "fr",
    ]);
    expect(languagesWithoutPaper([paper("all")], ["es", "en"])).toEqual([]);
  });
  it("lists each once: of an item those in the reader's language, or all where there are none", () => {
    const of = (...papers: [string, string | null][]) =>
      eachOnce(
        papers.map(([language, itemId]) => ({ language: language as "es", itemId })),
        "es",
      ).map(({ language, itemId }) => [language, itemId]);
    expect(of(["en", null], ["es", null], ["fr", null], ["all", null])).toEqual([
      ["es", null],
      ["all", null],
    ]);
    expect(of(["en", "a"], ["es", null], ["fr", "a"])).toEqual([
      ["en", "a"],
      ["es", null],
      ["fr", "a"],
    ]);
  });
  it("puts a reader's own first, then those that need none", () => {
    expect(ownLanguageFirst([paper("en"), paper("all"), paper("es"), paper("fr")], "es").map((p) => p.language)).toEqual([
      "es",
      "all",
      "en",
      "fr",
    ]);
  });
});
