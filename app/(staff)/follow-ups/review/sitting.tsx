import { commentInReviewAction } from "@/app/actions/followups";
import { type Context, present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Queue } from "@/components/followups/queue";
import { Story } from "@/components/followups/story";
import type { Reader } from "@/components/followups/words";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { canJudge } from "@/core/followups/policy";
import { partiesOf } from "@/core/followups/register/queries";
import { type Decision, type Review, rowsByIds } from "@/core/followups/review/queries";
import { type Story as StoryOf, storyOf } from "@/core/followups/story/queries";
import { paths } from "@/lib/paths";
import { After } from "./after";
import { Foot } from "./foot";

/** Rows of the queue drawn round the one at hand. */
const WINDOW = 30;

export type Address = { r?: string; group?: string; institution?: string; project?: string; briefing?: string };

/** The queue at the left, the story in the middle, the decisions at the foot. */
export function Sitting({
  context,
  reader,
  review,
  decisions,
  view,
  at,
  address,
}: {
  context: Context;
  reader: Reader;
  review: Review | undefined;
  decisions: Decision[];
  view: string[];
  at: string;
  address: Address;
}) {
  const { store, actor, t } = context;
  const story = present(storyOf(store, actor, at));
  const decision = decisions.find((d) => d.followUpId === at);
  const judging = canJudge(actor, story.followUp);
  const here = view.indexOf(at);
  const from = Math.max(0, Math.min(here - WINDOW / 2, view.length - WINDOW));
  const windowIds = view.slice(from, from + WINDOW);
  const rows = rowsByIds(store, actor.officeId, windowIds);
  const parties = partiesOf(store, actor.officeId, windowIds);
  const verdicts = new Map(decisions.map((d) => [d.followUpId, d.verdict]));
  return (
    <>
      <div className="desk">
        <Queue
          reader={reader}
          before={from}
          after={view.length - from - windowIds.length}
          rows={windowIds.flatMap((id) => {
            const row = rows.get(id);
            if (!row) return [];
            return [
              {
                row,
                parties: parties.get(id) ?? [],
                href: paths.review({ ...address, at: id }),
                verdict: verdicts.get(id),
                current: id === at,
              },
            ];
          })}
        />
        <div className="min-w-0">
          <After context={context} reader={reader} review={review} decisions={decisions} at={at} />
          <Story story={story} reader={reader}>
            {!judging && <Comment story={story} context={context} />}
          </Story>
          <p className="mt-3 flex justify-end gap-4">
            {decisions.length > 0 && (
              <a className="link" href={paths.review({ ...address, end: 1 })}>
                {t("followups.review.end")}
              </a>
            )}
            <a className="link" href={paths.followUp(at)}>
              {t("followups.review.open")}
            </a>
          </p>
        </div>
      </div>
      <Foot
        key={`${at}${decision?.id ?? ""}`}
        context={context}
        reader={reader}
        story={story}
        decision={decision}
        decisions={decisions}
        view={view}
        address={address}
      />
    </>
  );
}

/** What those who do not decide can add. */
function Comment({ story, context: { t } }: { story: StoryOf; context: Context }) {
  return (
    <section aria-labelledby="comment">
      <h3 id="comment">{t("followups.review.comment")}</h3>
      <Form key={story.updates.length} action={commentInReviewAction} texts={formTexts(t)}>
        <input type="hidden" name="followUpId" value={story.row.id} />
        <TextArea name="note" label={t("followups.news.note")} rows={2} maxLength={2000} />
        <div className="buttons">
          <Button kind="primary">{t("followups.review.addComment")}</Button>
        </div>
      </Form>
    </section>
  );
}
