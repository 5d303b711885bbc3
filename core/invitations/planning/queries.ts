import { and, eq, gte, inArray, like, ne } from "drizzle-orm";
import { messages, plannedSkips } from "@/db/schema";
import { type PlanLine, planLines } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { type Briefing, newDateSince } from "../../briefings/queries";
import { lastDayOf, mayLeave, targetOf } from "../../briefings/reminding/rules";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { owedAfter } from "../attending/queries";
import {
  type Around,
  aroundOf,
  boundOf,
  type DatedLine,
  datedLines,
  dayNoted,
  heldBriefings,
  linesOf,
  plannedBriefings,
} from "../lines/queries";
import { linkedAmong } from "../links/queries";
import { type Invitation, invitationsTo } from "../queries";
import { nobodyNamed } from "../rules";
import { type Asking, addressedOn, addresseesOf, isReachable, type Ower, owersTo, type Reachable } from "../sending/queries";
import { type Chase, PLANNED } from "../sending/rules";
import { isExpected } from "./mail";
import { type Candidate, isChase, keyOf, kindOfLine, layOut, type PlannedKind } from "./rules";

const linkedOf = (store: Store, officeId: string, invitations: Invitation[]): Set<string> =>
  linkedAmong(
    store,
    officeId,
    invitations.map(({ id }) => id),
  );

/** Those who said yes to the date that holds. */
function expectedTo(store: Store, { officeId, now }: Asking, briefing: Briefing): Addressed[] {
  const since = newDateSince(store, briefing);
  const expected = invitationsTo(store, officeId, briefing.id).filter((i) => isExpected(i, { briefing, now }, since));
  const linked = linkedOf(store, officeId, expected);
  const coming = expected.filter(({ id }) => linked.has(id));
  const people = addresseesOf(store, officeId, coming, dayOf(now, findOffice(store, officeId).zone));
  return coming.map((invitation) => ({ invitation, to: people.get(invitation.addresseeTenureId ?? "") }));
}

/** Somebody a line writes to; of one who owes something, what is known of the last time it was asked for it. */
type Addressed = Pick<Ower, "invitation" | "to"> & Partial<Ower>;

/** Everybody a line would write to by what is known now. */
function audienceOf(store: Store, asking: Asking, briefing: Briefing, line: PlanLine): Addressed[] {
  const kind = kindOfLine(line);
  if (kind === "day_before") return expectedTo(store, asking, briefing);
  if (kind === "thanks" || kind === "regret") return owedAfter(store, asking, briefing, kind);
  const owing = owersTo(store, asking, briefing.id, kind).filter(({ invitation }) => line !== "unnamed" || nobodyNamed(invitation));
  // An access that was taken away is given back by people alone.
  const linked = linkedOf(
    store,
    asking.officeId,
    owing.map(({ invitation }) => invitation),
  );
  return owing.filter(({ invitation }) => linked.has(invitation.id));
}

/** Of these invitations, those a line has written to already for its day, and those a person has taken out. */
export function doneBy(
  store: Store,
  { line, target }: Pick<DatedLine, "line" | "target">,
  ids: string[],
): { sent: Set<string>; skipped: Set<string> } {
  if (ids.length === 0) return { sent: new Set(), skipped: new Set() };
  const keys = new Map(ids.map((id) => [keyOf(line, id, target), id]));
  const sent = store.db
    .select({ key: messages.uniqueKey })
    .from(messages)
    .where(inArray(messages.uniqueKey, [...keys.keys()]))
    .all();
  const skipped = store.db
    .select({ id: plannedSkips.invitationId })
    .from(plannedSkips)
    .where(and(inArray(plannedSkips.invitationId, ids), eq(plannedSkips.line, line), eq(plannedSkips.target, target)))
    .all();
  return { sent: new Set(sent.flatMap(({ key }) => keys.get(key) ?? [])), skipped: new Set(skipped.map(({ id }) => id)) };
}

/** A time within which any reminder lies that is too near, weekends and holidays included, milliseconds. */
const A_MONTH = 31 * 24 * 3_600_000;

/** The day on which the plan last said a thing to each of these invitations (`kind:id`): dates that move repeat nothing at once. */
function saidOn(store: Store, ids: string[], { now, zone }: { now: number; zone: string }): Map<string, string> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select({ id: messages.invitationId, kind: messages.kind, at: messages.createdAt })
    .from(messages)
    .where(
      and(
        inArray(messages.invitationId, ids),
        inArray(messages.kind, ["reminder", "names_request"]),
        like(messages.uniqueKey, `${PLANNED}%`),
        ne(messages.state, "cancelled"),
        gte(messages.createdAt, now - A_MONTH),
      ),
    )
    .orderBy(messages.createdAt)
    .all();
  return new Map(rows.map(({ id, kind, at }) => [`${kind}:${id}`, dayOf(at, zone)]));
}

/** A message that will leave by itself if nothing changes. */
export type Planned = DatedLine & {
  briefingId: string;
  invitationId: string;
  institutionId: string;
  kind: PlannedKind;
  /** When it leaves, milliseconds UTC. */
  at: number;
  toName: string;
  toAddress: string;
  /** Somebody has said that it is not to leave. */
  skipped: boolean;
};

/** The same, with the records it is made of. */
export type Leaving = Candidate & { dated: DatedLine; briefing: Briefing; invitation: Invitation; to: Reachable; at: number };

/**
 * Everything that leaves by itself if nothing changes, of one briefing or of all of the office, soonest first: whoever
 * answers before, or has nobody to be written to, drops out. With `day`, only what may leave on that day: all a sender needs;
 * with `urging`, only what asks for something.
 */
export function leavingsOf(
  store: Store,
  asking: Asking,
  { briefingId, day, urging: asks }: { briefingId?: string; day?: string; urging?: boolean } = {},
): Leaving[] {
  const around = aroundOf(store, asking);
  const { zone, today, off } = around;
  // Of other briefings only what urges matters, and that lies before their meetings.
  const held = heldBriefings(store, asking).filter(({ id }) => !briefingId || id === briefingId);
  const all = [...plannedBriefings(store, asking), ...held];
  const lines = all.flatMap((briefing) =>
    (briefingId && briefing.id !== briefingId ? linesOf(briefing, off) : datedLines(store, asking, briefing, around))
      .map((dated) => ({ briefing, dated, last: lastDayOf(dated.line, dated.day, off.holidays) }))
      .filter(({ dated, last }) => last >= today && (!day || (dated.day <= day && day <= last)))
      .filter(({ dated }) => !asks || isChase(kindOfLine(dated.line))),
  );
  const own = lines.filter(({ briefing }) => !briefingId || briefing.id === briefingId);
  // What another briefing asks of the same address on the same day stands in the way of this one.
  const urging = own.filter(({ dated }) => isChase(kindOfLine(dated.line)));
  const others = lines.filter(
    ({ briefing, dated, last }) =>
      briefingId !== undefined &&
      briefing.id !== briefingId &&
      isChase(kindOfLine(dated.line)) &&
      urging.some((one) => dated.day <= one.last && one.dated.day <= last),
  );
  const wanted = new Set([...own, ...others]);
  const candidates = lines.flatMap((one) => (wanted.has(one) ? candidatesOf(store, asking, one.briefing, one.dated, around) : []));
  if (candidates.length === 0) return [];
  const { quietHours } = findOffice(store, asking.officeId);
  const ids = [...new Set(candidates.map(({ invitationId }) => invitationId))];
  const said = { addressed: addressedOn(store, asking, today, zone), saidOn: saidOn(store, ids, { now: asking.now, zone }) };
  return layOut(candidates, { now: asking.now, zone, quietHours, holidays: off.holidays }, said)
    .filter(({ briefing }) => !briefingId || briefing.id === briefingId)
    .sort((a, b) => a.at - b.at);
}

/** What leaves by itself if nothing changes, as pages show it. */
export const plannedOf = (store: Store, actor: Staff, which: { briefingId?: string } = {}): Planned[] =>
  leavingsOf(store, actor, which).map(({ dated, briefing, invitation, kind, to, at, skipped }) => ({
    ...dated,
    briefingId: briefing.id,
    invitationId: invitation.id,
    institutionId: invitation.institutionId,
    kind,
    at,
    toName: to.name,
    toAddress: to.email,
    skipped,
  }));

/** The messages of a line that have not been written yet, each with the days on which it may leave. */
function candidatesOf(store: Store, asking: Asking, briefing: Briefing, dated: DatedLine, { zone, today, off }: Around) {
  const { line, day, noted } = dated;
  const days = [...new Set([day, lastDayOf(line, day, off.holidays)])].filter((one) => one >= today && mayLeave(line, day, one, off));
  if (days.length === 0) return [];
  // After the meeting: those of whom it was noted on that day whether they came.
  const audience = audienceOf(store, asking, briefing, line).filter(
    ({ invitation }) => noted === undefined || dayNoted(invitation, zone) === noted,
  );
  const ids = audience.map(({ invitation }) => invitation.id);
  const { sent, skipped } = doneBy(store, dated, ids);
  const before = boundOf(briefing, dated);
  return audience.flatMap(({ invitation, to, last, from = "" }) =>
    sent.has(invitation.id) || !isReachable(to)
      ? []
      : [
          {
            dated,
            briefing,
            invitation,
            to,
            kind: kindOfLine(line),
            invitationId: invitation.id,
            address: to.email.toLowerCase(),
            days,
            from,
            before,
            last,
            skipped: skipped.has(invitation.id),
          },
        ],
  );
}

/** The next day on which a briefing asks by itself for what is owed; `undefined` where that is left to people. */
export function asksItself(store: Store, asking: Asking, briefing: Briefing, chase: Chase): string | undefined {
  if (!briefing.reminders) return undefined;
  const next = leavingsOf(store, asking, { briefingId: briefing.id, urging: true }).find(({ kind, skipped }) => kind === chase && !skipped);
  return next && dayOf(next.at, findOffice(store, asking.officeId).zone);
}

/** Of each briefing of an office, asked as `asks(briefing, chase)`, whether it asks by itself for what is owed; laid out once, and only if asked. */
export function askingItself(store: Store, asking: Asking): (briefing: Briefing, chase: Chase) => boolean {
  let planned: Set<string> | undefined;
  return ({ id, reminders }, chase) => {
    if (!reminders) return false;
    planned ??= new Set(
      leavingsOf(store, asking, { urging: true }).flatMap(({ briefing, kind, skipped }) => (skipped ? [] : [`${briefing.id}:${kind}`])),
    );
    return planned.has(`${id}:${chase}`);
  };
}

/**
 * The days on which the lines of a briefing that urge leave: those of their messages, or, where nobody has been asked
 * anything yet, those they fall on.
 */
export function daysAhead(store: Store, asking: Asking, briefing: Briefing): { line: PlanLine; day: string }[] {
  const around = aroundOf(store, asking);
  const leaving = leavingsOf(store, asking, { briefingId: briefing.id, urging: true }).filter(({ skipped }) => !skipped);
  const asked = new Set((["reminder", "names_request"] as const).filter((chase) => owersTo(store, asking, briefing.id, chase).length > 0));
  return [
    ...leaving.map(({ dated, at }) => ({ line: dated.line, day: dayOf(at, around.zone) })),
    ...linesOf(briefing, around.off).filter(({ line, day }) => {
      const kind = kindOfLine(line);
      return isChase(kind) && !asked.has(kind) && day > around.today;
    }),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** How many of a briefing’s institutions each line has written to for the day it counts from now. */
export function writtenBy(store: Store, { officeId }: Asking, briefing: Briefing): Map<PlanLine, number> {
  const rows = store.db
    .select({ key: messages.uniqueKey })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        eq(messages.briefingId, briefing.id),
        like(messages.uniqueKey, `${PLANNED}%`),
        ne(messages.state, "cancelled"),
      ),
    )
    .all();
  return new Map(
    planLines.map((line) => {
      const target = targetOf(line, briefing);
      return [line, rows.filter(({ key }) => key.startsWith(`${PLANNED}${line}:`) && target && key.endsWith(`:${target}`)).length];
    }),
  );
}
