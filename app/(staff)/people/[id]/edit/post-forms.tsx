import { editTenureAction, endTenureAction, setLiaisonAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { FoldLine } from "@/components/institutions/fold";
import { PostFields } from "@/components/institutions/post-fields";
import { PostLine } from "@/components/institutions/posts";
import { Button } from "@/components/ui/button";
import { Field, type Option } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import type { PostHeld } from "@/core/institutions/people/queries";
import { type AddressForm, covers } from "@/core/institutions/rules";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

type Props = { t: Translator; post: PostHeld; form: AddressForm; own: Locale; today: string; roles: Option[] };

/** One post with what can be done to it: name or release the liaison in one tap, end it on a day, correct it. */
export function PostForms({ t, post, form, own, today, roles }: Props) {
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
      <PostLine t={t} post={post} form={form} own={own} today={today} />
      <div className="grid content-start gap-1">
        {held && (
          <Form action={setLiaisonAction} texts={texts}>
            {record}
            {!post.liaison && <input type="hidden" name="liaison" value="on" />}
            <div className="buttons">
              <Button>{t(post.liaison ? "institutions.post.release" : "institutions.post.name")}</Button>
            </div>
          </Form>
        )}
        {held && (
          <Form
            action={endTenureAction}
            texts={texts}
            fold={{ summary: <FoldLine text={t("institutions.post.end")} />, className: "fold" }}
          >
            {record}
            <Field
              name="validTo"
              type="date"
              label={t("institutions.post.to")}
              hint={t("institutions.post.endHint")}
              value={today}
              min={post.validFrom ?? undefined}
            />
            <div className="buttons">
              <Button>{t("institutions.post.endSave")}</Button>
            </div>
          </Form>
        )}
        <Form
          action={editTenureAction}
          texts={texts}
          fold={{ summary: <FoldLine text={t("institutions.post.correct")} />, className: "fold" }}
        >
          {record}
          <PostFields t={t} roles={roles} value={post} />
          <div className="buttons">
            <Button>{t("institutions.post.save")}</Button>
          </div>
        </Form>
      </div>
    </li>
  );
}
