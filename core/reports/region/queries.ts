import { and, count, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import { briefings, followUps, invitations } from "@/db/schema";
import { type BriefingState, briefingStates } from "@/db/schema/briefings";
import { type FollowUpState, followUpStates } from "@/db/schema/followups";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Localized } from "@/lib/localized";
import type { Staff } from "../../kernel/actor";
import { findOffice, type Office } from "../../offices/queries";
import { descendantsOf } from "../../offices/tree/queries";
import { type Cell, cellOf, hidden, together } from "./rules";

const answerKinds = ["accepted", "tentative", "declined", "none"] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** The totals of one office in a year: figures alone, small ones not told. */
export type Totals = {
  briefings: Record<BriefingState, Cell>;
  answers: Record<AnswerKind, Cell>;
  institutions: { invited: Cell; met: Cell };
  followUps: Record<FollowUpState, Cell>;
};
export type Region = {
  year: number;
  years: number[];
  offices: { id: string; name: Localized; language: Office["language"]; totals: Totals }[];
  all: Totals;
};

/** What the offices below the actor's come to in a year; `undefined` where there are none. Nothing of it names a person, a meeting or an institution. */
export function regionOf(store: Store, actor: Staff, asked?: number): Region | undefined {
  const below = descendantsOf(store, actor.officeId);
  if (below.length === 0) return undefined;
  const years = yearsOf(store, below, Number(dayOf(actor.now, findOffice(store, actor.officeId).zone).slice(0, 4)));
  const year = asked !== undefined && years.includes(asked) ? asked : (years[0] ?? 0);
  const offices = below.map((office) => ({
    id: office.id,
    name: office.shortName,
    language: office.language,
    totals: totalsOf(store, office, year),
  }));
  return { year, years, offices, all: sumOf(offices.map(({ totals }) => totals)) };
}

/** The years in which something was planned or agreed, the latest first; this one always. */
function yearsOf(store: Store, below: Office[], now: number): number[] {
  const ids = below.map(({ id }) => id);
  const first = store.db
    .select({ day: sql<string | null>`min(${briefings.startsLocal})` })
    .from(briefings)
    .where(inArray(briefings.officeId, ids))
    .get()?.day;
  const since = first ? Math.min(Number(first.slice(0, 4)), now) : now;
  return Array.from({ length: now - since + 1 }, (_, i) => now - i);
}

const inYear = (year: number) => sql`substr(${briefings.startsLocal}, 1, 4) = ${String(year)}`;

const cells = <K extends string>(keys: readonly K[], rows: { key: K; n: number }[]): Record<K, Cell> =>
  Object.fromEntries(keys.map((key) => [key, cellOf(rows.find((row) => row.key === key)?.n ?? 0)])) as Record<K, Cell>;

function totalsOf(store: Store, office: Office, year: number): Totals {
  const planned = store.db
    .select({ key: briefings.state, n: count() })
    .from(briefings)
    .where(and(eq(briefings.officeId, office.id), inYear(year)))
    .groupBy(briefings.state)
    .all();
  const kind = sql<AnswerKind>`coalesce(${invitations.answer}, 'none')`;
  const asked = and(eq(invitations.officeId, office.id), ne(invitations.state, "withdrawn"), isNotNull(invitations.sentAt), inYear(year));
  const of = and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId));
  const said = store.db.select({ key: kind, n: count() }).from(invitations).innerJoin(briefings, of).where(asked).groupBy(kind).all();
  const met = store.db
    .select({
      invited: sql<number>`count(distinct ${invitations.institutionId})`,
      met: sql<number>`count(distinct case when ${invitations.met} = 1 then ${invitations.institutionId} end)`,
    })
    .from(invitations)
    .innerJoin(briefings, of)
    .where(asked)
    .get();
  const agreed = store.db
    .select({ key: followUps.state, n: count() })
    .from(followUps)
    .where(and(eq(followUps.officeId, office.id), sql`strftime('%Y', ${followUps.createdAt} / 1000, 'unixepoch') = ${String(year)}`))
    .groupBy(followUps.state)
    .all();
  const answers = cells(answerKinds, said);
  // Who was invited is the sum of who answered what, but for those invited twice: it would give a few away.
  const giveAway = Object.values(answers).some(({ few }) => few);
  return {
    briefings: cells(briefingStates, planned),
    answers,
    institutions: giveAway ? { invited: hidden, met: hidden } : { invited: cellOf(met?.invited ?? 0), met: cellOf(met?.met ?? 0) },
    followUps: cells(followUpStates, agreed),
  };
}

function sumOf(all: Totals[]): Totals {
  const sum = <K extends string>(keys: readonly K[], of: (totals: Totals) => Record<K, Cell>): Record<K, Cell> =>
    Object.fromEntries(keys.map((key) => [key, together(all.map((totals) => of(totals)[key]))])) as Record<K, Cell>;
  return {
    briefings: sum(briefingStates, (t) => t.briefings),
    answers: sum(answerKinds, (t) => t.answers),
    institutions: sum(["invited", "met"] as const, (t) => t.institutions),
    followUps: sum(followUpStates, (t) => t.followUps),
  };
}
