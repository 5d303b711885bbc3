import { and, count, eq, gt, inArray, ne, sql } from "drizzle-orm";
import { invitations, messages } from "@/db/schema";
import type { MessageState } from "@/db/schema/kernel";
import type { Store } from "@/db/store";
import { collator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { type Briefing, findBriefing, newDateSince } from "../../briefings/queries";
import { type Holder, holdersByTenure, type NameOn } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { type Message, messagesOf } from "../../kernel/outbox";
import { type Answer, answersOf } from "../answers/queries";
import { type Contacted, lastContacts } from "../contacts/queries";
import { type Delegate, delegationsOf } from "../delegation/queries";
import { calledOn, type Invitation, inTrouble } from "../queries";
import { hasAnswered, type Standing, standingOf } from "../rules";
import { calledBy } from "../sending/rules";
import { type ToldRow, toldRows } from "../telling/queries";
import { isUntold } from "../telling/rules";
import { attention, type Filter, filters, matches, type Order, phaseOf, type Trouble, troubles } from "./rules";

/** Rows of a page of the board. */
export const PAGE = 25;

/** The last time the office and an institution were in touch about a briefing. */
export type Contact = { kind: string; at: number; state: MessageState | "heard" };

export type BoardRow = {
  invitation: Invitation;
  standing: Standing;
  name: NameOn;
  answer: Answer | undefined;
  delegates: Delegate[];
  contact: Contact | undefined;
  reminders: number;
  liaison: Holder | undefined;
  trouble: Trouble[];
  told: ToldRow | undefined;
};

export type BoardArgs = { show?: Filter; order?: Order; page?: number };
export type Board = { briefing: Briefing; counts: Record<Filter, number>; rows: BoardRow[]; total: number; page: number; pages: number };

type Light = Invitation & { trouble: boolean; again: boolean; told: ToldRow | undefined; untold: boolean };

/** A page of the reply board of a briefing of the staff member's office; names are those of the day of the briefing. */
export function boardOf(
  store: Store,
  actor: Staff,
  briefingId: string,
  { show = "all", order = "precedence", page = 1 }: BoardArgs = {},
): Board | undefined {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return undefined;
  const since = newDateSince(store, briefing);
  const listed = store.db
    .select({ row: invitations, trouble: inTrouble })
    .from(invitations)
    .where(and(eq(invitations.officeId, actor.officeId), eq(invitations.briefingId, briefingId)))
    .orderBy(invitations.precedence, invitations.id)
    .all();
  const told = toldRows(
    store,
    briefing,
    listed.map(({ row }) => row),
  );
  const open = phaseOf(briefing) === "open";
  const all: Light[] = listed.map(({ row, trouble }) => ({
    ...row,
    trouble: open && trouble === 1,
    again: since !== undefined && row.state === "sent" && !hasAnswered(row, since),
    told: told.get(row.id),
    untold: row.state !== "withdrawn" && isUntold(told.get(row.id)),
  }));
  const counts = Object.fromEntries(filters.map((f) => [f, all.filter((row) => matches(row, f)).length])) as Record<Filter, number>;
  const names = calledOn(store, briefing, all);
  const found = sorted(
    all.filter((row) => matches(row, show)),
    order,
    names,
    actor.language,
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = details(store, actor.officeId, found.slice((at - 1) * PAGE, at * PAGE), names, open);
  return { briefing, counts, rows, total: found.length, page: at, pages };
}

/** What lists call an institution: its acronym, else its name. */
export const calledIn = (name: NameOn | undefined): string => name?.acronym ?? name?.name.es ?? Object.values(name?.name ?? {})[0] ?? "";

function sorted(rows: Light[], order: Order, names: Map<string, NameOn>, locale: Locale): Light[] {
  if (order === "attention") return rows.sort((a, b) => attention(a) - attention(b) || a.precedence - b.precedence);
  if (order === "precedence") return rows;
  const { compare } = collator(locale);
  return rows.sort((a, b) => compare(calledIn(names.get(a.institutionId)), calledIn(names.get(b.institutionId))));
}

const noName: NameOn = { acronym: null, name: {}, article: {} };

/** Everything a row shows; what is to be mended is left out where nothing can be any more. */
function details(store: Store, officeId: string, rows: Light[], names: Map<string, NameOn>, open: boolean): BoardRow[] {
  const ids = rows.map((i) => i.id);
  const answers = answersOf(store, officeId, ids);
  const delegations = delegationsOf(store, officeId, ids);
  const people = holdersByTenure(
    store,
    officeId,
    rows.flatMap((i) => i.addresseeTenureId ?? []),
  );
  const contacted = lastContacts(store, officeId, ids);
  const letters = new Map<string, Message[]>();
  for (const message of messagesOf(store, officeId, ids)) {
    if (message.state === "cancelled" || !message.invitationId) continue;
    letters.set(message.invitationId, [...(letters.get(message.invitationId) ?? []), message]);
  }
  return rows.map((invitation) => {
    const said = answers.get(invitation.id) ?? [];
    const answer = said.find((a) => a.id === invitation.answerId);
    const delegates = (delegations.get(invitation.id) ?? []).filter((d) => d.setAsideBy === null);
    const sent = letters.get(invitation.id) ?? [];
    const trouble = troubles({ ...invitation, delegates, late: answer?.late ?? false, last: sent[0] });
    const standing = standingOf(invitation);
    const underway = sent.some((m) => m.kind === "invitation" && m.state !== "failed");
    return {
      invitation,
      standing: standing === "sending" && !underway ? "not_sent" : standing,
      name: names.get(invitation.institutionId) ?? noName,
      answer,
      delegates,
      contact: contactOf(invitation, said, sent, contacted.get(invitation.id)),
      reminders: sent.filter((m) => m.kind === "reminder").length,
      liaison: people.get(invitation.addresseeTenureId ?? ""),
      trouble: open && invitation.state !== "withdrawn" ? trouble : [],
      told: invitation.told,
    };
  });
}

/** Receipts answer what the institution did itself: they are no contact. */
const contacts = new Set(["invitation", "reminder", "names_request", "change", "new_link", "withdrawal", "day_before", "thanks", "regret"]);

function contactOf(invitation: Invitation, said: Answer[], sent: Message[], contacted: Contacted | undefined): Contact | undefined {
  const heard = said.find((a) => a.channel !== "link" && a.channel !== "calendar");
  const mailed = sent.find((m) => contacts.has(m.kind));
  const found: Contact[] = [];
  if (heard) found.push({ kind: heard.channel, at: heard.at, state: "heard" });
  if (mailed) found.push({ kind: calledBy(mailed), at: mailed.sentAt ?? mailed.createdAt, state: mailed.state });
  if (contacted) found.push({ kind: contacted.channel, at: contacted.at, state: "heard" });
  if (!mailed && invitation.sentAt !== null) found.push({ kind: "delivered", at: invitation.sentAt, state: "heard" });
  return found.sort((a, b) => b.at - a.at)[0];
}

export type Change = { id: string; name: string; standing: Standing; named: number };
export type News = { version: string; since: number; changed: Change[] };

/** Where the board stands, as one short text that differs after any change, and which invitations changed after an instant (milliseconds UTC). */
export function boardNews(store: Store, actor: Staff, briefingId: string, since: number): News | undefined {
  const briefing = findBriefing(store, actor, briefingId);
  if (!briefing) return undefined;
  const own = and(eq(invitations.officeId, actor.officeId), eq(invitations.briefingId, briefingId));
  const last = store.db
    .select({ at: sql<number>`coalesce(max(${invitations.changedAt}), 0)`, n: count() })
    .from(invitations)
    .where(own)
    .get();
  const sent = store.db
    .select({ state: messages.state, n: count() })
    .from(messages)
    .where(and(eq(messages.officeId, actor.officeId), eq(messages.briefingId, briefingId), ne(messages.state, "cancelled")))
    .groupBy(messages.state)
    .orderBy(messages.state)
    .all();
  const fresh = store.db
    .select()
    .from(invitations)
    .where(and(own, gt(invitations.changedAt, since), inArray(invitations.state, ["draft", "held", "queued", "sent"])))
    .all();
  const names = calledOn(store, briefing, fresh);
  return {
    version: `${last?.at ?? 0}.${last?.n ?? 0}.${sent.map((s) => `${s.state[0]}${s.n}`).join("")}`,
    since: last?.at ?? 0,
    changed: fresh.map((i) => ({ id: i.id, name: calledIn(names.get(i.institutionId)), standing: standingOf(i), named: i.named })),
  };
}
