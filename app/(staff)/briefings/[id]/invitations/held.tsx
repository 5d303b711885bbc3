import { takeBack } from "@/app/actions/clearing";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import type { Briefing } from "@/core/briefings/queries";
import { refusedTo, waitingClearances } from "@/core/invitations/clearing/queries";
import { openHolding, runningOf } from "@/core/invitations/holding/queries";
import { canClear, canInvite } from "@/core/invitations/policy";
import { holidayDays } from "@/core/offices/queries";
import { workingDaysBetween } from "@/core/offices/rules";
import { dayOf, formatDay, formatMoment, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** When the foreign ministry was asked, how many working days ago, and under which reference. */
export function holdingText({ store, actor, office, t, locale }: Context, briefing: Briefing): string | undefined {
  const holding = openHolding(store, briefing);
  if (!holding) return undefined;
  const today = dayOf(actor.now, briefing.zone);
  const day = formatDay(holding.askedOn, locale, near("long", holding.askedOn, today));
  const n = workingDaysBetween(holding.askedOn, today, holidayDays(store, office.id));
  return holding.reference ? t("holding.sinceReference", { day, n, reference: holding.reference }) : t("holding.since", { day, n });
}

/** What of a briefing waits for the foreign ministry or for clearance, and what did not get it and why, each with what can be done. */
export function Held({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { store, actor, office, t, locale } = context;
  const running = runningOf(store, briefing);
  return (
    <>
      {running && (
        <Notice tone="sent" icon={<Icon name="clock" />}>
          <p>
            {t("holding.waiting", { n: running.held.length })} {holdingText(context, briefing)}
          </p>
          <div className="buttons">
            <ButtonLink href={paths.heldInvitations(briefing.id)}>{t("holding.see")}</ButtonLink>
          </div>
        </Notice>
      )}
      {waitingClearances(store, actor, briefing.id).map(({ clearance, askedBy, held }) => (
        <Notice key={clearance.id} tone={clearance.follows ? "warn" : "sent"} icon={<Icon name="clock" />}>
          <p>
            {t(clearance.follows ? "clearance.waitingAgain" : "clearance.waiting", {
              n: held.length,
              name: askedBy,
              at: formatMoment(clearance.askedAt, office.zone, locale),
            })}
          </p>
          <div className="buttons">
            {canClear(actor, briefing) && <ButtonLink href={paths.clearance(briefing.id, clearance.id)}>{t("clearance.look")}</ButtonLink>}
            {canInvite(actor, briefing) && (
              <Form action={takeBack} texts={formTexts(t)} className="inline-form">
                <input type="hidden" name="clearanceId" value={clearance.id} />
                <Button>{t("clearance.takeBack")}</Button>
              </Form>
            )}
          </div>
        </Notice>
      ))}
      {refusedTo(store, actor, briefing.id).map(({ clearance, by, n }) => (
        <Notice key={clearance.id} tone="warn" icon={<Icon name="alert" />}>
          <p>{t("clearance.refused", { n, name: by })}</p>
          <p>
            <q>{clearance.reason}</q>
          </p>
        </Notice>
      ))}
    </>
  );
}
