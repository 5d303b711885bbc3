import type { ReactNode } from "react";
import { changeStateAction, supersedeAction } from "@/app/actions/followups";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { canMove, isReopening } from "@/core/followups/rules";
import type { Story } from "@/core/followups/story/queries";
import type { FollowUpState } from "@/db/schema/followups";

/** What a manager decides about one follow-up: each decision behind its button, with what it needs. */
export function Judge({ story, context: { t } }: { story: Story; context: Context }) {
  const { followUp, evidence } = story;
  const { state } = followUp;
  const texts = formTexts(t);
  const step = (to: FollowUpState, look: "primary" | "outline", fields: ReactNode, folded = true) => (
    <Form
      action={changeStateAction}
      texts={texts}
      className="form judge"
      fold={
        folded
          ? { summary: t(`followups.judge.${to as "verified"}`), look: look === "primary" ? "button primary" : "button", group: "judge" }
          : undefined
      }
    >
      <input type="hidden" name="followUpId" value={followUp.id} />
      <input type="hidden" name="version" value={followUp.version} />
      <input type="hidden" name="to" value={to} />
      {fields}
      <div className="buttons">
        <Button kind={folded ? "outline" : look}>{t(folded ? "followups.judge.confirm" : `followups.judge.${to as "verified"}`)}</Button>
      </div>
    </Form>
  );
  const reason = <TextArea name="note" label={t("followups.judge.reason")} rows={2} maxLength={1000} />;
  return (
    <Section id="judge" title={t("followups.judge.title")} className="judging">
      {canMove(state, "verified") &&
        step(
          "verified",
          "primary",
          evidence ? null : (
            <Field name="evidence" label={t("followups.decide.how")} hint={t("followups.decide.howHint")} maxLength={1000} />
          ),
          !evidence,
        )}
      {isReopening(state, "open") && canMove(state, "open") && step("open", "outline", reason)}
      {canMove(state, "dropped") && step("dropped", "outline", reason)}
      {canMove(state, "superseded") && (
        <Form
          action={supersedeAction}
          texts={texts}
          className="form judge"
          fold={{ summary: t("followups.judge.superseded"), look: "button", group: "judge" }}
        >
          <input type="hidden" name="followUpId" value={followUp.id} />
          <input type="hidden" name="version" value={followUp.version} />
          <Field
            name="number"
            type="number"
            label={t("followups.judge.number")}
            hint={t("followups.judge.numberHint")}
            min={1}
            inputMode="numeric"
          />
          <Field name="note" label={t("followups.judge.remark")} maxLength={1000} optional />
          <div className="buttons">
            <Button>{t("followups.judge.confirm")}</Button>
          </div>
        </Form>
      )}
    </Section>
  );
}
