import type { Metadata } from "next";
import { auditSentence } from "@/app/audit-sentence";
import { type Context, present, staffContext } from "@/app/context";
import { messageKinds } from "@/app/mailing";
import { Failure } from "@/components/invitations/failure";
import { MessageState } from "@/components/invitations/message-state";
import { Paper } from "@/components/invitations/paper";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Said, Section, Sheet } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { institutionsByIds } from "@/core/institutions/queries";
import { findInvitation } from "@/core/invitations/queries";
import type { Message } from "@/core/kernel/outbox";
import { historyOfMessage } from "@/core/mail/history/queries";
import { leftAs } from "@/core/mail/keeping/queries";
import { readableMessage, returnsOf, writtenBy } from "@/core/mail/listing/queries";
import { isPrivate } from "@/core/mail/listing/rules";
import { withoutAccess } from "@/core/mail/testing/mail";
import { dayOf } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { mailText } from "@/lib/mail/text";
import { paths } from "@/lib/paths";
import { waitTexts } from "../wait";
import { kindText, moment, subjectOf } from "../words";
import { MessageActs } from "./acts";

type Props = { params: Promise<{ messageId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const context = await staffContext();
  const message = readableMessage(context.store, context.actor, (await params).messageId);
  return { title: message && (subjectOf(context, message) ?? kindText(message, context)) };
}

/** One message: to whom, what became of it, what can be done, its words, and what happened to it. */
export default async function MessagePage({ params }: Props) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const message = present(readableMessage(store, actor, (await params).messageId));
  const subject = subjectOf(context, message);
  const returned = returnsOf(store, actor, [message.id]).get(message.id);
  const waiting = waitTexts(context)(message);
  return (
    <>
      <PageHead
        back={{ href: paths.messages(), label: t("outbox.title") }}
        title={subject ?? kindText(message, context)}
        lang={subject ? message.language : undefined}
        meta={
          <>
            <MessageState
              message={{ ...message, sentAt: null, lastError: null }}
              zone={office.zone}
              today={dayOf(actor.now, office.zone)}
              t={t}
            />
            <span>{subject ? kindText(message, context) : ""}</span>
          </>
        }
      />
      {waiting && (
        <Notice tone="sent" icon={<Icon name="clock" />}>
          <p>{waiting}</p>
        </Notice>
      )}
      {message.lastError && message.state !== "sent" && (
        <Notice tone={message.state === "failed" ? "bad" : "warn"} icon={<Icon name="alert" />}>
          <Failure answer={message.lastError} t={t} />
        </Notice>
      )}
      {returned && (
        <Notice tone="bad" icon={<Icon name="cross" />}>
          <p>{t("outbox.returned", { at: moment(returned.receivedAt, context), text: returned.subject })}</p>
        </Notice>
      )}
      <div className="spread">
        <Sheet className="dossier">
          <Section id="words" title={t("outbox.one.words")}>
            <Words context={context} message={message} />
          </Section>
        </Sheet>
        <div className="beside dossier">
          <Section id="acts" title={t("outbox.one.acts")}>
            <MessageActs context={context} message={message} />
          </Section>
          <Section id="facts" title={t("outbox.one.facts")}>
            <Facts context={context} message={message} />
          </Section>
          <Section id="history" title={t("outbox.one.history")}>
            <History context={context} message={message} />
          </Section>
        </div>
      </div>
    </>
  );
}

/** The message as it left, or as it would; without the personal addresses in it: whoever looks at it cannot answer for the institution. */
function Words({ context: { store, actor, t }, message }: { context: Context; message: Message }) {
  if (isPrivate(message)) return <p className="meta">{t("outbox.one.private")}</p>;
  const left = message.state === "sent" || message.state === "uncertain";
  const kept = left ? leftAs(store, message) : undefined;
  const content = kept ?? writtenBy(messageKinds, store, message, actor.now);
  if (!content) return <p className="meta">{t(message.state === "sent" ? "outbox.one.nowNothing" : "outbox.one.overtaken")}</p>;
  const bare = { ...withoutAccess(content, message.id), calendar: content.calendar };
  return (
    <>
      {left && <p className="meta">{t(kept ? "outbox.one.asLeft" : "outbox.one.asNow")}</p>}
      <Paper
        content={bare}
        lang={message.language}
        to={message.toName ? t("invitations.send.recipient", { name: message.toName, address: message.toAddress }) : message.toAddress}
        labels={{
          subject: t("invitations.send.subject"),
          to: t("invitations.send.to"),
          attached: t("invitations.send.attached"),
          calendar: t("invitations.send.calendar"),
        }}
      />
      <details className="mt-3">
        <summary className="link">{t("outbox.one.plain")}</summary>
        <pre className="mt-2 whitespace-pre-wrap" lang={message.language}>
          {mailText(bare, message.language)}
        </pre>
      </details>
    </>
  );
}

function Facts({ context, message }: { context: Context; message: Message }) {
  const { store, actor, office, t, locale } = context;
  const invitation = message.invitationId ? findInvitation(store, actor, message.invitationId) : undefined;
  const institution = invitation && institutionsByIds(store, actor.officeId, [invitation.institutionId]).get(invitation.institutionId);
  const briefing = message.briefingId ? findBriefing(store, actor, message.briefingId) : undefined;
  return (
    <dl className="letter hung facts-list">
      <dt>{t("outbox.columns.to")}</dt>
      <dd>
        {message.toName}
        <span className="meta block">{message.toAddress}</span>
      </dd>
      {institution && (
        <>
          <dt>{t("outbox.one.institution")}</dt>
          <dd>
            <a className="link" href={paths.institution(institution.id)}>
              {institution.acronym ?? readText(institution.name, locale, office.language)}
            </a>
          </dd>
        </>
      )}
      {briefing && (
        <>
          <dt>{t("outbox.one.briefing")}</dt>
          <dd>
            <a className="link" href={invitation ? paths.invitation(briefing.id, invitation.id) : paths.briefing(briefing.id)}>
              <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
            </a>
          </dd>
        </>
      )}
      <dt>{t("outbox.finder.language")}</dt>
      <dd>{languageNames[message.language]}</dd>
      {message.batchId && (
        <>
          <dt>{t("outbox.one.wave")}</dt>
          <dd>
            <a className="link" href={paths.messages({ batch: message.batchId, show: "all" })}>
              {t("outbox.waves.see")}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

/** When it was written, how often it was tried, what was done about it, and when it left. */
function History({ context, message }: { context: Context; message: Message }) {
  const { store, actor, t } = context;
  const { createdAt, sentAt, attempts } = message;
  const lines = [
    { key: "written", at: createdAt, text: t("outbox.one.written") },
    ...historyOfMessage(store, actor, message.id).map((one) => ({ key: one.id, at: one.at, text: auditSentence(one, t) })),
    ...(sentAt === null ? [] : [{ key: "left", at: sentAt, text: t("outbox.one.left", { n: Math.max(1, attempts) }) }]),
  ].sort((a, b) => a.at - b.at);
  return (
    <ol className="said-so">
      {lines.map(({ key, at, text }) => (
        <li key={key}>
          <p>{text}</p>
          <p className="meta">{moment(at, context)}</p>
        </li>
      ))}
      {sentAt === null && attempts > 0 && (
        <li>
          <p>{t("outbox.one.tried", { n: attempts })}</p>
        </li>
      )}
    </ol>
  );
}
