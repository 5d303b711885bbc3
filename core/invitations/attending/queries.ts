import { and, eq, inArray, ne } from "drizzle-orm";
import { messages } from "@/db/schema";
import type { Attendance } from "@/db/schema/invitations";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { FRESH } from "../../briefings/overview/rules";
import { type Briefing, findBriefing } from "../../briefings/queries";
import type { NameOn } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { type Answer, answersOf } from "../answers/queries";
import { delegationsOf } from "../delegation/queries";
import { linkedAmong } from "../links/queries";
import { calledOn, type Invitation, invitationsTo } from "../queries";
import { type Asking, addresseesOf, type Owing, peaceless } from "../sending/queries";
import { type After, cameOf, expected, isOwed } from "./rules";

/** Rows of a page of the list. */
export const PAGE = 50;

export type CameRow = {
  invitation: Invitation;
  name: NameOn | undefined;
  answer: Answer | undefined;
  /** Whom it named. */
  named: string[];
  /** What the answer lets one expect, while nobody has said who came. */
  expected: Attendance | undefined;
};
/** `answered`: of how many nobody has said whether they came, though their answer lets one expect it. */
export type CameList = { rows: CameRow[]; page: number; pages: number; counts: ReturnType<typeof cameOf>; answered: number };

/** Who was invited and whether they came, in order of precedence; empty for another office. */
export function cameList(store: Store, actor: Staff, briefingId: string, page = 1): CameList {
  const briefing = findBriefing(store, actor, briefingId);
  const all = briefing ? invitationsTo(store, actor.officeId, briefingId).filter((i) => i.state !== "withdrawn") : [];
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const shown = all.slice((at - 1) * PAGE, at * PAGE);
  const ids = shown.map(({ id }) => id);
  const answers = answersOf(store, actor.officeId, ids);
  const delegations = delegationsOf(store, actor.officeId, ids);
  const names = briefing ? calledOn(store, briefing, shown) : new Map<string, NameOn>();
  const rows = shown.map((invitation): CameRow => {
    const answer = (answers.get(invitation.id) ?? []).find(({ id }) => id === invitation.answerId);
    return {
      invitation,
      name: names.get(invitation.institutionId),
      answer,
      named: (delegations.get(invitation.id) ?? []).flatMap((d) => (d.setAsideBy === null && d.name ? [d.name] : [])),
      expected: invitation.came ? undefined : expected(invitation.answer, Boolean(answer?.substituteName)),
    };
  });
  const answered = all.filter((i) => i.came === null && expected(i.answer, false)).length;
  return { rows, page: at, pages, counts: cameOf(all), answered };
}

/** Invitations that were thanked already, or got a regret: by hand or by plan, and not taken back. */
function writtenAfter(store: Store, officeId: string, ids: string[]): Set<string> {
  if (ids.length === 0) return new Set();
  const rows = store.db
    .select({ id: messages.invitationId })
    .from(messages)
    .where(
      and(
        eq(messages.officeId, officeId),
        inArray(messages.invitationId, ids),
        inArray(messages.kind, ["thanks", "regret"]),
        ne(messages.state, "cancelled"),
      ),
    )
    .all();
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** Whom thanks or regret are owed to within a month after a meeting that was held, by what is noted of who came; each with what keeps it from being written to. */
export function owedAfter(store: Store, { officeId, now }: Asking, briefing: Briefing, kind: After): Owing[] {
  if (briefing.state !== "held" || briefing.endsAt > now || now >= briefing.endsAt + FRESH) return [];
  const owed = invitationsTo(store, officeId, briefing.id).filter((i) => isOwed(kind, i));
  const ids = owed.map(({ id }) => id);
  const [written, linked] = [writtenAfter(store, officeId, ids), linkedAmong(store, officeId, ids)];
  const open = owed.filter(({ id }) => !written.has(id) && linked.has(id));
  const people = addresseesOf(store, officeId, open, dayOf(now, findOffice(store, officeId).zone));
  return open.map((invitation) => peaceless(invitation, people.get(invitation.addresseeTenureId ?? "")));
}
