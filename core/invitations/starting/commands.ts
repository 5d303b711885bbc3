import type { z } from "zod";
import type { Store } from "@/db/store";
import { createBriefing } from "../../briefings/commands";
import type { createBriefingInput } from "../../briefings/input";
import { findTemplate } from "../../briefings/queries";
import { findGroup, membersOf } from "../../institutions/groups/queries";
import type { Staff } from "../../kernel/actor";
import { accept, type Outcome } from "../../kernel/outcome";
import { addInvitations } from "../commands";

/**
 * Starts a draft from a template, with the institutions of the template's group on its list, each with the template's
 * seats. A group put away meanwhile invites nobody. Nothing is sent.
 */
export function startBriefing(
  store: Store,
  actor: Staff,
  input: z.output<typeof createBriefingInput>,
): Outcome<{ id: string; invited: number }> {
  return store.transaction((tx) => {
    const created = createBriefing(tx, actor, input);
    if (!created.ok) return created;
    const { id } = created.value;
    const template = input.templateId ? findTemplate(tx, actor, input.templateId) : undefined;
    const group = template?.groupId ? findGroup(tx, actor, template.groupId) : undefined;
    const institutions = group && group.archivedAt === null ? membersOf(tx, group) : [];
    if (!template || institutions.length === 0) return accept({ id, invited: 0 });
    const listed = institutions.map((one) => ({ id: one.id, quota: template.quota, addressee: undefined }));
    const added = addInvitations(tx, actor, { briefingId: id, institutions: listed });
    return added.ok ? accept({ id, invited: added.value.added.length }) : added;
  });
}
