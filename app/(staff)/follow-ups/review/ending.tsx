import { finishReviewAction, undoDecisionAction, undoFinishAction } from "@/app/actions/followups";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { shortcuts } from "@/components/followups/decide";
import { verdictLooks } from "@/components/followups/state";
import { leadShort, type Reader } from "@/components/followups/words";
import { Leaving } from "@/components/invitations/leaving";
import { PrintButton } from "@/components/invitations/print";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice, Sheet } from "@/components/ui/page";
import { bundlesOf, messagesOfReview } from "@/core/followups/questions/queries";
import type { FollowUpRow } from "@/core/followups/register/rules";
import { type Decision, type Review, rowsByIds } from "@/core/followups/review/queries";
import { tally } from "@/core/followups/review/rules";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import type { Verdict } from "@/db/schema/followups";
import { formatMoment } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { decidedText } from "./after";

type Props = { context: Context; reader: Reader; review: Review; decisions: Decision[]; left: string | undefined };

/** The order in which the end names what was decided. */
const inWords: Verdict[] = ["verify", "reopen", "ask", "newDate", "drop", "skip"];

/** The end of a review: what was decided, which messages leave, and the record to print. */
export function Ending({ context, reader, review, decisions, left }: Props) {
  const { store, actor, t } = context;
  const bundles = bundlesOf(store, actor, review);
  const sendable = bundles.filter((b) => b.to);
  const counts = tally(decisions);
  const parts = inWords.flatMap((v) => (counts[v] > 0 ? [t(`followups.tally.${v}`, { n: counts[v] })] : []));
  const rows = rowsByIds(
    store,
    actor.officeId,
    decisions.map((d) => d.followUpId),
  );
  return (
    <div className="ending">
      <p className="summary" id="what" tabIndex={-1}>
        {t("followups.review.summary", { n: decisions.length, parts: parts.join(", ") })}
      </p>
      {review.finishedAt === null ? (
        <>
          <Sheet className="mb-6">
            {bundles.length > 0 && (
              <section aria-labelledby="messages">
                <h2 id="messages">{t("followups.review.messages", { n: sendable.length })}</h2>
                <ul className="mt-2 grid gap-2">
                  {bundles.map(({ to, rows: about }) => (
                    <li key={to?.key ?? about[0]?.id} className="flex items-start gap-2">
                      <Icon name={to ? "mail" : "alert"} className={to ? "text-muted" : "warn"} />
                      <span>
                        {about[0] && (
                          <b className="font-semibold">
                            {about[0].lead.kind === "office" ? reader.office : leadShort(about[0].lead, reader)}
                          </b>
                        )}{" "}
                        {to
                          ? t("followups.review.to", { name: to.name, n: about.length })
                          : t("followups.review.nobody", { n: about.length })}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section className="buttons">
              <Form action={finishReviewAction} texts={formTexts(t)} className="direct">
                <input type="hidden" name="reviewId" value={review.id} />
                <Button kind="primary">{t("followups.review.send", { n: sendable.length })}</Button>
              </Form>
              <PrintButton text={t("followups.review.print")} />
              {left && (
                <a className="button plain" href={paths.review({ r: review.id, at: left })}>
                  {t("followups.review.back")}
                </a>
              )}
            </section>
          </Sheet>
          {sendable.length > 0 && <p className="meta mb-6">{t("followups.review.leaveLater")}</p>}
        </>
      ) : (
        <Finished context={context} review={review} finishedAt={review.finishedAt} />
      )}
      <RecordOf context={context} reader={reader} review={review} decisions={decisions} rows={rows} />
    </div>
  );
}

/** After the end: the messages that wait or have left, and the way back while it is open. */
function Finished({ context, review, finishedAt }: { context: Context; review: Review; finishedAt: number }) {
  const { store, actor, office, t, locale } = context;
  const { n } = messagesOfReview(store, review);
  const left = finishedAt + UNDO_WINDOW - actor.now;
  return (
    <>
      <Notice tone={left > 0 ? "sent" : "yes"} icon={<Icon name={left > 0 ? "send" : "check"} />}>
        {left > 0 ? (
          <div className="flex flex-wrap items-center gap-x-4">
            <Leaving
              left={left}
              texts={{
                in: t("followups.review.leaveIn", { n, s: "{s}" }),
                at: t("followups.review.leaveAt", { n, at: formatMoment(finishedAt + UNDO_WINDOW, office.zone, locale) }),
                now: t("followups.review.left", { n }),
              }}
            >
              <Form action={undoFinishAction} texts={formTexts(t)} className="direct">
                <input type="hidden" name="reviewId" value={review.id} />
                <Button kind="plain">{t("common.undo")}</Button>
              </Form>
            </Leaving>
          </div>
        ) : (
          <p>{t("followups.review.left", { n })}</p>
        )}
      </Notice>
      <p className="buttons mb-6">
        <PrintButton text={t("followups.review.print")} />
        <a className="button plain" href={paths.followUps()}>
          {t("followups.review.allFollowUps")}
        </a>
      </p>
    </>
  );
}

type RecordProps = { context: Context; reader: Reader; review: Review; decisions: Decision[]; rows: Map<string, FollowUpRow> };

/** Every decision with its words: the paper for the file. Until the end each can be undone. */
function RecordOf({ context, reader, review, decisions, rows }: RecordProps) {
  const { actor, office, t, locale } = context;
  return (
    <section className="review-record" aria-labelledby="record">
      <h2 id="record">{t("followups.review.record")}</h2>
      <p className="meta">
        {t("followups.review.recordBy", { name: actor.name, at: formatMoment(review.startedAt, office.zone, locale, "full") })}
      </p>
      <ol>
        {decisions.map((decision) => {
          const row = rows.get(decision.followUpId);
          if (!row) return null;
          const words =
            decision.evidence ?? decision.note ?? (decision.reason ? t.maybe(`followups.reasons.${decision.reason}`) : undefined);
          return (
            <li key={decision.id}>
              <Icon name={verdictLooks[decision.verdict].icon} className={verdictLooks[decision.verdict].tone} />
              <div>
                <a className="name" href={paths.followUp(row.id)}>
                  {t("followups.number", { number: row.number })}
                </a>{" "}
                {decidedText(decision, row.what, leadShort(row.lead, reader), reader)}
                {words && <p className="meta">{decision.verdict === "ask" ? t("followups.story.quoted", { text: words }) : words}</p>}
              </div>
              {review.finishedAt === null && (
                <Form action={undoDecisionAction} texts={formTexts(t)} className="direct">
                  <input type="hidden" name="reviewId" value={review.id} />
                  <input type="hidden" name="decisionId" value={decision.id} />
                  <Button kind="plain" aria-keyshortcuts={decision === decisions.at(-1) ? shortcuts.undo : undefined}>
                    {t("common.undo")}
                  </Button>
                </Form>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
