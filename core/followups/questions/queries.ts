import { and, eq, isNull } from "drizzle-orm";
import { memberships, messages, users } from "@/db/schema";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import { institutionsByIds, type Liaison, liaisonsOf } from "../../institutions/queries";
import { isMailable } from "../../institutions/rules";
import type { Actor } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import type { FollowUp } from "../queries";
import { momentFor } from "../register/queries";
import type { FollowUpRow } from "../register/rules";
import { type Decision, decisionsOf, type Review, rowsByIds } from "../review/queries";

/** Who gets the question: the leading institution's liaison, or the colleague in charge. Never the minister whose name stands in it. */
export type Asked = { key: string; institutionId: string | null; name: string; address: string; language: Locale; liaison?: Liaison };

type Led = Pick<FollowUp, "officeId" | "leadKind" | "leadInstitutionId" | "leadUserId">;

/** Whom to ask about a follow-up on a day; `undefined` when there is nobody with an address, or it would be the asker. */
export function whomToAsk(store: Store, actor: Actor, followUp: Led): Asked | undefined {
  if (followUp.leadKind === "office") return colleagueOf(store, actor, followUp);
  const id = followUp.leadInstitutionId;
  if (!id) return undefined;
  const { today } = momentFor(store, followUp.officeId, actor.now);
  const liaison = liaisonsOf(store, followUp.officeId, [id], today).get(id)?.find(isMailable);
  if (!liaison?.email) return undefined;
  const office = findOffice(store, followUp.officeId);
  const language = liaison.language ?? institutionsByIds(store, followUp.officeId, [id]).get(id)?.language ?? office.language;
  return { key: id, institutionId: id, name: liaison.name, address: liaison.email, language, liaison };
}

function colleagueOf(store: Store, actor: Actor, { officeId, leadUserId }: Led): Asked | undefined {
  if (!leadUserId || (actor.kind === "staff" && actor.userId === leadUserId)) return undefined;
  const user = store.db
    .select({ id: users.id, name: users.name, email: users.email, language: users.language })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.id, leadUserId), eq(memberships.officeId, officeId), isNull(memberships.disabledAt)))
    .get();
  return user && { key: user.id, institutionId: null, name: user.name, address: user.email, language: user.language };
}

/** The questions of a review by whom they go to; those nobody can be asked stand under no address. */
export type AskBundle = { to: Asked | undefined; rows: FollowUpRow[]; decisions: Decision[] };

/** One bundle a recipient, in the order they were first asked. */
export function bundlesOf(store: Store, actor: Actor, review: Review): AskBundle[] {
  const asks = decisionsOf(store, review).filter((d) => d.verdict === "ask");
  const rows = rowsByIds(
    store,
    review.officeId,
    asks.map((d) => d.followUpId),
  );
  const bundles = new Map<string, AskBundle>();
  for (const decision of asks) {
    const row = rows.get(decision.followUpId);
    if (!row) continue;
    const { lead } = row;
    const to = whomToAsk(store, actor, {
      officeId: review.officeId,
      leadKind: lead.kind,
      leadInstitutionId: lead.institutionId,
      leadUserId: lead.userId,
    });
    const key = to?.key ?? `nobody:${lead.institutionId ?? lead.userId}`;
    const bundle = bundles.get(key) ?? { to, rows: [], decisions: [] };
    bundle.rows.push(row);
    bundle.decisions.push(decision);
    bundles.set(key, bundle);
  }
  return [...bundles.values()];
}

/** The messages of a finished review, and until when they can be taken back (milliseconds UTC). */
export function messagesOfReview(store: Store, review: Review): { n: number; sent: number; cancelled: number } {
  const rows = store.db
    .select({ state: messages.state })
    .from(messages)
    .where(and(eq(messages.officeId, review.officeId), eq(messages.batchId, batchOf(review))))
    .all();
  return {
    n: rows.length,
    sent: rows.filter((r) => r.state === "sent").length,
    cancelled: rows.filter((r) => r.state === "cancelled").length,
  };
}

/** The batch of the messages of a review's latest end. */
export const batchOf = ({ id, finishes }: Pick<Review, "id" | "finishes">): string => `${id}.${finishes}`;
