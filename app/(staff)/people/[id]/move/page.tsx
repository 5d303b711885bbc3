import type { Metadata } from "next";
import { movePostAction } from "@/app/actions/institutions";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import type { Query } from "@/app/query";
import { PostFields } from "@/components/institutions/post-fields";
import { PostLine } from "@/components/institutions/posts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { findPerson } from "@/core/institutions/queries";
import { paths } from "@/lib/paths";
import { institutionOptions, roleOptions } from "../../../institutions/options";
import { Handing, leavingOf } from "../leaving";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  return { title: t("people.leave.moveTitle", { name: present(findPerson(store, actor, (await params).id)).displayName }) };
}

/** Somebody goes to another institution: the post there, and what stays behind with whom. */
export default async function MovePost({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, office, t } = context;
  const leaving = leavingOf(context, (await params).id, await searchParams);
  const { tenure, person } = leaving.hanging;
  return (
    <>
      <PageHead
        back={{ href: paths.person(person.id), label: person.displayName }}
        title={t("people.leave.moveTitle", { name: person.displayName })}
      />
      <Sheet>
        <Section id="post" title={t("people.leave.old")}>
          <div className="py-3">
            <PostLine t={t} post={leaving.post} form={person.form} own={office.language} today={leaving.today} zone={office.zone} />
            <p className="meta pt-1">{t("people.leave.oldHint")}</p>
          </div>
        </Section>
        <Section id="hangs" title={t("people.leave.new")}>
          <Form action={movePostAction} texts={formTexts(t)} className="form mt-4">
            <input type="hidden" name="id" value={tenure.id} />
            <Version value={tenure.version} />
            <Select
              name="institutionId"
              label={t("institutions.post.institution")}
              options={institutionOptions(store, office, tenure.institutionId)}
              empty={t("institutions.fields.choose")}
            />
            <Field
              name="validFrom"
              type="date"
              label={t("institutions.post.from")}
              hint={t("people.leave.firstDayHint")}
              value={leaving.today}
            />
            <PostFields t={t} roles={roleOptions(t)} dates={false} />
            <h3 className="pt-2">{t("people.leave.stays", { institution: leaving.called })}</h3>
            <Handing context={context} leaving={leaving} />
            <div className="buttons">
              <Button kind="primary">{t("people.leave.moveSave")}</Button>
              <ButtonLink kind="plain" href={paths.person(person.id)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </Section>
      </Sheet>
    </>
  );
}
