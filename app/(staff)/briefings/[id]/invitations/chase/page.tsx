import type { Metadata } from "next";
import { Paused } from "@/app/(staff)/paused";
import { Quiet } from "@/app/(staff)/quiet";
import { askForNames, remind } from "@/app/actions/invitations";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { all, leftOut, one, oneOf, type Query } from "@/app/query";
import { Recipients } from "@/components/invitations/recipients";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findBriefing, newDateSince } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { canInvite } from "@/core/invitations/policy";
import { chosenIn, type Invitation } from "@/core/invitations/queries";
import { owingTo, type Peace } from "@/core/invitations/sending/queries";
import type { Chase } from "@/core/invitations/sending/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { Leavings } from "../leavings";
import { Preview } from "../preview";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const kindIn = (query: Query): Chase => oneOf(query, "kind", ["reminder", "names_request"] as const) ?? "reminder";

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t(`invitations.chase.title.${kindIn(await searchParams)}`) };
}

/** Who would be written to, with what, and who is left in peace; one button sends. */
export default async function ChasePage({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const kind = kindIn(query);
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const ids = all(query, "i");
  const out = leftOut(query);
  const owing = owingTo(store, actor, id, kind).filter((o) => ids.length === 0 || ids.includes(o.invitation.id));
  const others = chosenIn(store, actor, id, ids).filter((i) => owing.every((o) => o.invitation.id !== i.id));
  const due = owing.filter((o) => !o.peace);
  const names = namesOn(
    store,
    actor.officeId,
    [...owing.map((o) => o.invitation), ...others].map((i) => i.institutionId),
    briefing.startsLocal.slice(0, 10),
  );
  const called = ({ invitation }: { invitation: Invitation }) => calledIn(names.get(invitation.institutionId));
  const left = [
    ...owing.flatMap(({ invitation, peace }) => (peace ? [{ invitation, why: peaceText(peace, briefing.zone, t) }] : [])),
    ...others.map((invitation) => ({ invitation, why: t(`invitations.chase.why.${whyNot(invitation)}`) })),
  ];
  const shown = due.find((o) => o.invitation.id === one(query, "see")) ?? due[0];
  return (
    <>
      <div className="head">
        <h2>{t(`invitations.chase.lead.${kind}`, { n: due.length, again: String(newDateSince(store, briefing) !== undefined) })}</h2>
        {due.length === 0 && <ButtonLink href={paths.invitations(id)}>{t("invitations.send.toBoard")}</ButtonLink>}
      </div>
      <Leavings context={context} briefing={briefing} />
      <Paused context={context} />
      <Quiet context={context} />
      <div className="spread mailing">
        <div>
          {due.length > 0 && (
            <Form action={kind === "reminder" ? remind : askForNames} texts={formTexts(t)} className="sheet sending">
              <input type="hidden" name="briefingId" value={id} />
              {ids.map((one) => (
                <input key={one} type="hidden" name="_chosen" value={one} />
              ))}
              <section>
                <Recipients
                  t={t}
                  recipients={due.map((o) => ({
                    id: o.invitation.id,
                    called: called(o),
                    lang: "es",
                    to: o.to?.name ?? "",
                    address: o.to?.email ?? "",
                    ticked: !out.has(o.invitation.id),
                    shown: o === shown,
                  }))}
                />
              </section>
              <section className="confirm">
                <p className="meta">{t("invitations.chase.hint")}</p>
                <div className="buttons">
                  <Button kind="primary">{t(`invitations.chase.send.${kind}`)}</Button>
                </div>
              </section>
            </Form>
          )}
          {left.length > 0 && (
            <section className="beside left-in-peace" aria-labelledby="left">
              <h2 id="left">{t("invitations.chase.left")}</h2>
              <ul>
                {left.map((o) => (
                  <li key={o.invitation.id}>
                    <a className="name" href={paths.invitation(id, o.invitation.id)} lang="es">
                      {called(o)}
                    </a>
                    <span className="meta">{o.why}</span>
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

/** Why a chosen institution owes nothing that could be asked for. */
const whyNot = ({ state }: Invitation) => (state === "withdrawn" ? state : state === "sent" ? "answered" : "not_sent");

const peaceText = (peace: Peace, zone: string, t: Translator): string =>
  "until" in peace
    ? t(`invitations.chase.why.${peace.why}`, { day: formatDay(dayOf(peace.until, zone), t.locale, "long") })
    : t(`invitations.chase.why.${peace.why}`);
