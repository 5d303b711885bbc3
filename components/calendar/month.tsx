import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Reading } from "@/lib/localized";
import { Entries } from "./entries";

export type Entry = { href: string; title: Pick<Reading, "text" | "lang"> };

/** One day with what lies on it, in the words of the reader. */
export type CalendarDay = {
  day: string;
  /** Of another month than the one looked at. */
  outside: boolean;
  today: boolean;
  closed: { id: string; text: string }[];
  /** Times without reminders; they do not close a day. */
  paused: { id: string; text: string }[];
  /** Days the world keeps: to be known, not to be worked around. */
  kept: string[];
  meetings: (Entry & { hour: string; zone: string; draft: boolean })[];
  replies: Entry[];
  dues: Entry[];
};

/** Follow-ups a day of the table shows; the list has all. */
const MOST = 3;

/** A month as a table, a week a row, in the order of the reader's week. */
export function Month({ t, caption, weeks, list }: { t: Translator; caption: string; weeks: CalendarDay[][]; list: string }) {
  return (
    <table className="month">
      <caption className="heard-only">{caption}</caption>
      <thead>
        <tr>
          {weeks[0]?.map(({ day }) => (
            <th key={day} scope="col" abbr={formatDay(day, t.locale, "weekdayOnly")}>
              {formatDay(day, t.locale, "weekdayLetters")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((one) => (
              <td key={one.day} className={look(one)} aria-current={one.today ? "date" : undefined}>
                <time dateTime={one.day}>
                  {one.outside ? formatDay(one.day, t.locale, "short") : Number(one.day.slice(8))}
                  {one.today && <span className="heard-only"> {t("calendar.nowDay")}</span>}
                </time>
                <Entries t={t} of={one} most={MOST} list={one.outside ? undefined : list} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const look = ({ outside, closed }: CalendarDay): string | undefined =>
  [outside && "outside", closed.length > 0 && "off"].filter(Boolean).join(" ") || undefined;
