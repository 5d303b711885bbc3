import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { offices, plannedSkips } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, endOfDay } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { findBriefing } from "../../briefings/queries";
import { lastDayOf, targetOf } from "../../briefings/reminding/rules";
import type { Actor, Staff, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { isOfficeHour } from "../../offices/days/rules";
import { holidayDays, type Office } from "../../offices/queries";
import { boundOf } from "../lines/queries";
import { subjectOf } from "../links/commands";
import { canFollowPlan, canInvite } from "../policy";
import { findInvitation } from "../queries";
import { about, put, set } from "../sending/commands";
import type { skipPlannedInput } from "./input";
import { doneBy, type Leaving, leavingsOf } from "./queries";
import { keyOf } from "./rules";

/**
 * Queues what the plans of all offices send at this moment, and returns how many messages that are. Computed from what is
 * true now: called again it finds nothing left to do, whenever the process was ended and wherever else it runs. What is
 * shown as planned and what leaves come from one rule.
 */
export function sendPlanned(store: Store, system: System): number {
  let n = 0;
  for (const office of store.db.select().from(offices).all()) {
    if (!isOfficeHour(office, system.now) || dueOf(store, system, office).length === 0) continue;
    n += store.transaction((tx) => {
      // What was seen before the transaction may have changed; only what still holds leaves.
      const due = dueOf(tx, system, office);
      const lines = new Set(due.map(({ dated, briefing }) => `${briefing.id} ${dated.line} ${dated.day}`));
      for (const one of lines)
        sendLine(
          tx,
          system,
          office,
          due.filter(({ dated, briefing }) => `${briefing.id} ${dated.line} ${dated.day}` === one),
        );
      return due.length;
    });
  }
  return n;
}

/** What an office sends at this moment. */
function dueOf(store: Store, { now }: System, { id: officeId, zone }: Office): Leaving[] {
  return leavingsOf(store, { officeId, now }, { day: dayOf(now, zone) }).filter(({ at, skipped }) => at <= now && !skipped);
}

/** Writes the messages of one line of a briefing, as one wave. */
function sendLine(tx: Store, system: System, { id: officeId, zone }: Office, due: Leaving[]): void {
  const [{ dated, briefing, kind }] = due as [Leaving];
  const open = authorize(briefing, () => canFollowPlan(system));
  const until = Math.min(endOfDay(lastDayOf(dated.line, dated.day, holidayDays(tx, officeId)), zone), boundOf(briefing, dated));
  const batchId = newId("bat", system.now);
  for (const { invitation, to } of due) {
    const leaving = authorize(invitation, () => canFollowPlan(system));
    put(tx, system, leaving, kind, to, batchId, { key: keyOf(dated.line, leaving.id, dated.target), until });
    set(tx, leaving, { changedAt: system.now });
  }
  const setBy = briefing.reminders?.setBy;
  record(tx, system, "invitations.planned_sent", about(open), {
    facts: { n: due.length, kind },
    ...(setBy ? { after: { setBy } } : {}),
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
