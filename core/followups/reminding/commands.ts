import { eq } from "drizzle-orm";
import { followUpReminders, offices } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf, localOf } from "@/lib/dates";
import type { System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { enqueue, UNDO_WINDOW } from "../../kernel/outbox";
import { pauseNow } from "../../offices/days/queries";
import { isOfficeHour } from "../../offices/days/rules";
import { holidayDays, type Office } from "../../offices/queries";
import { type Holidays, isWorkingDay } from "../../offices/rules";
import { canRemind } from "../policy";
import { whomToAsk } from "../questions/queries";
import { subjectOf } from "../story/commands";
import { concerned } from "./queries";
import { keyOf, MORNING_ENDS } from "./rules";

/**
 * Queues, in every office that wants it, one message to each institution of what it leads that is due; returns how many.
 * Computed from what is true now: called again, or elsewhere, it finds nothing left to do. Nothing is queued outside the
 * mornings of an office, on its days off, or while its reminders pause.
 */
export function remindOfFollowUps(store: Store, system: System): number {
  let n = 0;
  for (const office of store.db.select().from(offices).where(eq(offices.remindsFollowUps, true)).all()) {
    const morning = isOfficeHour(office, system.now) && localOf(system.now, office.zone).slice(11) < MORNING_ENDS;
    if (!morning || pauseNow(store, office.id, system.now)) continue;
    const holidays = holidayDays(store, office.id);
    const today = dayOf(system.now, office.zone);
    if (!isWorkingDay(today, holidays)) continue;
    for (const institutionId of concerned(store, office, { today, holidays }).keys())
      n += remind(store, system, office, { institutionId, today, holidays });
  }
  return n;
}

type Day = { institutionId: string; today: string; holidays: Holidays };

function remind(store: Store, system: System, { id: officeId }: Office, { institutionId, today, holidays }: Day): number {
  return store.transaction((tx) => {
    const office = authorize(tx.db.select().from(offices).where(eq(offices.id, officeId)).get(), () => canRemind(system));
    const to = whomToAsk(tx, system, { officeId, leadKind: "institution", leadInstitutionId: institutionId, leadUserId: null });
    // What was seen before the transaction may have changed; only what still holds leaves.
    const rows = concerned(tx, office, { today, holidays, institutionId }).get(institutionId) ?? [];
    if (!office.remindsFollowUps || !to?.liaison || rows.length === 0) return 0;
    const messageId = enqueue(tx, system, {
      kind: rows.some((row) => row.kind === "overdue") ? "follow_up_overdue" : "follow_up_due",
      key: keyOf(institutionId, today),
      officeId,
      to: { name: to.name, address: to.address },
      language: to.language,
      sendAfter: system.now + UNDO_WINDOW,
      payload: { institutionId, tenureId: to.liaison.tenureId, followUps: rows.map(({ id, dueOn }) => ({ id, dueOn })) },
    });
    if (!messageId) return 0;
    for (const row of rows) {
      const { id: followUpId, kind, dueOn, number } = row;
      tx.db.insert(followUpReminders).values({ officeId, followUpId, kind, dueOn, messageId, createdAt: system.now }).run();
      record(tx, system, "followups.reminded", subjectOf(row), { facts: { number } });
    }
    return 1;
  });
}
