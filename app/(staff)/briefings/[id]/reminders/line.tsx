import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { Check } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Joined } from "@/components/ui/joined";
import type { Briefing } from "@/core/briefings/queries";
import { countsFrom, dayOfLine, isAfterwards, lastDayOf, MOST_DAYS, settingOf, targetOf } from "@/core/briefings/reminding/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { audienceOf, daysOff } from "@/core/invitations/planning/queries";
import { calledOn } from "@/core/invitations/queries";
import { isReachable } from "@/core/invitations/sending/queries";
import type { PlanLine } from "@/db/schema/briefings";
import { dayOf, formatDay, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

type Props = { context: Context; briefing: Briefing; line: PlanLine; editable: boolean };

/** One line of the plan: on or off, so many working days before, the day that is now, and whom it would reach today. */
export function Line({ context, briefing, line, editable }: Props) {
  const { t } = context;
  const { on, days } = settingOf(briefing.reminders, line);
  const about = (
    <p className="meta">
      {whenText(context, briefing, line, days)} {briefing.dateOpen ? null : <Reach context={context} briefing={briefing} line={line} />}
    </p>
  );
  const label = t(`reminders.lines.${line}`);
  const from = t(`reminders.days.${countsFrom(line)}`);
  return (
    <fieldset className="plan-line">
      <legend className="heard-only">{label}</legend>
      {editable ? (
        <>
          <Check name={`${line}.on`} label={label} checked={on} />
          <Field name={`${line}.days`} type="number" label={from} value={days} min={1} max={MOST_DAYS} required />
        </>
      ) : (
        <p>
          <b>{label}</b> · {on ? `${from}: ${days}` : t("reminders.lineOff")}
        </p>
      )}
      {about}
    </fieldset>
  );
}

/** The day a line falls on as the dates stand now, or why it falls on none. */
function whenText({ store, actor, office, t, locale }: Context, briefing: Briefing, line: PlanLine, days: number): string {
  if (briefing.dateOpen) return t("reminders.when.openDate");
  if (isAfterwards(line)) return t("reminders.when.came");
  if (!targetOf(line, briefing)) return t("reminders.when.noReplyBy");
  const off = daysOff(store, office.id);
  const found = dayOfLine(line, days, briefing, off);
  if (!found) return t("reminders.when.paused");
  const today = dayOf(actor.now, office.zone);
  const day = formatDay(found, locale, near("long", found, today));
  return t(
    found > today
      ? "reminders.when.falls"
      : lastDayOf(line, found, off.holidays) >= today
        ? "reminders.when.today"
        : "reminders.when.passed",
    { day },
  );
}

/** How many would get a line's message were it sent today, and who. */
function Reach({ context, briefing, line }: Omit<Props, "editable">): ReactNode {
  const { store, actor, t, locale } = context;
  const owing = audienceOf(store, actor, briefing, line).filter(({ to }) => isReachable(to));
  const names = calledOn(
    store,
    briefing,
    owing.map(({ invitation }) => invitation),
  );
  return t.rich("reminders.reach", {
    n: owing.length,
    list: () => (
      <Joined
        locale={locale}
        items={owing.map(({ invitation }) => ({
          key: invitation.id,
          node: (
            <a className="name font-normal!" href={paths.invitation(briefing.id, invitation.id)} lang="es">
              {calledIn(names.get(invitation.institutionId))}
            </a>
          ),
        }))}
      />
    ),
  });
}
