import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type ReferenceTemplate, referenceTemplates } from "@/db/reference/briefings";
import { briefingTemplates } from "@/db/schema";
import type { ReminderPlan, TemplateItem } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { findGroup } from "../../institutions/groups/queries";
import type { Actor, Staff } from "../../kernel/actor";
import { record, type Subject } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { flat } from "../../offices/commands";
import { findOffice } from "../../offices/queries";
import { pick } from "../editing/rules";
import { canKeepTemplates } from "../policy";
import { agendaOf, findBriefing, findTemplate, type Template, templatesOf } from "../queries";
import type { addTemplateInput, arrangeTemplatesInput, editTemplateInput } from "./input";
import { listTemplates } from "./queries";

type Fields = Omit<z.output<typeof editTemplateInput>, "templateId" | "version">;

export const subjectOf = (template: Pick<Template, "id" | "officeId">): Subject => ({
  type: "template",
  id: template.id,
  officeId: template.officeId,
});

/** A template the actor may change; faults for any other. */
export const templateFor = (tx: Store, actor: Actor, templateId: string): Authorized<Template> =>
  authorize(findTemplate(tx, actor, templateId), (template) => canKeepTemplates(actor, template));

const fields = [
  "name",
  "purpose",
  "type",
  "startsAtHour",
  "minutes",
  "mode",
  "venue",
  "address",
  "onlineUrl",
  "accessNotes",
  "seats",
  "quota",
  "replyByDays",
  "weekday",
  "dueDays",
  "groupId",
  "topics",
  "sdgs",
  "objectives",
] as const;

/** What every new office can start from: executive presentation, technical round table, bilateral meeting, workshop. */
export const defaultTemplates = (): ReferenceTemplate[] => referenceTemplates;

/** Gives an office the templates it starts with; for an office that has some already it does nothing. Only the installation itself, or the office's administrator. */
export function createTemplates(store: Store, actor: Actor, officeId: string): Outcome<number> {
  return store.transaction((tx) => {
    const office = authorize(findOffice(tx, officeId), () => canKeepTemplates(actor, { officeId }));
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

/** What was typed, with null for what was left empty. Faults for a group of another office. */
function typed(tx: Store, actor: Actor, input: Fields): Fields & Pick<Template, (typeof fields)[number]> {
  if (input.groupId && !findGroup(tx, actor, input.groupId)) throw notFound();
  const empty = { minutes: null, venue: null, address: null, onlineUrl: null, seats: null, weekday: null, dueDays: null, groupId: null };
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Fields;
  return { ...empty, ...given } as Fields & Pick<Template, (typeof fields)[number]>;
}

/** Adds a template at the end of the list, with the agenda of another one or of a briefing where one is named. */
export function addTemplate(store: Store, actor: Staff, input: z.output<typeof addTemplateInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    authorize(actor, (a) => canKeepTemplates(a, a));
    const { fromTemplateId, fromBriefingId, ...rest } = input;
    const id = newId("tpl", actor.now);
    const template = {
      id,
      officeId: actor.officeId,
      ...typed(tx, actor, rest),
      agenda: agendaFrom(tx, actor, fromTemplateId, fromBriefingId),
      reminders: remindersFrom(tx, actor, fromTemplateId, fromBriefingId),
      position: (listTemplates(tx, actor).at(-1)?.position ?? -1) + 1,
      archived: false,
      createdAt: actor.now,
    };
    tx.db.insert(briefingTemplates).values(template).run();
    record(tx, actor, "briefings.template_added", subjectOf(template), { after: { name: template.name } });
    return accept({ id });
  });
}

/** Points with names of their own, so that none is moved for another. */
function agendaFrom(tx: Store, actor: Staff, templateId?: string, briefingId?: string): TemplateItem[] {
  const named = ({ kind, minutes, title }: TemplateItem): TemplateItem => ({ id: newId("tpi", actor.now), kind, minutes, title });
  if (templateId) return templateFor(tx, actor, templateId).agenda.map(named);
  if (!briefingId) return [];
  const briefing = findBriefing(tx, actor, briefingId);
  if (!briefing) throw notFound();
  return agendaOf(tx, actor.officeId, briefing.id).map(named);
}

/** What was sent by itself there, as far as somebody had said so. */
const remindersFrom = (tx: Store, actor: Staff, templateId?: string, briefingId?: string): ReminderPlan | null =>
  (templateId ? findTemplate(tx, actor, templateId) : briefingId ? findBriefing(tx, actor, briefingId) : undefined)?.reminders ?? null;

/** Changes everything of a template but its agenda; briefings started from it stay as they are. Refuses a save on an older version. */
export function editTemplate(store: Store, actor: Staff, input: z.output<typeof editTemplateInput>): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const { templateId, version, ...rest } = input;
    const template = templateFor(tx, actor, templateId);
    const before = pick(template, fields);
    if (template.version !== version) return refuse("stale", { current: { ...flat(before), version: template.version } });
    const after = typed(tx, actor, rest);
    writeTemplate(tx, template, after);
    record(tx, actor, "briefings.template_edited", subjectOf(template), { before, after });
    return accept({ id: template.id });
  });
}

/** Writes a template's next version. */
export function writeTemplate(tx: Store, template: Authorized<Template>, set: Partial<Template>): void {
  tx.db
    .update(briefingTemplates)
    .set({ ...set, version: template.version + 1 })
    .where(eq(briefingTemplates.id, template.id))
    .run();
}

/** Moves a template one place among those in use, puts it away, or takes it back as the last. At the ends a move changes nothing. */
export function arrangeTemplates(
  store: Store,
  actor: Staff,
  { act: { act, on } }: z.output<typeof arrangeTemplatesInput>,
): Outcome<{ id: string }> {
  return store.transaction((tx) => {
    const template = templateFor(tx, actor, on);
    const { id } = template;
    if (act === "archive" || act === "restore") {
      const archived = act === "archive";
      if (template.archived === archived) return accept({ id });
      const last = listTemplates(tx, actor).at(-1)?.position ?? 0;
      tx.db
        .update(briefingTemplates)
        .set({ archived, position: archived ? template.position : last + 1 })
        .where(eq(briefingTemplates.id, id))
        .run();
      record(tx, actor, archived ? "briefings.template_archived" : "briefings.template_restored", subjectOf(template));
      return accept({ id });
    }
    const order = moved(templatesOf(tx, actor.officeId), id, act);
    if (!order) return accept({ id });
    for (const [position, one] of order.entries())
      tx.db.update(briefingTemplates).set({ position }).where(eq(briefingTemplates.id, one.id)).run();
    record(tx, actor, "briefings.template_moved", subjectOf(template), { facts: { n: order.findIndex((one) => one.id === id) + 1 } });
    return accept({ id });
  });
}

/** A list with one of its members a place further up or down; `undefined` at the ends, and for one that is not in it. */
export function moved<T extends { id: string }>(list: readonly T[], id: string, to: "up" | "down"): T[] | undefined {
  const from = list.findIndex((one) => one.id === id);
  const [one, other] = [list[from], list[from + (to === "up" ? -1 : 1)]];
  if (!one || !other) return undefined;
  return list.map((each) => (each === one ? other : each === other ? one : each));
}
