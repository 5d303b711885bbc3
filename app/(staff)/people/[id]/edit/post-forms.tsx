import { editTenureAction, markPostAction, printFirstAction, setLiaisonAction, verifyPostAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { FoldLine } from "@/components/institutions/fold";
import { PostFields, PostPaper } from "@/components/institutions/post-fields";
import { PostLine } from "@/components/institutions/posts";
import { Button, ButtonLink } from "@/components/ui/button";
import { type Option, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import type { Mailbox } from "@/core/institutions/mailboxes/queries";
import type { PostHeld } from "@/core/institutions/people/queries";
import { type AddressForm, covers } from "@/core/institutions/rules";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { reasonOptions } from "../../../institutions/options";

type Props = {
  t: Translator;
  post: PostHeld;
  form: AddressForm;
  own: Locale;
  today: string;
  zone: string;
  roles: Option[];
  mailboxes: Mailbox[];
  movable: boolean;
};

/** One post with what can be done to it: name or release the liaison in one tap, leave it, correct it. */
export function PostForms({ t, post, form, own, today, zone, roles, mailboxes, movable }: Props) {
  const texts = formTexts(t);
  const held = covers(post, today);
  const record = (
    <>
      <input type="hidden" name="id" value={post.id} />
      <Version value={post.version} />
    </>
  );
  return (
    <li>
      <PostLine t={t} post={post} form={form} own={own} today={today} zone={zone} />
      <div className="grid content-start gap-2">
        {held && (
          <Form action={setLiaisonAction} texts={texts}>
            {record}
            {!post.liaison && <input type="hidden" name="liaison" value="on" />}
            <div className="buttons">
              <Button>{t(post.liaison ? "institutions.post.release" : "institutions.post.name")}</Button>
            </div>
          </Form>
        )}
        {movable && (
          <Form action={printFirstAction} texts={texts}>
            {record}
            <div className="buttons">
              <Button>{t("people.print.first")}</Button>
            </div>
          </Form>
        )}
        {held && (
          <div className="buttons">
            <ButtonLink href={paths.endPost(post.personId, { post: post.id })}>{t("people.leave.link")}</ButtonLink>
            <ButtonLink href={paths.movePost(post.personId, { post: post.id })}>{t("people.leave.moveLink")}</ButtonLink>
          </div>
        )}
        {held && (
          <Form
            action={post.verifySince === null ? markPostAction : verifyPostAction}
            texts={texts}
            fold={post.verifySince === null ? { summary: <FoldLine text={t("people.verify.markOne")} />, className: "fold" } : undefined}
          >
            <input type="hidden" name="id" value={post.id} />
            {post.verifySince === null && <Select name="why" label={t("people.verify.why")} options={reasonOptions(t)} />}
            <div className="buttons">
              <Button>{t(post.verifySince === null ? "people.verify.markOneSave" : "people.verify.stillThere")}</Button>
            </div>
          </Form>
        )}
        <Form
          action={editTenureAction}
          texts={texts}
          fold={{ summary: <FoldLine text={t("institutions.post.correct")} />, className: "fold" }}
        >
          {record}
          <PostFields t={t} roles={roles} value={post}>
            <PostPaper t={t} post={post} mailboxes={mailboxes} />
          </PostFields>
          <div className="buttons">
            <Button>{t("institutions.post.save")}</Button>
          </div>
        </Form>
      </div>
    </li>
  );
}
