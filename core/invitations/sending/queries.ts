import { and, count, eq, gt, gte, inArray, ne, sql } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { addDays, dayOf, instantOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import type { Owed } from "../../briefings/overview/rules";
import { briefingsByIds, findBriefing, newDateSince } from "../../briefings/queries";
import { type Holder, holdersByTenure, type NameOn, namesOn } from "../../institutions/queries";
import { covers, isMailable } from "../../institutions/rules";
import type { Actor, Staff } from "../../kernel/actor";
import { pauseNow } from "../../offices/days/queries";
import { findOffice, holidayDays } from "../../offices/queries";
import { workingDayOnOrAfter } from "../../offices/rules";
import { type Invitation, invitationsByIds, invitationsTo, perhapsArrived } from "../queries";
import { CHASE_PAUSE, type Chase, kinds, owes, takesMessages } from "./rules";

/** The people invitations are addressed to, by tenure; only those who hold the post on the day. */
export function addresseesOf(store: Store, officeId: string, invitations: Invitation[], day: string): Map<string, Holder> {
  const found = holdersByTenure(
    store,
    officeId,
    invitations.flatMap((i) => i.addresseeTenureId ?? []),
  );
  return new Map([...found].filter(([, holder]) => covers(holder, day)));
}

/** Somebody a message can go to. */
export type Reachable = Holder & { email: string };
export const isReachable = (to: Holder | undefined): to is Reachable => isMailable(to);

/** How many messages of a kind an invitation has had, taken back ones included. */
export function messageCount(store: Store, invitationId: string, kind: string): number {
  const row = store.db
    .select({ n: count() })
    .from(messages)
    .where(and(eq(messages.invitationId, invitationId), eq(messages.kind, kind)))
    .get();
  return row?.n ?? 0;
}

/** Why an invitation cannot leave yet. */
export type Hindrance = "no_addressee" | "no_address" | "to_verify";

const hindranceOf = (to: Holder | undefined): Hindrance | undefined => {
  if (!to) return "no_addressee";
  if (!to.email) return "no_address";
  return isReachable(to) ? undefined : "to_verify";
};

export type Ready = {
  invitation: Invitation;
  institution: NameOn | undefined;
  addressee: Holder | undefined;
  hindrance: Hindrance | undefined;
};

/** The drafts of a briefing in order of precedence, each with whom it goes to or what hinders it. */
export function readiness(store: Store, actor: Staff, briefingId: string): Ready[] {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return [];
  const drafts = invitationsTo(store, actor.officeId, briefingId).filter((i) => i.state === "draft");
  const day = dayOf(actor.now, briefing.zone);
  const people = addresseesOf(store, actor.officeId, drafts, day);
  const names = namesOn(
    store,
    actor.officeId,
    drafts.map((i) => i.institutionId),
    day,
  );
  return drafts.map((invitation) => {
    const addressee = people.get(invitation.addresseeTenureId ?? "");
    return { invitation, institution: names.get(invitation.institutionId), addressee, hindrance: hindranceOf(addressee) };
  });
}

/** Identifiers sort by age: everything made since an instant has a greater one than this. */
const idsSince = (prefix: string, at: number): string => newId(prefix, at).slice(0, prefix.length + 10);

/** Why somebody who owes us something is not written to now: `until` is the instant (milliseconds UTC) the pause ends. */
export type Peace = { why: "lately" | "fresh" | "paused"; until: number } | { why: "today" } | { why: "no_address" } | { why: "to_verify" };
export type Owing = { invitation: Invitation; to: Holder | undefined; peace: Peace | undefined };

/** Who asks for what: staff of an office, or the office's own plan. */
export type Asking = Pick<Staff, "officeId" | "now">;

/** Who owes something: when it was last chased (milliseconds UTC), and the day from which on it may be. */
export type Ower = { invitation: Invitation; to: Holder | undefined; last: number | undefined; from: string };

/**
 * Everybody who owes what a chase asks for, in order of precedence. An invitation, or a new date, is left its day: the
 * silent are reminded from the next working day on. Nobody owes anything while the briefing takes no messages.
 */
export function owersTo(store: Store, actor: Asking, briefingId: string, chase: Chase): Ower[] {
  const briefing = briefingsByIds(store, actor.officeId, [briefingId]).get(briefingId);
  if (!briefing || !takesMessages(briefing, actor.now)) return [];
  const since = newDateSince(store, briefing);
  const owing = invitationsTo(store, actor.officeId, briefingId).filter((i) => owes(i, chase, since));
  if (owing.length === 0) return [];
  const { zone } = findOffice(store, actor.officeId);
  const today = dayOf(actor.now, zone);
  const people = addresseesOf(store, actor.officeId, owing, today);
  const lately = lastChases(
    store,
    actor,
    owing.map((i) => i.id),
  );
  const holidays = holidayDays(store, actor.officeId);
  const dueOn = ({ sentAt }: Invitation) => workingDayOnOrAfter(addDays(dayOf(Math.max(sentAt ?? 0, since ?? 0), zone), 1), holidays);
  return owing.map((invitation) => ({
    invitation,
    to: people.get(invitation.addresseeTenureId ?? ""),
    last: lately.get(invitation.id),
    from: chase === "reminder" ? dueOn(invitation) : today,
  }));
}

/** Everybody who owes what a chase asks for, each with what keeps it from being written to now; of two with one address the first is. */
export function owingTo(store: Store, actor: Asking, briefingId: string, chase: Chase): Owing[] {
  const owing = owersTo(store, actor, briefingId, chase);
  if (owing.length === 0) return [];
  const { now } = actor;
  const { zone } = findOffice(store, actor.officeId);
  const today = dayOf(now, zone);
  const addressed = addressedOn(store, actor, today, zone);
  const holidays = holidayDays(store, actor.officeId);
  const pause = pauseNow(store, actor.officeId, now);
  // What ends on a day off ends with the next working day.
  const working = (at: number): number => {
    const day = workingDayOnOrAfter(dayOf(at, zone), holidays);
    return day === dayOf(at, zone) ? at : (instantOf(`${day}T00:00`, zone) ?? at);
  };
  return owing.map(({ invitation, to, last, from }) => {
    const peace = ((): Peace | undefined => {
      if (!to?.email) return { why: "no_address" };
      if (!isReachable(to)) return { why: "to_verify" };
      if (pause) return { why: "paused", until: working(pause.until) };
      const rested = last === undefined ? now : working(last + CHASE_PAUSE);
      if (rested > now) return { why: "lately", until: rested };
      if (from > today) return { why: "fresh", until: instantOf(`${from}T00:00`, zone) ?? now };
      return addressed.has(to.email.toLowerCase()) ? { why: "today" } : undefined;
    })();
    if (!peace && to?.email) addressed.add(to.email.toLowerCase());
    return { invitation, to, peace };
  });
}

/** One who owes nothing and is written to, unless nobody can be reached. */
export const peaceless = (invitation: Invitation, to: Holder | undefined): Owing => ({
  invitation,
  to,
  peace: !to?.email ? { why: "no_address" } : isReachable(to) ? undefined : { why: "to_verify" },
});

/** Those who may be written to now. */
export function chaseable(store: Store, actor: Staff, briefingId: string, chase: Chase): { invitation: Invitation; to: Reachable }[] {
  return owingTo(store, actor, briefingId, chase).flatMap(({ invitation, to, peace }) =>
    !peace && isReachable(to) ? [{ invitation, to }] : [],
  );
}

/** How many owe what a chase asks for: the numbers of every sentence and button about it. */
export function owedOf(store: Store, actor: Staff, briefingId: string, chase: Chase): Owed {
  const owing = owingTo(store, actor, briefingId, chase);
  return {
    all: owing.length,
    due: owing.filter(({ peace }) => !peace).length,
    noAddress: owing.filter(({ peace }) => peace?.why === "no_address").length,
  };
}

/** A chase of the office. The plus sign keeps the planner from walking every message of the office: the other condition is the narrow one. */
const written = (officeId: string) =>
  and(sql`+${messages.officeId} = ${officeId}`, inArray(messages.kind, ["reminder", "names_request"]), ne(messages.state, "cancelled"));

/** A time no chase is left in peace for, days off included, milliseconds. */
const A_MONTH = 31 * 24 * 3_600_000;

/** When each invitation was last chased, within a month. */
function lastChases(store: Store, actor: Asking, ids: string[]): Map<string, number> {
  const rows = store.db
    .select({ id: messages.invitationId, at: messages.createdAt })
    .from(messages)
    .where(and(written(actor.officeId), inArray(messages.invitationId, ids), gt(messages.createdAt, actor.now - A_MONTH)))
    .orderBy(messages.createdAt)
    .all();
  return new Map(rows.map((m) => [m.id ?? "", m.at]));
}

/** Addresses, in lower case, of the office's institutions that were chased on a day, for any briefing. */
export function addressedOn(store: Store, actor: Asking, day: string, zone: string): Set<string> {
  const at = instantOf(`${day}T00:00`, zone) ?? actor.now - 86_400_000;
  const rows = store.db
    .select({ to: messages.toAddress })
    .from(messages)
    .where(and(gte(messages.id, idsSince("msg", at)), written(actor.officeId)))
    .all();
  return new Set(rows.map((m) => m.to.toLowerCase()));
}

export type BatchMessage = {
  id: string;
  invitationId: string;
  kind: string;
  toName: string | null;
  toAddress: string;
  language: Locale;
  state: MessageState;
  lastError: string | null;
  sentAt: number | null;
};
export type Batch = { id: string; kind: string; sendAfter: number; messages: BatchMessage[] };

/** A sending of this briefing with the result for each recipient, in order of precedence; `undefined` for another office's. */
export function findBatch(store: Store, actor: Staff, briefingId: string, batchId: string): Batch | undefined {
  const rows = store.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.officeId, actor.officeId),
        eq(messages.batchId, batchId),
        eq(messages.briefingId, briefingId),
        inArray(messages.kind, [...kinds]),
      ),
    )
    .all();
  const first = rows[0];
  if (!first) return undefined;
  const order = invitationsByIds(
    store,
    actor.officeId,
    rows.flatMap((m) => m.invitationId ?? []),
  );
  const rank = (m: { invitationId: string | null }) => order.get(m.invitationId ?? "")?.precedence ?? 0;
  return {
    id: batchId,
    kind: first.kind,
    sendAfter: first.sendAfter,
    messages: rows
      .sort((a, b) => rank(a) - rank(b))
      .map((m) => ({
        id: m.id,
        invitationId: m.invitationId ?? "",
        kind: m.kind,
        toName: m.toName,
        toAddress: m.toAddress,
        language: m.language,
        state: m.state,
        lastError: m.lastError,
        sentAt: m.sentAt,
      })),
  };
}

/** `said`: in which words a sending tells of a change. */
export type OpenBatch = { id: string; kind: string; said: string | null; createdAt: number; sendAfter: number; n: number };

/** Sendings of a briefing that can still be undone. */
export function openBatches(store: Store, actor: Staff, briefingId: string): OpenBatch[] {
  const rows = store.db
    .select({
      id: messages.batchId,
      kind: messages.kind,
      said: sql<string | null>`max(coalesce(json_extract(${messages.payload}, '$.said'), json_extract(${messages.payload}, '$.change')))`,
      createdAt: messages.createdAt,
      sendAfter: messages.sendAfter,
      n: count(),
    })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, actor.officeId),
        eq(messages.briefingId, briefingId),
        eq(messages.state, "queued"),
        gt(messages.sendAfter, actor.now),
        inArray(messages.kind, [...kinds]),
      ),
    )
    .groupBy(messages.batchId, messages.kind, messages.createdAt, messages.sendAfter)
    .all();
  return rows.flatMap(({ id, ...rest }) => (id ? [{ id, ...rest }] : []));
}

/** The institutions that were told of a briefing and would have to be told of a change: their invitation has left, or may have, and stands. */
export function whoWasTold(store: Store, actor: Actor, briefingId: string): Invitation[] {
  if (actor.kind !== "staff") return [];
  const standing = invitationsTo(store, actor.officeId, briefingId).filter((i) => i.state !== "withdrawn");
  const open = standing.filter((i) => i.state !== "sent").map((i) => i.id);
  const perhaps = perhapsArrived(store, actor.officeId, open);
  return standing.filter((i) => i.state === "sent" || perhaps.has(i.id));
}
