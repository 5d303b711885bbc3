import type { Context } from "@/app/context";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { pauseNow } from "@/core/offices/days/queries";
import { formatDay } from "@/lib/dates";
import { readText } from "@/lib/localized";

/** While the office pauses: until when nobody is reminded, and why. */
export function Paused({ context: { store, actor, office, t, locale } }: { context: Context }) {
  const now = pauseNow(store, office.id, actor.now);
  if (!now) return null;
  const { lastDay, reason } = now.pause;
  return (
    <Notice tone="warn" icon={<Icon name="clock" />}>
      <p>{t("planning.pauses.now", { day: formatDay(lastDay, locale, "full"), reason: readText(reason, locale, office.language) })}</p>
    </Notice>
  );
}
