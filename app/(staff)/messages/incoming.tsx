import { settleMailAction } from "@/app/actions/mail";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { IncomingLine } from "@/components/invitations/incoming";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { Sheet } from "@/components/ui/page";
import { calledOn } from "@/core/invitations/queries";
import { canSettleMail } from "@/core/mail/incoming/policy";
import { type ToRead, toRead } from "@/core/mail/incoming/queries";
import { formatMoment } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { mailTo, paths } from "@/lib/paths";

/** What institutions wrote and nobody has read yet: an answer is noted from it, or it is put away. */
export function IncomingMails({ context }: { context: Context }) {
  const { store, actor, t } = context;
  const waiting = toRead(store, actor);
  return (
    <>
      <h2 id="incoming" className="mt-8 mb-3">
        {t("incoming.title")}
      </h2>
      <Sheet label={t("incoming.title")}>
        {waiting.length === 0 ? (
          <Empty>{t("incoming.none")}</Empty>
        ) : (
          <ul className="messages">
            {waiting.map((one) => (
              <Waiting key={one.mail.id} context={context} one={one} />
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}

function Waiting({ context, one }: { context: Context; one: ToRead }) {
  const { store, actor, office, t, locale } = context;
  const { mail, invitation, briefing } = one;
  const called = calledOn(store, briefing, [invitation]).get(invitation.institutionId);
  const institution = called?.acronym ?? readText(called?.name, locale, office.language);
  const answers = mail.kind !== "answer";
  return (
    <li>
      <div>
        <IncomingLine t={t} mail={mail} moment={formatMoment(mail.receivedAt, office.zone, locale, "shortYear")}>
          <a className="name" href={paths.invitation(briefing.id, invitation.id)}>
            {t("incoming.about", { institution, title: readText(briefing.title, locale, office.language) })}
          </a>
        </IncomingLine>
      </div>
      {canSettleMail(actor, mail) && (
        <div className="buttons">
          {answers && <ButtonLink href={paths.recordAnswer(briefing.id, invitation.id)}>{t("incoming.record")}</ButtonLink>}
          <ButtonLink kind="plain" href={mailTo(mail.fromAddress, mail.subject)}>
            {t("incoming.reply")}
          </ButtonLink>
          <Form action={settleMailAction} texts={formTexts(t)} className="inline-form">
            <input type="hidden" name="id" value={mail.id} />
            <Button>{t("incoming.done")}</Button>
          </Form>
        </div>
      )}
    </li>
  );
}
