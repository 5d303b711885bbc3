import { and, between, desc, eq, gte, inArray, isNotNull, isNull, lte, ne, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import { given, prepared } from "@/db/prepared";
import { messages, offices } from "@/db/schema";
import type { Hold } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Message, UNDO_WINDOW } from "../../kernel/outbox";
import { pauseNow, pausesOf, pausingOffices } from "../../offices/days/queries";
import { URGING } from "../../offices/days/rules";
import { findOffice, holidayDays } from "../../offices/queries";
import { quietOffices } from "../../offices/sending/queries";
import { AT_ANY_HOUR, quietUntil } from "../../offices/sending/rules";
import { domainOf, HOUR, nextMorning, PACE, startOfDay, type Wait } from "./rules";

/** Clocks of two processes differ a little; what lies further ahead was counted by a wrong one and does not count. */
const AHEAD = 60_000;

/** What somebody waits for at that moment: neither quiet hours nor a limit hold it. */
export const prompt = inArray(messages.kind, [...AT_ANY_HOUR]);

/**
 * When an office, or the installation, that has sent as many as it may within the hour may send again. What somebody
 * waits for at that moment counts for the installation alone: else anybody who asks for sign-in links holds up an office.
 */
function fullUntil(store: Store, most: number, now: number, officeId?: string): number | undefined {
  const within = between(messages.claimedAt, now - HOUR, now + AHEAD);
  const first = store.db
    .select({ at: messages.claimedAt })
    .from(messages)
    .where(officeId === undefined ? within : and(eq(messages.officeId, officeId), within, not(prompt)))
    .orderBy(desc(messages.claimedAt))
    .limit(1)
    .offset(most - 1)
    .get();
  return first?.at == null ? undefined : first.at + HOUR + 1;
}

/** The offices that have sent as many as they may within the hour, and until when; under `""`, the installation. */
export function fullOffices(store: Store, now: number): Map<string, number> {
  const limited = prepared(store, "offices.limited", (db) =>
    db.select({ id: offices.id, most: offices.mailPerHour }).from(offices).where(isNotNull(offices.mailPerHour)).prepare(),
  ).all();
  const full = new Map<string, number>();
  const note = (id: string, until: number | undefined) => until !== undefined && full.set(id, until);
  for (const { id, most } of limited) if (most) note(id, fullUntil(store, most, now, id));
  if (env.mailPerHour) note("", fullUntil(store, env.mailPerHour, now));
  return full;
}

/** Domains a message was handed on for less than a second ago, and when the first of them is free again. */
export function busyDomains(store: Store, now: number): { domains: string[]; until: number } {
  const rows = store.db
    .select({ to: messages.toAddress, at: messages.claimedAt })
    .from(messages)
    .where(between(messages.claimedAt, now - PACE + 1, now + AHEAD))
    .all();
  const until = Math.min(...rows.map(({ at }) => (at ?? now) + PACE));
  return { domains: [...new Set(rows.map(({ to }) => domainOf(to)))], until };
}

const domain = sql`lower(substr(${messages.toAddress}, instr(${messages.toAddress}, '@') + 1))`;

const notOf = (officeIds: string[]): SQL | undefined => or(isNull(messages.officeId), notInArray(messages.officeId, officeIds));

/**
 * What may leave now: in the quiet hours of an office, and where a limit is reached, only what somebody waits for at that
 * moment; in its pauses nothing that urges. Without `full` limits are not looked at.
 */
export function due(store: Store, now: number, full: ReadonlyMap<string, number> = new Map(), busy: string[] = []): SQL | undefined {
  const silent = [...quietOffices(store, now), ...full.keys()];
  const pausing = pausingOffices(store, now);
  return and(
    eq(messages.state, "queued"),
    lte(messages.sendAfter, now),
    or(isNull(messages.leaseUntil), lte(messages.leaseUntil, now)),
    full.has("") ? prompt : silent.length === 0 ? undefined : or(notOf(silent), prompt),
    pausing.length === 0 ? undefined : or(notOf(pausing), notInArray(messages.kind, [...URGING])),
    busy.length === 0 ? undefined : sql`${domain} not in ${busy}`,
  );
}

/** Why a message that urges does not leave today, and until when it waits: nobody gets two reminders a day, nor one on a day off. */
export function holdOf(store: Store, { id, officeId, kind, toAddress }: Message, now: number): { held: Hold; until: number } | undefined {
  if (!officeId || !URGING.includes(kind)) return undefined;
  const office = findOffice(store, officeId);
  const holidays = holidayDays(store, officeId);
  const off = holidays.has(dayOf(now, office.zone));
  if (!off && !wasReminded(store, officeId, id, toAddress, startOfDay(now, office.zone))) return undefined;
  return { held: off ? "day_off" : "reminded", until: nextMorning(now, office, pausesOf(store, officeId), holidays) };
}

/** Whether another message that urges has left for the address since an instant, or may have. */
const wasReminded = (store: Store, officeId: string, id: string, address: string, since: number): boolean =>
  store.db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        gte(messages.claimedAt, since),
        eq(sql`lower(${messages.toAddress})`, address.toLowerCase()),
        inArray(messages.kind, [...URGING]),
        inArray(messages.state, ["sending", "sent", "uncertain"]),
        ne(messages.id, id),
      ),
    )
    .limit(1)
    .get() !== undefined;

/** Why nothing of an office leaves at an instant but what somebody waits for, and until when: its quiet hours, or a limit of the hour. */
export function closedFor(store: Store, officeId: string, now: number): { why: "quiet" | "cap"; until: number } | undefined {
  const { zone, quietHours } = findOffice(store, officeId);
  const quiet = quietUntil(quietHours, zone, now);
  if (quiet !== undefined) return { why: "quiet", until: quiet };
  const full = fullOffices(store, now);
  const limited = Math.max(full.get("") ?? 0, full.get(officeId) ?? 0);
  return limited > now ? { why: "cap", until: limited } : undefined;
}

/** Says of any message of an office why it waits at an instant, and until when; `undefined` for one that leaves now or has left. */
export function waits(store: Store, officeId: string, now: number): (message: Message) => Wait | undefined {
  const pause = pauseNow(store, officeId, now);
  const closed = closedFor(store, officeId, now);
  return ({ state, kind, held, createdAt, sendAfter, leaseUntil }) => {
    if (state !== "queued") return undefined;
    if (sendAfter > now) return { why: sendAfter - createdAt > UNDO_WINDOW ? "planned" : "undo", until: sendAfter };
    if (leaseUntil !== null && leaseUntil > now) return { why: held ?? "retry", until: leaseUntil };
    if (pause && URGING.includes(kind)) return { why: "pause", until: pause.until };
    return (AT_ANY_HOUR as readonly string[]).includes(kind) ? undefined : closed;
  };
}

/** When a message was last handed on by this installation (milliseconds UTC). */
export const lastHandedOn = (store: Store): number =>
  prepared(store, "messages.claimed", (db) =>
    db.select({ at: messages.claimedAt }).from(messages).orderBy(desc(messages.claimedAt)).limit(1).prepare(),
  ).get()?.at ?? 0;

/** How many messages are on their way at this moment, by whichever process. */
export const underWay = (store: Store, now: number): number =>
  prepared(store, "messages.underway", (db) =>
    db
      .select({ n: sql<number>`count(*)` })
      .from(messages)
      .where(and(eq(messages.state, "sending"), gte(messages.leaseUntil, given("now"))))
      .prepare(),
  ).get({ now })?.n ?? 0;
