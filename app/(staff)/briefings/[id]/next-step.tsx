import { closedAt } from "@/app/(staff)/quiet";
import { moveBriefing } from "@/app/actions/briefings";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { nextStep, type Owed, type Step } from "@/core/briefings/overview/rules";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type Briefing, passagesOf } from "@/core/briefings/queries";
import { canJudge } from "@/core/followups/policy";
import { mustAsk, toClear } from "@/core/invitations/clearing/queries";
import { asksItself } from "@/core/invitations/planning/queries";
import { canInvite } from "@/core/invitations/policy";
import { holidayDays } from "@/core/offices/queries";
import { workingDaysBetween } from "@/core/offices/rules";
import { dayOf, formatDay, formatHour, near } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { holdingText } from "./invitations/held";
import type { BriefingStanding } from "./standing";
import { toldText } from "./told";

type Act = { text: string; href: string } | { text: string; to: "under_way" | "held" | "closed" };
type Card = { text: string; more?: string; primary?: Act; beside?: { text: string; href: string } };

/** The one thing to do now, as a sentence and its button. */
export function NextStep({ context, briefing, standing }: { context: Context; briefing: Briefing; standing: BriefingStanding }) {
  const { t, actor } = context;
  const step = nextStep(briefing, standing);
  const card = cardOf(step, context, briefing, standing);
  const plans = canPlanBriefings(actor, briefing);
  const primary = card.primary && ("href" in card.primary || plans) ? card.primary : undefined;
  return (
    <section className="sheet next" aria-label={t("briefings.next.label")}>
      <div>
        <p>{card.text}</p>
        {card.more && <p>{card.more}</p>}
      </div>
      {(primary || card.beside) && (
        <div className="buttons">
          {card.beside && (
            <ButtonLink kind="plain" href={card.beside.href}>
              {card.beside.text}
            </ButtonLink>
          )}
          {primary && "href" in primary && (
            <ButtonLink kind="primary" href={primary.href}>
              {primary.text}
            </ButtonLink>
          )}
          {primary && "to" in primary && (
            <Form action={moveBriefing} texts={formTexts(t)} className="inline-form">
              <input type="hidden" name="briefingId" value={briefing.id} />
              <input type="hidden" name="to" value={primary.to} />
              <Button kind="primary">{primary.text}</Button>
            </Form>
          )}
        </div>
      )}
    </section>
  );
}

function cardOf(step: Step, context: Context, briefing: Briefing, standing: BriefingStanding): Card {
  const { store, t, actor, locale } = context;
  const { id } = briefing;
  const today = dayOf(actor.now, briefing.zone);
  const plans = canPlanBriefings(actor, briefing);
  const only = <T,>(thing: T): T | undefined => (plans ? thing : undefined);
  const starts = briefing.startsLocal.slice(0, 10);
  const day = formatDay(starts, locale, near("long", starts, today));
  const hour = formatHour(briefing.startsLocal, locale);
  switch (step.key) {
    case "invite":
      return { text: t("briefings.next.invite"), primary: only({ text: t("briefings.next.choose"), href: paths.addInvitations(id) }) };
    case "send":
      return {
        text: t("briefings.next.send", { n: step.n, lacking: step.lacking }),
        primary: only({
          text: t(mustAsk(store, actor, briefing) ? "clearance.ask" : "briefings.next.preview"),
          href: paths.sendInvitations(id),
        }),
      };
    case "clearance": {
      const [first] = toClear(store, actor).filter(({ clearance }) => clearance.briefingId === id);
      return {
        text: t("clearance.wait", { n: step.n }),
        primary: first && { text: t("clearance.look"), href: paths.clearance(id, first.clearance.id) },
        beside: only({ text: t("clearance.see"), href: paths.sendInvitations(id) }),
      };
    }
    case "ministry":
      return {
        text: t("holding.waiting", { n: step.n }),
        more: holdingText(context, briefing),
        primary: only({ text: t("holding.release", { n: step.n }), href: paths.heldInvitations(id) }),
      };
    case "leaving": {
      const closed = closedAt(context, actor.now);
      return {
        text: closed ? `${t("invitations.leaving.later", { n: step.n, ...closed })}.` : t("briefings.next.leaving", { n: step.n }),
        beside: { text: t("briefings.next.follow"), href: paths.invitations(id) },
      };
    }
    case "remind":
      return {
        text: t("briefings.next.silent", { n: step.owed.all, of: step.of, lacking: step.owed.noAddress }),
        ...chasing(step.owed, context, briefing, standing, "none"),
      };
    case "reconfirm":
      return {
        text: t("briefings.next.reconfirmed", { n: step.confirmed, of: step.of }),
        ...chasing(step.owed, context, briefing, standing, "again"),
      };
    case "reach":
      return {
        text: t("briefings.next.unreached", { n: step.n }),
        primary: { text: t("briefings.next.callList"), href: paths.invitations(id, { show: "not_sent" }) },
      };
    case "tentative":
      return {
        text: t("briefings.next.tentative", { n: step.n }),
        more: replyText(context, briefing),
        beside: { text: t("briefings.next.callList"), href: paths.invitations(id, { show: "tentative" }) },
      };
    case "names": {
      const asked = asksItself(store, actor, briefing, "names_request");
      if (asked)
        return {
          text: t("briefings.next.names", { n: step.n }),
          more: t("reminders.nextNames", { day: formatDay(asked, locale, near("long", asked, today)) }),
          beside: { text: t("briefings.next.whoOwes"), href: paths.invitations(id, { show: "names" }) },
        };
      return {
        text: t("briefings.next.names", { n: step.n }),
        primary:
          step.owed.due > 0
            ? only({ text: t("briefings.next.askNames", { n: step.owed.due }), href: paths.chase(id, "names_request") })
            : undefined,
        beside: { text: t("briefings.next.whoOwes"), href: paths.invitations(id, { show: "names" }) },
      };
    }
    case "ready":
      return { text: t("briefings.next.ready", { n: step.n }), more: t("briefings.next.meets", { day, hour }) };
    case "new_date":
      return {
        text: t("briefings.next.newDate"),
        primary: only({ text: t("briefings.next.giveDate"), href: paths.postponeBriefing(id) }),
      };
    case "begin":
      return {
        text: t("briefings.next.begin", { hour }),
        primary: { text: t("briefings.menu.under_way"), to: "under_way" },
        beside: only({ text: t("briefings.menu.postpone"), href: paths.postponeBriefing(id) }),
      };
    case "held_yet":
      return {
        text: t("briefings.next.heldYet", { day }),
        primary: { text: t("briefings.next.wasHeld"), to: "held" },
        beside: only({
          text: t("briefings.next.wasNot"),
          href: briefing.state === "draft" ? paths.editBriefing(id) : paths.postponeBriefing(id),
        }),
      };
    case "end":
      return { text: t("briefings.next.underWay", { hour }), primary: { text: t("briefings.next.isOver"), to: "held" } };
    case "came":
      return { text: t("came.next", { n: step.n }), primary: only({ text: t("came.note"), href: paths.came(id) }) };
    case "thank":
      return {
        text: t("came.thank.next", { n: step.n }),
        primary: only({ text: t("came.thank.button", { n: step.n }), href: paths.thank(id, "thanks") }),
      };
    case "agree":
      return {
        text: t("briefings.next.agree"),
        primary: { text: t("briefings.next.addFollowUp"), href: paths.newFollowUp({ briefing: id }) },
        beside: only({ text: t("briefings.menu.closed"), href: paths.moveBriefing(id, "closed") }),
      };
    case "follow":
      return {
        text: t("briefings.next.follow_ups", { n: step.n, of: step.of }),
        primary: canJudge(actor, briefing)
          ? { text: t("briefings.next.review", { n: step.n }), href: paths.review({ briefing: id }) }
          : { text: t("briefings.next.see", { n: step.n }), href: paths.briefingFollowUps(id) },
        beside: only({ text: t("briefings.menu.closed"), href: paths.moveBriefing(id, "closed") }),
      };
    case "close":
      return { text: t("briefings.next.settled", { n: step.n }), primary: { text: t("briefings.next.close"), to: "closed" } };
    case "closed_open":
      return {
        text: t("briefings.next.closedOpen", { n: step.of - step.n, of: step.of }),
        primary: { text: t("briefings.next.see", { n: step.n }), href: paths.briefingFollowUps(id) },
      };
    case "closed":
      return { text: t("briefings.next.closed", { day: closedOn(context, briefing) }), more: followUpsText(context, standing) };
    case "cancelled":
      return { text: toldText(context, briefing) };
  }
}

/** The silent are written to while they can be; past the reply-by day, and where nobody has an address, they are called. */
function chasing(
  owed: Owed,
  context: Context,
  briefing: Briefing,
  { noAddress }: BriefingStanding,
  show: "none" | "again",
): Pick<Card, "more" | "primary" | "beside"> {
  const { t, actor, store, locale } = context;
  const call = {
    text: t("briefings.next.callList"),
    href: canInvite(actor, briefing) ? paths.calls(briefing.id) : paths.invitations(briefing.id, { show }),
  };
  const passed = briefing.replyBy !== null && briefing.replyBy < dayOf(actor.now, briefing.zone);
  const plans = canPlanBriefings(actor, briefing);
  const remind = { text: t("briefings.next.remind", { n: owed.due }), href: paths.chase(briefing.id, "reminder") };
  const reply = replyText(context, briefing);
  const unsent = noAddress > 0 ? t("briefings.next.unreached", { n: noAddress }) : undefined;
  const more = [reply, unsent].filter(Boolean).join(" ") || undefined;
  // What the plan does by itself is no task; who wants it sooner reminds by hand.
  const itself = asksItself(store, actor, briefing, "reminder");
  if (itself) {
    const day = formatDay(itself, locale, near("long", itself, dayOf(actor.now, briefing.zone)));
    return { more: [more, t("reminders.nextSilent", { day })].filter(Boolean).join(" "), beside: owed.due > 0 && plans ? remind : call };
  }
  if (passed || (owed.due === 0 && owed.noAddress > 0)) return { more, primary: call, beside: owed.due > 0 && plans ? remind : undefined };
  return { more, primary: owed.due > 0 && plans ? remind : undefined, beside: call };
}

/** "They are asked to reply by Friday 3 December, 3 working days from today." */
function replyText({ t, store, actor, office, locale }: Context, { replyBy, zone }: Briefing): string | undefined {
  if (!replyBy) return undefined;
  const today = dayOf(actor.now, zone);
  const day = formatDay(replyBy, locale, near("long", replyBy, today));
  if (replyBy < today) return t("briefings.next.replyPassed", { day });
  if (replyBy === today) return t("briefings.next.replyToday", { day });
  return t("briefings.next.replyBy", { day, n: workingDaysBetween(today, replyBy, holidayDays(store, office.id)) });
}

function closedOn({ store, actor, office, locale }: Context, briefing: Briefing): string {
  const closed = passagesOf(store, office.id, briefing.id).find((passage) => passage.state === "closed");
  const day = dayOf(closed?.at ?? briefing.endsAt, office.zone);
  return formatDay(day, locale, near("long", day, dayOf(actor.now, office.zone)));
}

const followUpsText = ({ t }: Context, { followUps }: BriefingStanding): string | undefined =>
  followUps.total > 0 ? t("briefings.next.allVerified", { n: followUps.total }) : undefined;
