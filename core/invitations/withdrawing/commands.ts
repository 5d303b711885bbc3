import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { invitationLinks, messages } from "@/db/schema";
import { invitationStates } from "@/db/schema/invitations";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { type Briefing, findBriefing } from "../../briefings/queries";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { change } from "../commands";
import { tellNomineesOf } from "../delegation/mail";
import type { withdrawInvitationsInput } from "../input";
import { endLinks, subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { chosenOf, findInvitation, type Invitation, invitationsByIds } from "../queries";
import { seatThoseWaiting, takeSeatsBack } from "../seats/commands";
import { put } from "../sending/commands";
import { addresseesOf, isReachable, whoWasTold } from "../sending/queries";
import { resumeStopped, stop } from "../telling/commands";
import { isToTell } from "./rules";

type Withdrawn = { briefingId: string; n: number; told: number; batchId?: string };

/**
 * Withdraws invitations of a briefing as one act: their links stop, messages still waiting are taken back, their seats
 * are free, their answers stay in the history. With `tell`, whoever has the invitation is written to, and their calendar
 * drops it. Those withdrawn already are left alone; refused when there are no others.
 */
export function withdrawInvitations(store: Store, actor: Actor, input: z.output<typeof withdrawInvitationsInput>): Outcome<Withdrawn> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    const chosen = chosenOf(tx, briefing, input.invitations);
    if (chosen.length === 0) return refuse("nobody_chosen");
    const standing = chosen.filter((i) => i.state !== "withdrawn");
    if (standing.length === 0) return refuse("invitation_withdrawn");
    const knows = new Set(whoWasTold(tx, actor, briefing.id).map(({ id }) => id));
    const people = addresseesOf(tx, briefing.officeId, standing, dayOf(actor.now, briefing.zone));
    const batchId = newId("bat", actor.now);
    const states = Object.fromEntries(standing.map(({ id, state }) => [id, state]));
    let told = 0;
    for (const one of standing) {
      const invitation = authorize(one, (i) => canInvite(actor, i));
      const gone = withdraw(tx, actor, invitation, knows.has(one.id));
      const to = people.get(one.addresseeTenureId ?? "");
      if (!input.tell || !knows.has(one.id) || !isToTell(briefing, actor.now)) continue;
      tellNomineesOf(tx, actor, gone, batchId);
      if (!isReachable(to)) continue;
      put(tx, actor, gone, "withdrawal", to, batchId, { states });
      told++;
    }
    seatThoseWaiting(tx, actor, briefing);
    return accept({ briefingId: briefing.id, n: standing.length, told, batchId: told > 0 ? batchId : undefined });
  });
}

/** Withdraws one invitation and tells nobody. */
export function withdrawInvitation(store: Store, actor: Actor, { id }: { id: string }): Outcome<{ id: string; briefingId: string }> {
  return store.transaction((tx) => {
    const { briefingId } = authorize(findInvitation(tx, actor, id), (i) => canInvite(actor, i));
    const outcome = withdrawInvitations(tx, actor, { briefingId, invitations: [id], tell: false });
    return outcome.ok ? accept({ id, briefingId }) : outcome;
  });
}

/** Takes one invitation away; what its calendar was told, where it was, is to be taken back by a higher sequence. */
function withdraw(tx: Store, actor: Actor, invitation: Authorized<Invitation>, known: boolean): Authorized<Invitation> {
  endLinks(tx, actor, invitation);
  const waiting = tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.officeId, invitation.officeId), eq(messages.invitationId, invitation.id), eq(messages.state, "queued")))
    .all();
  for (const message of waiting) stop(tx, actor, message);
  const gone = {
    state: "withdrawn" as const,
    sequence: invitation.sequence + (known ? 1 : 0),
    withdrawnAt: actor.now,
    changedAt: actor.now,
  };
  change(tx, invitation, gone);
  record(tx, actor, "invitations.withdrawn", subjectOf(invitation));
  return { ...invitation, ...gone };
}

/** Lets the invitations of a withdrawal stand again as they stood, with their links and their messages, before anybody has heard of it. */
export function restoreWithdrawn(
  tx: Store,
  actor: Actor,
  briefing: Authorized<Briefing>,
  at: number,
  states: Record<string, unknown>,
): void {
  const found = invitationsByIds(tx, briefing.officeId, Object.keys(states));
  for (const one of found.values()) {
    const invitation = authorize(one, (i) => canInvite(actor, i));
    const state = invitationStates.find((known) => known === states[one.id]);
    if (one.state !== "withdrawn" || one.withdrawnAt !== at || !state) continue;
    tx.db
      .update(invitationLinks)
      .set({ revokedAt: null })
      .where(and(eq(invitationLinks.invitationId, one.id), eq(invitationLinks.revokedAt, at)))
      .run();
    const known = state === "sent" ? 1 : 0;
    change(tx, invitation, { state, sequence: one.sequence - known, withdrawnAt: null, changedAt: actor.now });
    record(tx, actor, "invitations.withdrawal_undone", subjectOf(invitation));
  }
  resumeStopped(tx, actor, briefing, at);
  takeSeatsBack(tx, actor, briefing, at);
  seatThoseWaiting(tx, actor, briefing);
}
