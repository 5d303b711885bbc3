import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { type Coming, Figures, FirstRun, NextBriefings } from "@/components/home/coming";
import { Needs } from "@/components/home/needs";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Said } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { briefingsByIds, newDateSince, nextBriefings } from "@/core/briefings/queries";
import { attention } from "@/core/followups/queries";
import { namesOn } from "@/core/institutions/queries";
import { canInvite } from "@/core/invitations/policy";
import { answerCounts, type Counts, invitationsByIds, noCounts } from "@/core/invitations/queries";
import { owedOf } from "@/core/invitations/sending/queries";
import { mailHealth, troubleMessages } from "@/core/mail/queries";
import { canKeepOffice } from "@/core/offices/policy";
import { listHolidays } from "@/core/offices/queries";
import { beginnings, dueDays, yearFigures } from "@/core/reports/queries";
import { addDays, dayOf, formatDay, formatHour, formatHours, instantOf, localOf, near } from "@/lib/dates";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { type Ahead, needsOf } from "./needs";

/** Rows shown before "All". */
const FIRST = 7;

export async function generateMetadata(): Promise<Metadata> {
  const { t, actor, office } = await staffContext();
  return { title: capitalized(formatDay(dayOf(actor.now, office.zone), t.locale, "long")) };
}

const answered = (c: Counts): number => c.accepted + c.tentative + c.declined;

export default async function Home({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const all = (await searchParams).all !== undefined;
  const { zone } = office;
  const today = dayOf(actor.now, zone);
  const closures = listHolidays(store, office.id, today);
  const holidays = new Set(closures.map((h) => h.day));

  const briefings = nextBriefings(store, office.id, actor.now, 50);
  const counts = answerCounts(
    store,
    office.id,
    briefings.map((b) => b.id),
  );
  const ahead: Ahead[] = briefings.map((b) => ({
    ...b,
    counts: counts.get(b.id) ?? noCounts,
    again: newDateSince(store, b) !== undefined,
    owed: (chase) => owedOf(store, actor, b.id, chase),
  }));
  const needs = needsOf(
    {
      ahead,
      trouble: troubleOf(context, today),
      attention: attention(store, actor),
      manager: actor.role === "manager",
      invites: canInvite(actor, actor),
      today,
      zone,
      holidays,
    },
    t,
    office.language,
  );
  const steps = firstSteps(context);
  const now = ahead.find((b) => b.startsLocal.slice(0, 10) === today);
  const health = mailHealth(store, office.id, actor.now);
  const next = ahead[0];

  return (
    <>
      <PageHead
        title={capitalized(formatDay(today, locale, "long"))}
        meta={
          <span>
            {t("home.meta", {
              place: readText(office.city, locale, office.language) || readText(office.shortName, locale, office.language),
              needs: needs.length,
              ahead: ahead.length,
            })}
          </span>
        }
        actions={
          canPlanBriefings(actor, actor) && (
            <ButtonLink href={paths.newBriefing()}>
              <Icon name="plus" />
              {t("home.newBriefing")}
            </ButtonLink>
          )
        }
      />
      {now && (
        <div className="strip">
          <p>
            {t("home.today", { hours: formatHour(now.startsLocal, locale) })} ·{" "}
            <Said reading={read(now.title, locale, office.language)} locale={locale} /> · {t("home.expected", { n: now.counts.named })}
          </p>
          <ButtonLink kind="primary" href={paths.invitations(now.id, { show: "accepted" })}>
            {t("home.openList")}
          </ButtonLink>
        </div>
      )}
      {health && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("home.trouble", { time: formatHour(localOf(health.since, zone), locale), n: health.waiting })}</p>
        </Notice>
      )}
      <div className="spread">
        <div className="grid gap-[var(--section)]">
          {steps && <FirstRun title={t("home.first.title")} steps={steps} />}
          <section className="sheet" aria-labelledby="needs">
            <div className="sheet-head">
              <h2 id="needs">{t("home.needs")}</h2>
              {needs.length > FIRST && (
                <a className="link" href={all ? paths.home() : `${paths.home()}?all=1`}>
                  {all ? t("home.fewer") : t("home.all", { n: needs.length })}
                </a>
              )}
            </div>
            {needs.length > 0 ? (
              <Needs needs={all ? needs : needs.slice(0, FIRST)} primary={!now} />
            ) : (
              <p className="empty">
                {t("home.empty")}{" "}
                {next &&
                  t.rich("home.emptyNext", {
                    title: readText(next.title, locale, office.language),
                    day: formatDay(next.startsLocal.slice(0, 10), locale, near("long", next.startsLocal, today)),
                    answered: answered(next.counts),
                    invited: next.counts.invited,
                    link: (chunks) => (
                      <a className="link" href={paths.briefing(next.id)}>
                        {chunks}
                      </a>
                    ),
                  })}
              </p>
            )}
          </section>
        </div>
        <div className="beside">
          <section aria-labelledby="next">
            <h2 id="next">{t("home.next")}</h2>
            {ahead.length > 0 ? (
              <NextBriefings briefings={briefings.slice(0, 3).map((b) => coming(context, b, counts.get(b.id) ?? noCounts))} />
            ) : (
              <p className="meta pt-3">{t("home.noneAhead")}</p>
            )}
          </section>
          <Fortnight context={context} ahead={ahead} today={today} closures={closures} />
          {actor.role === "manager" && <Year context={context} today={today} />}
        </div>
      </div>
    </>
  );
}

/** The office's messages in trouble, with the institution or address they were for. */
function troubleOf({ store, actor, office, locale }: Context, today: string) {
  const messages = troubleMessages(store, actor);
  if (messages.length === 0) return [];
  const ids = messages.flatMap((m) => m.invitationId ?? []);
  const invited = invitationsByIds(store, office.id, ids);
  const names = namesOn(
    store,
    office.id,
    [...invited.values()].map((i) => i.institutionId),
    today,
  );
  const briefings = briefingsByIds(
    store,
    office.id,
    messages.flatMap((m) => m.briefingId ?? []),
  );
  return messages.map((message) => {
    const name = names.get(invited.get(message.invitationId ?? "")?.institutionId ?? "");
    return {
      message,
      who: name ? (name.acronym ?? readText(name.name, locale, office.language)) : (message.toName ?? message.toAddress),
      briefing: briefings.get(message.briefingId ?? "")?.title,
    };
  });
}

function coming({ t, actor, locale, office }: Context, b: ReturnType<typeof nextBriefings>[number], c: Counts): Coming {
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
    meta: [day.startsWith(thisYear) ? "" : day.slice(0, 4), formatHours(b.startsLocal, b.endsLocal, locale), place]
      .filter(Boolean)
      .join(" · "),
    parts: [
      { tone: "yes", n: c.accepted },
      { tone: "maybe", n: c.tentative },
      { tone: "none", n: c.declined },
      { tone: "sent", n: c.none },
    ],
    words,
  };
}

/** What the next fourteen days bring, at most five lines. */
function Fortnight({
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
function Year({ context: { store, actor, office, t }, today }: { context: Context; today: string }) {
  const year = today.slice(0, 4);
  const start = (y: number) => instantOf(`${y}-01-01T00:00`, office.zone) ?? 0;
  const f = yearFigures(store, actor, {
    from: start(Number(year)),
    to: start(Number(year) + 1),
    metSince: instantOf(`${addDays(today, -182)}T00:00`, office.zone) ?? 0,
  });
  return (
    <section aria-labelledby="year">
      <h2 id="year">{t("home.year")}</h2>
      <Figures
        figures={[
          { n: f.held, words: t("home.yearHeld", { n: f.held }), href: paths.briefings({ when: "past" }) },
          { n: f.met, words: t("home.yearMet", { n: f.met, of: f.invited }), href: paths.institutions({ show: "met" }) },
          { n: f.verified, words: t("home.yearVerified", { n: f.verified, of: f.agreed }), href: paths.followUps({ show: "verified" }) },
          { n: f.unmet, words: t("home.yearSilent", { n: f.unmet }), href: paths.institutions({ show: "unmet" }) },
        ]}
      />
    </section>
  );
}

/** The first steps of an office, until an invitation has been sent; its own details are for an administrator. */
function firstSteps({ store, actor, office, t }: Context) {
  if (!canPlanBriefings(actor, actor)) return undefined;
  const begun = beginnings(store, actor);
  if (begun.sent > 0) return undefined;
  const step = (text: string, href: string, done: boolean) => ({
    text,
    href,
    done,
    state: done ? t("home.first.done") : t("home.first.open"),
    icon: <Icon name={done ? "check" : "hollow"} className={done ? "yes" : "none"} />,
  });
  const reachable = Boolean(office.contactEmail ?? office.contactPhone);
  return [
    ...(canKeepOffice(actor, office) ? [step(t("home.first.office"), paths.office(), reachable)] : []),
    step(t("home.first.institutions"), paths.newInstitution(), begun.institutions > 0),
    step(t("home.first.liaisons"), paths.institutions(), begun.institutions > 0 && begun.unreachable === 0),
    step(t("home.first.briefing"), paths.newBriefing(), begun.briefings > 0),
    step(t("home.first.invitation"), paths.briefings(), false),
  ];
}
