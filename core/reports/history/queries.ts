import { type SQL, sql } from "drizzle-orm";
import type { Store } from "@/db/store";
import { dayOf, daysBetween, localOf } from "@/lib/dates";
import { instantBefore, linksOf } from "../../institutions/lineage/queries";
import { type Line, lineageOf, type View } from "../../institutions/lineage/rules";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { type Counts, type Kind, median, noCounts, type Part, parts, type Show } from "./rules";

/** One thing that happened: `id` is of the row it is, `institutionId` of whom it happened to, `at` when (milliseconds UTC; of a meeting, its beginning). */
export type Entry = { kind: Kind; id: string; institutionId: string; briefingId: string | null; at: number };

export type History = {
  rows: Entry[];
  /** Of the year asked for, and of all. */
  counts: Counts;
  ever: Counts;
  /** The years in which something of what is shown happened, the latest first. */
  years: { year: string; n: number }[];
  page: number;
  pages: number;
  total: number;
};

/** Rows a page of the time line shows. */
export const PAGE = 25;

const bits: Record<Part, number> = { open: 1, kept: 2, due: 4 };
/** Noon of a day as an instant: the same day in every office's zone. */
const noon = (day: SQL): SQL => sql`unixepoch(${day}) * 1000 + 43200000`;

/**
 * Everything that happened with some institutions, each thing once, as a table `event` of keys: what a page shows is read
 * afterwards. An invitation counts once it left or was answered; its own mail is that row, other mail stands for itself.
 */
const events = (officeId: string, lines: readonly Line[], zone: string, today: string): SQL => {
  const bounded = JSON.stringify(lines.map(({ id, before }) => ({ id, before: instantBefore(before, zone) })));
  return sql`with line as materialized (select value ->> 'id' as id, value ->> 'before' as before from json_each(${bounded})),
  met as materialized (
    select i.id, i.institution_id, i.briefing_id, i.starts_at as at, i.sent_at, i.answer, i.named
    from line cross join invitation i on i.office_id = ${officeId} and i.institution_id = line.id and i.starts_at < line.before
    where i.state <> 'withdrawn' and (i.sent_at is not null or i.answer is not null)),
  promised as materialized (
    select f.id, min(c.institution_id) as institution_id, f.briefing_id, coalesce(b.starts_at, f.created_at) as at,
      (f.state not in ('verified', 'superseded', 'dropped'))
        + 2 * (max(c.leads) and f.state = 'verified')
        + 4 * (max(c.leads) and (f.state = 'verified' or (f.state in ('open', 'in_progress', 'blocked', 'done') and f.due_on < ${today}))) as mark
    from (select l.id as follow_up_id, line.id as institution_id, line.before, 1 as leads
        from line cross join follow_up l on l.office_id = ${officeId} and l.lead_institution_id = line.id
      union all select p.follow_up_id, line.id, line.before, 0
        from line cross join follow_up_party p on p.office_id = ${officeId} and p.institution_id = line.id) c
    join follow_up f on f.id = c.follow_up_id
    left join briefing b on b.office_id = f.office_id and b.id = f.briefing_id
    where coalesce(b.starts_at, f.created_at) < c.before
    group by f.id),
  event as (
    select 'briefings' as kind, id, institution_id, briefing_id, at, 0 as part, 0 as mark from met where sent_at is not null
    union all select 'answers', id, institution_id, briefing_id, at, 1, 0 from met where answer is not null
    union all select 'delegations', id, institution_id, briefing_id, at, 2, 0 from met where named > 0 and coalesce(answer, '') <> 'declined'
    union all select 'messages', m.id, met.institution_id, met.briefing_id, met.at, 3, 0
      from met cross join message m on m.invitation_id = met.id where m.kind <> 'invitation' and m.state <> 'cancelled'
    union all select 'followUps', id, institution_id, briefing_id, at, 4, mark from promised
    union all select 'people', t.id || ' ' || s.value, t.institution_id, null, ${noon(sql`iif(s.value = 'from', t.valid_from, t.valid_to)`)}, 5, 0
      from line cross join tenure t on t.institution_id = line.id and t.office_id = ${officeId} cross join json_each('["from","to"]') s
      where iif(s.value = 'from', t.valid_from, t.valid_to) <= ${today}
        and ${noon(sql`iif(s.value = 'from', t.valid_from, t.valid_to)`)} < line.before
    union all select 'names', n.id, n.institution_id, null, ${noon(sql`n.valid_from`)}, 6, 0
      from line cross join institution_name n on n.institution_id = line.id and n.office_id = ${officeId}
      where n.valid_from <= ${today} and ${noon(sql`n.valid_from`)} < line.before
    union all select 'names', s.from_id || ' ' || s.to_id || ' ' || s.kind, min(line.id), null, ${noon(sql`s.on_day`)}, 7, 0
      from line cross join institution_succession s on s.office_id = ${officeId} and line.id in (s.from_id, s.to_id)
      where s.on_day <= ${today} group by s.from_id, s.to_id, s.kind)`;
};

const shown = (show: Show): SQL => {
  if (show === "all") return sql`1`;
  if (show in bits) return sql`mark & ${bits[show as Part]}`;
  return sql`kind = ${show}`;
};

/** Minutes east of Greenwich of a zone in winter: the year something falls in is told by the office's clock, summer time apart. */
function shiftOf(zone: string, today: string): number {
  const at = Date.parse(`${today.slice(0, 4)}-01-01T12:00:00Z`);
  return Date.parse(`${localOf(at, zone)}:00Z`) - at;
}

type Asked = { show: Show; year?: string; page: number };

/** A page of what happened with an institution and those it stands for, the latest first, and how many rows every other choice would show. */
export function historyOf(store: Store, actor: Staff, lines: readonly Line[], { show, year, page: asked }: Asked): History {
  const { zone } = findOffice(store, actor.officeId);
  const today = dayOf(actor.now, zone);
  const yearOf = sql`strftime('%Y', (at + ${shiftOf(zone, today)}) / 1000, 'unixepoch')`;
  const table = events(actor.officeId, lines, zone, today);
  const sums = store.db.all<{ kind: Kind; year: string; n: number } & Record<Part, number>>(sql`${table}
    select kind, ${yearOf} as year, count(*) as n, sum(mark & 1) as open, sum(mark & 2) / 2 as kept, sum(mark & 4) / 4 as due
    from event group by 1, 2`);
  const byYear = new Map<string, Counts>();
  const ever = noCounts();
  for (const sum of sums) {
    const ofYear = byYear.get(sum.year) ?? noCounts();
    byYear.set(sum.year, ofYear);
    for (const to of [ofYear, ever]) {
      to.all += sum.n;
      to[sum.kind] += sum.n;
      for (const part of parts) to[part] += sum[part];
    }
  }
  const counts = year === undefined ? ever : (byYear.get(year) ?? noCounts());
  const total = counts[show];
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  const rows = store.db.all<Entry>(sql`${table}
    select kind, id, institution_id as institutionId, briefing_id as briefingId, at from event
    where ${shown(show)} ${year === undefined ? sql`` : sql`and ${yearOf} = ${year}`}
    order by at desc, coalesce(briefing_id, ''), institution_id, part, id limit ${PAGE} offset ${(page - 1) * PAGE}`);
  const years = [...byYear]
    .map(([name, of]) => ({ year: name, n: of[show] }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.year.localeCompare(a.year));
  return { rows, counts, ever, years, page, pages, total };
}

const linesOf = (lines: readonly Line[], zone: string): SQL =>
  sql`(select value ->> 'id' as id, value ->> 'before' as before from json_each(${JSON.stringify(
    lines.map(({ id, before }) => ({ id, before: instantBefore(before, zone) })),
  )})) line`;

/** The latest briefing that was held with an institution or one it stands for. */
export function lastMet(store: Store, actor: Staff, lines: readonly Line[]): { briefingId: string; startsLocal: string } | undefined {
  const { zone } = findOffice(store, actor.officeId);
  return store.db.all<{ briefingId: string; startsLocal: string }>(sql`
    select b.id as briefingId, b.starts_local as startsLocal from ${linesOf(lines, zone)}
    cross join invitation i on i.office_id = ${actor.officeId} and i.institution_id = line.id and i.met = 1
      and i.starts_at <= ${actor.now} and i.starts_at < line.before
    join briefing b on b.office_id = i.office_id and b.id = i.briefing_id
    order by i.starts_at desc limit 1`)[0];
}

/** How many of the latest answers tell how soon an institution answers. */
const LATEST = 50;

/** Days from the sending to the answer, calendar days of the office; the middle of the latest answers, null before the first. */
export function daysToAnswer(store: Store, actor: Staff, lines: readonly Line[]): number | null {
  const { zone } = findOffice(store, actor.officeId);
  const rows = store.db.all<{ sentAt: number; answeredAt: number }>(sql`
    select i.sent_at as sentAt, i.answered_at as answeredAt from ${linesOf(lines, zone)}
    cross join invitation i on i.office_id = ${actor.officeId} and i.institution_id = line.id and i.starts_at < line.before
    where i.state <> 'withdrawn' and i.sent_at is not null and i.answered_at is not null
    order by i.starts_at desc limit ${LATEST}`);
  return median(rows.map((row) => Math.max(0, daysBetween(dayOf(row.sentAt, zone), dayOf(row.answeredAt, zone)))));
}

/** What a list of institutions says of each: when it was last met (`YYYY-MM-DD`), and how many follow-ups it leads or shares are not settled. */
export type Engagement = { metOn: string | null; open: number };

/** The engagement of some institutions, each with those it stands for in a view: the same rows the time line of its page shows. */
export function engagementsOf(store: Store, actor: Staff, ids: readonly string[], view: View): Map<string, Engagement> {
  const { zone } = findOffice(store, actor.officeId);
  const links = view === "then" ? [] : linksOf(store, actor.officeId);
  const bounded = ids.flatMap((heir) => lineageOf(links, heir).map((l) => ({ heir, id: l.id, before: instantBefore(l.before, zone) })));
  const line = sql`with line as materialized (select value ->> 'heir' as heir, value ->> 'id' as id, value ->> 'before' as before
    from json_each(${JSON.stringify(bounded)}))`;
  const open = store.db.all<{ id: string; n: number }>(sql`${line}
    select c.heir as id, count(distinct f.id) as n
    from (select heir, before, f.id as follow_up_id from line
        cross join follow_up f on f.office_id = ${actor.officeId} and f.lead_institution_id = line.id
      union all select heir, before, p.follow_up_id from line
        cross join follow_up_party p on p.office_id = ${actor.officeId} and p.institution_id = line.id) c
    join follow_up f on f.id = c.follow_up_id and f.state not in ('verified', 'superseded', 'dropped')
    left join briefing b on b.office_id = f.office_id and b.id = f.briefing_id
    where coalesce(b.starts_at, f.created_at) < c.before group by 1`);
  const met = store.db.all<{ id: string; startsLocal: string }>(sql`${line}
    select l.heir as id, b.starts_local as startsLocal, max(b.starts_at)
    from (select heir, (select i.briefing_id from invitation i where i.office_id = ${actor.officeId} and i.institution_id = line.id
        and i.met = 1 and i.starts_at <= ${actor.now} and i.starts_at < line.before order by i.starts_at desc limit 1) as briefing_id from line) l
    join briefing b on b.office_id = ${actor.officeId} and b.id = l.briefing_id group by 1`);
  const found = new Map<string, Engagement>(ids.map((id) => [id, { metOn: null, open: 0 }]));
  for (const { id, n } of open) Object.assign(found.get(id) ?? {}, { open: n });
  for (const { id, startsLocal } of met) Object.assign(found.get(id) ?? {}, { metOn: startsLocal.slice(0, 10) });
  return found;
}
