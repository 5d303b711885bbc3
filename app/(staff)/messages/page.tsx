import type { Metadata } from "next";
import { resend } from "@/app/actions/invitations";
import { cancelMessageAction, resolveUncertainAction, retryMessageAction } from "@/app/actions/mail";
import { type Context, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Failure } from "@/components/invitations/failure";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { PageHead, Sheet } from "@/components/ui/page";
import { Pill } from "@/components/ui/pill";
import type { Message } from "@/core/kernel/outbox";
import { canHandle } from "@/core/mail/policy";
import { troubleMessages } from "@/core/mail/queries";
import { formatMoment } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { IncomingMails } from "./incoming";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("mail.desk.title") };
}

/** The messages somebody has to decide about, each with what can be done. */
export default async function Messages() {
  const context = await staffContext();
  const { store, actor, t } = context;
  const messages = troubleMessages(store, actor);
  return (
    <>
      <PageHead title={t("mail.desk.title")} meta={<span>{t("mail.desk.text")}</span>} />
      <Sheet label={t("mail.desk.title")}>
        {messages.length === 0 ? (
          <Empty>{t("mail.desk.none")}</Empty>
        ) : (
          <ul className="messages">
            {messages.map((message) => (
              <li key={message.id}>
                <Told context={context} message={message} />
                {canHandle(actor, message) && <Acts context={context} message={message} />}
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <IncomingMails context={context} />
    </>
  );
}

/** To whom, about what, since when, and what the other side said. */
function Told({ context: { office, t, locale }, message }: { context: Context; message: Message }) {
  const failed = message.state === "failed";
  const about = message.subject ?? t.maybe(`mail.desk.kinds.${message.kind}`) ?? "";
  const spoken = message.subject ? message.language : undefined;
  return (
    <div>
      <p className="facts">
        <Pill tone={failed ? "bad" : "warn"} icon={failed ? "cross" : "alert"}>
          {t(failed ? "vocabulary.messageStates.failed" : "vocabulary.messageStates.uncertain")}
        </Pill>
        <b>{message.toName ?? message.toAddress}</b>
        {message.toName && <span className="text-muted">{message.toAddress}</span>}
      </p>
      <p>
        {message.briefingId && message.invitationId ? (
          <a className="name" href={paths.invitation(message.briefingId, message.invitationId)} lang={spoken}>
            {about}
          </a>
        ) : (
          <span lang={spoken}>{about}</span>
        )}
      </p>
      <p className="meta">
        {formatMoment(message.createdAt, office.zone, locale, "shortYear")} · {t(failed ? "mail.desk.failed" : "mail.desk.uncertain")}
      </p>
      {message.lastError && <Failure answer={message.lastError} t={t} />}
    </div>
  );
}

function Acts({ context: { t }, message }: { context: Context; message: Message }) {
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
