import type { Context } from "@/app/context";
import type { Need } from "@/components/home/needs";
import { endingSoon } from "@/core/offices/rights/queries";
import { dayOf, daysBetween, formatDay, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** What an administrator has to look at in time: colleagues whose rights run out within two weeks. */
export function rightsEnding({ store, actor, office, t, locale }: Context): Need[] {
  const today = dayOf(actor.now, office.zone);
  return endingSoon(store, actor).map(({ userId, name, endsOn }) => ({
    key: `rights-${userId}`,
    icon: "clock",
    tone: "maybe",
    text: t.rich("rights.ending", {
      name,
      link: (chunks) => (
        <a className="name" href={paths.user(userId)}>
          {chunks}
        </a>
      ),
    }),
    due: [formatDay(endsOn, locale, near("weekdayShort", endsOn, today)), t("rights.left", { n: daysBetween(today, endsOn) })],
    verb: { href: paths.user(userId), label: t("home.look") },
  }));
}
