import type { Context } from "@/app/context";
import { MessageState } from "@/components/invitations/message-state";
import { StandingPill } from "@/components/invitations/standing";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { findUser } from "@/core/offices/queries";
import { formatDay, formatMoment } from "@/lib/dates";
import { languageNames } from "@/lib/locales";

type Props = { context: Context; dossier: Dossier };

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
                at: formatMoment(a.at, briefing.zone, locale),
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
  const { t, locale } = context;
  const { messages, invitation, briefing } = dossier;
  if (messages.length === 0)
    return (
      <p className="meta">
        {invitation.sentAt === null
          ? t("invitations.one.noMessage")
          : t("invitations.one.handedOver", { at: formatMoment(invitation.sentAt, briefing.zone, locale) })}
      </p>
    );
  return (
    <ul className="said-so">
      {messages.map((m) => (
        <li key={m.id}>
          <div className="sent-off">
            <b>{t.maybe(`invitations.contact.${m.kind}`) ?? t.maybe(`invitations.one.kinds.${m.kind}`) ?? m.subject}</b>{" "}
            <MessageState message={m} zone={briefing.zone} t={t} />
          </div>
          <p className="meta">
            {t("invitations.one.to", { to: m.toName ? `${m.toName}, ${m.toAddress}` : m.toAddress, language: languageNames[m.language] })}
          </p>
        </li>
      ))}
    </ul>
  );
}
