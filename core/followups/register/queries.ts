import { and, asc, desc, eq, inArray, type Placeholder, type SQL, sql } from "drizzle-orm";
import { among, given, prepared } from "@/db/prepared";
import { briefings, followUpParties, followUps, institutions, people, users } from "@/db/schema";
import { idsWith } from "@/db/search";
import type { Store } from "@/db/store";
import { searchWords } from "@/lib/text";
import type { Actor } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { groups, type Moment, momentOf, openStates } from "../rules";
import type { FollowUpRow, Party, Show } from "./rules";

const f = followUps;

/** Today and the border of silence for an office, at an instant (milliseconds UTC). */
export const momentFor = (store: Store, officeId: string, now: number): Moment => momentOf(now, findOffice(store, officeId).zone);

/** How many rows fulfil a condition on the table's own columns. */
export const times = (condition: string) => sql<number>`coalesce(sum(${sql.raw(condition)}), 0)`;

const overdue = (today: string) => sql`(${f.state} in ('open', 'in_progress', 'blocked') and ${f.dueOn} < ${today})`;
const openOnes = inArray(f.state, [...openStates]);

/** `groupOf` of rules.ts in SQL, for open follow-ups. */
export const groupSql = ({ today, quietBefore }: Moment) => sql<(typeof groups)[number]>`case
  when ${f.state} = 'done' then 'done'
  when ${overdue(today)} then case ${f.leadKind} when 'office' then 'us' else 'them' end
  when ${f.state} in ('blocked', 'proposed') then ${f.state}
  when ${f.newsAt} < ${quietBefore} then 'quiet'
  else 'on_time' end`;

/** Order of the review as a number. */
export const groupRank = (moment: Moment) =>
  sql`case ${groupSql(moment)} ${sql.join(
    groups.map((group, i) => sql`when ${group} then ${i}`),
    sql` `,
  )} end`;

const columns = {
  id: f.id,
  number: f.number,
  what: f.what,
  state: f.state,
  dueOn: f.dueOn,
  stateAt: f.stateAt,
  newsAt: f.newsAt,
  createdAt: f.createdAt,
  projectCode: f.projectCode,
  leadKind: f.leadKind,
  institutionId: f.leadInstitutionId,
  acronym: institutions.acronym,
  institution: institutions.name,
  personId: f.leadPersonId,
  person: people.displayName,
  userId: f.leadUserId,
  user: users.name,
  briefingId: f.briefingId,
  title: briefings.title,
  startsLocal: briefings.startsLocal,
  confidential: briefings.confidential,
};

/** Follow-ups with the names a list needs; the caller adds its conditions, the office's among them. */
export const selectRows = (db: Store["db"]) =>
  db
    .select(columns)
    .from(f)
    .leftJoin(institutions, and(eq(institutions.officeId, f.officeId), eq(institutions.id, f.leadInstitutionId)))
    .leftJoin(people, and(eq(people.officeId, f.officeId), eq(people.id, f.leadPersonId)))
    .leftJoin(users, eq(users.id, f.leadUserId))
    .leftJoin(briefings, and(eq(briefings.officeId, f.officeId), eq(briefings.id, f.briefingId)));

type Selected = ReturnType<ReturnType<typeof selectRows>["all"]>[number];

export const rowOf = (r: Selected): FollowUpRow => ({
  id: r.id,
  number: r.number,
  what: r.what,
  state: r.state,
  dueOn: r.dueOn,
  stateAt: r.stateAt,
  newsAt: r.newsAt,
  createdAt: r.createdAt,
  projectCode: r.projectCode,
  lead: {
    kind: r.leadKind,
    institutionId: r.institutionId,
    acronym: r.acronym,
    name: r.institution,
    personId: r.personId,
    person: r.person,
    userId: r.userId,
    user: r.user,
  },
  briefing:
    r.briefingId && r.title && r.startsLocal
      ? { id: r.briefingId, title: r.title, startsLocal: r.startsLocal, confidential: r.confidential === true }
      : null,
});

/** Soonest due first, those without a date last. */
export const byDue = [sql`${f.dueOn} is null`, asc(f.dueOn), asc(f.number)];

/** Follow-ups of an office an institution leads or shares: two searches by index, where an "or" would read them all. */
export const concerning = (officeId: string | Placeholder, institutionId: string | Placeholder): SQL =>
  sql`${f.id} in (
    select id from follow_up where office_id = ${officeId} and lead_institution_id = ${institutionId}
    union all select follow_up_id from follow_up_party where office_id = ${officeId} and institution_id = ${institutionId})`;

export type ListFilter = { show?: Show; institutionId?: string; briefingId?: string; project?: string; q?: string; page?: number };

/** The follow-ups of an office in which a word occurs: in their own text, in a name their lead ever had, or in their briefing's title. */
const having = (officeId: string, word: string): SQL => sql`${f.id} in (
  select ref from ${idsWith(officeId, "follow_up", word)}
  union select id from follow_up where office_id = ${officeId} and lead_institution_id in ${idsWith(officeId, "institution", word)}
  union select id from follow_up where office_id = ${officeId} and briefing_id in ${idsWith(officeId, "briefing", word)})`;

const narrowed = (officeId: string, { institutionId, briefingId, project, q = "" }: ListFilter): SQL | undefined =>
  and(
    eq(f.officeId, officeId),
    institutionId ? concerning(officeId, institutionId) : undefined,
    briefingId ? eq(f.briefingId, briefingId) : undefined,
    project ? eq(f.projectCode, project) : undefined,
    ...searchWords(q).map((word) => having(officeId, word)),
  );

function shown(show: Show, moment: Moment): SQL | undefined {
  switch (show) {
    case "all":
      return undefined;
    case "open":
      return openOnes;
    case "us":
    case "them":
      return and(overdue(moment.today), show === "us" ? eq(f.leadKind, "office") : sql`${f.leadKind} <> 'office'`);
    case "quiet":
      return and(openOnes, sql`${groupSql(moment)} = 'quiet'`);
    case "ended":
      return inArray(f.state, ["superseded", "dropped"]);
    default:
      return eq(f.state, show);
  }
}

/** Rows a page of the list shows. */
export const PAGE = 25;

/** How a view is ordered: what ended lately first; else by due date, settled ones last. */
const orderOf = (show: Show): SQL[] =>
  show === "verified" || show === "ended"
    ? [desc(f.stateAt), desc(f.number)]
    : [...(show === "all" ? [sql`${f.state} in ('verified', 'superseded', 'dropped')`] : []), ...byDue];

/** A page of the office's follow-ups: open ones by due date, settled ones the latest first. Staff alone; others get nothing. */
export function listFollowUps(
  store: Store,
  actor: Actor,
  filter: ListFilter,
): { rows: FollowUpRow[]; total: number; page: number; pages: number } {
  if (actor.kind !== "staff") return { rows: [], total: 0, page: 1, pages: 1 };
  const show = filter.show ?? "open";
  const where = and(narrowed(actor.officeId, filter), shown(show, momentFor(store, actor.officeId, actor.now)));
  const total = countWhere(store, where);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, filter.page ?? 1), pages);
  const rows = selectRows(store.db)
    .where(where)
    .orderBy(...orderOf(show))
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .all()
    .map(rowOf);
  return { rows, total, page, pages };
}

const countWhere = (store: Store, where: SQL | undefined): number =>
  store.db.select({ n: sql<number>`count(*)` }).from(f).where(where).get()?.n ?? 0;

/** Follow-ups by state and by whose turn it is. */
const counted = (store: Store, officeId: string, filter: ListFilter, among: SQL, turn: SQL<string>) =>
  store.db
    .select({ state: f.state, turn, n: sql<number>`count(*)` })
    .from(f)
    .where(and(narrowed(officeId, filter), among))
    .groupBy(f.state, turn)
    .all();

/** How many follow-ups each view of the list holds, under the same other filters. */
export function countsByShow(store: Store, actor: Actor, filter: ListFilter): Record<Show, number> {
  const none: Record<Show, number> = {
    open: 0,
    done: 0,
    us: 0,
    them: 0,
    blocked: 0,
    proposed: 0,
    in_progress: 0,
    quiet: 0,
    verified: 0,
    ended: 0,
    all: 0,
  };
  if (actor.kind !== "staff") return none;
  const moment = momentFor(store, actor.officeId, actor.now);
  const turn = sql<string>`case when ${overdue(moment.today)} then case ${f.leadKind} when 'office' then 'us' else 'them' end
    when ${openOnes} and ${groupSql(moment)} = 'quiet' then 'quiet' else '' end`;
  // The open ones are few and looked at one by one; of the ended ones the index of states tells the number.
  const rows = [
    ...counted(store, actor.officeId, filter, openOnes, turn),
    ...counted(store, actor.officeId, filter, inArray(f.state, ["verified", "superseded", "dropped"]), sql<string>`''`),
  ];
  for (const { state, turn: whose, n } of rows) {
    none.all += n;
    if (whose === "us" || whose === "them" || whose === "quiet") none[whose] += n;
    if (state === "verified") none.verified += n;
    else if (state === "superseded" || state === "dropped") none.ended += n;
    else {
      none.open += n;
      if (state !== "open") none[state] += n;
    }
  }
  return none;
}

/** The co-responsible institutions of each follow-up, by precedence. */
export function partiesOf(store: Store, officeId: string, followUpIds: string[]): Map<string, Party[]> {
  const found = new Map<string, Party[]>();
  if (followUpIds.length === 0) return found;
  const rows = prepared(store, "followups.parties", withParties).all({ officeId, ids: JSON.stringify(followUpIds) });
  for (const { followUpId, ...party } of rows) found.set(followUpId, [...(found.get(followUpId) ?? []), party]);
  return found;
}

const withParties = (db: Store["db"]) =>
  db
    .select({
      followUpId: followUpParties.followUpId,
      institutionId: followUpParties.institutionId,
      acronym: institutions.acronym,
      name: institutions.name,
      progress: followUpParties.progress,
      progressAt: followUpParties.progressAt,
    })
    .from(followUpParties)
    .innerJoin(institutions, and(eq(institutions.officeId, followUpParties.officeId), eq(institutions.id, followUpParties.institutionId)))
    .where(and(eq(followUpParties.officeId, given("officeId")), among(followUpParties.followUpId, "ids")))
    .orderBy(institutions.precedence)
    .prepare();
