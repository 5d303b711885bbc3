import { and, between, eq, gte, inArray, isNotNull, like, ne } from "drizzle-orm";
import { briefings, messages, plannedSkips } from "@/db/schema";
import { type PlanLine, planLines } from "@/db/schema/briefings";
import type { Store } from "@/db/store";
import { dayOf, endOfDay, instantOf, localOf } from "@/lib/dates";
import { FRESH } from "../../briefings/overview/rules";
import { type Briefing, findBriefing, newDateSince } from "../../briefings/queries";
import {
  APART,
  countsFrom,
  type DaysOff,
  dayAfterwards,
  dayOfLine,
  isAfterwards,
  lastDayOf,
  settingOf,
  targetOf,
} from "../../briefings/reminding/rules";
import type { Staff } from "../../kernel/actor";
import { pausesOf } from "../../offices/days/queries";
import { OPENS } from "../../offices/days/rules";
import { findOffice, holidayDays } from "../../offices/queries";
import { type Holidays, workingDaysBetween } from "../../offices/rules";
import { owedAfter } from "../attending/queries";
import { currentLink } from "../links/queries";
import { invitationsTo } from "../queries";
import { nobodyNamed } from "../rules";
import { type Asking, addresseesOf, isReachable, type Owing, owingTo, peaceless } from "../sending/queries";
import { type Chase, PLANNED } from "../sending/rules";
import { isExpected } from "./mail";
import { APART_FROM_HAND, keyOf, kindOfLine, type PlannedKind } from "./rules";

/** When an office does not work and urges nobody. */
export const daysOff = (store: Store, officeId: string): DaysOff => ({
  holidays: holidayDays(store, officeId),
  pauses: pausesOf(store, officeId),
});

/** A line of a plan that is on, with the day it falls on and the one it counts from. */
export type DatedLine = {
  line: PlanLine;
  day: string;
  target: string /** After the meeting: the day on which it was noted who came. */;
  noted?: string;
};

/** The lines of a briefing that are on and fall on a day, in their order. */
export const linesOf = (briefing: Briefing, off: DaysOff): DatedLine[] =>
  planLines.flatMap((line) => {
    const { on, days } = settingOf(briefing.reminders, line);
    const day = on ? dayOfLine(line, days, briefing, off) : undefined;
    const target = targetOf(line, briefing);
    return day && target ? [{ line, day, target }] : [];
  });

/** Until when a line says something true: the silent can answer to the end of the last day, a meeting is ahead until it begins. */
export function boundOf({ zone, startsAt }: Briefing, { line, target }: DatedLine): number {
  const from = countsFrom(line);
  return from === "came" ? Number.MAX_SAFE_INTEGER : from === "meeting" ? startsAt : endOfDay(target, zone);
}

/** The briefings of an office that are ahead, have a date, and send something by themselves. */
export const plannedBriefings = (store: Store, { officeId, now }: Asking): Briefing[] =>
  store.db
    .select()
    .from(briefings)
    .where(
      and(
        eq(briefings.officeId, officeId),
        gte(briefings.endsAt, now),
        inArray(briefings.state, ["draft", "scheduled", "inviting", "postponed"]),
        eq(briefings.dateOpen, false),
        isNotNull(briefings.reminders),
      ),
    )
    .orderBy(briefings.endsAt)
    .all();

/** The briefings of an office that were held lately, after which something is written by itself. */
export const heldBriefings = (store: Store, { officeId, now }: Asking): Briefing[] =>
  store.db
    .select()
    .from(briefings)
    .where(
      and(
        eq(briefings.officeId, officeId),
        between(briefings.endsAt, now - FRESH, now),
        eq(briefings.state, "held"),
        isNotNull(briefings.reminders),
      ),
    )
    .orderBy(briefings.endsAt)
    .all();

/** Those who said yes to the date that holds, each with what keeps it from being written to. */
function expectedTo(store: Store, { officeId, now }: Asking, briefing: Briefing): Owing[] {
  const since = newDateSince(store, briefing);
  const coming = invitationsTo(store, officeId, briefing.id).filter(
    (i) => isExpected(i, { briefing, now }, since) && currentLink(store, i.id) !== undefined,
  );
  const people = addresseesOf(store, officeId, coming, dayOf(now, findOffice(store, officeId).zone));
  return coming.map((invitation) => peaceless(invitation, people.get(invitation.addresseeTenureId ?? "")));
}

/** Everybody a line would write to by what is known now, each with what keeps it from being written to at this moment; those `without` whom it is done stand in nobody's way. */
export function audienceOf(store: Store, asking: Asking, briefing: Briefing, line: PlanLine, without?: ReadonlySet<string>): Owing[] {
  const kind = kindOfLine(line);
  if (kind === "day_before") return expectedTo(store, asking, briefing);
  if (kind === "thanks" || kind === "regret") return owedAfter(store, asking, briefing, kind);
  return owingTo(store, asking, briefing.id, kind, { apart: APART_FROM_HAND, without }).filter(
    // An access that was taken away is given back by people alone.
    ({ invitation }) => (line !== "unnamed" || nobodyNamed(invitation)) && currentLink(store, invitation.id) !== undefined,
  );
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

/** Of these invitations, those that were urged by plan for the same thing less than `APART` working days before a day: dates that move repeat nothing at once. */
export function saidLately(
  store: Store,
  line: PlanLine,
  ids: string[],
  on: string,
  { zone, holidays }: { zone: string; holidays: Holidays },
): Set<string> {
  const kind = kindOfLine(line);
  if (ids.length === 0 || (kind !== "reminder" && kind !== "names_request")) return new Set();
  const rows = store.db
    .select({ id: messages.invitationId, at: messages.createdAt })
    .from(messages)
    .where(
      and(
        inArray(messages.invitationId, ids),
        eq(messages.kind, kind),
        like(messages.uniqueKey, `${PLANNED}%`),
        ne(messages.state, "cancelled"),
        gte(messages.createdAt, (instantOf(`${on}T12:00`, zone) ?? 0) - A_MONTH),
      ),
    )
    .all();
  return new Set(rows.flatMap(({ id, at }) => (id && workingDaysBetween(dayOf(at, zone), on, holidays) < APART ? [id] : [])));
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

/**
 * What will be sent when, to whom and of which kind, for one briefing or for all of the office that lie ahead: computed
 * from what is known now, soonest first. Whoever answers before, or has nobody to be written to, drops out.
 */
export function plannedOf(store: Store, actor: Staff, { briefingId }: { briefingId?: string } = {}): Planned[] {
  const one = briefingId ? findBriefing(store, actor, briefingId) : undefined;
  const found = briefingId ? (one?.reminders ? [one] : []) : [...plannedBriefings(store, actor), ...heldBriefings(store, actor)];
  if (found.length === 0) return [];
  const { zone } = findOffice(store, actor.officeId);
  const around = { zone, today: dayOf(actor.now, zone), off: daysOff(store, actor.officeId) };
  return found
    .flatMap((briefing) => datedLines(store, actor, briefing, around).flatMap((dated) => plannedBy(store, actor, briefing, dated, around)))
    .sort((a, b) => a.at - b.at);
}

/** The calendar round a look at the plans. */
export type Around = { zone: string; today: string; off: DaysOff };

/** The lines of a plan that follow the meeting and are on. */
const afterLines = ({ reminders }: Briefing): { line: "thanks" | "regret"; days: number }[] =>
  planLines.flatMap((line) => {
    const { on, days } = settingOf(reminders, line);
    return on && isAfterwards(line) ? [{ line, days }] : [];
  });

/** The days on which a line after the meeting falls: one for each day on which it was noted who came. */
function daysAfterwards(
  store: Store,
  asking: Asking,
  briefing: Briefing,
  line: "thanks" | "regret",
  days: number,
  { zone, off }: Around,
): DatedLine[] {
  const noted = owedAfter(store, asking, briefing, line).map(({ invitation }) => dayNoted(invitation, zone));
  return [...new Set(noted)].map((day) => ({ line, day: dayAfterwards(day, days, off), target: "once", noted: day }));
}

/** The day on which it was noted of an institution whether it came. */
const dayNoted = ({ cameAt }: { cameAt: number | null }, zone: string): string => dayOf(cameAt ?? 0, zone);

/** Whether a line of a day concerns an invitation: after the meeting, only one of whom it was noted on that day whether it came. */
export const concerns = ({ noted }: DatedLine, invitation: { cameAt: number | null }, zone: string): boolean =>
  noted === undefined || dayNoted(invitation, zone) === noted;

/** Every line of a briefing that is on, with the day it falls on: before the meeting, and after it. */
export const datedLines = (store: Store, asking: Asking, briefing: Briefing, around: Around): DatedLine[] => [
  ...linesOf(briefing, around.off),
  ...afterLines(briefing).flatMap(({ line, days }) => daysAfterwards(store, asking, briefing, line, days, around)),
];

function plannedBy(store: Store, actor: Staff, briefing: Briefing, dated: DatedLine, { zone, today, off }: Around): Planned[] {
  const { line, day, target } = dated;
  if (lastDayOf(line, day, off.holidays) < today) return [];
  const end = endOfDay(lastDayOf(line, day, off.holidays), zone);
  const owing = audienceOf(store, actor, briefing, line).filter(
    ({ invitation, to, peace }) =>
      isReachable(to) && concerns(dated, invitation, zone) && !(peace && "until" in peace && peace.until > end),
  );
  const ids = owing.map(({ invitation }) => invitation.id);
  const on = day > today ? day : today;
  const { sent, skipped } = doneBy(store, dated, ids);
  const lately = saidLately(store, line, ids, on, { zone, holidays: off.holidays });
  const at = Math.max(actor.now, instantOf(`${on}T${OPENS}`, zone) ?? actor.now);
  if (at >= boundOf(briefing, dated)) return [];
  return owing.flatMap(({ invitation, to }) =>
    sent.has(invitation.id) || lately.has(invitation.id) || !isReachable(to)
      ? []
      : [
          {
            line,
            day,
            target,
            briefingId: briefing.id,
            invitationId: invitation.id,
            institutionId: invitation.institutionId,
            kind: kindOfLine(line),
            at,
            toName: to.name,
            toAddress: to.email,
            skipped: skipped.has(invitation.id),
          },
        ],
  );
}

/** The next day on which a briefing asks by itself for what is owed; `undefined` where that is left to people. */
export function asksItself(store: Store, { officeId, now }: Asking, briefing: Briefing, chase: Chase): string | undefined {
  if (!briefing.reminders) return undefined;
  const local = localOf(now, findOffice(store, officeId).zone);
  const today = local.slice(0, 10);
  const days = linesOf(briefing, daysOff(store, officeId))
    .filter(({ line, day }) => kindOfLine(line) === chase && (day > today || (day === today && local.slice(11) < OPENS)))
    .map(({ day }) => day);
  return days.sort()[0];
}
