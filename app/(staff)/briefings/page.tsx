import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { one } from "@/app/query";
import { type BriefingLine, BriefingList } from "@/components/briefings/list";
import { modeText, whenText, zoneText } from "@/components/briefings/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Empty, FilterLinks, Pager } from "@/components/ui/list";
import { PageHead, Sheet } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type Briefing, listBriefings, PAGE, type When } from "@/core/briefings/queries";
import { answerCounts, type Counts } from "@/core/invitations/queries";
import type { Office } from "@/core/offices/queries";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { aboutOptions } from "./options";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.title") };
}

const parts: readonly When[] = ["upcoming", "past", "drafts"];
export default async function Briefings({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { store, actor, office, t } = await staffContext();
  const query = await searchParams;
  const q = one(query, "q").trim();
  const when = parts.find((part) => part === one(query, "when")) ?? "upcoming";
  const abouts = aboutOptions(t);
  const about = abouts.find(({ value }) => value === one(query, "about"))?.value;
  const { rows, total, page, pages, counts } = listBriefings(store, actor, { q, when, about, page: Number(one(query, "page")) || 1 });
  const answers = answerCounts(
    store,
    actor.officeId,
    rows.map((row) => row.id),
  );
  const at = (to: number) => paths.briefings({ q, about, when: when === "upcoming" ? undefined : when, page: to > 1 ? to : undefined });
  const elsewhere = parts.filter((part) => part !== when && counts[part] > 0);
  return (
    <>
      <PageHead
        title={t("briefings.title")}
        actions={
          canPlanBriefings(actor, actor) && (
            <ButtonLink kind="primary" href={paths.newBriefing()}>
              {t("briefings.new.title")}
            </ButtonLink>
          )
        }
      />
      <Sheet>
        <search aria-label={t("briefings.list.search")}>
          <form className="finder" method="get" action={paths.briefings()}>
            {when !== "upcoming" && <input type="hidden" name="when" value={when} />}
            <Field name="q" type="search" label={t("briefings.list.q")} value={q} maxLength={200} />
            <Select name="about" label={t("planning.about")} value={about} options={abouts} empty={t("planning.anything")} />
            <Button>{t("briefings.list.go")}</Button>
            {(q || about) && (
              <ButtonLink kind="plain" href={paths.briefings({ when: when === "upcoming" ? undefined : when })}>
                {t("briefings.list.clear")}
              </ButtonLink>
            )}
          </form>
        </search>
        <FilterLinks
          label={t("briefings.list.parts")}
          filters={parts.map((part) => ({
            href: paths.briefings({ q, about, when: part === "upcoming" ? undefined : part }),
            text: t(`briefings.list.${part}`),
            count: counts[part],
            current: part === when,
          }))}
        />
        {rows.length > 0 ? (
          <BriefingList lines={rows.map((row) => lineOf(row, answers.get(row.id), t, office, dayOf(actor.now, office.zone).slice(0, 4)))} />
        ) : (
          <Empty>
            <p>{q ? t("briefings.list.noneFound", { q }) : about ? t("planning.noneAbout") : t(`briefings.list.none_${when}`)}</p>
            {elsewhere.map((part) => (
              <p key={part}>
                <a className="link" href={paths.briefings({ q, about, when: part === "upcoming" ? undefined : part })}>
                  {t(`briefings.list.see_${part}`, { n: counts[part] })}
                </a>
              </p>
            ))}
          </Empty>
        )}
        <Pager
          label={t("briefings.list.pages")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: Math.min(page * PAGE, total), total })}
          previous={page > 1 ? at(page - 1) : undefined}
          next={page < pages ? at(page + 1) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}

function lineOf(briefing: Briefing, counts: Counts | undefined, t: Translator, office: Office, thisYear: string): BriefingLine {
  const { locale } = t;
  const day = briefing.startsLocal.slice(0, 10);
  const invited = counts?.invited ?? 0;
  const answered = (counts?.accepted ?? 0) + (counts?.tentative ?? 0) + (counts?.declined ?? 0);
  return {
    href: paths.briefing(briefing.id),
    title: read(briefing.title, locale, office.language),
    locale,
    day: briefing.dateOpen
      ? undefined
      : {
          number: String(Number(day.slice(8))),
          month: formatDay(day, locale, "monthOnly"),
          year: day.startsWith(thisYear) ? undefined : day.slice(0, 4),
        },
    when: briefing.dateOpen ? t("briefings.dateOpen") : `${whenText(briefing, locale)}`,
    zone: briefing.dateOpen ? "" : zoneText(briefing, locale),
    place: { text: briefing.venue ?? "", lang: office.language },
    mode: modeText(briefing, t),
    state: briefing.state,
    stateText: t(`vocabulary.briefingStates.${briefing.state}`),
    answers: invited > 0 ? t("briefings.list.answered", { n: answered, of: invited }) : t("briefings.list.nobody"),
    parts: counts && [
      { tone: "yes", n: counts.accepted },
      { tone: "maybe", n: counts.tentative },
      { tone: "none", n: counts.declined },
      { tone: "sent", n: counts.none },
    ],
  };
}
