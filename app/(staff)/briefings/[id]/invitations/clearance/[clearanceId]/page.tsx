import type { Metadata } from "next";
import { Quiet } from "@/app/(staff)/quiet";
import { clear, decline, takeBack } from "@/app/actions/clearing";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Notice } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { findClearance, heldFor, seenOf, waitingClearances } from "@/core/invitations/clearing/queries";
import { canClear, canInvite } from "@/core/invitations/policy";
import { calledOn } from "@/core/invitations/queries";
import { addresseesOf } from "@/core/invitations/sending/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf, formatMoment } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { Letters } from "../../letters";
import { Preview } from "../../preview";

type Props = { params: Promise<{ id: string; clearanceId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("clearance.title") };
}

/** What would leave, message by message, and the two answers to it; to the one who asks, with the way to take the question back. */
export default async function ClearanceOf({ params, searchParams }: Props) {
  const { id, clearanceId } = await params;
  const context = await staffContext();
  const { store, actor, office, t, locale } = context;
  const briefing = present(findBriefing(store, actor, id));
  const clearance = present(findClearance(store, actor, clearanceId));
  allowed(() => authorize(clearance, (c) => (canClear(actor, c) || canInvite(actor, c)) && c.briefingId === id));
  const decides = canClear(actor, clearance);
  const held = clearance.verdict === null ? heldFor(store, clearance) : [];
  const see = one(await searchParams, "see");
  const shown = held.find((i) => i.id === see) ?? held[0];
  if (!shown)
    return (
      <div className="sheet">
        <Empty>
          <p>{t("clearance.settled")}</p>
        </Empty>
      </div>
    );
  const names = calledOn(store, briefing, held);
  const people = addresseesOf(store, briefing.officeId, held, dayOf(actor.now, briefing.zone));
  const asked = waitingClearances(store, actor, id).find((w) => w.clearance.id === clearanceId);
  const texts = formTexts(t);
  const open = takesMessages(briefing, actor.now);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("clearance.title")}</h2>
          <p className="meta">
            {t(clearance.follows ? "clearance.again" : "clearance.asked", {
              name: asked?.askedBy ?? "",
              at: formatMoment(clearance.askedAt, office.zone, locale),
            })}
          </p>
        </div>
      </div>
      <Quiet context={context} />
      {!open && (
        <Notice tone="warn" icon={<Icon name="clock" />}>
          <p>{t(briefing.dateOpen ? "refusals.date_is_open" : "refusals.invitations_closed")}</p>
        </Notice>
      )}
      <div className="spread mailing">
        <div className="sheet sending">
          <section aria-labelledby="letters">
            <h3 id="letters">{t("clearance.letters", { n: held.length })}</h3>
            <Letters
              t={t}
              held={held}
              names={names}
              people={people}
              shown={shown.id}
              at={(see) => paths.clearance(id, clearanceId, { see })}
            />
          </section>
          <section className="confirm" aria-label={t(decides ? "clearance.decide" : "clearance.title")}>
            {open && decides && (
              <Form action={clear} texts={texts}>
                <input type="hidden" name="briefingId" value={id} />
                <input type="hidden" name="clearanceId" value={clearanceId} />
                <input type="hidden" name="seen" value={seenOf(store, actor, briefing, held)} />
                <p className="meta">{t("clearance.exactly")}</p>
                <div className="buttons">
                  <Button kind="primary">{t("clearance.clear", { n: held.length })}</Button>
                </div>
              </Form>
            )}
            {decides ? (
              <Form action={decline} texts={texts} fold={{ summary: t("clearance.decline"), look: "button" }}>
                <input type="hidden" name="clearanceId" value={clearanceId} />
                <TextArea name="reason" label={t("clearance.reason")} hint={t("clearance.reasonHint")} rows={2} maxLength={300} required />
                <Button>{t("clearance.declineDo")}</Button>
              </Form>
            ) : (
              <Form action={takeBack} texts={texts}>
                <input type="hidden" name="clearanceId" value={clearanceId} />
                <Button>{t("clearance.takeBack")}</Button>
              </Form>
            )}
          </section>
        </div>
        <div className="beside">
          <Preview context={context} invitationId={shown.id} name={calledIn(names.get(shown.institutionId))} kind="invitation" />
        </div>
      </div>
    </>
  );
}
