import { undoDecisionAction } from "@/app/actions/followups";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Keyed, shortcuts } from "@/components/followups/decide";
import { verdictLooks } from "@/components/followups/state";
import { dayText, leadShort, type Reader } from "@/components/followups/words";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { type Decision, type Review, rowsByIds } from "@/core/followups/review/queries";
import { ownUser } from "@/core/offices/queries";

type Props = { context: Context; reader: Reader; review: Review | undefined; decisions: Decision[]; at: string };

/** The line above the story: what was decided last (or about this one), and its undo. */
export function After({ context, reader, review, decisions, at }: Props) {
  const decision = decisions.find((d) => d.followUpId === at) ?? decisions.at(-1);
  const { store, actor } = context;
  const row = decision && rowsByIds(store, actor.officeId, [decision.followUpId]).get(decision.followUpId);
  return (
    <div className="after">
      {/* Stands before it has anything to say, so that readers hear what comes into it. */}
      <p role="status">
        {decision && row && (
          <>
            <Icon name={verdictLooks[decision.verdict].icon} />
            <span>{decidedText(decision, row.what, leadShort(row.lead, reader), reader)}</span>
          </>
        )}
      </p>
      {decision && review && row && (
        <Form key={decision.id} action={undoDecisionAction} texts={formTexts(context.t)} className="direct">
          <input type="hidden" name="reviewId" value={review.id} />
          <input type="hidden" name="decisionId" value={decision.id} />
          <Button kind="plain" aria-keyshortcuts={shortcuts.undo}>
            <Keyed text={context.t("common.undo")} shortcut={shortcuts.undo} keys={ownUser(store, actor)?.reviewKeys ?? false} />
          </Button>
        </Form>
      )}
    </div>
  );
}

/** "New date, 14 December: Names of three trainers, MINSEG" */
export function decidedText({ verdict, after }: Decision, what: string, who: string, reader: Reader): string {
  const { t } = reader;
  const day = verdict === "newDate" && after.dueOn ? dayText(after.dueOn, reader, "plain") : "";
  return t("followups.review.decided", { verdict: t(`followups.verdicts.${verdict}`), dated: day ? "yes" : "no", day, what, who });
}
