import { undoPassage } from "@/app/actions/briefings";
import { staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { whenText } from "@/components/briefings/words";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { toldAt } from "@/core/briefings/history/queries";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type Briefing, passageOf } from "@/core/briefings/queries";
import { isUndoable } from "@/core/briefings/rules";
import { openBatches } from "@/core/invitations/sending/queries";
import { tellingOf, wasTold } from "@/core/invitations/telling/queries";
import { dayOf, formatDay, near } from "@/lib/dates";
import { LeavingLine } from "./invitations/leavings";
import { ToCall, toldText } from "./told";

const fromOpen = { postponed: "briefings.passed.announced", cancelled: "briefings.passed.cancelledOpen" } as const;

/** Under the head of a postponed or cancelled briefing: since when, why, and how many were told; for a minute also the way back. */
export async function Passed({ briefing }: { briefing: Briefing }) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  if (briefing.state !== "postponed" && briefing.state !== "cancelled") return null;
  const last = passageOf(store, briefing);
  if (!last?.before) return null;
  const told = toldAt(store, office.id, briefing.id, last.at);
  const { untold } = tellingOf(store, actor, briefing);
  const kind = briefing.state;
  // What people were told, not what was planned for a moment between two acts.
  const was = wasTold(store, briefing, last.at) ?? last.before;
  const day = dayOf(last.at, office.zone);
  const undoable = canPlanBriefings(actor, briefing) && isUndoable(last, actor.now);
  const leaving = openBatches(store, actor, briefing.id).find(({ id }) => id === told.batchId);
  return (
    <Notice tone={kind === "postponed" ? "warn" : "none"} icon={<Icon name={kind === "postponed" ? "clock" : "minus"} />}>
      <p>
        {t(was.dateOpen ? fromOpen[kind] : `briefings.passed.${kind}`, {
          day: formatDay(day, locale, near("long", day, dayOf(actor.now, office.zone))),
          was: whenText(was, locale),
          reason: last.reason ?? "",
        })}
      </p>
      {leaving ? (
        <LeavingLine context={context} briefing={briefing} batch={leaving} />
      ) : (
        <p className="text-sm">{toldText(context, briefing)}</p>
      )}
      <ToCall context={context} briefing={briefing} rows={untold} text={t("briefings.told.untold", { n: untold.length })} />
      {undoable && !leaving && (
        <Form action={undoPassage} texts={formTexts(t)} className="mt-2">
          <input type="hidden" name="briefingId" value={briefing.id} />
          <Button>
            <Icon name="undo" /> {t("common.undo")}
          </Button>
        </Form>
      )}
    </Notice>
  );
}
