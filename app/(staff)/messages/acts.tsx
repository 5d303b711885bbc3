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
  const id = <input type="hidden" name="messageId" value={message.id} />;
  return (
    <div className="buttons">
      {message.state === "failed" && message.kind === "invitation" && message.invitationId ? (
        <Form action={resend} texts={texts} className="inline-form">
          <input type="hidden" name="invitationId" value={message.invitationId} />
          <Button>{t("mail.desk.retry")}</Button>
        </Form>
      ) : message.state === "failed" ? (
        <Form action={retryMessageAction} texts={texts} className="inline-form">
          {id}
          <Button>{t("mail.desk.retry")}</Button>
        </Form>
      ) : (
        (["sent", "again"] as const).map((outcome) => (
          <Form key={outcome} action={resolveUncertainAction} texts={texts} className="inline-form">
            {id}
            <input type="hidden" name="outcome" value={outcome} />
            <Button>{t(`mail.desk.${outcome}`)}</Button>
          </Form>
        ))
      )}
      <Form action={cancelMessageAction} texts={texts} className="inline-form">
        {id}
        <Button kind="plain">{t("mail.desk.giveUp")}</Button>
      </Form>
    </div>
  );
}
