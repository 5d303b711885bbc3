import { skipPlanned } from "@/app/actions/reminders";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Briefing } from "@/core/briefings/queries";
import { isPlanOn } from "@/core/briefings/reminding/rules";
import { calledIn } from "@/core/invitations/board/queries";
import type { Planned } from "@/core/invitations/planning/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn } from "@/core/invitations/queries";
import { dayOf, formatMoment, near } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** Every message that will leave by itself as things stand now, each with the way to keep it back. */
export function Ahead({ context, briefing, planned }: { context: Context; briefing: Briefing; planned: Planned[] }) {
  const { store, actor, office, t, locale } = context;
  if (!isPlanOn(briefing.reminders)) return null;
  const names = calledOn(store, briefing, planned);
  const today = dayOf(actor.now, office.zone);
  const decides = canInvite(actor, briefing);
  const row = (one: Planned) => {
    const leaves = dayOf(one.at, office.zone);
    const said = {
      kind: t(`reminders.kinds.${one.kind}`),
      name: calledIn(names.get(one.institutionId)),
      day: formatMoment(one.at, office.zone, locale, near("weekdayShort", leaves, today)),
    };
    return (
      <li key={`${one.line}-${one.invitationId}`}>
        <div>
          <a className="name" href={paths.invitation(briefing.id, one.invitationId)} lang="es">
            {said.name}
          </a>
          <span className="meta">
            {said.kind} · {said.day}
            {one.skipped && ` · ${t("reminders.skipped")}`}
          </span>
        </div>
        {decides && (
          <Form action={skipPlanned} texts={formTexts(t)} className="inline-form">
            <input type="hidden" name="invitationId" value={one.invitationId} />
            <input type="hidden" name="line" value={one.line} />
            {one.skipped && <input type="hidden" name="again" value="on" />}
            <Button kind="plain" aria-label={t(one.skipped ? "reminders.againOf" : "reminders.skipOf", said)}>
              {t(one.skipped ? "reminders.again" : "reminders.skip")}
            </Button>
          </Form>
        )}
      </li>
    );
  };
  return (
    <section aria-labelledby="ahead">
      <h2 id="ahead">{t("reminders.ahead")}</h2>
      <p className="meta pt-3">{t(planned.length > 0 ? "reminders.aheadLead" : "reminders.nothingAhead")}</p>
      {planned.length > 0 && <ul className="planned">{planned.map(row)}</ul>}
    </section>
  );
}
