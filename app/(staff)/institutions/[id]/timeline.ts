import type { Event, Meeting } from "@/components/institutions/timeline";
import { briefingsByIds, interruptionsOf } from "@/core/briefings/queries";
import { followUpsByIds } from "@/core/followups/queries";
import { isOverdue } from "@/core/followups/rules";
import { institutionNamesByIds } from "@/core/institutions/names/queries";
import { holdersByTenure } from "@/core/institutions/queries";
import { type Succession, successionsOf } from "@/core/institutions/ties/queries";
import { answersOf } from "@/core/invitations/answers/queries";
import { delegationsOf } from "@/core/invitations/delegation/queries";
import { invitationsByIds } from "@/core/invitations/queries";
import type { Staff } from "@/core/kernel/actor";
import { messagesByIds } from "@/core/mail/queries";
import type { Office } from "@/core/offices/queries";
import type { Entry } from "@/core/reports/history/queries";
import type { Kind } from "@/core/reports/history/rules";
import type { Store } from "@/db/store";
import { dayOf, daysBetween } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";

const over = new Set(["held", "closed"]);

/** What the rows of a page of the time line say: each read by its key, however long the history is. */
export function eventsOf(store: Store, actor: Staff, office: Office, entries: readonly Entry[]): Event[] {
  const today = dayOf(actor.now, office.zone);
  const ids = (...kinds: Kind[]) => entries.filter((e) => kinds.includes(e.kind)).map((e) => e.id);
  const invitations = invitationsByIds(store, office.id, ids("briefings", "answers", "delegations"));
  const answers = answersOf(store, office.id, ids("briefings", "answers"));
  const delegations = delegationsOf(store, office.id, ids("delegations"));
  const messages = messagesByIds(store, actor, ids("messages"));
  const followUps = followUpsByIds(store, actor, ids("followUps"));
  const tenures = holdersByTenure(
    store,
    office.id,
    ids("people").map((id) => first(id)),
  );
  const names = institutionNamesByIds(store, office.id, ids("names"));
  const meetings = meetingsOf(store, actor, office, entries);
  const successions = new Map<string, Succession[]>();
  const successionsAt = (id: string): Succession[] => {
    const known = successions.get(id) ?? successionsOf(store, office.id, id, today);
    successions.set(id, known);
    return known;
  };

  const shown = (entry: Entry): Event | undefined => {
    const meeting = meetings.get(entry.briefingId ?? "") ?? null;
    const base = {
      id: `${entry.kind}${entry.id}`,
      institutionId: entry.institutionId,
      day: meeting?.day ?? dayOf(entry.at, entry.kind === "followUps" ? office.zone : "UTC"),
      meeting,
    };
    const invitation = invitations.get(entry.id);
    const href = invitation ? paths.invitation(invitation.briefingId, invitation.id) : "";
    switch (entry.kind) {
      case "briefings":
        if (!invitation?.sentAt) return undefined;
        return { ...base, kind: "briefings", href, sentOn: dayOf(invitation.sentAt, office.zone), answered: invitation.answer !== null };
      case "answers": {
        const [answer] = answers.get(entry.id) ?? [];
        if (!invitation || !answer) return undefined;
        const day = dayOf(answer.at, office.zone);
        const days = invitation.sentAt === null ? null : Math.max(0, daysBetween(dayOf(invitation.sentAt, office.zone), day));
        const { value, channel, late, byName, byPersonId } = answer;
        return { ...base, kind: "answers", href, on: day, value, channel, by: byName, personId: byPersonId, days, late };
      }
      case "delegations": {
        const seated = (delegations.get(entry.id) ?? []).filter((d) => d.seat === "seated");
        const people = seated.flatMap((d) => (d.name ? [{ name: d.name, post: d.post ?? "", personId: d.personId }] : []));
        return { ...base, kind: "delegations", people, toDesignate: seated.length - people.length, past: over.has(meeting?.state ?? "") };
      }
      case "messages": {
        const message = messages.get(entry.id);
        if (!message?.invitationId || !message.briefingId) return undefined;
        return { ...base, kind: "messages", href: paths.invitation(message.briefingId, message.invitationId), message };
      }
      case "followUps": {
        const row = followUps.get(entry.id);
        if (!row) return undefined;
        const { number, what, state, dueOn } = row;
        return { ...base, kind: "followUps", href: paths.followUp(row.id), number, what, state, dueOn, overdue: isOverdue(row, today) };
      }
      case "people": {
        const holder = tenures.get(first(entry.id));
        return holder && { ...base, kind: "people", holder, began: entry.id.endsWith("from") };
      }
      case "names": {
        const name = names.get(entry.id);
        if (name) return { ...base, kind: "names", name };
        const key = entry.id;
        const succession = successionsAt(entry.institutionId).find((s) => `${s.fromId} ${s.toId} ${s.kind}` === key);
        return succession && { ...base, kind: "succession", succession };
      }
    }
  };
  return entries.flatMap((entry) => shown(entry) ?? []);
}

const first = (key: string): string => key.split(" ")[0] ?? "";

/** The briefings of a page's rows, each with what it was called off or put off by. */
function meetingsOf(store: Store, actor: Staff, office: Office, entries: readonly Entry[]): Map<string, Meeting> {
  const ids = [...new Set(entries.flatMap((e) => e.briefingId ?? []))];
  const offs = interruptionsOf(store, office.id, ids);
  const found = [...briefingsByIds(store, office.id, ids).values()].map((b): [string, Meeting] => [
    b.id,
    {
      id: b.id,
      title: read(b.title, actor.language, office.language),
      day: b.startsLocal.slice(0, 10),
      state: b.state,
      offs: offs
        .filter((p) => p.briefingId === b.id)
        .map(({ id, state, at, reason, before }) => ({
          id,
          day: dayOf(at, office.zone),
          cancelled: state === "cancelled",
          was: before && !before.dateOpen ? before.startsLocal.slice(0, 10) : null,
          reason: reason ?? "",
        })),
    },
  ]);
  return new Map(found);
}
