import type { z } from "zod";
import { isInForce } from "@/db/reference/frameworks";
import { briefings } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { type Actor, actorId } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { accept, type Outcome } from "../../kernel/outcome";
import { insertAgenda, plannable, subjectOf, writePassage } from "../commands";
import { pick } from "../editing/rules";
import { copyMaterials } from "../materials/copying/commands";
import { papersOf } from "../materials/queries";
import { newDates } from "../passing/commands";
import { agendaOf } from "../queries";
import { planFrom } from "../reminding/rules";
import { isRefused, searchText } from "../rules";
import type { copyBriefingInput } from "./input";

/** What one meeting has in common with the next; what it was held for belongs to its date. */
const copied = [
  "type",
  "title",
  "purpose",
  "mode",
  "venue",
  "address",
  "onlineUrl",
  "confidential",
  "accessNotes",
  "seats",
  "topics",
  "sdgs",
  "projectCode",
  "donor",
  "donorVisibility",
  "templateId",
] as const;

/**
 * Starts a draft from another briefing, in any state: texts, place, agenda with its speakers, and the papers chosen. Hours stay as the clock of
 * the place shows them, summer time or not; the reply-by day lies as many working days before the new day as before the
 * old one. Objectives of a plan that is no longer in force on the new day stay behind. Refuses an hour that the clock skips or shows twice on the new day.
 */
export function copyPlan(store: Store, actor: Actor, input: z.output<typeof copyBriefingInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const source = plannable(tx, actor, input.briefingId);
    const dates = newDates(tx, actor, source, input);
    if (isRefused(dates)) return dates;
    const objectives = source.objectives.filter((key) => isInForce(key, input.day));
    const own = { ownerId: actorId(actor), reminders: planFrom(source.reminders, actorId(actor)) };
    const row = { ...pick(source, copied), ...dates, objectives, occasions: [], ...own };
    const id = newId("brf", actor.now);
    const briefing = { id, officeId: source.officeId, state: "draft" as const, ...row, searchText: searchText(row), createdAt: actor.now };
    tx.db.insert(briefings).values(briefing).run();
    writePassage(tx, actor, briefing, "draft");
    const items = agendaOf(tx, source.officeId, source.id);
    const ids = insertAgenda(tx, actor, briefing, items);
    const newItems = new Map(items.map((item, i) => [item.id, ids[i] ?? null]));
    copyMaterials(
      tx,
      actor,
      briefing,
      papersOf(tx, source.officeId, source.id).filter((paper) => input.papers?.includes(paper.id)),
      newItems,
    );
    const { title, type, startsLocal, endsLocal, zone, replyBy } = row;
    record(tx, actor, "briefings.copied", subjectOf(briefing), { after: { title, type, startsLocal, endsLocal, zone, replyBy } });
    return accept({ id });
  });
}
