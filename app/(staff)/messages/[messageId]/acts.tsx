import { cancelHere, resendAction, testAction } from "@/app/actions/mail";
import { holdAction } from "@/app/actions/wording-one";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { messageKinds } from "@/app/mailing";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Message } from "@/core/kernel/outbox";
import { isKeptFrom } from "@/core/mail/editing/queries";
import { writtenBy } from "@/core/mail/listing/queries";
import { isPrivate, TEST } from "@/core/mail/listing/rules";
import { canEdit, canHandle } from "@/core/mail/policy";
import { isTrouble } from "@/core/mail/rules";
import { wordingOf } from "@/core/offices/wording/queries";
import { Acts } from "../acts";

/** What can be done about a message, as it stands. */
export function MessageActs({ context, message }: { context: Context; message: Message }) {
  const { store, actor, t } = context;
  const texts = formTexts(t);
  const id = <input type="hidden" name="messageId" value={message.id} />;
  const handles = canHandle(actor, message);
  const says = !isPrivate(message) && message.kind !== TEST && writtenBy(messageKinds, store, message, actor.now) !== undefined;
  const edits =
    canEdit(actor, message) && !isKeptFrom(store, actor, message) && message.state === "queued" && wordingOf(store, message) !== undefined;
  const resends = handles && says && message.state === "sent";
  if (!says && !(handles && (isTrouble(message) || message.state === "queued"))) return <p className="meta">{t("outbox.one.nothing")}</p>;
  return (
    <div className="grid gap-3">
      {handles && isTrouble(message) && <Acts context={context} message={message} />}
      {handles && message.state === "queued" && (
        <Form action={cancelHere} texts={texts} className="inline-form">
          {id}
          <Button>{t("outbox.one.cancel")}</Button>
        </Form>
      )}
      {edits && (
        <Form action={holdAction} texts={texts} className="inline-form">
          {id}
          <Button>{t("outbox.edit.begin")}</Button>
          <p className="meta mt-1">{t("outbox.edit.beginHint")}</p>
        </Form>
      )}
      {resends && (
        <Form action={resendAction} texts={texts} className="inline-form">
          {id}
          <Button>{t("outbox.one.resend")}</Button>
          <p className="meta mt-1">{t("outbox.one.resendHint")}</p>
        </Form>
      )}
      {says && (
        <Form action={testAction} texts={texts} className="inline-form">
          {id}
          <Button>{t("outbox.one.test")}</Button>
          <p className="meta mt-1">{t("outbox.one.testHint")}</p>
        </Form>
      )}
    </div>
  );
}
