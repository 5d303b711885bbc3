import { and, count, desc, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { clearances, holdings, incomingMails, invitations, messages } from "@/db/schema";
import { idsWith } from "@/db/search";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import type { MailContent } from "@/lib/mail/content";
import { searchWords } from "@/lib/text";
import type { Invitation } from "../../invitations/queries";
import type { Staff } from "../../kernel/actor";
import type { Message, MessageKinds } from "../../kernel/outbox";
import { findMessage, unreached } from "../queries";
import { isTrouble } from "../rules";
import { ASKING, isPrivate, kindNamed, type Listed, PRIVATE, TEST } from "./rules";

const m = messages;

/** Rows a page of the list shows. */
export const PAGE = 25;

/** A count goes no further than this: nobody reads on. */
export const MOST = 1000;

export type MessageFilter = { briefingId?: string; batchId?: string; kind?: string; language?: Locale; q?: string };

/** The messages of an office in which a word occurs: in whom they go to, in their subject, in a name their institution ever had, or in their briefing's title. */
const having = (officeId: string, word: string): SQL => sql`${m.id} in (
  select ref from ${idsWith(officeId, "message", word)}
  union select m.id from invitation i join message m on m.invitation_id = i.id
    where i.office_id = ${officeId} and i.institution_id in ${idsWith(officeId, "institution", word)}
  union select id from message where briefing_id in ${idsWith(officeId, "briefing", word)})`;

function named(name: string): SQL | undefined {
  const { kind, said } = kindNamed(name);
  const words = sql`coalesce(json_extract(${m.payload}, '$.said'), json_extract(${m.payload}, '$.change'))`;
  return and(eq(m.kind, kind), said ? sql`${words} = ${said}` : undefined);
}

const narrowed = (officeId: string, { briefingId, batchId, kind, language, q = "" }: MessageFilter): SQL | undefined =>
  and(
    eq(m.officeId, officeId),
    briefingId ? eq(m.briefingId, briefingId) : undefined,
    batchId ? eq(m.batchId, batchId) : undefined,
    kind ? named(kind) : undefined,
    language ? eq(m.language, language) : undefined,
    ...searchWords(q).map((word) => having(officeId, word)),
  );

/** What a list of the office’s mail holds; tests only where they are asked for. */
const open = (kind: string | undefined) => notInArray(m.kind, kind === TEST ? [...PRIVATE] : [...PRIVATE, TEST]);

const answeredAfter = sql`exists (select 1 from ${invitations} where ${invitations.id} = ${m.invitationId} and ${invitations.answer} is not null
  and ${invitations.answeredAt} > ${m.sentAt})`;

const cameBack = (officeId: string) =>
  sql`${m.id} in (select message_id from ${incomingMails} where office_id = ${officeId} and message_id is not null and kind = 'returned')`;

function shown(officeId: string, show: Listed, kind: string | undefined): SQL | undefined {
  switch (show) {
    case "look":
      return and(inArray(m.state, ["failed", "uncertain"]), unreached);
    case "waiting":
      return and(open(kind), inArray(m.state, ["queued", "sending"]));
    case "answered":
      return and(eq(m.state, "sent"), inArray(m.kind, [...ASKING]), answeredAfter);
    case "returned":
      return cameBack(officeId);
    case "all":
      return open(kind);
    default:
      return and(open(kind), eq(m.state, show));
  }
}

type Counts = Record<Listed, number>;

/** Whether more is asked than the indexes of an office's messages tell. */
const isNarrow = ({ kind, language, q }: MessageFilter): boolean => Boolean(kind || language || q);

/** How many messages each view holds under the same other filters: up to `MOST` by the indexes alone, else looked through once. */
export function countsByShow(store: Store, actor: Staff, filter: MessageFilter): Counts {
  const { officeId } = actor;
  const own = narrowed(officeId, filter);
  if (!isNarrow(filter)) return eachShow((show) => upTo(store, and(own, shown(officeId, show, filter.kind))));
  const fields = eachShow((show) => sql<number>`coalesce(sum(${shown(officeId, show, filter.kind)}), 0)`);
  return store.db.select(fields).from(m).where(own).get() ?? eachShow(() => 0);
}

const listed = ["look", "waiting", "sent", "answered", "returned", "cancelled", "all"] as const satisfies Listed[];
const eachShow = <T>(of: (show: Listed) => T): Record<Listed, T> =>
  Object.fromEntries(listed.map((show) => [show, of(show)])) as Record<Listed, T>;

function upTo(store: Store, where: SQL | undefined): number {
  const some = store.db
    .select({ one: sql`1`.as("one") })
    .from(m)
    .where(where)
    .limit(MOST + 1)
    .as("some");
  return store.db.select({ n: count() }).from(some).get()?.n ?? 0;
}

export type MessagePage = { rows: Message[]; total: number; page: number; pages: number };

/** A page of the messages of the staff member's office, the newest first; `counts` are those of the same filters. Of answered ones the latest `MOST`. */
export function listMessages(store: Store, actor: Staff, show: Listed, filter: MessageFilter, counts: Counts, page = 1): MessagePage {
  const where = and(narrowed(actor.officeId, filter), shown(actor.officeId, show, filter.kind));
  const known = isNarrow(filter) || counts[show] <= MOST;
  const total = known ? counts[show] : show === "answered" ? MOST : (store.db.select({ n: count() }).from(m).where(where).get()?.n ?? 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = store.db
    .select()
    .from(m)
    .where(where)
    .orderBy(desc(m.id))
    .limit(PAGE)
    .offset((at - 1) * PAGE)
    .all();
  return { rows, total, page: at, pages };
}

/** Invitations that wait for clearance or for the foreign ministry: no message of them is written yet. */
export type HeldPage = { rows: Invitation[]; total: number; page: number; pages: number };

const waits = (officeId: string, { briefingId, kind, language, q = "" }: MessageFilter): SQL | undefined =>
  and(
    eq(invitations.officeId, officeId),
    eq(invitations.state, "held"),
    // An office has few open questions and notes, and very many invitations.
    sql`${invitations.briefingId} in (select briefing_id from ${clearances} where office_id = ${officeId} and verdict is null
      union select briefing_id from ${holdings} where office_id = ${officeId} and ended is null)`,
    briefingId ? eq(invitations.briefingId, briefingId) : undefined,
    language ? eq(invitations.language, language) : undefined,
    kind && kind !== "invitation" ? sql`0` : undefined,
    ...searchWords(q).map(
      (word) => sql`(${invitations.institutionId} in ${idsWith(officeId, "institution", word)}
        or ${invitations.briefingId} in ${idsWith(officeId, "briefing", word)}
        or ${invitations.addresseeTenureId} in (select id from tenure where office_id = ${officeId} and person_id in ${idsWith(officeId, "person", word)}))`,
    ),
  );

/** A page of the invitations that are held, those asked for last first. */
export function listHeld(store: Store, actor: Staff, filter: MessageFilter, page = 1): HeldPage {
  const total = countHeld(store, actor, filter);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = store.db
    .select()
    .from(invitations)
    .where(waits(actor.officeId, filter))
    .orderBy(desc(invitations.changedAt), invitations.precedence, invitations.id)
    .limit(PAGE)
    .offset((at - 1) * PAGE)
    .all();
  return { rows, total, page: at, pages };
}

/** How many invitations are held under these filters. */
export const countHeld = (store: Store, actor: Staff, filter: MessageFilter): number =>
  filter.batchId ? 0 : (store.db.select({ n: count() }).from(invitations).where(waits(actor.officeId, filter)).get()?.n ?? 0);

/** A message of the office that came back, as its server wrote. */
export type Returned = { messageId: string; subject: string; receivedAt: number };

/** Which of these messages came back, and with which words; the latest return of each. */
export function returnsOf(store: Store, actor: Staff, ids: string[]): Map<string, Returned> {
  if (ids.length === 0) return new Map();
  const rows = store.db
    .select({ messageId: incomingMails.messageId, subject: incomingMails.subject, receivedAt: incomingMails.receivedAt })
    .from(incomingMails)
    .where(and(eq(incomingMails.officeId, actor.officeId), eq(incomingMails.kind, "returned"), inArray(incomingMails.messageId, ids)))
    .orderBy(incomingMails.receivedAt)
    .all();
  return new Map(rows.flatMap((row) => (row.messageId ? [[row.messageId, { ...row, messageId: row.messageId }]] : [])));
}

/** What a message says as the record stands now; `undefined` where it would not be sent any more, or cannot be written. */
export function writtenBy(kinds: MessageKinds, store: Store, message: Message, now: number): MailContent | undefined {
  try {
    const content = kinds[message.kind]?.(store, message, now);
    return content === "obsolete" ? undefined : content;
  } catch {
    return undefined;
  }
}

/** A message of the office that its staff may look at: what lets a colleague in only while somebody has to do something about it. */
export function readableMessage(store: Store, actor: Staff, messageId: string): Message | undefined {
  const found = findMessage(store, actor, messageId);
  return found && (!isPrivate(found) || isTrouble(found)) ? found : undefined;
}
