import type { Context } from "@/app/context";
import { canPlanBriefings } from "@/core/briefings/policy";
import type { Briefing } from "@/core/briefings/queries";
import { isPlanOn } from "@/core/briefings/reminding/rules";
import { isOpenForChanges } from "@/core/briefings/rules";
import { daysAhead } from "@/core/invitations/planning/queries";
import { capital } from "@/core/invitations/sending/mail";
import { dayOf, formatDay, near } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { paths } from "@/lib/paths";

/** What leaves by itself from now on and when, in a sentence, and the way to change it. */
export function PlannedLine({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { t, actor } = context;
  const on = isPlanOn(briefing.reminders);
  return (
    <>
      {plannedText(context, briefing)}{" "}
      {canPlanBriefings(actor, briefing) && isOpenForChanges(briefing) && (
        <a className="link" href={paths.reminders(briefing.id)}>
          {t(on ? "reminders.change" : "reminders.set")}
        </a>
      )}
    </>
  );
}

function plannedText({ store, actor, office, t, locale }: Context, briefing: Briefing): string {
  if (!isPlanOn(briefing.reminders)) return t("reminders.off");
  const today = dayOf(actor.now, office.zone);
  const ahead = daysAhead(store, actor, briefing);
  const theDay = (day: string) => t("reminders.theDay", { day: formatDay(day, locale, near("plain", day, today)) });
  const days = (lines: typeof ahead) => capital(joined([...new Set(lines.map(({ day }) => day))].map(theDay), locale));
  const silent = ahead.filter(({ line }) => line === "silent_first" || line === "silent_second");
  const unnamed = ahead.filter(({ line }) => line === "unnamed");
  if (silent.length + unnamed.length === 0) return t(briefing.dateOpen ? "reminders.when.openDate" : "reminders.spent");
  if (silent.length === 0) return t("reminders.unnamedOnly", { days: days(unnamed) });
  const said = t("reminders.silentOn", { days: days(silent) });
  return unnamed.length > 0 ? `${said} ${t("reminders.unnamedOn", { days: days(unnamed) })}` : said;
}
