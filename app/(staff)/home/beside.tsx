import type { Context } from "@/app/context";
import { type Coming, Figures } from "@/components/home/coming";
import { ViewSwitch } from "@/components/institutions/view-switch";
import { Said } from "@/components/ui/page";
import type { Briefing, nextBriefings } from "@/core/briefings/queries";
import { linksOf } from "@/core/institutions/lineage/queries";
import type { View } from "@/core/institutions/lineage/rules";
import type { Counts } from "@/core/invitations/queries";
import { pausesOf } from "@/core/offices/days/queries";
import type { listHolidays, Office } from "@/core/offices/queries";
import { dueDays, yearFigures } from "@/core/reports/queries";
import { addDays, dayOf, formatDay, formatHours, formatZone, instantOf, near } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import type { Ahead } from "./needs";

/** How many institutions have said anything. */
export const answered = (c: Counts): number => c.accepted + c.tentative + c.declined;

/** A briefing ahead, as its card shows it. */
export function coming({ t, actor, locale, office }: Context, b: ReturnType<typeof nextBriefings>[number], c: Counts): Coming {
  const day = b.startsLocal.slice(0, 10);
  const [before = "", number = "", after = ""] = formatDay(day, locale, "weekdayShort")
    .replace(",", "")
    .split(" ")
    .filter((word) => word !== "de");
  const thisYear = dayOf(actor.now, office.zone).slice(0, 4);
  const place = b.venue ?? t(`vocabulary.briefingModes.${b.mode}`);
  const words =
    c.invited === 0
      ? `${t(`vocabulary.briefingStates.${b.state}`)} · ${t("home.nobodyInvited")}`
      : [
          t("home.answered", { answered: answered(c), invited: c.invited }),
          ...(c.toDesignate > 0 ? [t("home.toDesignate", { n: c.toDesignate })] : []),
        ].join(" · ");
  return {
    id: b.id,
    href: paths.briefing(b.id),
    day: { before, number, after },
    title: <Said reading={read(b.title, locale, office.language)} locale={locale} />,
    meta: [day.startsWith(thisYear) ? "" : day.slice(0, 4), hoursOf(b, office, locale), place].filter(Boolean).join(" · "),
    parts: [
      { tone: "yes", n: c.accepted },
      { tone: "maybe", n: c.tentative },
      { tone: "none", n: c.declined },
      { tone: "sent", n: c.none },
    ],
    words,
  };
}

/** The hours of a meeting, with its zone where that is not the office's. */
const hoursOf = (b: Briefing, { zone }: Office, locale: Locale): string =>
  `${formatHours(b.startsLocal, b.endsLocal, locale)}${b.zone === zone ? "" : ` ${formatZone(b.zone, b.startsAt, locale)}`}`;

/** What the next fourteen days bring, at most five lines. */
export function Fortnight({
  context,
  ahead,
  today,
  closures,
}: {
  context: Context;
  ahead: Ahead[];
  today: string;
  closures: ReturnType<typeof listHolidays>;
}) {
  const { store, actor, office, t, locale } = context;
  const until = addDays(today, 14);
  const within = (day: string | null): day is string => day !== null && day >= today && day <= until;
  const lines = [
    ...ahead
      .filter((b) => within(b.replyBy) && b.counts.invited > 0)
      .map((b) => ({
        day: b.replyBy as string,
        key: b.id,
        text: t.rich("home.repliesDue", {
          title: readText(b.title, locale, office.language),
          link: (chunks) => (
            <a className="name" href={paths.invitations(b.id)}>
              {chunks}
            </a>
          ),
        }),
      })),
    ...closures
      // Of a closure of several days, the next.
      .filter((h, i, all) => within(h.day) && all.findIndex((other) => other.id === h.id) === i)
      .map((h) => ({ day: h.day, key: h.id, text: t("home.closed", { holiday: readText(h.name, locale, office.language) }) })),
    ...pausesOf(store, office.id)
      .filter((pause) => pause.lastDay >= today && pause.firstDay <= until)
      .map((pause) => ({
        day: pause.firstDay > today ? pause.firstDay : today,
        key: pause.id,
        text: t("planning.pauses.home", {
          day: formatDay(pause.lastDay, locale, near("short", pause.lastDay, today)),
          reason: readText(pause.reason, locale, office.language),
        }),
      })),
    ...dueDays(store, actor, today, until).map(({ day, n }) => ({
      day,
      key: `due-${day}`,
      text: t.rich("home.followUpsDue", {
        n,
        link: (chunks) => (
          <a className="name" href={paths.followUps()}>
            {chunks}
          </a>
        ),
      }),
    })),
  ]
    .sort((a, b) => a.day.localeCompare(b.day))
    .slice(0, 5);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="fortnight">
      <h2 id="fortnight">{t("home.fortnight")}</h2>
      <dl className="dates">
        {lines.map((line) => (
          <div className="contents" key={line.key}>
            <dt>{formatDay(line.day, locale, near("weekdayShort", line.day, today))}</dt>
            <dd>{line.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The year in four figures, for whoever answers for the follow-up. */
export function Year({ context: { store, actor, office, t }, today, view }: { context: Context; today: string; view: View }) {
  const as = view === "now" ? undefined : view;
  const year = today.slice(0, 4);
  const start = (y: number) => instantOf(`${y}-01-01T00:00`, office.zone) ?? 0;
  const f = yearFigures(
    store,
    actor,
    {
      from: start(Number(year)),
      to: start(Number(year) + 1),
      metSince: instantOf(`${addDays(today, -182)}T00:00`, office.zone) ?? 0,
    },
    view,
  );
  return (
    <section aria-labelledby="year">
      <h2 id="year">{t("home.year")}</h2>
      {linksOf(store, office.id).length > 0 && (
        <ViewSwitch t={t} view={view} at={(to) => paths.home({ as: to === "now" ? undefined : to })} />
      )}
      <Figures
        figures={[
          { n: f.held, words: t("home.yearHeld", { n: f.held }), href: paths.briefings({ when: "past" }) },
          { n: f.met, words: t("home.yearMet", { n: f.met, of: f.invited }), href: paths.institutions({ show: "met", as }) },
          { n: f.verified, words: t("home.yearVerified", { n: f.verified, of: f.agreed }), href: paths.followUps({ show: "verified" }) },
          { n: f.unmet, words: t("home.yearSilent", { n: f.unmet }), href: paths.institutions({ show: "unmet", as }) },
        ]}
      />
    </section>
  );
}
