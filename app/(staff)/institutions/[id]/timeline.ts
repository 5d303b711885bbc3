import type { Event, Meeting } from "@/components/institutions/timeline";
import { interruptionsOf } from "@/core/briefings/queries";
import { followUpsOfInstitution } from "@/core/followups/queries";
import { answersOf } from "@/core/invitations/answers/queries";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { invitationsOfInstitution } from "@/core/invitations/queries";
import type { Staff } from "@/core/kernel/actor";
import type { Office } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import { dayOf, daysBetween } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** How the time line can be narrowed; `open` is what of `agreed` is not settled. */
export const kinds = ["all", "invited", "answered", "sent", "agreed", "open"] as const;
export type Kind = (typeof kinds)[number];

export type History = {
  events: Event[];
  counts: Record<Kind, number>;
  standing: Pick<ReturnType<typeof followUpsOfInstitution>, "kept" | "due" | "metOn">;
  /** Days from the sending to the answer, calendar days; the middle of all, null before the first. */
  medianDays: number | null;
};

const settled = new Set(["verified", "superseded", "dropped"]);
const over = new Set(["held", "closed"]);
const running = new Set(["open", "in_progress", "blocked"]);

/**
 * What happened with an institution, the latest meeting first: to what it was invited, what it answered, by which channel
 * and after how many days, whom it named, what was agreed. Of these, the kind asked for, and the count of each.
 */
export function historyOf(store: Store, actor: Staff, office: Office, institutionId: string, kind: Kind): History {
  const { rows, ...standing } = followUpsOfInstitution(store, actor, institutionId, 500);
  const today = dayOf(actor.now, office.zone);
  const meetings = met(store, actor, office, institutionId);
  const agreed = rows.map((row): Event & { kind: "agreed" } => ({
    id: row.id,
    day: dayOf(row.createdAt, office.zone),
    meeting: row.briefing && meetingOf(row.briefing, actor.language, office.language),
    kind: "agreed",
    href: paths.followUp(row.id),
    number: row.number,
    what: row.what,
    state: row.state,
    dueOn: row.dueOn,
    overdue: running.has(row.state) && row.dueOn !== null && row.dueOn < today,
  }));
  const of = (wanted: Event["kind"]): Event[] => latestFirst(meetings.filter((event) => event.kind === wanted));
  const lists: Record<Kind, Event[]> = {
    all: latestFirst([...meetings, ...agreed]),
    invited: of("invited"),
    answered: of("answered"),
    sent: of("sent"),
    agreed: latestFirst(agreed),
    // What is open stands by its due date, as it came.
    open: agreed.filter((event) => !settled.has(event.state)),
  };
  const delays = meetings.flatMap((event) => (event.kind === "answered" && event.days !== null ? [event.days] : []));
  const counts = Object.fromEntries(kinds.map((k) => [k, lists[k].length])) as Record<Kind, number>;
  return { events: lists[kind], counts, standing, medianDays: median(delays) };
}

/** Invitations that left or were answered, their present answers and the delegations named. */
function met(store: Store, actor: Staff, office: Office, institutionId: string): Event[] {
  const invitations = invitationsOfInstitution(store, actor, institutionId, 500).filter((i) => i.sentAt !== null || i.answer !== null);
  const ids = invitations.map((i) => i.id);
  const answers = answersOf(store, office.id, ids);
  const delegations = delegationsOf(store, office.id, ids);
  const interruptions = interruptionsOf(
    store,
    office.id,
    invitations.map((i) => i.briefingId),
  );
  return invitations.flatMap((invitation): Event[] => {
    const meeting = meetingOf({ ...invitation, id: invitation.briefingId }, actor.language, office.language);
    const href = paths.invitation(invitation.briefingId, invitation.id);
    const sentOn = invitation.sentAt === null ? null : dayOf(invitation.sentAt, office.zone);
    const events: Event[] = [];
    if (sentOn) events.push({ id: `${invitation.id}i`, day: sentOn, meeting, kind: "invited", href, answered: invitation.answer !== null });
    const [answer] = answers.get(invitation.id) ?? [];
    if (answer) {
      const day = dayOf(answer.at, office.zone);
      const days = sentOn ? Math.max(0, daysBetween(sentOn, day)) : null;
      const { value, channel, late, byName } = answer;
      events.push({ id: `${invitation.id}a`, day, meeting, kind: "answered", href, value, channel, by: byName, days, late });
    }
    const delegation = (delegations.get(invitation.id) ?? []).filter((d) => d.seat === "seated");
    const people = delegation.flatMap((d) => (d.name ? [{ name: d.name, post: d.post ?? "", personId: d.personId }] : []));
    if (people.length > 0 && answer?.value !== "declined") {
      const toDesignate = delegation.length - people.length;
      events.push({
        id: `${invitation.id}s`,
        day: meeting.day,
        meeting,
        kind: "sent",
        people,
        toDesignate,
        past: over.has(invitation.briefingState),
      });
    }
    for (const { id, state, at, reason, before } of interruptions.filter((p) => p.briefingId === invitation.briefingId))
      events.push({
        id: `${invitation.id}${id}`,
        day: dayOf(at, office.zone),
        meeting,
        kind: "off",
        cancelled: state === "cancelled",
        was: before && !before.dateOpen ? before.startsLocal.slice(0, 10) : null,
        reason: reason ?? "",
      });
    return events;
  });
}

const meetingOf = (briefing: { id: string; title: Localized; startsLocal: string }, locale: Locale, own: Locale): Meeting => ({
  id: briefing.id,
  title: read(briefing.title, locale, own),
  day: briefing.startsLocal.slice(0, 10),
});

/** By day of the meeting, the latest first, its events in the order they happened. */
const latestFirst = (events: Event[]): Event[] =>
  [...events].sort(
    (a, b) =>
      (b.meeting?.day ?? b.day).localeCompare(a.meeting?.day ?? a.day) || (a.meeting?.id ?? a.id).localeCompare(b.meeting?.id ?? b.id),
  );

/** The middle of some numbers, rounded up; null for none. */
function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.ceil((low + high) / 2);
}
