import { Empty } from "@/components/ui/list";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { Entries } from "./entries";
import type { CalendarDay } from "./month";

const holds = ({ closed, paused, kept, meetings, replies, dues }: CalendarDay): boolean =>
  closed.length + paused.length + kept.length + meetings.length + replies.length + dues.length > 0;

/** A month as a list: the days on which something lies, each under its own heading. */
export function Agenda({ t, days }: { t: Translator; days: CalendarDay[] }) {
  const full = days.filter(holds);
  return (
    <div className="agenda-days sheet">
      {full.length === 0 && <Empty>{t("calendar.empty")}</Empty>}
      {full.map((one) => (
        <section key={one.day} id={`d${one.day}`} aria-labelledby={`h${one.day}`}>
          <h2 id={`h${one.day}`} aria-current={one.today ? "date" : undefined}>
            <time dateTime={one.day}>{formatDay(one.day, t.locale, "weekdayShort")}</time>
            {one.today && <span className="meta"> {t("calendar.nowDay")}</span>}
          </h2>
          <Entries t={t} of={one} />
        </section>
      ))}
    </div>
  );
}
