import type { z } from "zod";
import type { Store } from "@/db/store";
import { copyPlan } from "../../briefings/copying/commands";
import type { copyBriefingInput } from "../../briefings/copying/input";
import type { Staff } from "../../kernel/actor";
import { accept, type Outcome } from "../../kernel/outcome";
import { addInvitations } from "../commands";
import { guestsToCopy } from "./queries";

/**
 * Copies a briefing to another day as a draft, with the institutions on its list. Each gets an invitation of its own:
 * nothing is sent, and no answer, name or link of the old one goes along.
 */
export function copyBriefing(
  store: Store,
  actor: Staff,
  input: z.output<typeof copyBriefingInput>,
): Outcome<{ id: string; invited: number }> {
  return store.transaction((tx) => {
    const copied = copyPlan(tx, actor, input);
    if (!copied.ok) return copied;
    const { institutions } = guestsToCopy(tx, actor, input.briefingId);
    if (institutions.length === 0) return accept({ id: copied.value.id, invited: 0 });
    const added = addInvitations(tx, actor, { briefingId: copied.value.id, institutions });
    return added.ok ? accept({ id: copied.value.id, invited: added.value.added.length }) : added;
  });
}
