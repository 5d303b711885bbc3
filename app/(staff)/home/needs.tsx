import type { ReactNode } from "react";
import type { Need } from "@/components/home/needs";
import { Joined } from "@/components/ui/joined";
import type { Owed } from "@/core/briefings/overview/rules";
import type { Attention } from "@/core/followups/queries";
import type { Counts } from "@/core/invitations/queries";
import type { Chase } from "@/core/invitations/sending/rules";
import type { Message } from "@/core/kernel/outbox";
import type { Holidays } from "@/core/offices/rules";
import { workingDaysBetween } from "@/core/offices/rules";
import { NEAR_NAMES, NEAR_REPLY } from "@/core/reports/digest/rules";
import { dayOf, daysBetween, formatDay, formatMoment, near } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { type Localized, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** A briefing ahead, with what its institutions have said so far. */
export type Ahead = {
  id: string;
  title: Localized;
  startsLocal: string;
  replyBy: string | null;
  counts: Counts;
  /** Whether older answers are asked for again, for a new date. */
  again: boolean;
  /** How many owe an answer or names, and how many of them are written to now. */
  owed: (chase: Chase) => Owed;
  /** Whether the briefing asks for it by itself on a day to come: nobody has to. */
  asksItself: (chase: Chase) => boolean;
};

export type Facts = {
  ahead: Ahead[];
  /** Messages that failed or are in doubt, with whom they were for. */
  trouble: { message: Message; who: string; briefing?: Ahead["title"] }[];
  attention: Attention;
  manager: boolean;
  /** Whether the reader may write to institutions; who may not is led to the board. */
  invites: boolean;
  today: string;
  zone: string;
  holidays: Holidays;
};

const link = (href: string) => (chunks: ReactNode) => (
  <a className="name" href={href}>
    {chunks}
  </a>
);

/**
 * What needs the reader now, in the order they should take it: mail in trouble, answers to look at, silent
 * institutions near reply-by, seats near the day, follow-ups reported done, what the office owes. For a manager the
 * review comes first.
 */
export function needsOf(
  { ahead, trouble, attention, manager, invites, today, zone, holidays }: Facts,
  t: Translator,
  office: "en" | "es" | "fr",
): Need[] {
  const { locale } = t;
  const title = (text: Localized) => readText(text, locale, office);
  const day = (text: string) => formatDay(text, locale, near("weekdayShort", text, today));
  const shortly = (text: string) => formatDay(text, locale, near("short", text, today));
  const working = (text: string) => workingDaysBetween(today, text, holidays);

  const mail: Need[] = trouble.map(({ message, who, briefing }) => {
    const href =
      message.briefingId && message.invitationId
        ? paths.invitation(message.briefingId, message.invitationId)
        : paths.messages({ show: "look" });
    const failed = message.state === "failed";
    return {
      key: message.id,
      icon: "alert",
      tone: "warn",
      text: t.rich(failed ? "home.failed" : "home.uncertain", { who, link: link(href) }),
      note: briefing ? title(briefing) : undefined,
      due: [
        formatMoment(message.createdAt, zone, locale, near("short", dayOf(message.createdAt, zone), today)),
        t(failed ? "home.failedDue" : "home.uncertainDue"),
      ],
      verb: { href, label: t("home.look") },
    };
  });

  const answers: Need[] = ahead.flatMap((b) => {
    const href = paths.invitations(b.id, { show: "trouble" });
    const others = b.counts.trouble - trouble.filter((x) => x.message.briefingId === b.id).length;
    return others < 1
      ? []
      : [
          {
            key: `look-${b.id}`,
            icon: "compare",
            tone: "maybe",
            text: t.rich("home.toLook", { n: others, link: link(href) }),
            note: title(b.title),
            due: [day(b.startsLocal.slice(0, 10)), t("home.toLookDue")],
            verb: { href, label: t("home.look") },
          } satisfies Need,
        ];
  });

  const silent: Need[] = ahead.flatMap((b) => {
    if (!b.replyBy || working(b.replyBy) > NEAR_REPLY || b.asksItself("reminder")) return [];
    const owed = b.owed("reminder");
    if (owed.all === 0) return [];
    const left = daysBetween(today, b.replyBy);
    const href = paths.invitations(b.id, { show: b.again ? "again" : "none" });
    return [
      {
        key: `silent-${b.id}`,
        icon: "send",
        tone: "sent",
        text: t.rich(b.again ? "home.unconfirmed" : "home.silent", { n: owed.all, of: b.counts.invited, link: link(href) }),
        note: owed.noAddress > 0 ? `${title(b.title)} · ${t("home.noAddress", { n: owed.noAddress })}` : title(b.title),
        due: [day(b.replyBy), left < 0 ? t("home.late", { n: -left }) : t("home.workingDays", { n: working(b.replyBy) })],
        late: left < 0,
        verb: !invites
          ? { href, label: t("home.see") }
          : owed.due > 0 && left >= 0
            ? { href: paths.chase(b.id, "reminder"), label: t("home.remind", { n: owed.due }) }
            : { href: paths.calls(b.id), label: t("home.callList") },
      } satisfies Need,
    ];
  });

  const seats: Need[] = ahead.flatMap((b) => {
    const starts = b.startsLocal.slice(0, 10);
    if (b.counts.namesMissing === 0 || working(starts) > NEAR_NAMES || b.asksItself("names_request")) return [];
    const href = paths.invitations(b.id, { show: "names" });
    const text =
      b.counts.toDesignate > 0
        ? t.rich("home.seats", { n: b.counts.toDesignate, link: link(href) })
        : t.rich("home.nobody", { n: b.counts.nobodyNamed, link: link(href) });
    return [
      {
        key: `seats-${b.id}`,
        icon: "seat",
        tone: "maybe",
        text,
        note: title(b.title),
        due: [day(starts), t("home.workingDays", { n: working(starts) })],
        verb: !invites
          ? { href, label: t("home.see") }
          : b.owed("names_request").due > 0
            ? { href: paths.chase(b.id, "names_request"), label: t("home.askNames") }
            : { href, label: t("home.callList") },
      } satisfies Need,
    ];
  });

  const { reported, overdueByUs, canReview } = attention;
  const review: Need[] =
    reported.n === 0
      ? []
      : [
          {
            key: "reported",
            icon: "check",
            tone: "yes",
            text: t.rich("home.reported", { n: reported.n, link: link(canReview ? paths.review() : paths.followUps({ show: "done" })) }),
            note: t.rich("home.reportedFrom", {
              list: () => (
                <Joined
                  locale={locale}
                  items={[
                    ...reported.institutions.map((i) => {
                      const text = i.acronym ?? readText(i.name, locale, office);
                      return {
                        key: i.id,
                        text,
                        node: (
                          <a className="name font-normal!" href={paths.institution(i.id)}>
                            {text}
                          </a>
                        ),
                      };
                    }),
                    ...(reported.more > 0 ? [moreItem(t("home.reportedMore", { n: reported.more }))] : []),
                  ]}
                />
              ),
            }),
            due: reported.oldestAt === null ? [] : [t("home.since", { day: shortly(dayOf(reported.oldestAt, zone)) })],
            verb: canReview
              ? { href: paths.review({ group: "done" }), label: t("home.review", { n: reported.n }) }
              : { href: paths.followUps({ show: "done" }), label: t("home.see") },
          },
        ];

  const owed: Need[] = overdueByUs.rows.map((row) => ({
    key: row.id,
    icon: "cross",
    tone: "bad",
    text: t.rich("home.owe", { what: row.what, link: link(paths.followUp(row.id)) }),
    note: row.briefing ? t("home.agreedOn", { day: formatDay(row.briefing.startsLocal.slice(0, 10), locale, "shortYear") }) : undefined,
    due: row.dueOn ? [day(row.dueOn), t("home.late", { n: daysBetween(row.dueOn, today) })] : [],
    late: true,
    verb: { href: paths.followUp(row.id), label: t("home.update") },
  }));
  const more = overdueByUs.n - overdueByUs.rows.length;
  if (more > 0) {
    const href = paths.followUps({ show: "us" });
    owed.push({
      key: "owed-more",
      icon: "cross",
      tone: "bad",
      text: t.rich("home.oweMore", { n: more, link: link(href) }),
      due: [],
      verb: { href, label: t("home.see") },
    });
  }

  return manager
    ? [...review, ...mail, ...answers, ...silent, ...seats, ...owed]
    : [...mail, ...answers, ...silent, ...seats, ...review, ...owed];
}

/** What a list of links says of those it leaves out. */
const moreItem = (text: string) => ({ key: "more", text, node: text });
