import { and, asc, eq, gte } from "drizzle-orm";
import { briefings, briefingTemplates } from "@/db/schema";
import type { Store } from "@/db/store";
import { addDays, dayOf } from "@/lib/dates";
import type { Staff } from "../../kernel/actor";
import { unproposedDays } from "../../offices/days/queries";
import { findOffice } from "../../offices/queries";
import { workingDayOnOrAfter } from "../../offices/rules";
import { type Briefing, findTemplate, type Template } from "../queries";
import { isOpenForInvitations } from "../rules";
import { dayFor } from "./rules";

/** Every template of the actor's office, archived ones included, in the office's order. */
export const listTemplates = (store: Store, actor: Staff): Template[] =>
  store.db
    .select()
    .from(briefingTemplates)
    .where(eq(briefingTemplates.officeId, actor.officeId))
    .orderBy(asc(briefingTemplates.position), asc(briefingTemplates.id))
    .all();

/** The day a template proposes for a meeting planned now; `undefined` where it proposes none. */
export function proposedDay(store: Store, actor: Staff, template: Template): string | undefined {
  const { id, zone } = findOffice(store, actor.officeId);
  const today = dayOf(actor.now, zone);
  const ahead = store.db
    .select({ startsLocal: briefings.startsLocal, state: briefings.state })
    .from(briefings)
    .where(and(eq(briefings.officeId, id), gte(briefings.startsAt, actor.now), eq(briefings.dateOpen, false)))
    .all();
  const taken = new Set(ahead.filter(isOpenForInvitations).map((b) => b.startsLocal.slice(0, 10)));
  return dayFor(template, { today, off: unproposedDays(store, id), taken });
}

/** The day on which a briefing's follow-ups would fall due by its template: a working day, and none that has passed. */
export function proposedDue(store: Store, actor: Staff, briefing: Briefing): string | undefined {
  const dueDays = briefing.templateId ? findTemplate(store, actor, briefing.templateId)?.dueDays : null;
  if (!dueDays || briefing.dateOpen) return undefined;
  const day = addDays(briefing.endsLocal.slice(0, 10), dueDays);
  const today = dayOf(actor.now, findOffice(store, actor.officeId).zone);
  return day > today ? workingDayOnOrAfter(day, unproposedDays(store, actor.officeId)) : undefined;
}
