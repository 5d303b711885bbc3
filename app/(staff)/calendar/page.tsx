import type { Metadata } from "next";
import { type Context, staffContext } from "@/app/context";
import { one, oneOf, type Query } from "@/app/query";
import { Agenda } from "@/components/calendar/agenda";
import { Month } from "@/components/calendar/month";
import { PrintButton } from "@/components/invitations/print";
import { FilterLinks } from "@/components/ui/list";
import { PageHead } from "@/components/ui/page";
import { weeksOf } from "@/core/reports/calendar/rules";
import { addMonths, dayOf, firstWeekday, formatDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { daysBetweenWeeks } from "./days";

type Props = { searchParams: Promise<Query> };

/** The month of the address, or the one that is now: years as far as a date may be typed. */
function monthOf({ actor, office }: Context, wanted = ""): string {
  return /^(199\d|20\d\d)-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : dayOf(actor.now, office.zone).slice(0, 7);
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const context = await staffContext();
  const month = monthOf(context, one(await searchParams, "month"));
  return { title: context.t("calendar.title", { month: formatDay(`${month}-01`, context.locale, "month") }) };
}

/** A month of the office: as a page of days on a desk, as a list on a phone or where the list is wanted. */
export default async function Calendar({ searchParams }: Props) {
  const context = await staffContext();
  const { t, locale, actor, office } = context;
  const asked = await searchParams;
  const month = monthOf(context, one(asked, "month"));
  const now = monthOf(context);
  const view = oneOf(asked, "view", ["agenda"]);
  const { weeks, cut } = daysBetweenWeeks(context, month, weeksOf(month, firstWeekday(locale)));
  const to = (other: string) => paths.calendar({ month: other === now ? undefined : other, view });
  const name = formatDay(`${month}-01`, locale, "month");
  return (
    <div className={view ? "calendar list" : "calendar"}>
      <PageHead
        title={capitalized(name)}
        meta={t("calendar.todayIs", { day: formatDay(dayOf(actor.now, office.zone), locale, "full") })}
        actions={
          <>
            <a className="button no-print" href={paths.subscribe()}>
              {t("calendar.feed.open")}
            </a>
            <PrintButton text={t("calendar.print")} />
          </>
        }
      />
      <div className="calendar-ways no-print">
        <nav aria-label={t("calendar.months")}>
          {month > "1990-01" && (
            <a className="link" href={to(addMonths(month, -1))} rel="prev">
              {t("calendar.previous")}
            </a>
          )}
          {month !== now && (
            <a className="link" href={to(now)}>
              {t("calendar.today")}
            </a>
          )}
          {month < "2099-12" && (
            <a className="link" href={to(addMonths(month, 1))} rel="next">
              {t("calendar.next")}
            </a>
          )}
        </nav>
        <FilterLinks
          label={t("calendar.views")}
          filters={[
            { href: paths.calendar({ month: month === now ? undefined : month }), text: t("calendar.month"), current: !view },
            {
              href: paths.calendar({ month: month === now ? undefined : month, view: "agenda" }),
              text: t("calendar.agenda"),
              current: view === "agenda",
            },
          ]}
        />
      </div>
      {!view && <Month t={t} caption={name} weeks={weeks} list={paths.calendar({ month, view: "agenda" })} />}
      <Agenda t={t} days={weeks.flat().filter((day) => !day.outside)} />
      {cut && <p className="meta mt-4">{t("calendar.cut")}</p>}
    </div>
  );
}
