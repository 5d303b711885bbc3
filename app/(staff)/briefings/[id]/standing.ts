import "server-only";
import type { Context } from "@/app/context";
import type { Standing } from "@/core/briefings/overview/rules";
import { type Briefing, newDateSince } from "@/core/briefings/queries";
import { settingOf } from "@/core/briefings/reminding/rules";
import { openCounts } from "@/core/followups/queries";
import type { NameOn } from "@/core/institutions/queries";
import { owedAfter } from "@/core/invitations/attending/queries";
import { cameOf } from "@/core/invitations/attending/rules";
import { answerCounts, type Counts, calledOn, type Invitation, invitationsTo, isLeaving, noCounts } from "@/core/invitations/queries";
import { isOnHold, reconfirmation } from "@/core/invitations/rules";
import { owedOf, readiness } from "@/core/invitations/sending/queries";
import type { Locale } from "@/lib/locales";

export type BriefingStanding = Standing & {
  counts: Counts;
  /** Standing invitations in order of precedence, and what their institutions are called on the day of the meeting. */
  invitations: Invitation[];
  names: Map<string, NameOn>;
  /** Institutions that cannot be written to. */
  unreachable: string[];
  /** Languages of those invited, the office's own first. */
  languages: Locale[];
};

/** Whether thanks leave by themselves, so that nobody has to think of them. */
const thanksItself = ({ reminders }: Briefing): boolean => settingOf(reminders, "thanks").on;

/** Where a briefing stands, from the rooms below it: invitations, answers, follow-ups. */
export function standingOf({ store, actor, office }: Context, briefing: Briefing): BriefingStanding {
  const invitations = invitationsTo(store, office.id, briefing.id).filter((invitation) => invitation.state !== "withdrawn");
  const drafts = readiness(store, actor, briefing.id);
  const unreachable = drafts.flatMap((r) => (r.hindrance ? [r.invitation.institutionId] : []));
  const followUps = openCounts(store, office.id, [briefing.id]).get(briefing.id) ?? { total: 0, open: 0, verified: 0 };
  const since = newDateSince(store, briefing);
  return {
    newDate: since === undefined ? undefined : reconfirmation(invitations, since),
    counts: answerCounts(store, office.id, [briefing.id]).get(briefing.id) ?? noCounts,
    invitations,
    names: calledOn(store, briefing, invitations),
    unreachable,
    ready: drafts.length - unreachable.length,
    noAddress: unreachable.length,
    held: invitations.filter((i) => i.state === "held" && !isOnHold(i)).length,
    onHold: invitations.filter(isOnHold).length,
    leaving: invitations.filter((i) => i.state === "queued" && isLeaving(store, i.id)).length,
    answersOwed: owedOf(store, actor, briefing.id, "reminder"),
    namesOwed: owedOf(store, actor, briefing.id, "names_request"),
    languages: [...new Set([office.language, ...invitations.map((i) => i.language)])],
    followUps,
    cameOpen: cameOf(invitations).open,
    toThank: thanksItself(briefing) ? 0 : owedAfter(store, actor, briefing, "thanks").filter(({ peace }) => !peace).length,
    now: actor.now,
  };
}
