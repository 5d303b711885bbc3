import type { Context } from "@/app/context";
import { dayText, leadShort, type Reader } from "@/components/followups/words";
import { Sheet } from "@/components/ui/page";
import { listFollowUps } from "@/core/followups/register/queries";
import { queueOf } from "@/core/followups/review/queries";
import { groupCounts } from "@/core/followups/review/rules";
import { paths } from "@/lib/paths";

/** Nothing to decide: what is on time, and what is due next. */
export function Nothing({
  context: { store, actor, t },
  reader,
  filtered,
  all,
}: {
  context: Context;
  reader: Reader;
  filtered: boolean;
  all: string;
}) {
  const onTime = groupCounts(queueOf(store, actor, {})).on_time;
  const next = listFollowUps(store, actor, {}).rows.find((row) => row.dueOn !== null && row.dueOn >= reader.today && row.state !== "done");
  return (
    <Sheet>
      <div className="empty">
        <p>
          {t(filtered ? "followups.review.noneHere" : "followups.review.none")} {!filtered && t("followups.review.onTime", { n: onTime })}
          {!filtered &&
            next?.dueOn &&
            onTime > 0 &&
            t("followups.review.next", { day: dayText(next.dueOn, reader, "plain"), who: leadShort(next.lead, reader) })}
        </p>
        <p className="mt-3">
          <a className="link" href={filtered ? all : paths.followUps()}>
            {t(filtered ? "followups.review.wholeQueue" : "followups.review.allFollowUps")}
          </a>
        </p>
      </div>
    </Sheet>
  );
}
