import { type Context, present } from "@/app/context";
import { one, oneOf, type Query } from "@/app/query";
import { Board } from "@/components/invitations/board";
import { Live } from "@/components/invitations/live";
import { FilterLinks, Pager } from "@/components/ui/list";
import { isOpenForInvitations } from "@/core/briefings/rules";
import { canAnswer } from "@/core/invitations/answers/policy";
import { closedBy } from "@/core/invitations/answers/rules";
import { type Board as BoardData, boardNews, boardOf } from "@/core/invitations/board/queries";
import { type Filter, filters, filtersOf, type Order, orders, phaseOf } from "@/core/invitations/board/rules";
import { canInvite } from "@/core/invitations/policy";
import { takesMessages } from "@/core/invitations/sending/rules";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { Answered } from "./answered";
import { CHOSEN, Chosen } from "./chosen";
import { Emptiness } from "./empty";
import { BoardHead } from "./head";
import { Leavings } from "./leavings";
import { readdressForm } from "./readdress-form";
import { otherAddresses, recordForm } from "./record-form";
import { noteTold } from "./told-form";

/** `current` is the institution whose dossier stands beside the board; what leaves within the minute is told there. */
type Props = { context: Context; id: string; query: Query; current?: string };

/** The board as the address asks for it: its head, the filters, the rows, and what can be done with several. */
export function ReplyBoard({ context, id, query, current }: Props) {
  const { store, actor, t } = context;
  const show = oneOf(query, "show", filters) ?? "all";
  const order = oneOf(query, "order", orders) ?? "precedence";
  const board = present(boardOf(store, actor, id, { show, order, page: Number(one(query, "page")) || 1 }));
  const { briefing, counts } = board;
  const news = boardNews(store, actor, id, actor.now);
  const kept = { show: show === "all" ? undefined : show, order: order === "precedence" ? undefined : order };
  const here = paths.invitations(id, { ...kept, page: board.page > 1 ? board.page : undefined });
  const answerable = canAnswer(actor, { id: "", officeId: briefing.officeId }) && !closedBy(briefing, actor.now);
  const opened = answerable ? board.rows.find((row) => row.invitation.id === one(query, "record")) : undefined;
  const manages = canInvite(actor, briefing) && isOpenForInvitations(briefing);
  const invited = counts.all + counts.withdrawn > 0;
  return (
    <>
      <BoardHead context={context} board={board} order={order} show={kept.show} busy={opened !== undefined || current !== undefined} />
      {!current && <Leavings context={context} briefing={briefing} />}
      <Answered context={context} briefing={briefing} answerId={one(query, "answered")} />
      <div className="sheet" id="board">
        {invited && <FilterLinks label={t("invitations.board.filter")} filters={filterLinks(board, show, kept.order, t)} />}
        {board.rows.length > 0 ? (
          <Board
            t={t}
            zone={briefing.zone}
            today={dayOf(actor.now, briefing.zone)}
            phase={phaseOf(briefing)}
            caption={t("invitations.board.caption", { n: board.total })}
            rows={board.rows}
            told={briefing.state === "postponed" || briefing.state === "cancelled" ? briefing.state : undefined}
            noteTold={canInvite(actor, briefing) ? noteTold(context, briefing) : undefined}
            readdress={canInvite(actor, briefing) && takesMessages(briefing, actor.now) ? readdressForm(context) : undefined}
            others={otherAddresses(context, briefing, board.rows)}
            picking={manages ? CHOSEN : undefined}
            opened={opened && { id: opened.invitation.id, form: recordForm(context, briefing, opened, kept) }}
            links={{
              current,
              dossier: (one) => `${paths.invitation(id, one, { ...kept, page: board.page > 1 ? board.page : undefined })}#row-${one}`,
              record: answerable
                ? (one) => `${paths.invitations(id, { ...kept, page: board.page > 1 ? board.page : undefined, record: one })}#row-${one}`
                : undefined,
              closeRecord: here,
            }}
          />
        ) : (
          <Emptiness context={context} briefing={briefing} show={show} total={counts.all} />
        )}
        <Pager
          label={t("invitations.board.title")}
          range={t("common.list.page", { page: board.page, pages: board.pages })}
          previous={board.page > 1 ? paths.invitations(id, { ...kept, page: board.page - 1 }) : undefined}
          next={board.page < board.pages ? paths.invitations(id, { ...kept, page: board.page + 1 }) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </div>
      {manages && board.rows.length > 0 && <Chosen context={context} briefing={briefing} rows={board.rows} />}
      {news && (
        <Live
          url={paths.boardVersion(id)}
          version={news.version}
          since={news.since}
          calm={show === "all" && order !== "attention"}
          within={current ? ".with-panel" : "#board"}
          texts={{
            label: t("invitations.live.label"),
            show: t("invitations.live.show"),
            news: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => t("invitations.live.news", { n })),
          }}
        />
      )}
    </>
  );
}

function filterLinks({ briefing, counts }: BoardData, show: Filter, order: Order | undefined, t: Context["t"]) {
  return filtersOf(phaseOf(briefing), counts, show).map((f) => ({
    href: paths.invitations(briefing.id, { show: f === "all" ? undefined : f, order }),
    text: t(`invitations.board.filters.${f}`),
    count: counts[f],
    current: f === show,
    minor: f !== show && f !== "all" && (counts[f] === 0 || f === "unnamed" || f === "declined"),
  }));
}
