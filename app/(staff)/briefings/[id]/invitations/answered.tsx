import { takeBackAnswer } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Brief } from "@/components/invitations/brief";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Briefing } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { findAnswer } from "@/core/invitations/answers/queries";
import { UNDO_ANSWER } from "@/core/invitations/answers/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { findInvitation } from "@/core/invitations/queries";

/** How long the way back is offered, seconds. */
const OFFERED = 10;

/** The answer just noted, with its way back. */
export function Answered({ context, briefing, answerId }: { context: Context; briefing: Briefing; answerId: string }) {
  const { store, actor, t } = context;
  const answer = findAnswer(store, actor, answerId);
  const invitation = answer && findInvitation(store, actor, answer.invitationId);
  if (!answer || answer.undoneAt !== null || invitation?.briefingId !== briefing.id) return null;
  if (invitation.answerId !== answer.id || actor.now - answer.at > UNDO_ANSWER) return null;
  const name = namesOn(store, actor.officeId, [invitation.institutionId], briefing.startsLocal.slice(0, 10)).get(invitation.institutionId);
  return (
    <Brief seconds={OFFERED} key={answer.id}>
      <p role="status">{t("invitations.leaving.said", { name: calledIn(name), standing: t(`vocabulary.answers.${answer.value}`) })}</p>
      <Form action={takeBackAnswer} texts={formTexts(t)} className="inline-form">
        <input type="hidden" name="id" value={answer.id} />
        <Button>{t("common.undo")}</Button>
      </Form>
    </Brief>
  );
}
