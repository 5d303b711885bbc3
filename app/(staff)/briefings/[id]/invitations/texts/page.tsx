import type { Metadata } from "next";
import { noteContact } from "@/app/actions/invitations";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { all, type Query } from "@/app/query";
import { CopyText } from "@/components/invitations/copy";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findBriefing } from "@/core/briefings/queries";
import { holdersByTenure } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { writingTo } from "@/core/invitations/contacts/mail";
import { lastContacts } from "@/core/invitations/contacts/queries";
import { canInvite } from "@/core/invitations/policy";
import { calledOn, chosenIn } from "@/core/invitations/queries";
import { authorize } from "@/core/kernel/authorized";
import { formatMoment } from "@/lib/dates";
import { whatsAppUrl } from "@/lib/mobiles";
import { paths } from "@/lib/paths";
import { NobodyChosen } from "../chosen";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** How long a contact just noted stands in the place of its text, milliseconds. */
const JUST = 600_000;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("invitations.texts.title") };
}

/** One text an institution, in its language and with its own link, to be sent from the officer's own telephone; each noted once it was. */
export default async function InvitationTexts({ params, searchParams }: Props) {
  const { id } = await params;
  const context = await staffContext();
  const { store, actor, t, locale } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const chosen = chosenIn(store, actor, id, all(await searchParams, "i"));
  if (chosen.length === 0) return <NobodyChosen context={context} briefing={briefing} />;
  const names = calledOn(store, briefing, chosen);
  const people = holdersByTenure(
    store,
    actor.officeId,
    chosen.flatMap((i) => i.addresseeTenureId ?? []),
  );
  const contacted = lastContacts(
    store,
    actor.officeId,
    chosen.map((i) => i.id),
  );
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("invitations.texts.title")}</h2>
          <p className="meta">{t("invitations.texts.lead")}</p>
        </div>
        <div className="buttons">
          <ButtonLink href={paths.invitations(id)}>{t("invitations.send.toBoard")}</ButtonLink>
        </div>
      </div>
      <ul className="sheet writings">
        {chosen.map((invitation) => {
          const called = calledIn(names.get(invitation.institutionId));
          const contact = contacted.get(invitation.id);
          const at = contact?.channel === "whatsapp" ? contact.at : undefined;
          const noted = at !== undefined && actor.now - at < JUST;
          const writing = writingTo(store, actor, briefing, invitation);
          const phone = people.get(invitation.addresseeTenureId ?? "")?.phone;
          const chat = phone && "text" in writing ? whatsAppUrl(phone, writing.text) : undefined;
          return (
            <li key={invitation.id}>
              <h3 lang="es">{called}</h3>
              {at !== undefined && (
                <p className="meta" role={noted ? "status" : undefined}>
                  {t("invitations.texts.noted", { at: formatMoment(at, briefing.zone, locale) })}
                </p>
              )}
              {noted ? (
                <a className="link" href={paths.recordAnswer(id, invitation.id)}>
                  {t("invitations.board.record")}
                </a>
              ) : "text" in writing ? (
                <CopyText
                  text={writing.text}
                  lang={writing.language}
                  texts={{
                    label: t("invitations.texts.of", { kind: t(`invitations.contact.${writing.kind}`), name: called }),
                    copy: t("invitations.texts.copy"),
                    copied: t("invitations.one.copied"),
                  }}
                >
                  {chat && (
                    <a
                      className="button"
                      href={chat}
                      target="_blank"
                      rel="noreferrer noopener"
                      aria-label={t("invitations.board.actOf", { act: t("calls.open"), name: called })}
                    >
                      {t("calls.open")}
                    </a>
                  )}
                  <Form action={noteContact} texts={formTexts(t)} className="inline-form">
                    <input type="hidden" name="briefingId" value={id} />
                    <input type="hidden" name="invitations" value={invitation.id} />
                    <Button aria-label={t("invitations.board.actOf", { act: t("invitations.texts.note"), name: called })}>
                      {t("invitations.texts.note")}
                    </Button>
                  </Form>
                </CopyText>
              ) : (
                <p>
                  {t(`invitations.texts.${writing.kind}`)}{" "}
                  <a className="link" href={paths.invitation(id, invitation.id)}>
                    {t("invitations.texts.open")}
                  </a>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
