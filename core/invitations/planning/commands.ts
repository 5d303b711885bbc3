import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { offices, plannedSkips } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, endOfDay } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { type Briefing, briefingsByIds, findBriefing } from "../../briefings/queries";
import { lastDayOf, mayLeave, targetOf } from "../../briefings/reminding/rules";
import type { Actor, Staff, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { isOfficeHour } from "../../offices/days/rules";
import type { Office } from "../../offices/queries";
import { type Holidays, isWorkingDay } from "../../offices/rules";
import { subjectOf } from "../links/commands";
import { canFollowPlan, canInvite } from "../policy";
import { findInvitation } from "../queries";
import { about, put, set } from "../sending/commands";
import { isReachable } from "../sending/queries";
import type { skipPlannedInput } from "./input";
import {
  type Around,
  audienceOf,
  boundOf,
  concerns,
  type DatedLine,
  datedLines,
  daysOff,
  doneBy,
  heldBriefings,
  plannedBriefings,
  saidLately,
} from "./queries";
import { keyOf, kindOfLine } from "./rules";

/**
 * Queues what the plans of all offices send at this moment, and returns how many messages that are. Computed from what is
 * true now: called again it finds nothing left to do, whenever the process was ended and wherever else it runs. Nothing
 * leaves outside the hours of an office, nor later than the working day after a line's own.
 */
export function sendPlanned(store: Store, system: System): number {
  let n = 0;
  for (const office of store.db.select().from(offices).all()) {
    if (!isOfficeHour(office, system.now)) continue;
    const asking = { officeId: office.id, now: system.now };
    const [ahead, held] = [plannedBriefings(store, asking), heldBriefings(store, asking)];
    if (ahead.length + held.length === 0) continue;
    const off = daysOff(store, office.id);
    const today = dayOf(system.now, office.zone);
    if (!isWorkingDay(today, off.holidays)) continue;
    const around = { zone: office.zone, today, off };
    for (const briefing of [...ahead, ...held])
      for (const dated of datedLines(store, asking, briefing, around))
        if (mayLeave(dated.line, dated.day, today, off) && system.now < boundOf(briefing, dated))
          n += sendLine(store, system, office, briefing, dated, around);
  }
  return n;
}

/** Who gets a line's message at this moment, were it sent. */
function dueBy(store: Store, system: System, office: Office, briefing: Briefing, dated: DatedLine, holidays: Holidays) {
  const asking = { officeId: office.id, now: system.now };
  const all = audienceOf(store, asking, briefing, dated.line);
  const ids = all.map(({ invitation }) => invitation.id);
  const { sent, skipped } = doneBy(store, dated, ids);
  const lately = saidLately(store, dated.line, ids, dayOf(system.now, office.zone), { zone: office.zone, holidays });
  const done = new Set([...sent, ...skipped, ...lately]);
  // Of two with one mailbox, one that gets nothing any more would keep the other from its message.
  const inTheWay = done.size > 0 && all.some(({ peace }) => peace?.why === "today");
  const audience = inTheWay ? audienceOf(store, asking, briefing, dated.line, done) : all;
  return audience.flatMap(({ invitation, to, peace }) =>
    !peace && isReachable(to) && !done.has(invitation.id) && concerns(dated, invitation, office.zone) ? [{ invitation, to }] : [],
  );
}

function sendLine(store: Store, system: System, office: Office, seen: Briefing, dated: DatedLine, around: Around): number {
  const { holidays } = around.off;
  if (dueBy(store, system, office, seen, dated, holidays).length === 0) return 0;
  return store.transaction((tx) => {
    const briefing = authorize(briefingsByIds(tx, office.id, [seen.id]).get(seen.id), () => canFollowPlan(system));
    const { line, day, target } = dated;
    // What was seen before the transaction may have changed; only what still holds leaves.
    const asking = { officeId: office.id, now: system.now };
    const holds = datedLines(tx, asking, briefing, around).some((one) => one.line === line && one.day === day && one.target === target);
    if (!holds) return 0;
    const kind = kindOfLine(line);
    const until = Math.min(endOfDay(lastDayOf(line, day, holidays), office.zone), boundOf(briefing, dated));
    const due = dueBy(tx, system, office, briefing, dated, holidays);
    const batchId = newId("bat", system.now);
    for (const { invitation, to } of due) {
      const open = authorize(invitation, () => canFollowPlan(system));
      put(tx, system, open, kind, to, batchId, { key: keyOf(line, open.id, target), until });
      set(tx, open, { changedAt: system.now });
    }
    const setBy = briefing.reminders?.setBy;
    if (due.length > 0)
      record(tx, system, "invitations.planned_sent", about(briefing), {
        facts: { n: due.length, kind },
        ...(setBy ? { after: { setBy } } : {}),
      });
    return due.length;
  });
}

/** Takes one message out of the plan before it leaves, or puts it back; another day to count from is another message. */
export function skipPlanned(
  store: Store,
  actor: Actor,
  { invitationId, line, again }: z.output<typeof skipPlannedInput>,
): Outcome<{ briefingId: string; invitationId: string }> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, invitationId), (i) => canInvite(actor, i));
    const briefing = findBriefing(tx, actor, invitation.briefingId);
    if (!briefing) throw notFound();
    const target = targetOf(line, briefing);
    if (!target || doneBy(tx, { line, target }, [invitation.id]).sent.has(invitation.id)) return refuse("planned_gone");
    const row = { invitationId: invitation.id, line, target };
    const changed = again
      ? tx.db
          .delete(plannedSkips)
          .where(and(eq(plannedSkips.invitationId, row.invitationId), eq(plannedSkips.line, line), eq(plannedSkips.target, target)))
          .run().changes
      : tx.db
          .insert(plannedSkips)
          .values({ ...row, officeId: invitation.officeId, skippedBy: (actor as Staff).userId, createdAt: actor.now })
          .onConflictDoNothing()
          .run().changes;
    if (changed > 0) record(tx, actor, again ? "invitations.planned_restored" : "invitations.planned_skipped", subjectOf(invitation));
    return accept({ briefingId: briefing.id, invitationId: invitation.id });
  });
}
