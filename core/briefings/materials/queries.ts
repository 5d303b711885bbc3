import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { materials, materialVersions, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Actor } from "../../kernel/actor";
import { canReadMaterial } from "./policy";

export type Material = typeof materials.$inferSelect;
export type MaterialVersion = typeof materialVersions.$inferSelect;
/** A paper with one version of its file. */
export type Paper = Material & { file: MaterialVersion };

const paperRow = { material: materials, file: materialVersions };
const versionOf = (n: typeof materials.latest | typeof materials.shown) =>
  and(eq(materialVersions.officeId, materials.officeId), eq(materialVersions.materialId, materials.id), eq(materialVersions.n, n));
const joined = ({ material, file }: { material: Material; file: MaterialVersion }): Paper => ({ ...material, file });

/** The papers of a briefing in their order, each with its newest version; removed ones are left out. Callers have the briefing already. */
export function papersOf(store: Store, officeId: string, briefingId: string): Paper[] {
  return prepared(store, "materials.of", (db) =>
    db
      .select(paperRow)
      .from(materials)
      .innerJoin(materialVersions, versionOf(materials.latest))
      .where(and(eq(materials.officeId, given("officeId")), eq(materials.briefingId, given("briefingId")), isNull(materials.removedAt)))
      .orderBy(asc(materials.position), asc(materials.id))
      .prepare(),
  )
    .all({ officeId, briefingId })
    .map(joined);
}

/** The papers of a briefing that its invited institutions get, each with the version meant for them. Callers have the briefing already. */
export function papersForInvited(store: Store, officeId: string, briefingId: string): Paper[] {
  return prepared(store, "materials.forInvited", (db) =>
    db
      .select(paperRow)
      .from(materials)
      .innerJoin(materialVersions, versionOf(materials.shown))
      .where(
        and(
          eq(materials.officeId, given("officeId")),
          eq(materials.briefingId, given("briefingId")),
          isNull(materials.removedAt),
          ne(materials.visibility, "staff"),
        ),
      )
      .orderBy(asc(materials.position), asc(materials.id))
      .prepare(),
  )
    .all({ officeId, briefingId })
    .map(joined);
}

/** A paper the actor may read, with the version the actor gets: staff the one asked for, else the newest; others the one shown. */
export function findPaper(
  store: Store,
  actor: Actor,
  { briefingId, materialId, n }: { briefingId: string; materialId: string; n?: number },
): Paper | undefined {
  if (actor.kind !== "staff" && actor.kind !== "invitee") return undefined;
  const material = store.db
    .select()
    .from(materials)
    .where(and(eq(materials.officeId, actor.officeId), eq(materials.briefingId, briefingId), eq(materials.id, materialId)))
    .get();
  if (!material || !canReadMaterial(actor, material)) return undefined;
  const wanted = actor.kind === "staff" ? (n ?? material.latest) : material.shown;
  if (wanted === null) return undefined;
  const file = store.db
    .select()
    .from(materialVersions)
    .where(and(eq(materialVersions.officeId, actor.officeId), eq(materialVersions.materialId, materialId), eq(materialVersions.n, wanted)))
    .get();
  return file && { ...material, file };
}

/** Every version of a briefing's papers with who uploaded it, the newest first. Callers have the briefing already. */
export function versionsOf(store: Store, officeId: string, briefingId: string): (MaterialVersion & { by: string | null })[] {
  return store.db
    .select({ file: materialVersions, by: users.name })
    .from(materialVersions)
    .innerJoin(materials, and(eq(materials.officeId, materialVersions.officeId), eq(materials.id, materialVersions.materialId)))
    .leftJoin(users, eq(users.id, materialVersions.uploadedBy))
    .where(and(eq(materialVersions.officeId, officeId), eq(materials.briefingId, briefingId)))
    .orderBy(desc(materialVersions.n))
    .all()
    .map(({ file, by }) => ({ ...file, by }));
}

/** Bytes the papers of an office take; the same file counts once. */
export function bytesOf(store: Store, officeId: string): number {
  const files = store.db
    .selectDistinct({ sha256: materialVersions.sha256, size: materialVersions.size })
    .from(materialVersions)
    .where(eq(materialVersions.officeId, officeId))
    .as("files");
  return (
    store.db
      .select({ sum: sql<number>`coalesce(sum(${files.size}), 0)` })
      .from(files)
      .get()?.sum ?? 0
  );
}

/** Every file that some paper of this installation refers to, removed papers and earlier versions included. */
export const paperFiles = (store: Store): { officeId: string; sha256: string }[] =>
  store.db.selectDistinct({ officeId: materialVersions.officeId, sha256: materialVersions.sha256 }).from(materialVersions).all();
