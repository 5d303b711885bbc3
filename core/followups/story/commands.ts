import { eq, sql } from "drizzle-orm";
import { followUps, followUpUpdates } from "@/db/schema";
import type { FollowUpState } from "@/db/schema/followups";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { type Actor, actorId } from "../../kernel/actor";
import { type AuditAction, record, type Subject } from "../../kernel/audit";
import type { Authorized } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { leads } from "../policy";
import type { Shared } from "../queries";
import { canMove, evidenceOf, isJudgement, isReopening, isWritten, needsReason } from "../rules";
import { updatesOf } from "./queries";

type Update = typeof followUpUpdates.$inferInsert;

/** Who said something, for whom and how, as it was given; the door fills in nothing. */
export type Said = { institutionId?: string; byName?: string; channel?: string; note?: string; reason?: string; evidence?: string };

/** The follow-up as the audit names it. */
export const subjectOf = (followUp: {
  id: string;
  officeId: string;
  briefingId: string | null;
  leadInstitutionId: string | null;
}): Subject => ({
  type: "follow_up",
  id: followUp.id,
  officeId: followUp.officeId,
  briefingId: followUp.briefingId,
  institutionId: followUp.leadInstitutionId,
});

/** Adds a line to the story: append-only. An institution's own words are its own; staff's are the office's unless they say for whom. */
export function tell(
  tx: Store,
  actor: Actor,
  followUp: { id: string; officeId: string },
  line: Omit<Update, "id" | "officeId" | "followUpId" | "at" | "actorKind" | "actorId" | "byName"> & { byName?: string },
): string {
  const id = newId("upd", actor.now);
  const own = actor.kind === "invitee" ? { institutionId: actor.institutionId, channel: "link" } : {};
  tx.db
    .insert(followUpUpdates)
    .values({
      ...line,
      ...own,
      id,
      officeId: followUp.officeId,
      followUpId: followUp.id,
      at: actor.now,
      actorKind: actor.kind,
      actorId: actorId(actor),
      byName: line.byName ?? (actor.kind === "staff" ? actor.name : ""),
    })
    .run();
  return id;
}

/** Whose word a step needs: done is said by the lead, a proposal is confirmed by it and in writing. */
function spoken(actor: Actor, followUp: Shared, to: FollowUpState, said: Said): Outcome<true> {
  if (followUp.leadKind === "office" || leads(actor, followUp)) return accept(true);
  const fromLead = said.institutionId === followUp.leadInstitutionId;
  if (to === "done" && !fromLead) return refuse("lead_says_done", { field: "institutionId" });
  if (followUp.state === "proposed" && to === "open" && !(fromLead && isWritten(said.channel)))
    return refuse("confirm_in_writing", { field: "channel" });
  return accept(true);
}

/** Whether a step is open at all, has its reason, its evidence and its speaker; refusals name what is missing. */
export function checkMove(tx: Store, actor: Actor, followUp: Shared, to: FollowUpState, said: Said): Outcome<true> {
  if (!canMove(followUp.state, to)) return refuse("follow_up_cannot_move");
  if (needsReason(followUp.state, to) && !said.note && !said.reason) return refuse("reason_needed", { field: "note" });
  if (to === "verified" && !said.evidence && !evidenceOf(updatesOf(tx, followUp.officeId, followUp.id)))
    return refuse("how_do_you_know", { field: "evidence" });
  return spoken(actor, followUp, to, said);
}

const verbs: Partial<Record<FollowUpState, AuditAction>> = {
  verified: "followups.verified",
  dropped: "followups.dropped",
  superseded: "followups.superseded",
};

/**
 * Takes one step of the state machine and writes it down. The step was authorized by who calls this. Returns the id of
 * the line. Only what is heard from outside counts as news; the office's own judgement does not.
 */
export function move(
  tx: Store,
  actor: Actor,
  followUp: Authorized<Shared>,
  to: FollowUpState,
  said: Said,
  more: { dueOn?: string; successor?: { id: string; number: number } } = {},
): Outcome<string> {
  const checked = checkMove(tx, actor, followUp, to, said);
  if (!checked.ok) return checked;
  const from = followUp.state;
  const judged = isJudgement(from, to);
  tx.db
    .update(followUps)
    .set({
      state: to,
      stateAt: actor.now,
      newsAt: judged ? followUp.newsAt : actor.now,
      dueOn: more.dueOn ?? followUp.dueOn,
      supersededById: more.successor?.id ?? null,
      version: sql`${followUps.version} + 1`,
    })
    .where(eq(followUps.id, followUp.id))
    .run();
  const dates = more.dueOn ? { fromDue: followUp.dueOn, toDue: more.dueOn } : {};
  const line = tell(tx, actor, followUp, {
    kind: more.dueOn ? "date" : "state",
    fromState: from,
    toState: to,
    ...dates,
    ...said,
  });
  const action = isReopening(from, to) ? "followups.reopened" : (verbs[to] ?? "followups.moved");
  record(tx, actor, action, subjectOf(followUp), {
    before: { state: from, ...(more.dueOn ? { dueOn: followUp.dueOn } : {}) },
    after: { state: to, ...(more.dueOn ? { dueOn: more.dueOn } : {}) },
    facts: { number: followUp.number, from, to, ...(more.successor ? { successor: more.successor.number } : {}) },
  });
  return accept(line);
}
