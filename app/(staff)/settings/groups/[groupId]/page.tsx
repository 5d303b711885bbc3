import type { Metadata } from "next";
import { editGroup } from "@/app/actions/templates";
import { present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Said, Sheet } from "@/components/ui/page";
import { findGroup, membersOf } from "@/core/institutions/groups/queries";
import { flat } from "@/core/offices/commands";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { directoryContext } from "../../keepers";
import { GroupFields } from "../form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await directoryContext()).t("planning.groups.title") };
}

/** A group's name and members, as the directory has them today. */
export default async function EditGroup({ params }: { params: Promise<{ groupId: string }> }) {
  const context = await directoryContext();
  const { store, actor, office, t, locale } = context;
  const group = present(findGroup(store, actor, (await params).groupId));
  const members = membersOf(store, group).map(({ id }) => id);
  const gone = group.members.length - members.length;
  return (
    <>
      <div className="mb-4">
        <a className="back" href={paths.groups()}>
          {t("planning.groups.back")}
        </a>
        <h2>
          <Said reading={read(group.name, locale, office.language)} locale={locale} />
        </h2>
        {gone > 0 && <p className="meta">{t("planning.groups.gone", { n: gone })}</p>}
      </div>
      <Sheet className="part">
        <Form action={editGroup} texts={formTexts(t)} className="form wide">
          <input type="hidden" name="groupId" value={group.id} />
          <Version value={group.version} />
          <GroupFields context={context} values={{ ...flat({ name: group.name }), members }} />
          <div className="buttons">
            <Button kind="primary">{t("common.form.save")}</Button>
            <ButtonLink kind="plain" href={paths.groups()}>
              {t("common.form.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Sheet>
    </>
  );
}
