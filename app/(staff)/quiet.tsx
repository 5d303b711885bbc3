import type { Context } from "@/app/context";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { closedFor } from "@/core/mail/waiting/queries";
import { dayOf, formatHour, formatMoment, localOf } from "@/lib/dates";

/** Why mail that may leave at an instant does not leave by then, and when it will: quiet hours, or the limit of the hour. */
export function closedAt({ store, office, actor, locale }: Context, instant: number): { why: "quiet" | "cap"; at: string } | undefined {
  const closed = closedFor(store, office.id, instant);
  if (!closed) return undefined;
  const { why, until } = closed;
  const today = dayOf(until, office.zone) === dayOf(actor.now, office.zone);
  return { why, at: today ? formatHour(localOf(until, office.zone), locale) : formatMoment(until, office.zone, locale, "weekday") };
}

/** When what is sent now leaves, where that is not at once. */
export function closedText(context: Context): string | undefined {
  const closed = closedAt(context, context.actor.now);
  return closed && context.t(closed.why === "quiet" ? "office.sending.quietNow" : "office.sending.fullNow", { at: closed.at });
}

/** While nothing leaves: when what is sent now will. */
export function Quiet({ context }: { context: Context }) {
  const text = closedText(context);
  return (
    text && (
      <Notice tone="sent" icon={<Icon name="clock" />}>
        <p>{text}</p>
      </Notice>
    )
  );
}
