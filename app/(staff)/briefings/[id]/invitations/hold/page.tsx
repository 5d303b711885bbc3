import type { Metadata } from "next";
import { Quiet } from "@/app/(staff)/quiet";
import { note, release, takeBack } from "@/app/actions/holding";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Notice } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { mustAsk } from "@/core/invitations/clearing/queries";
import { runningOf } from "@/core/invitations/holding/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn } from "@/core/invitations/queries";
import { addresseesOf, isReachable } from "@/core/invitations/sending/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { holdingText } from "../held";
import { Letters } from "../letters";
import { Preview } from "../preview";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("holding.title") };
}

/** What waits for the foreign ministry, the note it waits for, and the two ends: released, or drafts again. */
export default async function HeldForMinistry({ params, searchParams }: Props) {
  const { id } = await params;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const running = runningOf(store, briefing);
  const see = one(await searchParams, "see");
  const shown = running?.held.find((i) => i.id === see) ?? running?.held[0];
  if (!running || !shown)
    return (
      <div className="sheet">
        <Empty>
          <p>{t("holding.none")}</p>
          <p>
            <ButtonLink href={paths.invitations(id)}>{t("invitations.send.toBoard")}</ButtonLink>
          </p>
        </Empty>
      </div>
    );
  const { holding, held } = running;
  const names = calledOn(store, briefing, held);
  const people = addresseesOf(store, briefing.officeId, held, dayOf(actor.now, briefing.zone));
  const lacking = held.filter((i) => !isReachable(people.get(i.addresseeTenureId ?? ""))).length;
  const open = takesMessages(briefing, actor.now);
  const asks = mustAsk(store, actor, briefing);
  const texts = formTexts(t);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("holding.title")}</h2>
          <p className="meta">{holdingText(context, briefing)}</p>
        </div>
      </div>
      <Quiet context={context} />
      {!open && (
        <Notice tone="warn" icon={<Icon name="clock" />}>
          <p>{t(briefing.dateOpen ? "refusals.date_is_open" : "refusals.invitations_closed")}</p>
        </Notice>
      )}
      {lacking > 0 && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("holding.unsendable", { n: lacking })}</p>
        </Notice>
      )}
      <div className="spread mailing">
        <div className="sheet sending">
          <section aria-labelledby="letters">
            <h3 id="letters">{t("clearance.letters", { n: held.length })}</h3>
            <Letters t={t} held={held} names={names} people={people} shown={shown.id} at={(see) => paths.heldInvitations(id, { see })} />
          </section>
          <section className="confirm" aria-label={t("clearance.decide")}>
            {open && lacking === 0 && (
              <Form action={release} texts={texts}>
                <input type="hidden" name="briefingId" value={id} />
                <input type="hidden" name="n" value={held.length} />
                <p className="meta">{t(asks ? "holding.clears" : "holding.leaves")}</p>
                <div className="buttons">
                  <Button kind="primary">{t(asks ? "holding.releaseAsk" : "holding.releaseSend", { n: held.length })}</Button>
                </div>
              </Form>
            )}
            <Form action={note} texts={texts} fold={{ summary: t("holding.change"), look: "button" }}>
              <input type="hidden" name="briefingId" value={id} />
              <Field name="askedOn" type="date" label={t("holding.askedOn")} value={holding.askedOn} required />
              <Field name="reference" label={t("holding.reference")} value={holding.reference} maxLength={60} optional />
              <Button>{t("holding.save")}</Button>
            </Form>
            <Form action={takeBack} texts={texts}>
              <input type="hidden" name="briefingId" value={id} />
              <p className="meta">{t("holding.takeBackHint")}</p>
              <Button>{t("holding.takeBack")}</Button>
            </Form>
          </section>
        </div>
        <div className="beside">
          <Preview context={context} invitationId={shown.id} name={calledIn(names.get(shown.institutionId))} kind="invitation" />
        </div>
      </div>
    </>
  );
}
