import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { Check } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import { Joined } from "@/components/ui/joined";
import type { Briefing } from "@/core/briefings/queries";
import { countsFrom, dayOfLine, isAfterwards, MOST_DAYS, settingOf, targetOf } from "@/core/briefings/reminding/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { daysOff } from "@/core/invitations/lines/queries";
import type { Planned } from "@/core/invitations/planning/queries";
import { calledOn } from "@/core/invitations/queries";
import type { PlanLine } from "@/db/schema/briefings";
import { dayOf, formatDay, formatHour, localOf, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

type Props = {
  context: Context;
  briefing: Briefing;
  line: PlanLine;
  editable: boolean;
  /** What the line will send as things stand now, and to how many it has written already. */
  planned: Planned[];
  written: number;
};

/** One line of the plan: on or off, so many working days before, the day that is now, who got it and who will. */
export function Line({ context, briefing, line, editable, planned, written }: Props) {
  const { t } = context;
  const { on, days } = settingOf(briefing.reminders, line);
  const leaving = planned.filter(({ skipped }) => !skipped);
  const about = (
    <p className="meta">
      {whenText(context, briefing, line, { written, leaving })}
      {groups(leaving).map((group) => (
        <Group key={group[0]?.at} context={context} briefing={briefing} group={group} />
      ))}
      {planned.length > leaving.length && ` ${t("reminders.kept", { n: planned.length - leaving.length })}`}
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

/** The day a line falls on as the dates stand now, or why it falls on none, and whom it has reached. */
function whenText(
  { store, actor, office, t, locale }: Context,
  briefing: Briefing,
  line: PlanLine,
  { written, leaving }: { written: number; leaving: Planned[] },
): string {
  const got = written > 0 ? ` ${t("reminders.got", { n: written })}` : "";
  if (briefing.dateOpen) return t("reminders.when.openDate");
  if (isAfterwards(line)) return t("reminders.when.came") + got;
  if (!targetOf(line, briefing)) return t("reminders.when.noReplyBy");
  const { on, days } = settingOf(briefing.reminders, line);
  const found = dayOfLine(line, days, briefing, daysOff(store, office.id));
  if (!found) return t("reminders.when.paused");
  const today = dayOf(actor.now, office.zone);
  const day = formatDay(found, locale, near("long", found, today));
  const state = found > today ? "ahead" : found === today ? "today" : "past";
  if (!on) return t("reminders.when.off", { state, day });
  // Where everything leaves on its day, that sentence says it.
  if (leaving.length > 0 && written === 0 && leaving.every(({ at }) => dayOf(at, office.zone) === found)) return "";
  const nobody = leaving.length + written === 0 ? ` ${t("reminders.when.nobody", { state })}` : "";
  return t("reminders.when.falls", { state, day }) + got + nobody;
}

/** What leaves at the same moment, the soonest first. */
const groups = (planned: Planned[]): Planned[][] =>
  [...new Set(planned.map(({ at }) => at))].map((at) => planned.filter((one) => one.at === at));

/** Who gets a line's message at a moment, as things stand now. */
function Group({ context, briefing, group }: { context: Context; briefing: Briefing; group: Planned[] }): ReactNode {
  const { store, actor, office, t, locale } = context;
  const names = calledOn(store, briefing, group);
  const local = localOf(group[0]?.at ?? 0, office.zone);
  const [leaves, today] = [local.slice(0, 10), dayOf(actor.now, office.zone)];
  return (
    <>
      {" "}
      {t.rich("reminders.gets", {
        n: group.length,
        today: String(leaves === today),
        day: formatDay(leaves, locale, near("long", leaves, today)),
        hour: formatHour(local, locale),
        list: () => (
          <Joined
            locale={locale}
            items={group.map(({ invitationId, institutionId }) => {
              const text = calledIn(names.get(institutionId));
              return {
                key: invitationId,
                text,
                node: (
                  <a className="name font-normal!" href={paths.invitation(briefing.id, invitationId)} lang="es">
                    {text}
                  </a>
                ),
              };
            })}
          />
        ),
      })}
    </>
  );
}
