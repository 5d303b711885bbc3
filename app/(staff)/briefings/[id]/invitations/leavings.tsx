import { closedAt } from "@/app/(staff)/quiet";
import { undo } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Leaving } from "@/components/invitations/leaving";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { toldAt } from "@/core/briefings/history/queries";
import { type Briefing, passageOf } from "@/core/briefings/queries";
import { isCleared } from "@/core/invitations/clearing/queries";
import { canClear, canInvite } from "@/core/invitations/policy";
import { type OpenBatch, openBatches } from "@/core/invitations/sending/queries";
import { isKind, isSpoken } from "@/core/invitations/sending/rules";
import { formatHour, localOf } from "@/lib/dates";
import { paths } from "@/lib/paths";

type Props = { context: Context; briefing: Briefing; follow?: boolean };

/** The sendings that leave within the minute; what tells of a postponement or cancellation stands in the line about that, under the head. */
export function Leavings({ context, briefing, follow }: Props) {
  const { store, actor, office } = context;
  const last = passageOf(store, briefing);
  const passed = last && toldAt(store, office.id, briefing.id, last.at).batchId;
  return openBatches(store, actor, briefing.id)
    .filter(({ id }) => id !== passed)
    .map((batch) => (
      <div className="notice sent" key={batch.id}>
        <Icon name="send" />
        <LeavingLine context={context} briefing={briefing} batch={batch} follow={follow} />
      </div>
    ));
}

/** One sending that leaves within the minute, with its way back and with who gets it. */
export function LeavingLine({ context, briefing, batch, follow = true }: Props & { batch: OpenBatch }) {
  const { store, actor, office, t, locale } = context;
  const { id, kind, said, n, sendAfter } = batch;
  if (!isKind(kind)) return null;
  const what = kind !== "change" ? kind : isSpoken(said) ? said : "changed";
  const hour = formatHour(localOf(sendAfter, office.zone), locale);
  const closed = closedAt(context, sendAfter);
  const later = closed && t("invitations.leaving.later", { n, ...closed });
  return (
    <div className="leaving">
      <Leaving
        left={sendAfter - actor.now}
        texts={
          later
            ? { in: t("invitations.leaving.laterUndo", { later, s: "{s}" }), at: later, now: later }
            : {
                in: t(`invitations.leaving.${what}.in`, { n, s: "{s}" }),
                at: t(`invitations.leaving.${what}.at`, { n, hour }),
                now: t("invitations.leaving.now"),
              }
        }
      >
        {(canInvite(actor, briefing) || (kind === "invitation" && canClear(actor, briefing) && isCleared(store, actor, id))) && (
          <Form action={undo} texts={formTexts(t)} className="inline-form">
            <input type="hidden" name="briefingId" value={briefing.id} />
            <input type="hidden" name="batchId" value={id} />
            <Button>{t("common.undo")}</Button>
          </Form>
        )}
      </Leaving>
      {follow && (
        <a className="link" href={paths.sendInvitations(briefing.id, { batch: id })}>
          {t("invitations.leaving.follow")}
        </a>
      )}
    </div>
  );
}
