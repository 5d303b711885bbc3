import type { Context } from "@/app/context";
import { IncomingLine } from "@/components/invitations/incoming";
import { MessageState } from "@/components/invitations/message-state";
import { StandingPill } from "@/components/invitations/standing";
import { followUpsOfInstitution } from "@/core/followups/queries";
import { isOpen } from "@/core/followups/rules";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { calledBy } from "@/core/invitations/sending/rules";
import { incomingOf } from "@/core/mail/incoming/queries";
import { findUser } from "@/core/offices/queries";
import { dayOf, formatDay, formatMoment, near } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";

type Props = { context: Context; dossier: Dossier };

/** "30 Nov, 9:14", and in another year with it. */
const moment = (at: number, { actor, locale }: Context, zone: string): string =>
  formatMoment(at, zone, locale, near("short", dayOf(at, zone), dayOf(actor.now, zone)));

/** Every answer with its way and its hour; the first one counts. */
export function Answers({ context, dossier }: Props) {
  const { store, actor, t, locale } = context;
  const { answers, invitation, briefing } = dossier;
  if (answers.length === 0) return <p className="meta">{t("invitations.one.noAnswer")}</p>;
  return (
    <ol className="said-so">
      {answers.map((a) => {
        const noted = a.recordedBy ? findUser(store, actor, a.recordedBy)?.name : undefined;
        return (
          <li key={a.id} className={a.id === invitation.answerId ? undefined : "past"}>
            <StandingPill standing={a.value} t={t} />
            <p>
              {t("invitations.one.by", {
                channel: t(`vocabulary.channels.${a.channel}`),
                at: moment(a.at, context, briefing.zone),
                name: a.byPost ? t("invitations.record.person", { name: a.byName, post: a.byPost }) : a.byName,
              })}
            </p>
            {noted && <p className="meta">{t("invitations.one.noted", { name: noted })}</p>}
            {a.late && <p className="meta">{t("invitations.board.trouble.late")}</p>}
            {a.tellBy && <p className="meta">{t("invitations.board.tellBy", { day: formatDay(a.tellBy, locale, "long") })}</p>}
            {a.substituteName && <p className="meta">{t("invitations.board.substitute", { name: a.substituteName })}</p>}
            {a.reason && <blockquote>{a.reason}</blockquote>}
          </li>
        );
      })}
    </ol>
  );
}

/** Whom the institution sends, in its order, with the posts as they will be printed. */
export function Delegation({ context, dossier }: Props) {
  const { t } = context;
  const { delegates, invitation } = dossier;
  const { named, quota, toDesignate, language } = invitation;
  if (delegates.length === 0) return <p className="meta">{t("invitations.board.nobody")}</p>;
  return (
    <>
      <p>{t("invitations.board.of", { named, quota })}</p>
      <ul className="said-so">
        {delegates
          .filter((d) => d.name !== null)
          .map((d) => (
            <li key={d.id}>
              <p>{d.name}</p>
              {d.post && (
                <p className="meta" lang={language}>
                  {d.post}
                </p>
              )}
              <p className="meta">
                {t(`vocabulary.delegateRoles.${d.role}`)}
                {d.mode === "online" && `, ${t("invitations.board.online")}`}
                {d.seat === "waiting" && `, ${t("invitations.board.waiting")}`}
              </p>
            </li>
          ))}
        {toDesignate > 0 && <li className="open-seat">{t("invitations.board.toDesignate", { n: toDesignate })}</li>}
      </ul>
    </>
  );
}

/** Every message to the institution with its result, the latest first. */
export function Messages({ context, dossier }: Props) {
  const { t } = context;
  const { messages, invitation, briefing } = dossier;
  const called = (m: (typeof messages)[number]) =>
    t.maybe(`invitations.contact.${calledBy(m)}`) ?? t.maybe(`invitations.one.kinds.${calledBy(m)}`) ?? m.subject;
  if (messages.length === 0)
    return (
      <p className="meta">
        {invitation.sentAt === null
          ? t("invitations.one.noMessage")
          : t("invitations.one.handedOver", { at: moment(invitation.sentAt, context, briefing.zone) })}
      </p>
    );
  return (
    <ul className="said-so">
      {messages.map((m) => (
        <li key={m.id}>
          <div className="sent-off">
            <b>{called(m)}</b> <MessageState message={m} zone={briefing.zone} today={dayOf(context.actor.now, briefing.zone)} t={t} />
          </div>
          <p className="meta">
            {t("invitations.one.to", { to: m.toName ? `${m.toName}, ${m.toAddress}` : m.toAddress, language: languageNames[m.language] })}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What the institution wrote by mail, read or not; the latest first. */
export function CameIn({ context, dossier }: Props) {
  const { store, actor, t } = context;
  const { invitation, briefing } = dossier;
  const mails = incomingOf(store, actor, invitation.id);
  if (mails.length === 0) return null;
  return (
    <ul className="said-so">
      {mails.map((mail) => (
        <li key={mail.id}>
          <IncomingLine t={t} mail={mail} moment={moment(mail.receivedAt, context, briefing.zone)} />
        </li>
      ))}
    </ul>
  );
}

/** Calls and other contacts that were noted by hand, answers heard by telephone among them; the latest first. */
export function Contacts({ context, dossier }: Props) {
  const { store, actor, t } = context;
  const { answers, contacts, briefing } = dossier;
  const heard = answers.filter((a) => a.recordedBy !== null);
  const lines = [
    ...contacts.map(({ at, channel, userId }) => ({ at, channel, name: undefined, userId })),
    ...heard.map((a) => ({ at: a.at, channel: a.channel as string, name: a.byName, userId: a.recordedBy })),
  ].sort((a, b) => b.at - a.at);
  if (lines.length === 0) return <p className="meta">{t("invitations.one.noContact")}</p>;
  return (
    <ul className="said-so">
      {lines.map(({ at, channel, name, userId }) => (
        <li key={`${at}${channel}`}>
          <p>{[t.maybe(`invitations.contact.${channel}`), name, moment(at, context, briefing.zone)].filter(Boolean).join(", ")}</p>
          {userId && <p className="meta">{t("invitations.one.noted", { name: findUser(store, actor, userId)?.name ?? "" })}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What the institution leads or shares and is not settled: how the last meetings go on. */
export function StillOpen({ context, dossier }: Props) {
  const { store, actor, t, locale } = context;
  const rows = followUpsOfInstitution(store, actor, dossier.invitation.institutionId).rows.filter((row) => isOpen(row.state));
  if (rows.length === 0) return <p className="meta">{t("invitations.one.nothingOpen")}</p>;
  return (
    <ul className="said-so">
      {rows.map((row) => (
        <li key={row.id}>
          <a className="link" href={paths.followUp(row.id)}>
            {row.what}
          </a>
          <p className="meta">
            {[
              t(`vocabulary.followUpStates.${row.state}`),
              row.dueOn && t("invitations.one.due", { day: formatDay(row.dueOn, locale, "shortYear") }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
