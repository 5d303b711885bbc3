import type { Metadata } from "next";
import { withdrawChosen } from "@/app/actions/invitations";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { all, type Query } from "@/app/query";
import { StandingPill } from "@/components/invitations/standing";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findBriefing } from "@/core/briefings/queries";
import { holdersByTenure } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn, chosenIn } from "@/core/invitations/queries";
import { standingOf } from "@/core/invitations/rules";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { NobodyChosen } from "../chosen";

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
  const chosen = chosenIn(store, actor, id, all(await searchParams, "i")).filter((i) => i.state !== "withdrawn");
  if (chosen.length === 0) return <NobodyChosen context={context} briefing={briefing} />;
  const names = calledOn(store, briefing, chosen);
  const people = holdersByTenure(
    store,
    actor.officeId,
    chosen.flatMap((i) => i.addresseeTenureId ?? []),
  );
  return (
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
                  {[invitation.named > 0 && t("invitations.withdraw.named", { n: invitation.named }), liaison?.name, liaison?.phone]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            );
          })}
        </ul>
        <div className="buttons">
          <Button kind="primary">{t("invitations.withdraw.act", { n: chosen.length })}</Button>
          <ButtonLink kind="plain" href={paths.invitations(id)}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </section>
  );
}
