import type { Metadata } from "next";
import { leavePostAction } from "@/app/actions/institutions";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import type { Query } from "@/app/query";
import { PostLine } from "@/components/institutions/posts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { findPerson } from "@/core/institutions/queries";
import { paths } from "@/lib/paths";
import { Handing, leavingOf } from "../leaving";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  return { title: t("people.leave.title", { name: present(findPerson(store, actor, (await params).id)).displayName }) };
}

/** Before a post ends: what hangs on it, and who takes it over; one button does all of it. */
export default async function EndPost({ params, searchParams }: Props) {
  const context = await staffContext();
  const { t } = context;
  const leaving = leavingOf(context, (await params).id, await searchParams);
  const { tenure, person } = leaving.hanging;
  return (
    <>
      <PageHead
        back={{ href: paths.person(person.id), label: person.displayName }}
        title={t("people.leave.title", { name: person.displayName })}
        actions={<ButtonLink href={paths.movePost(person.id, { post: tenure.id })}>{t("people.leave.moveLink")}</ButtonLink>}
      />
      <Sheet>
        <Section id="post" title={t("institutions.post.role")}>
          <div className="py-3">
            <PostLine
              t={t}
              post={leaving.post}
              form={person.form}
              own={context.office.language}
              today={leaving.today}
              zone={context.office.zone}
            />
          </div>
        </Section>
        <Section id="hangs" title={t("people.leave.hangs")}>
          <Form action={leavePostAction} texts={formTexts(t)} className="form mt-4">
            <input type="hidden" name="id" value={tenure.id} />
            <Version value={tenure.version} />
            <Field
              name="validTo"
              type="date"
              label={t("institutions.post.to")}
              hint={t("people.leave.lastDayHint")}
              value={leaving.today}
              min={tenure.validFrom ?? undefined}
            />
            <Handing context={context} leaving={leaving} />
            <div className="buttons">
              <Button kind="primary">{t("people.leave.save")}</Button>
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
