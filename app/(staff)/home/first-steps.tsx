import type { Context } from "@/app/context";
import { Icon } from "@/components/ui/icon";
import { canPlanBriefings } from "@/core/briefings/policy";
import { canKeepOffice } from "@/core/offices/policy";
import { beginnings } from "@/core/reports/queries";
import { paths } from "@/lib/paths";

/** The first steps of an office, until an invitation has been sent; its own details are for an administrator. */
export function firstSteps({ store, actor, office, t }: Context) {
  if (!canPlanBriefings(actor, actor)) return undefined;
  const begun = beginnings(store, actor);
  if (begun.sent > 0) return undefined;
  const step = (text: string, href: string, done: boolean) => ({
    text,
    href,
    done,
    state: done ? t("home.first.done") : t("home.first.open"),
    icon: <Icon name={done ? "check" : "hollow"} className={done ? "yes" : "none"} />,
  });
  const reachable = Boolean(office.contactEmail ?? office.contactPhone);
  return [
    ...(canKeepOffice(actor, office) ? [step(t("home.first.office"), paths.office(), reachable)] : []),
    step(t("home.first.institutions"), paths.newInstitution(), begun.institutions > 0),
    step(t("home.first.liaisons"), paths.institutions(), begun.institutions > 0 && begun.unreachable === 0),
    step(t("home.first.briefing"), paths.newBriefing(), begun.briefings > 0),
    step(t("home.first.invitation"), paths.briefings(), false),
  ];
}
