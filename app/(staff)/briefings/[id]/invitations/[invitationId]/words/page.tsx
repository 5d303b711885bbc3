import type { Metadata } from "next";
import { WordsForm } from "@/app/(staff)/messages/words-form";
import { letterAction, restoreLetterAction } from "@/app/actions/wording-one";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice, Sheet } from "@/components/ui/page";
import { findBriefing } from "@/core/briefings/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { letterWords } from "@/core/invitations/lettering/queries";
import { canWord } from "@/core/invitations/lettering/rules";
import { canInvite } from "@/core/invitations/policy";
import { calledOn, findInvitation } from "@/core/invitations/queries";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { Preview } from "../../preview";

type Props = { params: Promise<{ id: string; invitationId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("outbox.letter.title") };
}

/** The letter of one invitation in words of its own, before anybody clears it or it leaves. */
export default async function LetterWords({ params }: Props) {
  const { id, invitationId } = await params;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  const found = findInvitation(store, actor, invitationId);
  const invitation = present(found?.briefingId === id && canInvite(actor, found) ? found : undefined);
  const name = calledIn(calledOn(store, briefing, [invitation]).get(invitation.institutionId));
  const { words, own } = letterWords(store, invitation);
  const open = canWord(invitation);
  return (
    <>
      <div className="head">
        <div>
          <a className="back" href={paths.invitation(id, invitationId)}>
            {name}
          </a>
          <h2>{t("outbox.letter.title")}</h2>
          <p className="meta">{t("outbox.letter.text", { name, language: languageNames[invitation.language] })}</p>
        </div>
      </div>
      {!open && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("refusals.letter_left")}</p>
        </Notice>
      )}
      <div className="spread">
        {open ? (
          <Sheet>
            <section className="grid gap-5" aria-label={t("outbox.letter.title")}>
              <WordsForm
                context={context}
                action={letterAction}
                kind="invitation"
                language={invitation.language}
                words={words}
                hidden={<input type="hidden" name="invitationId" value={invitation.id} />}
              >
                <Button kind="primary">{t("outbox.letter.save")}</Button>
              </WordsForm>
              {own && (
                <Form action={restoreLetterAction} texts={formTexts(t)} className="form">
                  <input type="hidden" name="invitationId" value={invitation.id} />
                  <div className="buttons">
                    <Button kind="plain">{t("outbox.edit.restore")}</Button>
                  </div>
                </Form>
              )}
            </section>
          </Sheet>
        ) : (
          <div />
        )}
        <div className="beside">
          <Preview context={context} invitationId={invitation.id} name={name} kind="invitation" />
        </div>
      </div>
    </>
  );
}
