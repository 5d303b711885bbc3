import type { Metadata } from "next";
import { addTenureAction, editPersonAction } from "@/app/actions/institutions";
import { allowed, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { FoldLine } from "@/components/institutions/fold";
import { PersonFields } from "@/components/institutions/person-fields";
import { PostFields } from "@/components/institutions/post-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { mailboxesOf } from "@/core/institutions/mailboxes/queries";
import { postsOf } from "@/core/institutions/people/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, findPerson } from "@/core/institutions/queries";
import { covers } from "@/core/institutions/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { institutionOptions, languageOptions, roleOptions } from "../../../institutions/options";
import { PostForms } from "./post-forms";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ institution?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  return { title: t("institutions.editTitle", { institution: present(findPerson(store, actor, (await params).id)).displayName }) };
}

export default async function EditPerson({ params, searchParams }: Props) {
  const { store, actor, office, t } = await staffContext();
  const id = (await params).id;
  const person = allowed(() => authorize(findPerson(store, actor, id), (p) => canKeepDirectory(actor, p)));
  const today = dayOf(actor.now, office.zone);
  const mailboxes = mailboxesOf(store, person);
  const posts = postsOf(store, actor, person.id);
  const held = posts.filter((post) => covers(post, today));
  const asked = (await searchParams).institution;
  const at = typeof asked === "string" ? findInstitution(store, actor, asked) : undefined;
  return (
    <>
      <PageHead
        back={{ href: paths.person(person.id), label: person.displayName }}
        title={t("institutions.editTitle", { institution: person.displayName })}
      />
      <Sheet>
        <Section id="person" title={t("institutions.newPerson.person")}>
          <Form action={editPersonAction} texts={formTexts(t)} className="form mt-4">
            <input type="hidden" name="id" value={person.id} />
            <Version value={person.version} />
            <PersonFields t={t} value={person} mailboxes={mailboxes} languages={languageOptions()} />
            <div className="buttons">
              <Button kind="primary">{t("common.form.save")}</Button>
              <ButtonLink kind="plain" href={paths.person(person.id)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        </Section>
        <Section id="posts" title={t("institutions.person.posts")}>
          <ul className="people">
            {posts.map((post) => (
              <PostForms
                key={post.id}
                t={t}
                post={post}
                form={person.form}
                own={office.language}
                today={today}
                zone={office.zone}
                roles={roleOptions(t)}
                mailboxes={mailboxes}
                movable={held.indexOf(post) > 0}
              />
            ))}
          </ul>
        </Section>
        <Section id="post" title={t("institutions.post.new")}>
          <Form
            action={addTenureAction}
            texts={formTexts(t)}
            fold={at ? undefined : { summary: <FoldLine text={t("institutions.post.newFold")} />, className: "fold" }}
          >
            <input type="hidden" name="personId" value={person.id} />
            <Select
              name="institutionId"
              label={t("institutions.post.institution")}
              options={institutionOptions(store, office)}
              value={at?.id}
              empty={t("institutions.fields.choose")}
            />
            <PostFields t={t} roles={roleOptions(t)} />
            <div className="buttons">
              <Button>{t("institutions.post.add")}</Button>
            </div>
          </Form>
        </Section>
        <Section id="double" title={t("institutions.merge.link")}>
          <p className="py-3 text-muted">{t("institutions.merge.linkHint")}</p>
          <ButtonLink href={paths.mergePerson(person.id)}>{t("institutions.merge.link")}</ButtonLink>
        </Section>
      </Sheet>
    </>
  );
}
