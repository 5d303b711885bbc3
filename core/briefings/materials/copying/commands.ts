import { materials, materialVersions } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor } from "../../../kernel/actor";
import type { Paper } from "../queries";

/**
 * Gives a new briefing papers of another one, each with its newest version alone, at the item of the agenda that was
 * copied from its own. The bytes are the same file. What waits for a look waits there too.
 */
export function copyMaterials(
  tx: Store,
  actor: Actor,
  briefing: { id: string; officeId: string },
  papers: readonly Paper[],
  newItems: ReadonlyMap<string, string | null>,
): void {
  for (const [position, { file, title, language, visibility, itemId, shown, latest }] of papers.entries()) {
    const id = newId("mat", actor.now);
    const place = { officeId: briefing.officeId, briefingId: briefing.id, itemId: newItems.get(itemId ?? "") ?? null, position };
    const said = { title, language, visibility, latest: 1, shown: shown === latest ? 1 : null };
    tx.db
      .insert(materials)
      .values({ id, ...place, ...said, createdAt: actor.now })
      .run();
    tx.db
      .insert(materialVersions)
      .values({ ...file, id: newId("mav", actor.now), materialId: id, n: 1 })
      .run();
  }
}
