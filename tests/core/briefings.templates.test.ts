import { describe, expect, it } from "vitest";
import { createBriefing } from "@/core/briefings/commands";
import { createBriefingInput } from "@/core/briefings/input";
import { agendaOf, findBriefing, findTemplate, templatesOf } from "@/core/briefings/queries";
import { addTemplate, arrangeTemplates, createTemplates, editTemplate } from "@/core/briefings/templates/commands";
import { addTemplateInput, arrangeTemplatesInput, editTemplateInput } from "@/core/briefings/templates/input";
import { addTemplateItem, arrangeTemplateItems, editTemplateItem } from "@/core/briefings/templates/items/commands";
import { listTemplates, proposedDay, proposedDue } from "@/core/briefings/templates/queries";
import { dayFor, itemsOf } from "@/core/briefings/templates/rules";
import { addGroup, putGroup } from "@/core/institutions/groups/commands";
import { invitationsTo } from "@/core/invitations/queries";
import { startBriefing } from "@/core/invitations/starting/commands";
import type { Staff } from "@/core/kernel/actor";
import { addHolidays } from "@/core/offices/days/commands";
import { audits } from "@/db/schema";
import type { Store } from "@/db/store";
import { fault } from "../agreed";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, system } from "../factories";
import { refusal, value } from "../invited";

function house() {
  const store = emptyStore();
  const officeId = anOffice(store);
  value(createTemplates(store, system(), officeId));
  const admin = aStaff(store, officeId, "admin");
  const [first] = templatesOf(store, officeId);
  if (!first) throw new Error("no template");
  return {
    store,
    officeId,
    admin,
    first,
    officer: aStaff(store, officeId, "officer"),
    other: aStaff(store, anOffice(store, "cr"), "admin"),
  };
}

const fields = {
  name: { en: "Round of partners" },
  purpose: {},
  type: "technical_table",
  startsAtHour: "10:30",
  minutes: "90",
  mode: "on_site",
  quota: "3",
  replyByDays: "4",
  weekday: "2",
  dueDays: "30",
};
/** As a form sends it: the door turns texts into numbers, so here they are numbers. */
const numbers = (typed: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(typed).map(([k, v]) => [k, /^\d+$/.test(String(v)) && k !== "name" ? Number(v) : v]));
const typed = (over: Record<string, unknown> = {}) => addTemplateInput.parse(numbers({ ...fields, ...over }));
const edited = (templateId: string, version: number, over: Record<string, unknown> = {}) =>
  editTemplateInput.parse({ templateId, version, ...numbers({ ...fields, ...over }) });
const actions = (store: Store) =>
  store.db
    .select()
    .from(audits)
    .all()
    .map((a) => a.action)
    .filter((action) => action.startsWith("briefings.template_"));
const button = (act: string, id: string) => arrangeTemplatesInput.parse({ act: `${act}:${id}` });
const names = (store: Store, officeId: string) => templatesOf(store, officeId).map((one) => one.type);

describe("addTemplate", () => {
  it("comes last, with the agenda of another template, and records it", () => {
    const { store, officeId, admin, first } = house();
    const { id } = value(addTemplate(store, admin, typed({ fromTemplateId: first.id })));
    const made = findTemplate(store, admin, id);
    expect(templatesOf(store, officeId).at(-1)?.id).toBe(id);
    expect(made).toMatchObject({ minutes: 90, weekday: 2, dueDays: 30, venue: null, groupId: null });
    expect(made?.agenda.map((i) => [i.kind, i.minutes])).toEqual(first.agenda.map((i) => [i.kind, i.minutes]));
    expect(actions(store)).toEqual(["briefings.template_added"]);
  });

  it("takes the agenda of a briefing as well", () => {
    const { store, officeId, admin, officer, first } = house();
    const input = createBriefingInput.parse({ language: "en", title: { en: "One" }, day: "2021-12-14", templateId: first.id });
    const { id: briefingId } = value(createBriefing(store, officer, input));
    const { id } = value(addTemplate(store, admin, typed({ fromBriefingId: briefingId })));
    expect(findTemplate(store, admin, id)?.agenda).toHaveLength(agendaOf(store, officeId, briefingId).length);
  });

  it("is for the administrator, with a group, a template and a briefing of the own office", () => {
    const { store, officer, admin, other, first } = house();
    const { institutionId } = anInstitution(store, other.officeId);
    const { id: groupId } = value(addGroup(store, other, { name: { es: "Suyo" }, members: [institutionId] }));
    const briefing = aBriefing(store, other.officeId);
    expect(fault(() => addTemplate(store, officer, typed()))).toBe("forbidden");
    for (const foreign of [{ groupId }, { fromBriefingId: briefing }])
      expect(fault(() => addTemplate(store, admin, typed(foreign)))).toBe("not_found");
    expect(fault(() => addTemplate(store, other, typed({ fromTemplateId: first.id })))).toBe("not_found");
    expect(actions(store)).toEqual([]);
  });
});

describe("editTemplate", () => {
  it("changes what was typed, empties what was left out, and refuses an older version", () => {
    const { store, admin, first } = house();
    value(editTemplate(store, admin, edited(first.id, 1, { venue: "Sala Ancón", seats: 24 })));
    expect(findTemplate(store, admin, first.id)).toMatchObject({ venue: "Sala Ancón", seats: 24, agenda: first.agenda });
    expect(editTemplate(store, admin, edited(first.id, 1))).toMatchObject({ code: "stale", current: { venue: "Sala Ancón", version: 2 } });
    value(editTemplate(store, admin, edited(first.id, 2, { weekday: undefined })));
    expect(findTemplate(store, admin, first.id)).toMatchObject({ venue: null, seats: null, weekday: null });
    expect(actions(store)).toEqual(["briefings.template_edited", "briefings.template_edited"]);
  });

  it("is for the administrator of the office", () => {
    const { store, officer, other, first } = house();
    expect(fault(() => editTemplate(store, officer, edited(first.id, 1)))).toBe("forbidden");
    expect(fault(() => editTemplate(store, other, edited(first.id, 1)))).toBe("not_found");
  });
});

describe("arrangeTemplates", () => {
  it("moves one place, does nothing at the ends, puts away and takes back as the last", () => {
    const { store, officeId, admin, first } = house();
    const act = (name: string) => value(arrangeTemplates(store, admin, button(name, first.id)));
    act("up");
    expect(names(store, officeId)[0]).toBe(first.type);
    act("down");
    expect(names(store, officeId).slice(0, 2)).toEqual(["technical_table", first.type]);
    act("archive");
    expect(names(store, officeId)).not.toContain(first.type);
    expect(listTemplates(store, admin)).toHaveLength(4);
    act("restore");
    expect(names(store, officeId).at(-1)).toBe(first.type);
    expect(actions(store)).toEqual(["briefings.template_moved", "briefings.template_archived", "briefings.template_restored"]);
  });

  it("is for the administrator of the office", () => {
    const { store, officer, other, first } = house();
    expect(fault(() => arrangeTemplates(store, officer, button("down", first.id)))).toBe("forbidden");
    expect(fault(() => arrangeTemplates(store, other, button("archive", first.id)))).toBe("not_found");
  });
});

describe("the agenda of a template", () => {
  const kinds = (store: Store, actor: Staff, id: string) => findTemplate(store, actor, id)?.agenda.map((item) => item.kind);

  it("is added to, edited, moved and shortened; points keep what they are called by", () => {
    const { store, admin, first } = house();
    const templateId = first.id;
    const [one, two] = itemsOf(first);
    const was = first.agenda.map((item) => item.kind);
    const { itemId } = value(addTemplateItem(store, admin, { templateId, kind: "press", minutes: 15, title: {} }));
    value(arrangeTemplateItems(store, admin, { templateId, act: { act: "down", on: one?.id ?? "" } }));
    expect(kinds(store, admin, templateId)?.slice(0, 2)).toEqual([was[1], was[0]]);
    value(editTemplateItem(store, admin, { templateId, itemId: two?.id ?? "", version: 3, kind: "break", minutes: 5, title: {} }));
    expect(kinds(store, admin, templateId)?.[0]).toBe("break");
    value(arrangeTemplateItems(store, admin, { templateId, act: { act: "remove", on: itemId } }));
    expect(kinds(store, admin, templateId)).not.toContain("press");
    const late = editTemplateItem(store, admin, { templateId, itemId: one?.id ?? "", version: 1, kind: "break", minutes: 5, title: {} });
    expect(late).toMatchObject({ code: "stale", current: { kind: was[0] } });
  });

  it("is for the administrator of the office, and never over full", () => {
    const { store, admin, officer, other, first } = house();
    const item = { templateId: first.id, kind: "press", minutes: 15, title: {} };
    const on = itemsOf(first)[0]?.id ?? "";
    for (const [actor, said] of [
      [officer, "forbidden"],
      [other, "not_found"],
    ] as const) {
      expect(fault(() => addTemplateItem(store, actor, item))).toBe(said);
      expect(fault(() => editTemplateItem(store, actor, { ...item, itemId: on, version: 1 }))).toBe(said);
      expect(fault(() => arrangeTemplateItems(store, actor, { templateId: first.id, act: { act: "remove", on } }))).toBe(said);
    }
    for (let n = first.agenda.length; n < 60; n++) value(addTemplateItem(store, admin, item));
    expect(refusal(addTemplateItem(store, admin, item))).toBe("agenda_full");
  });
});

describe("dayFor", () => {
  const at = (weekday: number | null, over: { off?: string[]; taken?: string[] } = {}) =>
    dayFor({ weekday, replyByDays: 5 }, { today: "2021-11-30", off: new Set(over.off), taken: new Set(over.taken) });

  it("proposes the next day that leaves the days to reply, of the weekday asked for", () => {
    expect(at(null)).toBeUndefined();
    // Tuesday 30 November: five working days to reply end on the 7th, the meeting is on the 8th at the earliest.
    expect(at(0)).toBe("2021-12-08");
    expect(at(2)).toBe("2021-12-14");
  });

  it("passes over days off and days taken", () => {
    expect(at(0, { off: ["2021-12-08"], taken: ["2021-12-09"] })).toBe("2021-12-10");
    expect(at(2, { taken: ["2021-12-14"] })).toBe("2021-12-21");
  });
});

describe("a briefing from a template", () => {
  it("is proposed a day that no other briefing has", () => {
    const { store, officeId, admin, first } = house();
    const template = { ...first, weekday: 2, replyByDays: 5 };
    expect(proposedDay(store, admin, template)).toBe("2021-12-14");
    aBriefing(store, officeId);
    expect(proposedDay(store, admin, template)).toBe("2021-12-21");
  });

  it("has the group's institutions on its list with the template's seats, and nothing leaves", () => {
    const { store, officeId, admin, officer } = house();
    const ids = ["MIRE", "MINSA"].map((acronym) => anInstitution(store, officeId, { acronym }).institutionId);
    const { id: groupId } = value(addGroup(store, officer, { name: { es: "Dos" }, members: ids }));
    const { id: templateId } = value(addTemplate(store, admin, typed({ groupId })));
    const input = createBriefingInput.parse({ language: "en", title: { en: "One" }, day: "2021-12-14", templateId });
    const made = value(startBriefing(store, officer, input));
    expect(made.invited).toBe(2);
    expect(invitationsTo(store, officeId, made.id).map((i) => [i.quota, i.state])).toEqual([
      [3, "draft"],
      [3, "draft"],
    ]);
    expect(findBriefing(store, officer, made.id)).toMatchObject({ templateId, endsLocal: "2021-12-14T12:00" });
    value(putGroup(store, officer, { groupId, act: "archive" }));
    expect(value(startBriefing(store, officer, input)).invited).toBe(0);
  });

  it("proposes a due date for its follow-ups on a working day, as long as that lies ahead", () => {
    const { store, officeId, admin, officer } = house();
    const { id: templateId } = value(addTemplate(store, admin, typed()));
    const briefing = findBriefing(store, officer, aBriefing(store, officeId, { templateId }));
    if (!briefing) throw new Error("no briefing");
    // 30 days after 14 December is Thursday 13 January.
    expect(proposedDue(store, officer, briefing)).toBe("2022-01-13");
    value(addHolidays(store, admin, { days: [{ day: "2022-01-13", name: { es: "Cierre" } }] }));
    expect(proposedDue(store, officer, briefing)).toBe("2022-01-14");
    expect(proposedDue(store, { ...officer, now: Date.parse("2022-03-01T12:00:00Z") }, briefing)).toBeUndefined();
  });

  it("is refused as before where the actor may not plan", () => {
    const { store, officeId, first } = house();
    const manager = aStaff(store, officeId, "manager");
    const input = createBriefingInput.parse({ language: "en", title: { en: "One" }, day: "2021-12-14", templateId: first.id });
    expect(fault(() => startBriefing(store, manager, input))).toBe("forbidden");
  });
});
