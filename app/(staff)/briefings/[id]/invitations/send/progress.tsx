import { Quiet } from "@/app/(staff)/quiet";
import { type Context, present } from "@/app/context";
import { Live } from "@/components/invitations/live";
import { MessageState } from "@/components/invitations/message-state";
import { ButtonLink } from "@/components/ui/button";
import type { Briefing } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { boardNews, calledIn } from "@/core/invitations/board/queries";
import { invitationsByIds } from "@/core/invitations/queries";
import { type Batch, findBatch } from "@/core/invitations/sending/queries";
import { dayOf } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { Leavings } from "../leavings";

/** How a sending goes: to whom, and with which result; current while one looks at it. */
export function Progress({ context, briefing, batchId }: { context: Context; briefing: Briefing; batchId: string }) {
  const { store, actor, office, t } = context;
  const batch = present(findBatch(store, actor, briefing.id, batchId));
  const news = boardNews(store, actor, briefing.id, actor.now);
  const invitations = invitationsByIds(
    store,
    actor.officeId,
    batch.messages.map((m) => m.invitationId),
  );
  const names = namesOn(
    store,
    actor.officeId,
    [...invitations.values()].map((i) => i.institutionId),
    briefing.startsLocal.slice(0, 10),
  );
  return (
    <>
      <div className="head">
        <div>
          <h2 aria-live="polite">{outcomeOf(batch, t)}</h2>
        </div>
        <div className="buttons">
          <ButtonLink href={paths.invitations(briefing.id)}>{t("invitations.send.toBoard")}</ButtonLink>
        </div>
      </div>
      <Leavings context={context} briefing={briefing} follow={false} />
      {batch.messages.some((m) => m.state === "queued") && <Quiet context={context} />}
      <div className="sheet" id="progress">
        <table className="table">
          <caption className="heard-only">{t("invitations.progress.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("invitations.board.institution")}</th>
              <th scope="col">{t("invitations.send.to")}</th>
              <th scope="col">{t("invitations.progress.language")}</th>
              <th scope="col">{t("invitations.progress.result")}</th>
            </tr>
          </thead>
          <tbody>
            {batch.messages.map((m) => (
              <tr key={m.id} id={`row-${m.invitationId}`}>
                <th scope="row">
                  <a className="name" href={paths.invitation(briefing.id, m.invitationId)} lang="es">
                    {calledIn(names.get(invitations.get(m.invitationId)?.institutionId ?? ""))}
                  </a>
                </th>
                <td>
                  {m.toName}
                  <span className="meta">{m.toAddress}</span>
                </td>
                <td>{languageNames[m.language]}</td>
                <td>
                  <MessageState message={m} zone={office.zone} today={dayOf(actor.now, office.zone)} t={t} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {news && (
        <Live
          url={paths.boardVersion(briefing.id)}
          version={news.version}
          since={news.since}
          calm
          silent
          within="#progress"
          texts={{ label: t("invitations.live.label"), show: t("invitations.live.show"), news: [t("invitations.live.news", { n: 1 })] }}
        />
      )}
    </>
  );
}

function outcomeOf({ messages }: Batch, t: Context["t"]): string {
  const n = messages.length;
  const of = (...states: string[]) => messages.filter((m) => states.includes(m.state)).length;
  const taken = of("cancelled");
  if (taken === n) return t("invitations.progress.taken");
  const trouble = of("failed", "uncertain");
  return [
    t(taken === 0 || of("queued", "sending") > 0 ? "invitations.progress.done" : "invitations.progress.over", {
      sent: of("sent"),
      n: n - taken,
    }),
    ...(taken > 0 ? [t("invitations.progress.back", { n: taken })] : []),
    ...(trouble > 0 ? [t("invitations.progress.trouble", { n: trouble })] : []),
  ].join("; ");
}
