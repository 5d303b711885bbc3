import type { Metadata } from "next";
import { editAction, holdAction, restoreAction } from "@/app/actions/wording-one";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { messageKinds } from "@/app/mailing";
import { Paper } from "@/components/invitations/paper";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Section, Sheet } from "@/components/ui/page";
import type { Message } from "@/core/kernel/outbox";
import { isKeptFrom } from "@/core/mail/editing/queries";
import { draftOf, isEdited } from "@/core/mail/editing/rules";
import { readableMessage, writtenBy } from "@/core/mail/listing/queries";
import { canEdit } from "@/core/mail/policy";
import { withoutAccess } from "@/core/mail/testing/mail";
import { wordingOf } from "@/core/offices/wording/queries";
import { formatHour, localOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { subjectOf } from "../../words";
import { WordsForm } from "../../words-form";

type Props = { params: Promise<{ messageId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("outbox.edit.title") };
}

/** The words of one message, before it leaves; it waits meanwhile. What was typed can be looked at before it is saved. */
export default async function EditMessage({ params }: Props) {
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const found = readableMessage(store, actor, (await params).messageId);
  const message = present(found && canEdit(actor, found) && wordingOf(store, found) ? found : undefined);
  const back = { href: paths.message(message.id), label: subjectOf(context, message) ?? t("outbox.title") };
  const head = <PageHead back={back} title={t("outbox.edit.title")} />;
  if (message.state !== "queued" || isKeptFrom(store, actor, message))
    return (
      <>
        {head}
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t(message.state === "queued" ? "refusals.message_cleared" : "refusals.message_left")}</p>
          <div className="buttons">
            <ButtonLink href={paths.message(message.id)}>{t("outbox.edit.back")}</ButtonLink>
          </div>
        </Notice>
      </>
    );
  const until = isEdited(message, actor.now) ? message.leaseUntil : null;
  return (
    <>
      {head}
      <Notice tone={until === null ? "warn" : "sent"} icon={<Icon name="clock" />}>
        <p>
          {until === null ? t("outbox.edit.leaves") : t("outbox.edit.waits", { hour: formatHour(localOf(until, office.zone), locale) })}
        </p>
        {until === null && (
          <Form action={holdAction} texts={formTexts(t)} className="inline-form">
            <input type="hidden" name="messageId" value={message.id} />
            <Button>{t("outbox.edit.hold")}</Button>
          </Form>
        )}
      </Notice>
      <Editing context={context} message={message} />
    </>
  );
}

function Editing({ context, message }: { context: Context; message: Message }) {
  const { store, t } = context;
  const wording = wordingOf(store, message);
  const draft = draftOf(message);
  if (!wording) return null;
  return (
    <div className="spread">
      <Sheet>
        <section className="grid gap-5" aria-label={t("outbox.edit.title")}>
          <WordsForm
            context={context}
            action={editAction}
            kind={wording.kind}
            language={message.language}
            words={wording.words}
            draft={draft}
            hidden={<input type="hidden" name="messageId" value={message.id} />}
          >
            <Button name="act" value="look">
              {t("outbox.edit.look")}
            </Button>
            <Button kind="primary" name="act" value="save">
              {t("outbox.edit.save")}
            </Button>
          </WordsForm>
          {message.words && (
            <Form action={restoreAction} texts={formTexts(t)} className="form">
              <input type="hidden" name="messageId" value={message.id} />
              <div className="buttons">
                <Button kind="plain">{t("outbox.edit.restore")}</Button>
              </div>
            </Form>
          )}
        </section>
      </Sheet>
      <div className="beside">
        <Section id="preview" title={t(draft ? "outbox.edit.typed" : "outbox.edit.now")}>
          <Shown context={context} message={draft ? { ...message, words: draft } : message} />
        </Section>
      </div>
    </div>
  );
}

/** The message with what was typed; a seal is for what is saved. */
function Shown({ context: { store, actor, t }, message }: { context: Context; message: Message }) {
  const { seen: _seen, ...payload } = message.payload ?? {};
  const content = writtenBy(messageKinds, store, { ...message, payload }, actor.now);
  if (!content) return <p className="meta">{t("outbox.one.overtaken")}</p>;
  return (
    <Paper
      content={{ ...withoutAccess(content, message.id), calendar: content.calendar }}
      lang={message.language}
      to={message.toName ? t("invitations.send.recipient", { name: message.toName, address: message.toAddress }) : message.toAddress}
      labels={{
        subject: t("invitations.send.subject"),
        to: t("invitations.send.to"),
        attached: t("invitations.send.attached"),
        calendar: t("invitations.send.calendar"),
      }}
    />
  );
}
