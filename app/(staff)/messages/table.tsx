import type { Context } from "@/app/context";
import { MessageState } from "@/components/invitations/message-state";
import { StandingPill } from "@/components/invitations/standing";
import { type Briefing, briefingsByIds } from "@/core/briefings/queries";
import { type Institution, institutionsByIds } from "@/core/institutions/queries";
import { type Invitation, invitationsByIds } from "@/core/invitations/queries";
import type { Message } from "@/core/kernel/outbox";
import { type Returned, returnsOf } from "@/core/mail/listing/queries";
import { canHandle } from "@/core/mail/policy";
import { dayOf } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { Acts } from "./acts";
import { About, Head, ToCell } from "./cells";
import { waitTexts } from "./wait";
import { kindText, moment, subjectOf } from "./words";

type Beside = {
  invitations: Map<string, Invitation>;
  institutions: Map<string, Institution>;
  briefings: Map<string, Briefing>;
  returns: Map<string, Returned>;
};

/** Messages as rows: to whom, what, when, and what became of each. Cards on a phone. */
export function MessageTable({ context, rows }: { context: Context; rows: Message[] }) {
  const { store, actor, t } = context;
  const invitations = invitationsByIds(
    store,
    actor.officeId,
    rows.flatMap((row) => row.invitationId ?? []),
  );
  const beside: Beside = {
    invitations,
    institutions: institutionsByIds(
      store,
      actor.officeId,
      [...invitations.values()].map((i) => i.institutionId),
    ),
    briefings: briefingsByIds(
      store,
      actor.officeId,
      rows.flatMap((row) => row.briefingId ?? []),
    ),
    returns: returnsOf(
      store,
      actor,
      rows.map((row) => row.id),
    ),
  };
  const waitOf = waitTexts(context);
  return (
    <table className="table outbox">
      <Head t={t} />
      <tbody>
        {rows.map((message) => (
          <Row key={message.id} context={context} message={message} beside={beside} waiting={waitOf(message)} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { context: Context; message: Message; beside: Beside; waiting: string | undefined };

function Row({ context, message, beside, waiting }: RowProps) {
  const { actor, office, t, locale } = context;
  const { state, sentAt, createdAt } = message;
  const invitation = beside.invitations.get(message.invitationId ?? "");
  const institution = beside.institutions.get(invitation?.institutionId ?? "");
  const briefing = beside.briefings.get(message.briefingId ?? "");
  const returned = beside.returns.get(message.id);
  const trouble = state === "failed" || state === "uncertain";
  const answered =
    invitation?.answer && invitation.answeredAt !== null && sentAt !== null && invitation.answeredAt > sentAt && !isReceipt(message);
  const written = subjectOf(context, message);
  return (
    <tr id={`row-${message.id}`}>
      <ToCell context={context} name={message.toName} address={message.toAddress} institution={institution} />
      <td>
        <a className="name" href={paths.message(message.id)} lang={written ? message.language : undefined}>
          {written ?? kindText(message, context)}
        </a>
        <About
          context={context}
          words={[written ? kindText(message, context) : "", languageNames[message.language]]}
          title={briefing && read(briefing.title, locale, office.language)}
        />
      </td>
      <td>
        {sentAt === null
          ? t("outbox.when.written", { at: moment(createdAt, context) })
          : t("outbox.when.sent", { at: moment(sentAt, context) })}
        {waiting && <span className="meta">{waiting}</span>}
      </td>
      <td>
        <MessageState message={{ ...message, sentAt: null }} zone={office.zone} today={dayOf(actor.now, office.zone)} t={t} />
        {returned && (
          <span className="meta">{t("outbox.returned", { at: moment(returned.receivedAt, context), text: returned.subject })}</span>
        )}
        {answered && (
          <span className="meta facts">
            <StandingPill standing={invitation.answer ?? "none"} t={t} />
            <span>{t("outbox.answered", { at: moment(invitation.answeredAt ?? 0, context) })}</span>
          </span>
        )}
        {trouble && canHandle(actor, message) && <Acts context={context} message={message} />}
      </td>
    </tr>
  );
}

const isReceipt = ({ kind }: Message): boolean => kind === "answer_receipt" || kind === "seat_given";
