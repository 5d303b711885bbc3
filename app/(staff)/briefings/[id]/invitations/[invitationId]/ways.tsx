import { deliver, resend } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { mustAsk } from "@/core/invitations/clearing/queries";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { deliveries } from "@/core/invitations/input";
import { isReachable } from "@/core/invitations/sending/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { paths } from "@/lib/paths";

/** Whether the invitation can leave (again): while the briefing takes messages, to somebody with an address. */
export const canLeave = ({ briefing, addressee }: Dossier, now: number): boolean => takesMessages(briefing, now) && isReachable(addressee);

/** What else can be done with an invitation: send it, note that it was handed over, withdraw it. */
export function Ways({ context, dossier }: { context: Context; dossier: Dossier }) {
  const { store, t, actor } = context;
  const { invitation, briefing, trouble } = dossier;
  const texts = formTexts(t);
  const asks = mustAsk(store, actor, briefing);
  const leaves = canLeave(dossier, actor.now);
  // A message that failed, or may have, is sent again where its trouble stands.
  const settled = !trouble.some(({ kind }) => kind === "failed" || kind === "uncertain");
  return (
    <div className="buttons ways-on">
      {leaves && invitation.state === "draft" && (
        <ButtonLink href={paths.sendInvitations(briefing.id, { see: invitation.id })}>
          {t(asks ? "clearance.ask" : "invitations.send.title")}
        </ButtonLink>
      )}
      {leaves && settled && (invitation.state === "sent" || invitation.state === "queued") && (
        <Form action={resend} texts={texts} className="inline-form">
          <input type="hidden" name="invitationId" value={invitation.id} />
          <Button>{t("invitations.one.resend")}</Button>
        </Form>
      )}
      {invitation.state === "draft" && !asks && (
        <Form action={deliver} texts={texts} fold={{ summary: t("invitations.one.deliver"), look: "button", group: "ways" }}>
          <input type="hidden" name="id" value={invitation.id} />
          <Choices
            name="channel"
            label={t("invitations.record.how")}
            value="letter"
            options={deliveries.map((value) => ({ value, label: t(`vocabulary.channelNames.${value}`) }))}
          />
          <Button>{t("invitations.one.deliverDo")}</Button>
        </Form>
      )}
      <ButtonLink href={paths.withdrawInvitations(briefing.id, [invitation.id])}>{t("invitations.one.withdraw")}</ButtonLink>
    </div>
  );
}
