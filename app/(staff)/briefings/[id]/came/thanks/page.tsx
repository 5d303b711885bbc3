import type { Metadata } from "next";
import { Quiet } from "@/app/(staff)/quiet";
import { thank } from "@/app/actions/reminders";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { leftOut, one, oneOf, type Query } from "@/app/query";
import { Recipients } from "@/components/invitations/recipients";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findBriefing } from "@/core/briefings/queries";
import { owedAfter } from "@/core/invitations/attending/queries";
import type { After } from "@/core/invitations/attending/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn } from "@/core/invitations/queries";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { Leavings } from "../../invitations/leavings";
import { Preview } from "../../invitations/preview";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const kindIn = (query: Query): After => oneOf(query, "kind", ["thanks", "regret"] as const) ?? "thanks";

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t(`came.thank.title.${kindIn(await searchParams)}`) };
}

/** Who would be thanked, or written our regret to, with what; one button sends. */
export default async function ThankPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const kind = kindIn(query);
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const { id } = briefing;
  const owed = owedAfter(store, actor, briefing, kind);
  const due = owed.filter(({ peace }) => !peace);
  const left = owed.filter(({ peace }) => peace);
  const names = calledOn(
    store,
    briefing,
    owed.map(({ invitation }) => invitation),
  );
  const out = leftOut(query);
  const shown = due.find(({ invitation }) => invitation.id === one(query, "see")) ?? due[0];
  const called = (one: { invitation: { institutionId: string } }) => calledIn(names.get(one.invitation.institutionId));
  return (
    <>
      <div className="head">
        <div>
          <h2>{t(`came.thank.lead.${kind}`, { n: due.length })}</h2>
          {due.length === 0 && <p className="meta">{t("came.thank.none")}</p>}
        </div>
        {due.length === 0 && <ButtonLink href={paths.came(id)}>{t("came.see")}</ButtonLink>}
      </div>
      <Leavings context={context} briefing={briefing} />
      <Quiet context={context} />
      <div className="spread mailing">
        <div>
          {due.length > 0 && (
            <Form action={thank} texts={formTexts(t)} className="sheet sending">
              <input type="hidden" name="briefingId" value={id} />
              <input type="hidden" name="kind" value={kind} />
              <section>
                <Recipients
                  t={t}
                  recipients={due.map((one) => ({
                    id: one.invitation.id,
                    called: called(one),
                    lang: "es",
                    to: one.to?.name ?? "",
                    address: one.to?.email ?? "",
                    ticked: !out.has(one.invitation.id),
                    shown: one === shown,
                  }))}
                />
              </section>
              <section className="confirm">
                <p className="meta">{t("came.thank.hint")}</p>
                <div className="buttons">
                  <Button kind="primary">{t(`came.thank.send.${kind}`)}</Button>
                </div>
              </section>
            </Form>
          )}
          {left.length > 0 && (
            <section className="beside left-in-peace" aria-labelledby="left">
              <h2 id="left">{t(`came.thank.left.${kind}`)}</h2>
              <ul>
                {left.map((one) => (
                  <li key={one.invitation.id}>
                    <a className="name" href={paths.invitation(id, one.invitation.id)} lang="es">
                      {called(one)}
                    </a>
                    <span className="meta">
                      {t(`invitations.chase.why.${one.peace?.why === "to_verify" ? "to_verify" : "no_address"}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        {shown && (
          <div className="beside">
            <Preview context={context} invitationId={shown.invitation.id} name={called(shown)} kind={kind} />
          </div>
        )}
      </div>
    </>
  );
}
