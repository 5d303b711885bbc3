import type { Metadata } from "next";
import type { ReactNode } from "react";
import { present, staffContext } from "@/app/context";
import { BriefingMenu } from "@/components/briefings/menu";
import { OwnTime } from "@/components/briefings/own-time";
import { type Mark, Rail, type Stop } from "@/components/briefings/rail";
import { BriefingHead } from "@/components/briefings/rail-client";
import { StatePill } from "@/components/briefings/state";
import { modeText, whenText, zoneText } from "@/components/briefings/words";
import { Said } from "@/components/ui/page";
import { agendaTimes } from "@/core/briefings/agenda/rules";
import { historyCount } from "@/core/briefings/history/queries";
import { canKeepTemplates, canPlanBriefings } from "@/core/briefings/policy";
import { agendaOf, type Briefing, findBriefing } from "@/core/briefings/queries";
import { canMove, hasBegun, isOpenForChanges, isTooEarly } from "@/core/briefings/rules";
import { openCounts } from "@/core/followups/queries";
import { answerCounts } from "@/core/invitations/queries";
import type { Staff } from "@/core/kernel/actor";
import { dayOf, daysBetween, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { regional } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { Passed } from "./passed";

/** Each page of a briefing is called by what it shows and of which briefing: "Replies · Plans for 2022 · Enlace". */
export async function generateMetadata({ params }: { params: Promise<{ id: string }> }): Promise<Metadata> {
  const { store, actor, office, locale } = await staffContext();
  const briefing = findBriefing(store, actor, (await params).id);
  const title = briefing && readText(briefing.title, locale, office.language);
  return title ? { title: { default: title, template: `%s · ${title} · Enlace` } } : {};
}

/** Head and rail round every page of a briefing. */
export default async function BriefingLayout({ children, params }: { children: ReactNode; params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { store, actor, office, t, locale } = await staffContext();
  const briefing = present(findBriefing(store, actor, id));
  const title = read(briefing.title, locale, office.language);
  return (
    <>
      <BriefingHead home={paths.briefing(id)}>
        <div>
          <a className="back" href={paths.briefings()}>
            {t("briefings.title")}
          </a>
          <h1 lang={title.lang === locale ? undefined : title.lang}>{title.text}</h1>
          <p className="meta facts">
            <StatePill state={briefing.state} text={t(`vocabulary.briefingStates.${briefing.state}`)} />
            {briefing.dateOpen ? (
              <span>{t("briefings.dateOpen")}</span>
            ) : (
              <>
                <span>{whenText(briefing, locale)}</span> <span className="zone">{zoneText(briefing, locale)}</span>{" "}
                <OwnTime
                  from={briefing.startsAt}
                  to={briefing.endsAt}
                  zone={briefing.zone}
                  locale={regional[locale]}
                  text={t("planning.ownTime", { time: "{time}" })}
                />
              </>
            )}
            <span>
              {briefing.venue && <Said reading={{ text: briefing.venue, lang: office.language }} locale={locale} />}
              {briefing.venue && ", "}
              {modeText(briefing, t)}
            </span>
            {briefing.confidential && <span>{t("confidential.field")}</span>}
          </p>
        </div>
        {canPlanBriefings(actor, briefing) && <BriefingMenu text={t("briefings.menu.open")} items={menuOf(briefing, actor, t)} />}
      </BriefingHead>
      <Passed briefing={briefing} />
      <BriefingRail briefing={briefing} />
      {children}
    </>
  );
}

/** What the state allows; each leads to a page that says what happens. */
function menuOf(briefing: Briefing, actor: Staff, t: Translator): { href: string; text: string }[] {
  const { id, state } = briefing;
  const moves = (["under_way", "held", "closed"] as const).filter((to) => canMove(state, to) && !isTooEarly(briefing, to, actor.now));
  return [
    ...(isOpenForChanges(briefing) ? [{ href: paths.editBriefing(id), text: t("briefings.menu.edit") }] : []),
    { href: paths.copyBriefing(id), text: t("briefings.menu.copy") },
    ...(isOpenForChanges(briefing) ? [{ href: paths.reminders(id), text: t("briefings.menu.reminders") }] : []),
    { href: paths.briefingLetters(id), text: t("letters.title") },
    ...(hasBegun(briefing, actor.now) ? [{ href: paths.came(id), text: t("briefings.menu.came") }] : []),
    ...(canKeepTemplates(actor, briefing) ? [{ href: paths.newTemplate({ briefing: id }), text: t("planning.templates.from") }] : []),
    ...moves.map((to) => ({
      href: paths.moveBriefing(id, to),
      text: t(
        state === "closed"
          ? "briefings.menu.reopen"
          : state === "held" && to === "under_way"
            ? "briefings.menu.notOver"
            : `briefings.menu.${to}`,
      ),
    })),
    ...(canMove(state, "postponed")
      ? [{ href: paths.postponeBriefing(id), text: t(briefing.dateOpen ? "briefings.announce.act" : "briefings.menu.postpone") }]
      : []),
    ...(canMove(state, "cancelled") ? [{ href: paths.cancelBriefing(id), text: t("briefings.menu.cancel") }] : []),
  ];
}

async function BriefingRail({ briefing }: { briefing: Briefing }) {
  const { store, actor, office, t } = await staffContext();
  const items = agendaOf(store, office.id, briefing.id);
  const counts = answerCounts(store, office.id, [briefing.id]).get(briefing.id);
  const followUps = openCounts(store, office.id, [briefing.id]).get(briefing.id);
  const { id, state } = briefing;
  const past = state === "held" || state === "closed";
  const invited = counts?.invited ?? 0;
  const answered = (counts?.accepted ?? 0) + (counts?.tentative ?? 0) + (counts?.declined ?? 0);
  const fits = items.length > 0 && agendaTimes(briefing.startsLocal, items, briefing.endsLocal).overrun <= 0;
  const open = followUps?.open ?? 0;

  const stop = (href: string, label: string, figure: string, mark: Mark): Stop => ({
    href,
    label,
    figure,
    mark,
    markLabel: t(`briefings.rail.${mark}`),
  });
  const stops = [
    stop(
      paths.briefing(id),
      t("briefings.rail.overview"),
      daysText(briefing, dayOf(actor.now, briefing.zone), t),
      state === "closed" ? "done" : "under_way",
    ),
    stop(
      paths.agenda(id),
      t("briefings.rail.agenda"),
      t("briefings.rail.items", { n: items.length }),
      items.length === 0 ? "to_come" : fits || past ? "done" : "under_way",
    ),
    stop(
      paths.invitations(id),
      t("briefings.rail.invitations"),
      invited === 0 ? t("briefings.rail.none") : t("briefings.rail.answered", { n: answered, of: invited }),
      invited === 0 ? "to_come" : answered === invited || past ? "done" : "under_way",
    ),
    stop(
      paths.briefingFollowUps(id),
      t("briefings.rail.followUps"),
      followUps?.total
        ? open > 0
          ? t("briefings.rail.open", { n: open })
          : t("briefings.rail.settled", { n: followUps.total })
        : t("briefings.rail.none"),
      !followUps?.total ? "to_come" : open > 0 ? "under_way" : "done",
    ),
  ];
  const history = stop(
    paths.history(id),
    t("briefings.rail.history"),
    t("briefings.rail.entries", { n: historyCount(store, office.id, id) }),
    "past",
  );
  const positions = stops.map((s, i) => t("briefings.rail.position", { label: s.label, n: i + 1, of: stops.length }));
  return <Rail label={t("briefings.rail.label")} stops={[...stops, history]} positions={positions} elsewhere={t("briefings.rail.label")} />;
}

/** Within two months a distance in days says more than a date. */
const NEAR = 60;

function daysText(briefing: Briefing, today: string, t: Translator): string {
  if (briefing.state === "cancelled" || briefing.dateOpen) return t("briefings.rail.noDate");
  const day = briefing.startsLocal.slice(0, 10);
  const days = daysBetween(today, day);
  if (Math.abs(days) > NEAR) return formatDay(day, t.locale, "shortYear");
  return days >= 0 ? t("briefings.rail.inDays", { n: days }) : t("briefings.rail.daysAgo", { n: -days });
}
