import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { materials, materialVersions } from "@/db/schema";
import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import { type Found, tellsMore } from "@/lib/files/found";
import type { FileKind } from "@/lib/files/kinds";
import { titleOfName } from "@/lib/files/naming";
import { newId } from "@/lib/ids";
import { type Actor, actorId } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { plannable } from "../commands";
import { findAgendaItem } from "../queries";
import { type Briefing, isOpenForChanges } from "../rules";
import type { addMaterialInput, addVersionInput, arrangeMaterialsInput, editMaterialInput } from "./input";
import { bytesOf, findPaper, type Paper, papersOf } from "./queries";

/** A file that has been looked through and lies in its place. */
export type UploadedFile = { fileName: string; kind: FileKind; size: number; sha256: string; found: Found };

const subjectOf = (briefing: Briefing, materialId: string): Subject => ({
  type: "material",
  id: materialId,
  officeId: briefing.officeId,
  briefingId: briefing.id,
});

const closed = (briefing: Briefing): Refused | undefined =>
  isOpenForChanges(briefing) ? undefined : refuse("briefing_closed", { params: { state: briefing.state } });

/** Why a file is not taken now: its bytes stand among the briefing's papers already, or the office has no room for more. */
function refusedFile(tx: Store, briefing: Briefing, file: UploadedFile): Refused | undefined {
  const same = tx.db
    .select({ title: materials.title })
    .from(materialVersions)
    .innerJoin(materials, and(eq(materials.officeId, materialVersions.officeId), eq(materials.id, materialVersions.materialId)))
    .where(
      and(
        eq(materialVersions.officeId, briefing.officeId),
        eq(materialVersions.sha256, file.sha256),
        eq(materialVersions.n, materials.latest),
        eq(materials.briefingId, briefing.id),
        isNull(materials.removedAt),
      ),
    )
    .get();
  if (same) return refuse("paper_known", { params: same });
  const known = tx.db
    .select({ id: materialVersions.id })
    .from(materialVersions)
    .where(and(eq(materialVersions.officeId, briefing.officeId), eq(materialVersions.sha256, file.sha256)))
    .get();
  const room = env.filesQuota - bytesOf(tx, briefing.officeId);
  return known || file.size <= room ? undefined : refuse("files_full", { params: { quota: Math.round(env.filesQuota / 1_000_000) } });
}

function insertVersion(tx: Store, actor: Actor, briefing: Briefing, materialId: string, n: number, file: UploadedFile): void {
  tx.db
    .insert(materialVersions)
    .values({
      id: newId("mav", actor.now),
      officeId: briefing.officeId,
      materialId,
      n,
      ...file,
      uploadedBy: actorId(actor),
      createdAt: actor.now,
    })
    .run();
}

/** The item of the agenda a paper is to belong to; faults for one of another briefing. */
function placed(tx: Store, actor: Actor, briefing: Briefing, itemId: string | undefined): string | null {
  if (!itemId) return null;
  if (findAgendaItem(tx, actor, itemId)?.briefingId !== briefing.id) throw notFound();
  return itemId;
}

/** Puts a paper at the end of its place. A file that names people, or holds remarks, reaches others only after somebody has looked. */
export function addMaterial(
  store: Store,
  actor: Actor,
  input: z.output<typeof addMaterialInput>,
  file: UploadedFile,
): Outcome<{ id: string; waits: boolean }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    const refused = closed(briefing) ?? refusedFile(tx, briefing, file);
    if (refused) return refused;
    const id = newId("mat", actor.now);
    const waits = tellsMore(file.found);
    const { language, visibility } = input;
    const title = input.title ?? titleOfName(file.fileName);
    const itemId = placed(tx, actor, briefing, input.itemId);
    const position = (papersOf(tx, briefing.officeId, briefing.id).at(-1)?.position ?? -1) + 1;
    const row = { itemId, position, title, language, visibility, latest: 1, shown: waits ? null : 1 };
    tx.db
      .insert(materials)
      .values({ id, officeId: briefing.officeId, briefingId: briefing.id, ...row, createdAt: actor.now })
      .run();
    insertVersion(tx, actor, briefing, id, 1, file);
    record(tx, actor, "briefings.paper_added", subjectOf(briefing, id), {
      after: { title, language, visibility, itemId, fileName: file.fileName },
      facts: { visibility },
    });
    return accept({ id, waits });
  });
}

/** Puts a newer file in the place of a paper's; the earlier ones stay for the office. Nobody is told by mail. */
export function addVersion(
  store: Store,
  actor: Actor,
  input: z.output<typeof addVersionInput>,
  file: UploadedFile,
): Outcome<{ id: string; waits: boolean }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, input.briefingId);
    const paper = paperOf(tx, actor, briefing, input.materialId);
    const refused = closed(briefing) ?? (paper.removedAt === null ? refusedFile(tx, briefing, file) : refuse("paper_removed"));
    if (refused) return refused;
    const n = paper.latest + 1;
    const waits = tellsMore(file.found);
    tx.db
      .update(materials)
      .set({ latest: n, shown: waits ? paper.shown : n, version: paper.version + 1 })
      .where(eq(materials.id, paper.id))
      .run();
    insertVersion(tx, actor, briefing, paper.id, n, file);
    record(tx, actor, "briefings.paper_renewed", subjectOf(briefing, paper.id), {
      before: { fileName: paper.file.fileName },
      after: { fileName: file.fileName },
      facts: { n, visibility: paper.visibility },
    });
    return accept({ id: paper.id, waits });
  });
}

function paperOf(tx: Store, actor: Actor, briefing: Briefing, materialId: string): Paper {
  const paper = findPaper(tx, actor, { briefingId: briefing.id, materialId });
  if (!paper) throw notFound();
  return paper;
}

/** Changes what a paper is called, its language, its place and whom it is for; a save on an older version is refused with what stands now. */
export function editMaterial(store: Store, actor: Actor, input: z.output<typeof editMaterialInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const { briefingId, materialId, version, ...wished } = input;
    const briefing = plannable(tx, actor, briefingId);
    const paper = paperOf(tx, actor, briefing, materialId);
    const refused = closed(briefing);
    if (refused) return refused;
    const { title, language, visibility, itemId } = paper;
    if (paper.version !== version)
      return refuse("stale", { current: { version: paper.version, title, language, visibility, itemId: itemId ?? "" } });
    const after = { ...wished, itemId: placed(tx, actor, briefing, wished.itemId) };
    tx.db
      .update(materials)
      .set({ ...after, version: paper.version + 1 })
      .where(eq(materials.id, paper.id))
      .run();
    record(tx, actor, "briefings.paper_edited", subjectOf(briefing, paper.id), { before: { title, language, visibility, itemId }, after });
    return accept({ id: paper.id });
  });
}

/** Moves a paper one place up or down beside those of its item, takes it away, puts it back, or lets others have the version that waits. */
export function arrangeMaterials(
  store: Store,
  actor: Actor,
  { briefingId, act: { act, materialId } }: z.output<typeof arrangeMaterialsInput>,
): Outcome<{ id: string; removed: boolean }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, briefingId);
    const paper = paperOf(tx, actor, briefing, materialId);
    const refused = closed(briefing);
    if (refused) return refused;
    if (act === "remove" || act === "restore") setRemoved(tx, actor, briefing, paper, act === "remove");
    else if (act === "show") show(tx, actor, briefing, paper);
    else if (paper.removedAt === null) move(tx, actor, briefing, paper, act === "up" ? -1 : 1);
    return accept({ id: paper.id, removed: act === "remove" });
  });
}

function setRemoved(tx: Store, actor: Actor, briefing: Briefing, paper: Paper, removed: boolean): void {
  if ((paper.removedAt !== null) === removed) return;
  tx.db
    .update(materials)
    .set({ removedAt: removed ? actor.now : null, version: paper.version + 1 })
    .where(eq(materials.id, paper.id))
    .run();
  record(tx, actor, removed ? "briefings.paper_removed" : "briefings.paper_restored", subjectOf(briefing, paper.id));
}

function show(tx: Store, actor: Actor, briefing: Briefing, paper: Paper): void {
  if (paper.shown === paper.latest) return;
  tx.db
    .update(materials)
    .set({ shown: paper.latest, version: paper.version + 1 })
    .where(eq(materials.id, paper.id))
    .run();
  record(tx, actor, "briefings.paper_shown", subjectOf(briefing, paper.id), { facts: { n: paper.latest, visibility: paper.visibility } });
}

function move(tx: Store, actor: Actor, briefing: Briefing, paper: Paper, by: -1 | 1): void {
  const all = papersOf(tx, briefing.officeId, briefing.id);
  const beside = all.filter((other) => other.itemId === paper.itemId);
  const from = beside.findIndex((other) => other.id === paper.id);
  const other = beside[from + by];
  if (!other) return;
  const order = all.map((p) => (p.id === paper.id ? other : p.id === other.id ? paper : p));
  for (const [position, { id }] of order.entries()) tx.db.update(materials).set({ position }).where(eq(materials.id, id)).run();
  record(tx, actor, "briefings.paper_moved", subjectOf(briefing, paper.id), { facts: { n: from + by + 1 } });
}
