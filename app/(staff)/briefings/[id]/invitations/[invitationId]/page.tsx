import type { Metadata } from "next";
import { type Context, present, staffContext } from "@/app/context";
import { one, type Query } from "@/app/query";
import { StandingPill } from "@/components/invitations/standing";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { canAnswer } from "@/core/invitations/answers/policy";
import { closedBy } from "@/core/invitations/answers/rules";
import { calledIn } from "@/core/invitations/board/queries";
import { mustAsk } from "@/core/invitations/clearing/queries";
import { type Dossier, dossierOf } from "@/core/invitations/dossier/queries";
import { canInvite } from "@/core/invitations/policy";
import { standingOf } from "@/core/invitations/rules";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { ReplyBoard } from "../board";
import { Leavings } from "../leavings";
import { Access } from "./access";
import { EditForm } from "./edit";
import { Answers, CameIn, Contacts, Delegation, Messages, StillOpen } from "./record";
import { Troubles } from "./troubles";
import { Ways } from "./ways";

type Props = { params: Promise<{ id: string; invitationId: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, invitationId } = await params;
  const { store, actor } = await staffContext();
  const dossier = dossierOf(store, actor, id, invitationId);
  return { title: dossier && calledIn(dossier.name) };
}

/** One institution's dossier for this briefing: what it said, whom it sends, what went to it, its link; beside the board where there is room. */
export default async function InvitationPage({ params, searchParams }: Props) {
  const { id, invitationId } = await params;
  const query = await searchParams;
  const context = await staffContext();
  const dossier: Dossier = present(dossierOf(context.store, context.actor, id, invitationId));
  return (
    <div className="with-panel">
      <div className="behind">
        <ReplyBoard context={context} id={id} query={query} current={invitationId} />
      </div>
      <section className="panel" aria-label={calledIn(dossier.name)}>
        <InPanel context={context} dossier={dossier} query={query} />
      </section>
    </div>
  );
}

function InPanel({ context, dossier, query }: { context: Context; dossier: Dossier; query: Query }) {
  const { actor, t } = context;
  const id = dossier.briefing.id;
  const { briefing, invitation, name } = dossier;
  const full = read(name.name, "es");
  const manages = canInvite(actor, invitation) && invitation.state !== "withdrawn" && briefing.state !== "closed";
  const answerable = canAnswer(actor, invitation) && invitation.state !== "withdrawn" && !closedBy(briefing, actor.now);
  const uncleared = invitation.state === "held" || (invitation.state === "draft" && mustAsk(context.store, actor, invitation));
  return (
    <>
      <div className="head">
        <div>
          <a
            className="back"
            href={paths.invitations(id, { show: one(query, "show"), order: one(query, "order"), page: one(query, "page") })}
          >
            {t("invitations.board.title")}
          </a>
          <h2 lang={name.acronym ? "es" : full.lang}>{name.acronym ? `${name.acronym}, ${full.text}` : full.text}</h2>
          <p className="meta facts">
            <StandingPill standing={standingOf(invitation)} t={t} /> <span>{invitation.reference}</span>{" "}
            <a className="link" href={paths.institution(invitation.institutionId)}>
              {t("invitations.one.institution")}
            </a>
          </p>
        </div>
        {answerable && (
          <div className="buttons">
            <ButtonLink kind="primary" href={paths.recordAnswer(id, invitation.id)}>
              {t(invitation.answer ? "invitations.one.changeAnswer" : "invitations.board.record")}
            </ButtonLink>
          </div>
        )}
      </div>
      <Leavings context={context} briefing={briefing} />
      <Troubles context={context} dossier={dossier} manages={manages} />
      <div className="spread">
        <div className="sheet dossier">
          <Section id="answers" title={t("invitations.one.answers")}>
            <Answers context={context} dossier={dossier} />
          </Section>
          <Section id="delegation" title={t("invitations.board.delegation")}>
            <Delegation context={context} dossier={dossier} />
          </Section>
          <Section id="messages" title={t("invitations.one.messages")}>
            <CameIn context={context} dossier={dossier} />
            <Messages context={context} dossier={dossier} />
          </Section>
          <Section id="contacts" title={t("invitations.one.contacts")}>
            <Contacts context={context} dossier={dossier} />
          </Section>
          <Section id="open" title={t("invitations.one.openSince")}>
            <StillOpen context={context} dossier={dossier} />
          </Section>
        </div>
        <div className="beside dossier">
          {manages && !uncleared && (
            <Section id="link" title={t("invitations.one.link")}>
              <Access context={context} dossier={dossier} />
            </Section>
          )}
          <Section id="edit" title={t("invitations.one.invitation")}>
            <EditForm context={context} dossier={dossier} manages={manages} suggested={one(query, "addressee")} />
          </Section>
          {manages && <Ways context={context} dossier={dossier} />}
        </div>
      </div>
    </>
  );
}
