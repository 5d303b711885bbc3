import type { Context } from "@/app/context";
import { Paper } from "@/components/invitations/paper";
import { afterwardsOf } from "@/core/followups/thanking/mail";
import { type Holder, holdersByTenure } from "@/core/institutions/queries";
import type { After } from "@/core/invitations/attending/rules";
import { previewOf } from "@/core/invitations/mail";
import { findInvitation } from "@/core/invitations/queries";
import type { Chase } from "@/core/invitations/sending/rules";
import type { Translator } from "@/lib/i18n";

/** What stands at the head of a previewed message. */
export const paperLabels = (t: Translator) => ({
  subject: t("invitations.send.subject"),
  to: t("invitations.send.to"),
  attached: t("invitations.send.attached"),
  calendar: t("invitations.send.calendar"),
});

/** Whom a message goes to, with the address where there is one. */
export const recipientText = (to: Holder | undefined, t: Translator): string =>
  to?.email ? t("invitations.send.recipient", { name: to.name, address: to.email }) : (to?.name ?? "");

/** What one institution will get. */
export function Preview({
  context,
  invitationId,
  name,
  kind,
}: {
  context: Context;
  invitationId: string;
  name: string;
  kind: "invitation" | Chase | After;
}) {
  const { store, actor, t } = context;
  const invitation = findInvitation(store, actor, invitationId);
  const content =
    kind === "thanks" || kind === "regret" ? afterwardsOf(store, actor, invitationId, kind) : previewOf(store, actor, invitationId, kind);
  const to = holdersByTenure(store, actor.officeId, [invitation?.addresseeTenureId ?? ""]).get(invitation?.addresseeTenureId ?? "");
  if (!invitation || !content || !to) return null;
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t("invitations.send.shown", { name })}</h2>
      <Paper content={content} lang={invitation.language} labels={paperLabels(t)} to={recipientText(to, t)} />
    </section>
  );
}
