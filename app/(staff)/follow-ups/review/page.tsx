import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type Context, present, staffContext } from "@/app/context";
import { one } from "@/app/query";
import { ReviewKeys } from "@/components/followups/review-keys";
import { shortName } from "@/components/followups/words";
import { FilterLinks } from "@/components/ui/list";
import { findBriefing } from "@/core/briefings/queries";
import { canJudge } from "@/core/followups/policy";
import { decisionsOf, findReview, openReview, queueOf, type Review } from "@/core/followups/review/queries";
import { groupCounts, nextAfter, type Scope, scopeKey, scopeOf, viewOf } from "@/core/followups/review/rules";
import { type Group, groups } from "@/core/followups/rules";
import { findInstitution } from "@/core/institutions/queries";
import { ownUser } from "@/core/offices/queries";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { readerOf } from "../reader";
import { Ending } from "./ending";
import { Narrow } from "./narrow";
import { Nothing } from "./nothing";
import { Sitting } from "./sitting";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("followups.review.title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const isGroup = (text: string): text is Group => (groups as readonly string[]).includes(text);

/** One decision after another. The place in the queue stands in the address; the first decision begins the review. */
export default async function ReviewPage({ searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const query = await searchParams;
  const asked: Scope = {
    institutionId: one(query, "institution") || undefined,
    project: one(query, "project") || undefined,
    briefingId: one(query, "briefing") || undefined,
  };
  const named = one(query, "r");
  const review: Review | undefined = named ? present(findReview(store, actor, named)) : openReview(store, actor, asked);
  if (review && !canJudge(actor, review)) notFound();
  const scope = review ? scopeOf(review.filter) : asked;
  const narrowed = scopeKey(scope) !== "";
  const queue = review?.queue ?? queueOf(store, actor, scope);
  const decisions = review ? decisionsOf(store, review) : [];
  const wished = one(query, "group");
  const group = isGroup(wished) ? wished : undefined;
  const view = viewOf(queue, group, narrowed);
  const ids = view.map((entry) => entry.id);
  const decided = new Set(decisions.map((d) => d.followUpId));
  const asking = one(query, "at");
  const at = ids.includes(asking) ? asking : nextAfter(ids, decided, undefined);
  const address = { r: review?.id, institution: scope.institutionId, project: scope.project, briefing: scope.briefingId };
  const reader = readerOf(context);

  const done = ids.filter((id) => decided.has(id)).length;
  const ending = review && decisions.length > 0 && (review.finishedAt !== null || at === undefined || one(query, "end") !== "");
  const counts = groupCounts(queue);
  const shown = groups.filter((g) => g === group || (counts[g] > 0 && g !== "on_time"));
  return (
    <div className="review">
      <header className="head">
        <div>
          <a className="back" href={paths.followUps()}>
            {t("followups.title")}
          </a>
          <h1>
            {t("followups.review.title")}{" "}
            {at && !ending && <span className="of">{t("followups.review.of", { n: ids.indexOf(at) + 1, of: ids.length })}</span>}
          </h1>
          {narrowed && <Only context={context} scope={scope} />}
        </div>
        {ids.length > 0 && <Progress done={done} of={ids.length} label={t("followups.review.progress", { n: done, of: ids.length })} />}
        {queue.length > 0 && !ending && (
          <div className="narrowing">
            <FilterLinks
              label={t("followups.filter")}
              filters={[
                {
                  href: paths.review(address),
                  text: t("followups.shows.all"),
                  count: viewOf(queue, undefined, narrowed).length,
                  current: !group,
                },
                ...shown.map((g) => ({
                  href: paths.review({ ...address, group: g }),
                  text: t(`followups.shows.${g}`),
                  count: counts[g],
                  current: g === group,
                })),
              ]}
            />
            <Narrow
              context={context}
              scope={scope}
              onTime={counts.on_time > 0 ? { n: counts.on_time, href: paths.review({ ...address, group: "on_time" }) } : undefined}
            />
          </div>
        )}
      </header>
      {ending ? (
        <Ending
          context={context}
          reader={reader}
          review={review}
          decisions={decisions}
          left={nextAfter(
            viewOf(queue, undefined, narrowed).map((e) => e.id),
            decided,
            undefined,
          )}
        />
      ) : at ? (
        <Sitting
          context={context}
          reader={reader}
          review={review}
          decisions={decisions}
          view={ids}
          at={at}
          address={{ ...address, group }}
        />
      ) : (
        <Nothing context={context} reader={reader} filtered={group !== undefined || narrowed} all={paths.review()} />
      )}
      <ReviewKeys at={ending ? "end" : (at ?? "")} on={ownUser(store, actor)?.reviewKeys ?? false} />
    </div>
  );
}

/** What the review is narrowed to, and the way to the whole queue. */
function Only({ context: { store, actor, office, t, locale }, scope }: { context: Context; scope: Scope }) {
  const institution = scope.institutionId && findInstitution(store, actor, scope.institutionId);
  const briefing = scope.briefingId && findBriefing(store, actor, scope.briefingId);
  const names = [
    institution && shortName(institution.acronym, institution.name, office.language),
    briefing && readText(briefing.title, locale, office.language),
    scope.project,
  ].filter(Boolean);
  return (
    <p className="meta facts">
      <span>{t("followups.review.only", { what: names.join(", ") })}</span>
      <a className="link" href={paths.review()}>
        {t("followups.review.wholeQueue")}
      </a>
    </p>
  );
}

/** How much of the queue is decided; drawn with attributes, the words say the same. */
function Progress({ done, of, label }: { done: number; of: number; label: string }) {
  return (
    <svg className="progress" viewBox="0 0 100 4" preserveAspectRatio="none" width="100%" height="4" role="img" aria-label={label}>
      <rect x="0" y="0" width={(100 * done) / of} height="4" />
    </svg>
  );
}
