import { eq } from "drizzle-orm";
import type { z } from "zod";
import { agendaItems } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { locales } from "@/lib/locales";
import type { Actor } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { plannable } from "../commands";
import { type AgendaItem, agendaOf, findAgendaItem } from "../queries";
import { type Briefing, isOpenForChanges } from "../rules";
import type { addAgendaItemInput, arrangeAgendaInput, editAgendaItemInput } from "./input";

const subjectOf = (briefing: Briefing, itemId: string): Subject => ({
  type: "agenda_item",
  id: itemId,
  officeId: briefing.officeId,
  briefingId: briefing.id,
});

const closed = (briefing: Briefing): Refused | undefined =>
  isOpenForChanges(briefing) ? undefined : refuse("briefing_closed", { params: { state: briefing.state } });

/** Puts an item at the end of the agenda. */
export function addAgendaItem(store: Store, actor: Actor, input: z.output<typeof addAgendaItemInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const { briefingId, ...item } = input;
    const briefing = plannable(tx, actor, briefingId);
    const refused = closed(briefing);
    if (refused) return refused;
    const id = newId("agi", actor.now);
    tx.db
      .insert(agendaItems)
      .values({
        id,
        officeId: briefing.officeId,
        briefingId,
        position: positionAfter(agendaOf(tx, briefing.officeId, briefingId)),
        ...item,
        createdAt: actor.now,
      })
      .run();
    record(tx, actor, "briefings.item_added", subjectOf(briefing, id), { after: item, facts: { kind: item.kind } });
    return accept({ id });
  });
}

const positionAfter = (items: AgendaItem[]): number => (items.at(-1)?.position ?? -1) + 1;

/** Changes an item where it stands; a save on an older version is refused with what stands now. */
export function editAgendaItem(store: Store, actor: Actor, input: z.output<typeof editAgendaItemInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const { briefingId, itemId, version, ...after } = input;
    const briefing = plannable(tx, actor, briefingId);
    const item = itemOf(tx, actor, briefing, itemId);
    const refused = closed(briefing);
    if (refused) return refused;
    if (item.version !== version) return refuse("stale", { current: asTyped(item) });
    tx.db
      .update(agendaItems)
      .set({ ...after, version: item.version + 1 })
      .where(eq(agendaItems.id, item.id))
      .run();
    const { kind, minutes, title, speakers } = item;
    record(tx, actor, "briefings.item_edited", subjectOf(briefing, item.id), {
      before: { kind, minutes, title, speakers },
      after,
      facts: { kind: after.kind },
    });
    return accept({ id: item.id });
  });
}

/** Moves an item one place up or down, takes it off, or puts it back where it stood. At the ends a move changes nothing. */
export function arrangeAgenda(
  store: Store,
  actor: Actor,
  { briefingId, act: { act, itemId } }: z.output<typeof arrangeAgendaInput>,
): Outcome<{ id: string; removed: boolean }> {
  return store.transaction((tx) => {
    const briefing = plannable(tx, actor, briefingId);
    const item = itemOf(tx, actor, briefing, itemId);
    const refused = closed(briefing);
    if (refused) return refused;
    if (act === "remove" || act === "restore") setRemoved(tx, actor, briefing, item, act === "remove");
    else if (item.removedAt === null) moveItem(tx, actor, briefing, item, act === "up" ? -1 : 1);
    return accept({ id: item.id, removed: act === "remove" });
  });
}

function itemOf(tx: Store, actor: Actor, briefing: Briefing, itemId: string): AgendaItem {
  const item = findAgendaItem(tx, actor, itemId);
  if (item?.briefingId !== briefing.id) throw notFound();
  return item;
}

function setRemoved(tx: Store, actor: Actor, briefing: Briefing, item: AgendaItem, removed: boolean): void {
  if ((item.removedAt !== null) === removed) return;
  tx.db
    .update(agendaItems)
    .set({ removedAt: removed ? actor.now : null, version: item.version + 1 })
    .where(eq(agendaItems.id, item.id))
    .run();
  record(tx, actor, removed ? "briefings.item_removed" : "briefings.item_restored", subjectOf(briefing, item.id), {
    facts: { kind: item.kind },
  });
}

function moveItem(tx: Store, actor: Actor, briefing: Briefing, item: AgendaItem, by: -1 | 1): void {
  const items = agendaOf(tx, briefing.officeId, briefing.id);
  const from = items.findIndex((other) => other.id === item.id);
  const other = items[from + by];
  if (!other) return;
  // Positions may have gaps or twins after a removal is undone, so the whole order is written anew.
  const order = items.map((i) => (i.id === item.id ? other : i.id === other.id ? item : i));
  for (const [position, { id }] of order.entries()) tx.db.update(agendaItems).set({ position }).where(eq(agendaItems.id, id)).run();
  record(tx, actor, "briefings.item_moved", subjectOf(briefing, item.id), {
    before: { position: from + 1 },
    after: { position: from + by + 1 },
    facts: { kind: item.kind, n: from + by + 1 },
  });
}

/** An item by the names of its form's fields, for the page that shows both texts. */
export function asTyped({ version, kind, minutes, title, speakers }: AgendaItem): Record<string, unknown> {
  return {
    version,
    kind,
    minutes,
    ...Object.fromEntries(locales.map((lang) => [`title.${lang}`, title[lang] ?? ""])),
    ...Object.fromEntries(
      speakers.flatMap(({ name, post }, i) => [
        [`speakers[${i}].name`, name],
        [`speakers[${i}].post`, post ?? ""],
      ]),
    ),
  };
}
