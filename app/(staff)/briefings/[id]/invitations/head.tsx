import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { PrintButton } from "@/components/invitations/print";
import { ButtonLink } from "@/components/ui/button";
import type { Briefing } from "@/core/briefings/queries";
import { hasBegun, isOpenForInvitations } from "@/core/briefings/rules";
import type { Board } from "@/core/invitations/board/queries";
import { type Filter, type NextAct, nextAct, type Order, phaseOf } from "@/core/invitations/board/rules";
import { mustAsk } from "@/core/invitations/clearing/queries";
import { runningOf } from "@/core/invitations/holding/queries";
import { canInvite } from "@/core/invitations/policy";
import { owedOf, readiness } from "@/core/invitations/sending/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { holidayDays } from "@/core/offices/queries";
import { workingDaysBetween } from "@/core/offices/rules";
import { dayOf, formatDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { PlannedLine } from "../planned";
import { toldText } from "../told";

type Props = { context: Context; board: Board; order: Order; show: Filter | undefined; busy: boolean };

/** Until when, in which order, and the one act that follows from the facts; `busy` with a form open, its button steps back. */
export function BoardHead({ context, board, order, show, busy }: Props) {
  const { t, actor } = context;
  const { briefing } = board;
  const act = canInvite(actor, briefing) ? actOf(context, board) : undefined;
  const open = isOpenForInvitations(briefing) && !hasBegun(briefing, actor.now);
  return (
    <div className="head">
      <div>
        <h2>{replyLine(context, briefing)}</h2>
        {open && board.counts.all > 0 && (
          <p className="meta no-print">
            <PlannedLine context={context} briefing={briefing} />
          </p>
        )}
        {board.counts.all > 1 && <p className="meta order">{orderLine(context, briefing, order, show)}</p>}
      </div>
      <div className="buttons">
        {board.counts.all > 0 && (
          <ButtonLink kind="plain" href={paths.messages({ briefing: briefing.id, show: "all" })}>
            {t("outbox.link")}
          </ButtonLink>
        )}
        {board.counts.all > 0 && <PrintButton text={t("invitations.board.print")} />}
        {canInvite(actor, briefing) && open && board.counts.all > 0 && (
          <ButtonLink href={paths.addInvitations(briefing.id)}>{t("invitations.board.add")}</ButtonLink>
        )}
        {phaseOf(briefing) === "said" && board.counts.all > 0 && (
          <ButtonLink href={paths.came(briefing.id)}>{t(canInvite(actor, briefing) ? "came.note" : "came.see")}</ButtonLink>
        )}
        {act && (
          <ButtonLink kind={busy ? "outline" : "primary"} href={act.href}>
            {act.text}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

function actOf({ store, actor, t }: Context, { briefing, counts }: Board): { text: string; href: string } | undefined {
  const { id } = briefing;
  const open = takesMessages(briefing, actor.now);
  const answers = owedOf(store, actor, id, "reminder");
  const names = owedOf(store, actor, id, "names_request");
  const ready = open ? readiness(store, actor, id).filter((d) => d.hindrance === undefined).length : 0;
  const onHold = runningOf(store, briefing)?.held.length ?? 0;
  const act = nextAct({
    invited: counts.all,
    ready,
    onHold,
    silent: answers.all,
    remindable: answers.due,
    callable: answers.noAddress,
    askable: names.due,
    replyPassed: briefing.replyBy !== null && briefing.replyBy < dayOf(actor.now, briefing.zone),
    open,
  });
  const acts: Record<NextAct, () => { text: string; href: string }> = {
    invite: () => ({ text: t("invitations.board.invite"), href: paths.addInvitations(id) }),
    send: () => ({
      text: t(mustAsk(store, actor, briefing) ? "clearance.askFor" : "invitations.board.send", { n: ready }),
      href: paths.sendInvitations(id),
    }),
    release: () => ({ text: t("holding.release", { n: onHold }), href: paths.heldInvitations(id) }),
    remind: () => ({ text: t("invitations.board.remind", { n: answers.due }), href: paths.chase(id, "reminder") }),
    call: () => ({
      text: t("invitations.board.call", { n: answers.all }),
      href: paths.calls(id),
    }),
    names: () => ({
      text: t("invitations.board.names", { n: names.due }),
      href: paths.chase(id, "names_request"),
    }),
  };
  return act && acts[act]();
}

/** Until when answers are asked for; once the meeting was held, whose replies these are; once it is off, who knows. */
function replyLine(context: Context, briefing: Briefing): string {
  const { store, office, actor, t, locale } = context;
  const { replyBy, zone, startsLocal } = briefing;
  const phase = phaseOf(briefing);
  if (phase === "off") return toldText(context, briefing);
  if (phase === "said") return t("invitations.board.heldOn", { day: formatDay(startsLocal.slice(0, 10), locale, "plainYear") });
  if (!replyBy) return t("invitations.board.noReplyBy");
  const today = dayOf(actor.now, zone);
  const day = formatDay(replyBy, locale, "long");
  if (replyBy < today) return t("invitations.board.replyPassed", { day });
  if (replyBy === today) return t("invitations.board.replyToday", { day });
  return t("invitations.board.replyIn", { day, n: workingDaysBetween(today, replyBy, holidayDays(store, office.id)) });
}

function orderLine({ t }: Context, { id }: Briefing, order: Order, show: Filter | undefined): ReactNode {
  const to = (other: Order) => (chunks: ReactNode) => (
    <a className="link" href={paths.invitations(id, { show, order: other === "precedence" ? undefined : other })}>
      {chunks}
    </a>
  );
  const links = { precedence: to("precedence"), name: to("name"), attention: to("attention") };
  if (order === "name") return t.rich("invitations.board.orderName", links);
  return t.rich(order === "attention" ? "invitations.board.orderAttention" : "invitations.board.orderPrecedence", links);
}
