import { resend, settle } from "@/app/actions/invitations";
import { resolveUncertainAction, retryMessageAction } from "@/app/actions/mail";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Word } from "@/components/invitations/cells";
import { Failure } from "@/components/invitations/failure";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Trouble } from "@/core/invitations/board/rules";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { canLeave } from "./ways";

/** What waits for a person here, each with the act that settles it. */
export function Troubles({ context, dossier, manages }: { context: Context; dossier: Dossier; manages: boolean }) {
  if (dossier.trouble.length === 0) return null;
  return (
    <div className="notice warn">
      <ul className="troubles">
        {dossier.trouble.map((trouble) => (
          <li key={trouble.kind}>
            <Word trouble={trouble} t={context.t} />
            <Explained context={context} dossier={dossier} trouble={trouble} />
            {manages && <Act context={context} dossier={dossier} trouble={trouble} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Explained({ context: { t }, dossier, trouble }: { context: Context; dossier: Dossier; trouble: Trouble }) {
  const error = trouble.kind === "failed" ? dossier.messages.find((m) => m.id === trouble.message)?.lastError : undefined;
  return (
    <>
      <span className="meta">{t(`invitations.one.why.${trouble.kind}`)}</span>
      {error && <Failure answer={error} t={t} />}
    </>
  );
}

function Act({ context, dossier, trouble }: { context: Context; dossier: Dossier; trouble: Trouble }) {
  const { t } = context;
  const texts = formTexts(t);
  switch (trouble.kind) {
    case "conflict":
      return (
        <Form action={settle} texts={texts} className="inline-form">
          <input type="hidden" name="id" value={dossier.invitation.id} />
          <Button>{t("invitations.one.settle")}</Button>
        </Form>
      );
    case "failed":
      return <Again context={context} dossier={dossier} failed={trouble.message} />;
    case "uncertain":
      return (
        <span className="buttons">
          {(["sent", "again"] as const).map((outcome) => (
            <Form key={outcome} action={resolveUncertainAction} texts={texts} className="inline-form">
              <input type="hidden" name="messageId" value={trouble.message} />
              <input type="hidden" name="outcome" value={outcome} />
              <Button>{t(`invitations.one.doubt.${outcome}`)}</Button>
            </Form>
          ))}
        </span>
      );
    default:
      return null;
  }
}

/** Sends the failed message once more, to the address its person has now; to whoever has not seen the invitation, the invitation itself. */
function Again({ context: { t, actor }, dossier, failed }: { context: Context; dossier: Dossier; failed: string }) {
  const { invitation, addressee } = dossier;
  const texts = formTexts(t);
  const message = dossier.messages.find((m) => m.id === failed);
  const was = message?.toAddress ?? "";
  const now = addressee?.email;
  const samePerson = message?.payload?.tenureId === invitation.addresseeTenureId;
  if (now && now !== was && (!samePerson || message?.kind === "invitation") && invitation.state !== "draft" && canLeave(dossier, actor.now))
    return (
      <Form action={resend} texts={texts} className="inline-form">
        <input type="hidden" name="invitationId" value={invitation.id} />
        <Button>{t("invitations.one.inviteAgain", { address: now })}</Button>
      </Form>
    );
  return (
    <Form action={retryMessageAction} texts={texts} className="inline-form">
      <input type="hidden" name="messageId" value={failed} />
      <Button>{t("invitations.one.retry", { address: samePerson && now ? now : was })}</Button>
    </Form>
  );
}
