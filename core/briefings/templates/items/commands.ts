import type { z } from "zod";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { locales } from "@/lib/locales";
import type { Staff } from "../../../kernel/actor";
import { record } from "../../../kernel/audit";
import type { Authorized } from "../../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../../kernel/outcome";
import type { Template } from "../../queries";
import { moved, subjectOf, templateFor, writeTemplate } from "../commands";
import type { addTemplateItemInput, arrangeTemplateItemsInput, editTemplateItemInput } from "../input";
import { itemsOf, type NamedItem } from "../rules";

/** Points of an agenda at most. */
const MOST = 60;

type Done = { templateId: string; itemId: string; removed: boolean };

function write(tx: Store, actor: Staff, template: Authorized<Template>, agenda: NamedItem[]): void {
  writeTemplate(tx, template, { agenda });
  record(tx, actor, "briefings.template_edited", subjectOf(template), { before: { agenda: template.agenda }, after: { agenda } });
}

/** Puts a point at the end of a template's agenda. */
export function addTemplateItem(store: Store, actor: Staff, input: z.output<typeof addTemplateItemInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const { templateId, ...item } = input;
    const template = templateFor(tx, actor, templateId);
    const items = itemsOf(template);
    if (items.length >= MOST) return refuse("agenda_full", { params: { n: MOST } });
    const id = newId("tpi", actor.now);
    write(tx, actor, template, [...items, { id, ...item }]);
    return accept({ templateId, itemId: id, removed: false });
  });
}

/** Changes a point where it stands. Refuses a save on an older version of the template. */
export function editTemplateItem(store: Store, actor: Staff, input: z.output<typeof editTemplateItemInput>): Outcome<Done> {
  return store.transaction((tx) => {
    const { templateId, itemId, version, ...item } = input;
    const template = templateFor(tx, actor, templateId);
    const items = itemsOf(template);
    const now = items.find((one) => one.id === itemId);
    if (!now) throw notFound();
    if (template.version !== version) {
      const title = Object.fromEntries(locales.map((lang) => [`title.${lang}`, now.title?.[lang] ?? ""]));
      return refuse("stale", { current: { version: template.version, kind: now.kind, minutes: now.minutes, ...title } });
    }
    write(
      tx,
      actor,
      template,
      items.map((one) => (one.id === itemId ? { id: itemId, ...item } : one)),
    );
    return accept({ templateId, itemId, removed: false });
  });
}

/** Moves a point one place up or down, or takes it off. At the ends a move changes nothing. */
export function arrangeTemplateItems(
  store: Store,
  actor: Staff,
  { templateId, act: { act, on } }: z.output<typeof arrangeTemplateItemsInput>,
): Outcome<Done> {
  return store.transaction((tx) => {
    const template = templateFor(tx, actor, templateId);
    const items = itemsOf(template);
    if (!items.some((one) => one.id === on)) throw notFound();
    const after = act === "remove" ? items.filter((one) => one.id !== on) : moved(items, on, act);
    if (after) write(tx, actor, template, after);
    return accept({ templateId, itemId: on, removed: act === "remove" });
  });
}
