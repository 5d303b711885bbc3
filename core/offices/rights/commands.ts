import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { memberships } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Staff, System } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { endSessions, isMember, keepsAnAdministrator, memberFor, ofUser } from "../commands";
import { canOpenOffice } from "../policy";
import { findOffice } from "../queries";
import type { lastDayInput } from "./input";
import { runOut } from "./queries";

/**
 * Sets the last day of a colleague's rights, moves it, or takes it away. Refuses a day that has passed, a colleague who
 * is out already, and to leave the office without an administrator who has no last day.
 */
export function setLastDay(store: Store, actor: Staff, input: z.output<typeof lastDayInput>): Outcome<{ userId: string }> {
  return store.transaction((tx) => {
    const member = memberFor(tx, actor, input.userId);
    const endsOn = input.endsOn ?? null;
    if (member.endsOn === endsOn) return accept({ userId: member.userId });
    if (member.disabledAt !== null) return refuse("member_out");
    if (endsOn && endsOn < dayOf(actor.now, findOffice(tx, actor.officeId).zone)) return refuse("last_day_past", { field: "endsOn" });
    if (endsOn && !keepsAnAdministrator(tx, member)) return refuse("last_administrator", { field: "endsOn" });
    tx.db.update(memberships).set({ endsOn }).where(isMember(member)).run();
    record(tx, actor, endsOn ? "offices.last_day_set" : "offices.last_day_taken", ofUser(member), {
      before: { endsOn: member.endsOn },
      after: { endsOn },
    });
    return accept({ userId: member.userId });
  });
}

/** Closes every membership whose last day has passed, in all offices. Returns how many. */
export function closeRunOut(store: Store, actor: System): number {
  return store.transaction((tx) => {
    authorize({}, () => canOpenOffice(actor));
    const closed = runOut(tx, actor.now);
    for (const { id, ...member } of closed) {
      tx.db
        .update(memberships)
        .set({ disabledAt: actor.now })
        .where(and(eq(memberships.id, id), eq(memberships.officeId, member.officeId)))
        .run();
      endSessions(tx, member.userId, actor.now, member.officeId);
      record(tx, actor, "offices.rights_ended", ofUser(member));
    }
    return closed.length;
  });
}
