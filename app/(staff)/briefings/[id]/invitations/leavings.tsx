import { undo } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Leaving } from "@/components/invitations/leaving";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import type { Briefing } from "@/core/briefings/queries";
import { canInvite } from "@/core/invitations/policy";
import { openBatches } from "@/core/invitations/sending/queries";
import { isKind } from "@/core/invitations/sending/rules";
import { formatHour, localOf } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** The sendings that leave within the minute, each with its way back and with who gets it. */
export function Leavings({ context, briefing, follow = true }: { context: Context; briefing: Briefing; follow?: boolean }) {
  const { store, actor, t, locale } = context;
  return openBatches(store, actor, briefing.id).map(({ id, kind, n, sendAfter }) => {
    if (!isKind(kind)) return null;
    const hour = formatHour(localOf(sendAfter, briefing.zone), locale);
    return (
      <div className="notice sent" key={id}>
        <Icon name="send" />
        <div className="leaving">
          <Leaving
            left={sendAfter - actor.now}
            texts={{
              in: t(`invitations.leaving.${kind}.in`, { n, s: "{s}" }),
              at: t(`invitations.leaving.${kind}.at`, { n, hour }),
              now: t("invitations.leaving.now"),
            }}
          >
            {canInvite(actor, briefing) && (
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
      </div>
    );
  });
}
