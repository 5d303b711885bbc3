import { auditSentence } from "@/app/audit-sentence";
import type { Context } from "@/app/context";
import { historyOf } from "@/core/briefings/history/queries";
import type { Briefing } from "@/core/briefings/queries";
import { dayOf, formatDay, formatHour, localOf, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** The last five lines of History, in the office's time; a draft's first line alone is not worth drawing. */
export function Latest({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { store, actor, office, t, locale } = context;
  const entries = historyOf(store, actor, briefing.id, { limit: 5 });
  if (entries.length < 2) return null;
  const today = dayOf(actor.now, office.zone);
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{t("briefings.latest")}</h2>
      <dl className="dates">
        {entries.flatMap((entry) => {
          const local = localOf(entry.at, office.zone);
          const day = local.slice(0, 10);
          return [
            <dt key={`${entry.id}-when`}>
              {day === today
                ? t("briefings.today", { hour: formatHour(local, locale) })
                : formatDay(day, locale, near("weekdayShort", day, today))}
            </dt>,
            <dd key={entry.id}>{auditSentence(entry, t)}</dd>,
          ];
        })}
      </dl>
      <p className="mt-3">
        <a className="link" href={paths.history(briefing.id)}>
          {t("briefings.wholeHistory")}
        </a>
      </p>
    </section>
  );
}
