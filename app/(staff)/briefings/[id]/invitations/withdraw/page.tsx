import type { Metadata } from "next";
import { withdrawChosen } from "@/app/actions/invitations";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { all, one, type Query } from "@/app/query";
import { Paper } from "@/components/invitations/paper";
import { StandingPill } from "@/components/invitations/standing";
import { Button, ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { findBriefing } from "@/core/briefings/queries";
import { holdersByTenure } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn, chosenIn } from "@/core/invitations/queries";
import { standingOf } from "@/core/invitations/rules";
import { isReachable, whoWasTold } from "@/core/invitations/sending/queries";
import { withdrawalPreview } from "@/core/invitations/withdrawing/mail";
import { isToTell } from "@/core/invitations/withdrawing/rules";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { phoneText } from "@/lib/phones";
import { ToCall } from "../../told";
import { NobodyChosen } from "../chosen";
import { paperLabels, recipientText } from "../preview";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("invitations.withdraw.title", { n: 0 }) };
}

/** Names whose invitations would go, and what goes with them; one button withdraws. */
export default async function WithdrawInvitations({ params, searchParams }: Props) {
  const { id } = await params;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const query = await searchParams;
  const chosen = chosenIn(store, actor, id, all(query, "i")).filter((i) => i.state !== "withdrawn");
  if (chosen.length === 0) return <NobodyChosen context={context} briefing={briefing} />;
  const names = calledOn(store, briefing, chosen);
  const people = holdersByTenure(
    store,
    actor.officeId,
    chosen.flatMap((i) => i.addresseeTenureId ?? []),
  );
  const knows = new Set(isToTell(briefing, actor.now) ? whoWasTold(store, actor, id).map((told) => told.id) : []);
  const invited = chosen
    .filter((i) => knows.has(i.id))
    .map((invitation) => ({ invitation, to: people.get(invitation.addresseeTenureId ?? "") }));
  const mailed = invited.filter(({ to }) => isReachable(to));
  const see = one(query, "see");
  const shown = mailed.find(({ invitation }) => invitation.id === see) ?? mailed[0];
  const letter = shown && withdrawalPreview(store, actor, shown.invitation.id);
  return (
    <div className={shown ? "spread mailing" : undefined}>
      <section className="sheet part" aria-labelledby="withdraw">
        <h2 id="withdraw">{t("invitations.withdraw.title", { n: chosen.length })}</h2>
        <p className="max-w-2xl">{t("invitations.withdraw.hint")}</p>
        <Form action={withdrawChosen} texts={formTexts(t)} className="form withdrawing">
          <input type="hidden" name="briefingId" value={id} />
          <ul>
            {chosen.map((invitation) => {
              const liaison = people.get(invitation.addresseeTenureId ?? "");
              return (
                <li key={invitation.id}>
                  <input type="hidden" name="invitations" value={invitation.id} />
                  <a className="name" href={paths.invitation(id, invitation.id)} lang="es">
                    {calledIn(names.get(invitation.institutionId))}
                  </a>
                  <StandingPill standing={standingOf(invitation)} t={t} />
                  <span className="meta">
                    {mailed.length > 1 && mailed.some((one) => one.invitation.id === invitation.id) && (
                      <>
                        <a
                          className="link"
                          href={`${paths.withdrawInvitations(
                            id,
                            chosen.map((i) => i.id),
                            { see: invitation.id },
                          )}#preview`}
                          aria-current={shown?.invitation.id === invitation.id ? "true" : undefined}
                          aria-label={t("invitations.send.previewOf", { name: calledIn(names.get(invitation.institutionId)) })}
                        >
                          {t("invitations.send.preview")}
                        </a>{" "}
                      </>
                    )}
                    {[
                      invitation.named > 0 && t("invitations.withdraw.named", { n: invitation.named }),
                      liaison?.name,
                      liaison?.phone && phoneText(liaison.phone),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              );
            })}
          </ul>
          {mailed.length > 0 && (
            <Check name="tell" label={t("withdrawal.tell", { n: mailed.length })} hint={t("withdrawal.tellHint")} checked />
          )}
          <ToCall
            context={context}
            briefing={briefing}
            rows={invited.filter(({ to }) => !isReachable(to))}
            text={t("withdrawal.call", { n: invited.length - mailed.length })}
          />
          <div className="buttons">
            <Button kind="primary">{t("invitations.withdraw.act", { n: chosen.length })}</Button>
            <ButtonLink kind="plain" href={paths.invitations(id)}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </section>
      {shown && letter && (
        <div className="beside">
          <section aria-labelledby="preview">
            <h2 id="preview">{t("invitations.send.shown", { name: calledIn(names.get(shown.invitation.institutionId)) })}</h2>
            <Paper content={letter} lang={shown.invitation.language} labels={paperLabels(t)} to={recipientText(shown.to, t)} />
          </section>
        </div>
      )}
    </div>
  );
}
