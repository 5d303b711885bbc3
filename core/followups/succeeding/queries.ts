import { and, eq, inArray, sql } from "drizzle-orm";
import { followUpParties, followUps } from "@/db/schema";
import type { Store } from "@/db/store";
import { linksOf } from "../../institutions/lineage/queries";
import { type Institution, institutionsByIds } from "../../institutions/queries";
import { unansweredOf } from "../../invitations/passing/queries";
import type { Staff } from "../../kernel/actor";
import { byDue, rowOf, selectRows } from "../register/queries";
import type { FollowUpRow } from "../register/rules";
import { openStates } from "../rules";

/** What hangs on an institution that gives way: open actions it leads or shares, and invitations nobody has answered. */
export type Pending = { led: FollowUpRow[]; shared: FollowUpRow[]; ahead: ReturnType<typeof unansweredOf> };

/** The pending things of an institution of the staff member's office. */
export function pendingOf(store: Store, actor: Staff, institutionId: string): Pending {
  const open = and(eq(followUps.officeId, actor.officeId), inArray(followUps.state, [...openStates]));
  const rows = (which: ReturnType<typeof eq>) =>
    selectRows(store.db)
      .where(and(open, which))
      .orderBy(...byDue)
      .all()
      .map(rowOf);
  return {
    led: rows(eq(followUps.leadInstitutionId, institutionId)),
    shared: rows(
      sql`${followUps.id} in (select ${followUpParties.followUpId} from ${followUpParties}
        where ${followUpParties.officeId} = ${actor.officeId} and ${followUpParties.institutionId} = ${institutionId})`,
    ),
    ahead: unansweredOf(store, actor, institutionId),
  };
}

/** The institutions that followed one so far, and `also` those about to. */
export function heirsOf(store: Store, actor: Staff, id: string, also: string[] = []): Institution[] {
  const ids = linksOf(store, actor.officeId).flatMap((link) => (link.fromId === id ? link.toId : []));
  return [...institutionsByIds(store, actor.officeId, [...new Set([...also, ...ids])]).values()];
}
