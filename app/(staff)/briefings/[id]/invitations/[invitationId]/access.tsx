import { reissueLink, revokeLink } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { CopyAddress } from "@/components/invitations/copy";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { formatMoment } from "@/lib/dates";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

/** The institution's own address: to be handed on, taken away, or given anew. */
export function Access({ context, dossier }: { context: Context; dossier: Dossier }) {
  const { t, locale } = context;
  const { link, invitation, briefing, addressee } = dossier;
  const texts = formTexts(t);
  return (
    <div className="access">
      {link ? (
        <>
          <CopyAddress
            address={`${env.appUrl}${paths.guest(link.token)}`}
            texts={{ label: t("invitations.one.address"), copy: t("invitations.one.copy"), copied: t("invitations.one.copied") }}
          />
          <p className="meta">{t("invitations.one.linkSince", { at: formatMoment(link.createdAt, briefing.zone, locale) })}</p>
        </>
      ) : (
        <p className="meta">{t("invitations.one.noLink")}</p>
      )}
      <div className="buttons">
        <Form action={reissueLink} texts={texts} fold={{ summary: t("invitations.one.reissue"), look: "button", group: "access" }}>
          <input type="hidden" name="invitationId" value={invitation.id} />
          <p className="meta">{t("invitations.one.reissueHint")}</p>
          {invitation.state === "sent" && addressee?.email && (
            <Check name="send" label={t("invitations.one.reissueSend", { address: addressee.email })} checked />
          )}
          <Button>{t("invitations.one.reissueDo")}</Button>
        </Form>
        {link && (
          <Form action={revokeLink} texts={texts} fold={{ summary: t("invitations.one.revoke"), look: "button", group: "access" }}>
            <input type="hidden" name="invitationId" value={invitation.id} />
            <p className="meta">{t("invitations.one.revokeHint")}</p>
            <Button>{t("invitations.one.revokeDo")}</Button>
          </Form>
        )}
      </div>
    </div>
  );
}
