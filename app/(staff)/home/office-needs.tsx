import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import type { Need } from "@/components/home/needs";
import { canKeepDirectory } from "@/core/institutions/policy";
import { countToVerify } from "@/core/institutions/verifying/queries";
import { askedAgain, refusedTo, toClear } from "@/core/invitations/clearing/queries";
import { runningNotes } from "@/core/invitations/holding/queries";
import { canClear, canInvite } from "@/core/invitations/policy";
import { canSettleMail } from "@/core/mail/incoming/policy";
import { toRead } from "@/core/mail/incoming/queries";
import { holidayDays } from "@/core/offices/queries";
import { endingSoon } from "@/core/offices/rights/queries";
import { workingDaysBetween } from "@/core/offices/rules";
import { NOTE_PATIENCE } from "@/core/reports/digest/rules";
import { dayOf, daysBetween, formatDay, near } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { ClearHere } from "./clear-here";

const link = (href: string) => (chunks: ReactNode) => (
  <a className="name" href={href}>
    {chunks}
  </a>
);

/** What waits for the reader's clearance, and what of theirs did not get it. */
export function clearanceNeeds(context: Context): Need[] {
  const { store, actor, office, t, locale } = context;
  const today = dayOf(actor.now, office.zone);
  const since = (at: number) => {
    const day = dayOf(at, office.zone);
    return t("home.since", { day: formatDay(day, locale, near("short", day, today)) });
  };
  const waiting = toClear(store, actor).map((asked, i): Need => {
    const { clearance, briefing, askedBy, held } = asked;
    const href = paths.clearance(briefing.id, clearance.id);
    return {
      key: clearance.id,
      icon: "send",
      tone: "sent",
      text: t.rich(clearance.follows ? "clearance.needAgain" : "clearance.need", { n: held.length, name: askedBy, link: link(href) }),
      note: readText(briefing.title, locale, office.language),
      due: [since(clearance.askedAt)],
      verb: { href, label: t("home.look") },
      more: <ClearHere context={context} asked={asked} open={i === 0} />,
    };
  });
  const refused = refusedTo(store, actor).map(({ clearance, by, n, title }): Need => {
    const href = paths.sendInvitations(clearance.briefingId);
    return {
      key: clearance.id,
      icon: "alert",
      tone: "warn",
      text: t.rich("clearance.refusedNeed", { n, name: by, reason: clearance.reason ?? "", link: link(href) }),
      note: readText(title, locale, office.language),
      due: [since(clearance.decidedAt ?? clearance.askedAt)],
      verb: { href, label: t("home.look") },
    };
  });
  const again = canClear(actor, actor)
    ? []
    : askedAgain(store, actor).map(({ clearance, briefing, held }): Need => {
        const href = paths.sendInvitations(briefing.id);
        return {
          key: clearance.id,
          icon: "clock",
          tone: "warn",
          text: t.rich("clearance.againNeed", { n: held.length, link: link(href) }),
          note: readText(briefing.title, locale, office.language),
          due: [since(clearance.askedAt)],
          verb: { href, label: t("home.look") },
        };
      });
  return [...waiting, ...refused, ...again];
}

/** What has waited long for the foreign ministry, for those who can ask there. */
export function ministryNeeds({ store, actor, office, t, locale }: Context): Need[] {
  if (!canInvite(actor, actor)) return [];
  const today = dayOf(actor.now, office.zone);
  const holidays = holidayDays(store, office.id);
  return runningNotes(store, actor).flatMap(({ holding, briefing, held }): Need[] => {
    const waited = workingDaysBetween(holding.askedOn, today, holidays);
    const href = paths.heldInvitations(briefing.id);
    if (waited < NOTE_PATIENCE) return [];
    const day = formatDay(holding.askedOn, locale, near("short", holding.askedOn, today));
    return [
      {
        key: holding.id,
        icon: "clock",
        tone: "maybe",
        text: t.rich("holding.need", { n: held.length, link: link(href) }),
        note: readText(briefing.title, locale, office.language),
        due: [t("home.since", { day }), t("holding.needDue", { n: waited })],
        verb: { href, label: t("home.look") },
      },
    ];
  });
}

/** What an administrator has to look at in time: colleagues whose rights run out within two weeks. */
export function rightsEnding({ store, actor, office, t, locale }: Context): Need[] {
  const today = dayOf(actor.now, office.zone);
  return endingSoon(store, actor).map(({ userId, name, endsOn }) => ({
    key: `rights-${userId}`,
    icon: "clock",
    tone: "maybe",
    text: t.rich("rights.ending", {
      name,
      link: link(paths.user(userId)),
    }),
    due: [formatDay(endsOn, locale, near("weekdayShort", endsOn, today)), t("rights.left", { n: daysBetween(today, endsOn) })],
    verb: { href: paths.user(userId), label: t("home.look") },
  }));
}

/** What institutions wrote and nobody has read. */
export function mailToRead({ store, actor, office, t, locale }: Context): Need[] {
  const waiting = canSettleMail(actor, actor) ? toRead(store, actor) : [];
  const oldest = waiting.at(-1);
  if (!oldest) return [];
  const href = `${paths.messages()}#incoming`;
  const since = dayOf(oldest.mail.receivedAt, office.zone);
  const titles = new Set(waiting.map(({ briefing }) => readText(briefing.title, locale, office.language)));
  return [
    {
      key: "incoming",
      icon: "mail",
      tone: "sent",
      text: t.rich("incoming.need", { n: waiting.length, link: link(href) }),
      note: joined([...titles].slice(0, 2), locale),
      due: [t("home.since", { day: formatDay(since, locale, near("short", since, dayOf(actor.now, office.zone))) })],
      verb: { href, label: t("incoming.look") },
    },
  ];
}

/** Contacts nobody has confirmed yet after a change; nothing is mailed to them. */
export function toVerify({ store, actor, t }: Context): Need[] {
  const n = canKeepDirectory(actor, actor) ? countToVerify(store, actor) : 0;
  if (n === 0) return [];
  return [
    {
      key: "verify",
      icon: "people",
      tone: "warn",
      text: t.rich("people.verify.home", {
        n,
        link: (chunks) => (
          <a className="name" href={paths.people({ show: "verify" })}>
            {chunks}
          </a>
        ),
      }),
      note: t("people.verify.homeNote"),
      due: [],
      verb: { href: paths.verifyPeople(), label: t("people.verify.verify") },
    },
  ];
}
