import { resend } from "@/app/actions/invitations";
import { cancelMessageAction, resolveUncertainAction, retryMessageAction } from "@/app/actions/mail";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Message } from "@/core/kernel/outbox";

/** What can be done about a message that failed or is in doubt. */
export function Acts({ context: { t }, message }: { context: Context; message: Message }) {
  const texts = formTexts(t);
  const of = (act: string) => t("invitations.board.actOf", { act, name: message.toName ?? message.toAddress });
  const id = <input type="hidden" name="messageId" value={message.id} />;
  return (
    <div className="buttons">
      {message.state === "failed" && message.kind === "invitation" && message.invitationId ? (
        <Form action={resend} texts={texts} className="inline-form">
          <input type="hidden" name="invitationId" value={message.invitationId} />
          <Button aria-label={of(t("mail.desk.retry"))}>{t("mail.desk.retry")}</Button>
        </Form>
      ) : message.state === "failed" ? (
        <Form action={retryMessageAction} texts={texts} className="inline-form">
          {id}
          <Button aria-label={of(t("mail.desk.retry"))}>{t("mail.desk.retry")}</Button>
        </Form>
      ) : (
        (["sent", "again"] as const).map((outcome) => (
          <Form key={outcome} action={resolveUncertainAction} texts={texts} className="inline-form">
            {id}
            <input type="hidden" name="outcome" value={outcome} />
            <Button aria-label={of(t(`mail.desk.${outcome}`))}>{t(`mail.desk.${outcome}`)}</Button>
          </Form>
        ))
      )}
      <Form action={cancelMessageAction} texts={texts} className="inline-form">
        {id}
        <Button kind="plain" aria-label={of(t("mail.desk.giveUp"))}>
          {t("mail.desk.giveUp")}
        </Button>
      </Form>
    </div>
  );
}
