import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { audits, histories } from "@/db/schema";
import type { Attendance } from "@/db/schema/invitations";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { hasBegun, isOpenForChanges } from "../../briefings/rules";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { answersOf } from "../answers/queries";
import { subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { chosenOf, type Invitation, invitationsTo } from "../queries";
import { about, put, type Sending, set } from "../sending/commands";
import { isReachable } from "../sending/queries";
import type { recordCameInput, thankInput, undoCameInput } from "./input";
import { owedAfter } from "./queries";
import { expected } from "./rules";

/** What an act recorded: of how many institutions, and when, by which it can be taken back. */
export type Recorded = { briefingId: string; n: number; at: number };

/** What a briefing of the actor's to record is, once it has begun and before it is closed; says why not otherwise. */
function recordable(tx: Store, actor: Actor, briefingId: string): Outcome<Authorized<Briefing>> {
  const briefing = authorize(findBriefing(tx, actor, briefingId), (b) => canInvite(actor, b));
  if (!isOpenForChanges(briefing)) return refuse("briefing_closed", { params: { state: briefing.state } });
  return hasBegun(briefing, actor.now) ? accept(briefing) : refuse("came_too_early");
}

/**
 * Records who came, as it was seen; with `take`, of those nobody has said anything of, what their answer lets one expect.
 * Refuses before the meeting has begun, and what a colleague has recorded otherwise meanwhile. What stays as it is is no news.
 */
export function recordCame(store: Store, actor: Actor, input: z.output<typeof recordCameInput>): Outcome<Recorded> {
  return store.transaction((tx) => {
    const open = recordable(tx, actor, input.briefingId);
    if (!open.ok) return open;
    const briefing = open.value;
    const changed = input.rows.filter(({ came, was }) => came !== was);
    const wanted = new Map(changed.map(({ id, came }) => [id, came === "open" ? null : came]));
    const rows = chosenOf(tx, briefing, [...wanted.keys()]);
    const seen = new Map(changed.map(({ id, was }) => [id, was]));
    if (rows.some(({ id, came }) => (came ?? "open") !== seen.get(id) && came !== wanted.get(id))) return refuse("came_meanwhile");
    if (!input.take) return accept(write(tx, actor, briefing, rows, ({ id }) => wanted.get(id) ?? null));
    const all = invitationsTo(tx, briefing.officeId, briefing.id);
    const answers = answersOf(
      tx,
      briefing.officeId,
      all.map(({ id }) => id),
    );
    const bySubstitute = ({ id, answerId }: Invitation) =>
      (answers.get(id) ?? []).some((answer) => answer.id === answerId && answer.substituteName !== null);
    return accept(
      write(tx, actor, briefing, all, (row) => {
        const said = wanted.get(row.id);
        if (said !== undefined) return said;
        return row.came ?? expected(row.answer, bySubstitute(row)) ?? null;
      }),
    );
  });
}

function write(
  tx: Store,
  actor: Actor,
  briefing: Authorized<Briefing>,
  rows: Invitation[],
  cameOf: (row: Invitation) => Attendance | null,
): Recorded {
  let n = 0;
  for (const row of rows) {
    const came = cameOf(row);
    if (row.state === "withdrawn" || row.came === came) continue;
    n += 1;
    set(tx, row, { came, cameAt: came ? actor.now : null, changedAt: actor.now });
    record(tx, actor, "invitations.came", subjectOf(row), { before: { came: row.came }, after: { came }, facts: { came: came ?? "open" } });
  }
  return { briefingId: briefing.id, n, at: actor.now };
}

/** Takes back what was recorded at an instant, where it still stands as it was recorded then. */
export function undoCame(store: Store, actor: Actor, { briefingId, since }: z.output<typeof undoCameInput>): Outcome<Recorded> {
  return store.transaction((tx) => {
    const open = recordable(tx, actor, briefingId);
    if (!open.ok) return open;
    const briefing = open.value;
    const acts = tx.db
      .select({ id: audits.subjectId, before: histories.before, after: histories.after })
      .from(audits)
      .innerJoin(histories, eq(histories.auditId, audits.id))
      .where(
        and(
          eq(audits.officeId, briefing.officeId),
          eq(audits.briefingId, briefing.id),
          eq(audits.at, since),
          eq(audits.action, "invitations.came"),
          eq(histories.field, "came"),
        ),
      )
      .all();
    const standing = new Map(invitationsTo(tx, briefing.officeId, briefing.id).map((row) => [row.id, row]));
    let n = 0;
    for (const { id, before, after } of acts) {
      const row = standing.get(id);
      if (!row || row.came !== after) continue;
      n += 1;
      const came = before as Attendance | null;
      set(tx, row, { came, cameAt: came ? actor.now : null, changedAt: actor.now });
    }
    if (n === 0) return refuse("undo_later_first");
    record(tx, actor, "invitations.came_undone", about(briefing), { facts: { n } });
    return accept({ briefingId: briefing.id, n, at: since });
  });
}

/** Thanks those who came, or writes our regret to those who did not: the ticked ones it is owed to, once. */
export function thank(store: Store, actor: Actor, input: z.output<typeof thankInput>): Outcome<Sending> {
  return store.transaction((tx) => {
    const briefing = authorize(findBriefing(tx, actor, input.briefingId), (b) => canInvite(actor, b));
    const wanted = new Set(input.invitations);
    if (wanted.size === 0) return refuse("nobody_chosen");
    const due = owedAfter(tx, { officeId: briefing.officeId, now: actor.now }, briefing, input.kind).flatMap(({ invitation, to, peace }) =>
      !peace && isReachable(to) && wanted.has(invitation.id) ? [{ invitation, to }] : [],
    );
    if (due.length === 0) return refuse("nobody_to_thank");
    const batchId = newId("bat", actor.now);
    for (const { invitation, to } of due) {
      const open = authorize(invitation, (i) => canInvite(actor, i));
      put(tx, actor, open, input.kind, to, batchId);
      set(tx, open, { changedAt: actor.now });
    }
    record(tx, actor, "invitations.thanked", about(briefing), { facts: { n: due.length, kind: input.kind } });
    return accept({ briefingId: briefing.id, batchId, n: due.length });
  });
}
