import type { Context } from "@/app/context";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { quietUntil } from "@/core/offices/sending/rules";
import { dayOf, formatHour, formatMoment, localOf } from "@/lib/dates";

/** While the office's quiet hours last: when what is sent now will leave. */
export function Quiet({ context: { actor, office, t, locale } }: { context: Context }) {
  const { quietHours, zone } = office;
  const until = quietUntil(quietHours, zone, actor.now);
  if (until === undefined) return null;
  const today = dayOf(until, zone) === dayOf(actor.now, zone);
  return (
    <Notice tone="sent" icon={<Icon name="clock" />}>
      <p>
        {t("office.sending.quietNow", {
          at: today ? formatHour(localOf(until, zone), locale) : formatMoment(until, zone, locale, "weekday"),
        })}
      </p>
    </Notice>
  );
}
