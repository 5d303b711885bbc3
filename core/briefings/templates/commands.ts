import { type ReferenceTemplate, referenceTemplates } from "@/db/reference/briefings";
import { briefingTemplates } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome } from "../../kernel/outcome";
import { findOffice } from "../../offices/queries";
import { canCreateTemplates } from "../policy";
import { templatesOf } from "../queries";

/** What every new office can start from: executive presentation, technical round table, bilateral meeting, workshop. */
export const defaultTemplates = (): ReferenceTemplate[] => referenceTemplates;

/** Gives an office the templates it starts with; for an office that has some already it does nothing. Only the installation itself, or the office's administrator. */
export function createTemplates(store: Store, actor: Actor, officeId: string): Outcome<number> {
  return store.transaction((tx) => {
    const office = authorize(findOffice(tx, officeId), () => canCreateTemplates(actor, { officeId }));
    if (templatesOf(tx, office.id).length > 0) return accept(0);
    const templates = defaultTemplates();
    for (const [position, template] of templates.entries())
      tx.db
        .insert(briefingTemplates)
        .values({
          id: newId("tpl", actor.now),
          officeId: office.id,
          ...template,
          accessNotes: {},
          position,
          archived: false,
          createdAt: actor.now,
        })
        .run();
    record(
      tx,
      actor,
      "briefings.templates_created",
      { type: "office", id: office.id, officeId: office.id },
      { facts: { n: templates.length } },
    );
    return accept(templates.length);
  });
}
