import type { Context } from "@/app/context";
import { Empty } from "@/components/ui/list";
import type { Briefing } from "@/core/briefings/queries";
import type { Filter } from "@/core/invitations/board/rules";
import { earlierBriefings } from "@/core/invitations/choosing/queries";
import { canInvite } from "@/core/invitations/policy";
import { formatDay } from "@/lib/dates";
import { paths } from "@/lib/paths";

const nothingLeft = {
  none: "allAnswered",
  again: "allAnswered",
  untold: "allTold",
  trouble: "noTrouble",
  names: "allNamed",
  unnamed: "allNamed",
} as const;

/** What stands where rows would be: the ways to invite, or what an empty filter means. */
export function Emptiness({ context, briefing, show, total }: { context: Context; briefing: Briefing; show: Filter; total: number }) {
  const { t } = context;
  if (total > 0)
    return (
      <Empty>
        <p>{t(`invitations.board.${show in nothingLeft ? nothingLeft[show as keyof typeof nothingLeft] : "noneLeft"}`)}</p>
        <p>
          <a className="link" href={paths.invitations(briefing.id)}>
            {t("invitations.board.showAll", { n: total })}
          </a>
        </p>
      </Empty>
    );
  return (
    <Empty>
      <p>{t("invitations.board.empty")}</p>
      {canInvite(context.actor, briefing) && <Ways context={context} briefing={briefing} />}
    </Empty>
  );
}

function Ways({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { store, actor, t, locale } = context;
  const [earlier] = earlierBriefings(store, actor, briefing.id, 1);
  return (
    <>
      <p>{t("invitations.board.emptyWays")}</p>
      <ul className="ways">
        {earlier && (
          <li>
            <a className="link" href={paths.addInvitations(briefing.id, { from: earlier.id })}>
              {t("invitations.board.emptyEarlier", {
                n: earlier.invited,
                day: formatDay(earlier.startsLocal.slice(0, 10), locale, "full"),
              })}
            </a>
          </li>
        )}
        <li>
          <a className="link" href={`${paths.addInvitations(briefing.id)}#topic`}>
            {t("invitations.board.emptyTopic")}
          </a>
        </li>
        <li>
          <a className="link" href={`${paths.addInvitations(briefing.id)}#search`}>
            {t("invitations.board.emptySearch")}
          </a>
        </li>
      </ul>
    </>
  );
}
