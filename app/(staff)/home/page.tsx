import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { oneOf } from "@/app/query";
import { FirstRun, NextBriefings } from "@/components/home/coming";
import { Needs } from "@/components/home/needs";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Said } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type Briefing, briefingsByIds, newDateSince, nextBriefings } from "@/core/briefings/queries";
import { canJudge } from "@/core/followups/policy";
import { attention } from "@/core/followups/queries";
import { views } from "@/core/institutions/lineage/rules";
import { namesOn } from "@/core/institutions/queries";
import { askingItself } from "@/core/invitations/planning/queries";
import { canInvite } from "@/core/invitations/policy";
import { answerCounts, invitationsByIds, noCounts } from "@/core/invitations/queries";
import { owedOf } from "@/core/invitations/sending/queries";
import { mailHealth, troubleMessages } from "@/core/mail/queries";
import { listHolidays, type Office } from "@/core/offices/queries";
import { dayOf, formatDay, formatHour, formatZone, localOf, near } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { answered, coming, Fortnight, Year } from "./beside";
import { firstSteps } from "./first-steps";
import { type Ahead, needsOf } from "./needs";
import { clearanceNeeds, mailToRead, ministryNeeds, rightsEnding, toVerify } from "./office-needs";

/** Rows shown before "All". */
const FIRST = 7;

export async function generateMetadata(): Promise<Metadata> {
  const { t, actor, office } = await staffContext();
  return { title: capitalized(formatDay(dayOf(actor.now, office.zone), t.locale, "long")) };
}

export default async function Home({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const query = await searchParams;
  const all = query.all !== undefined;
  const { zone } = office;
  // Whoever answers for the follow-up sees it first, and the year's figures.
  const judges = canJudge(actor, actor);
  const today = dayOf(actor.now, zone);
  const closures = listHolidays(store, office.id, today);
  const holidays = new Set(closures.map((h) => h.day));

  const briefings = nextBriefings(store, office.id, actor.now, 50);
  const counts = answerCounts(
    store,
    office.id,
    briefings.map((b) => b.id),
  );
  const itself = askingItself(store, actor);
  const ahead: Ahead[] = briefings.map((b) => ({
    ...b,
    counts: counts.get(b.id) ?? noCounts,
    again: newDateSince(store, b) !== undefined,
    owed: (chase) => owedOf(store, actor, b.id, chase),
    asksItself: (chase) => itself(b, chase),
  }));
  const usual = needsOf(
    {
      ahead,
      trouble: troubleOf(context, today),
      attention: attention(store, actor),
      manager: judges,
      invites: canInvite(actor, actor),
      today,
      zone,
      holidays,
    },
    t,
    office.language,
  );
  const needs = [
    ...mailToRead(context),
    ...clearanceNeeds(context),
    ...ministryNeeds(context),
    ...usual,
    ...rightsEnding(context),
    ...toVerify(context),
  ];
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
            {t("home.today", { hours: startOf(briefings, now, office, locale) })} ·{" "}
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
                <a className="link" href={all ? paths.home() : paths.home({ all: 1 })}>
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
          {judges && <Year context={context} today={today} view={oneOf(query, "as", views) ?? "now"} />}
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

/** The hour a briefing of today begins, with its zone where that is not the office's. */
function startOf(briefings: Briefing[], { id, startsLocal }: Ahead, { zone }: Office, locale: Locale): string {
  const hour = formatHour(startsLocal, locale);
  const elsewhere = briefings.find((b) => b.id === id && b.zone !== zone);
  return elsewhere ? `${hour} ${formatZone(elsewhere.zone, elsewhere.startsAt, locale)}` : hour;
}
