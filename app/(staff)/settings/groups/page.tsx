import type { Metadata } from "next";
import { putGroup } from "@/app/actions/templates";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Said, Section, Sheet } from "@/components/ui/page";
import { type Group, listGroups, membersOf } from "@/core/institutions/groups/queries";
import { joined } from "@/lib/i18n";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { directoryContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await directoryContext()).t("planning.groups.title") };
}

/** The office's groups of institutions, by name; below, those put away. */
export default async function Groups() {
  const context = await directoryContext();
  const { store, actor, t } = context;
  const all = listGroups(store, actor);
  const used = all.filter((one) => one.archivedAt === null);
  const away = all.filter((one) => one.archivedAt !== null);
  return (
    <>
      <div className="mb-4 flex max-w-3xl flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
        <div>
          <h2>{t("planning.groups.heading", { n: used.length })}</h2>
          <p className="meta">{t("planning.groups.text")}</p>
        </div>
        <ButtonLink kind="primary" href={paths.newGroup()}>
          <Icon name="plus" />
          {t("planning.groups.new")}
        </ButtonLink>
      </div>
      <Sheet className="max-w-3xl">
        {used.length === 0 && <Empty>{t("planning.groups.none")}</Empty>}
        <Lines context={context} groups={used} />
        {away.length > 0 && (
          <Section id="away" title={t("planning.groups.archived")}>
            <Lines context={context} groups={away} />
          </Section>
        )}
      </Sheet>
    </>
  );
}

function Lines({ context, groups }: { context: Context; groups: Group[] }) {
  const { t, locale, office, store } = context;
  return (
    <ul className="templates">
      {groups.map((group) => {
        const name = read(group.name, locale, office.language);
        const members = membersOf(store, group);
        const act = group.archivedAt === null ? "archive" : "restore";
        return (
          <li key={group.id}>
            <div>
              <a className="name" href={paths.group(group.id)}>
                <Said reading={name} locale={locale} />
              </a>
              <p className="meta">
                {t("planning.groups.line", { n: members.length })}
                {members.length > 0 &&
                  ` · ${joined(
                    members.map((one) => one.acronym ?? readText(one.name, locale, office.language)),
                    locale,
                  )}`}
              </p>
            </div>
            <Form action={putGroup} texts={formTexts(t)} className="acts">
              <input type="hidden" name="groupId" value={group.id} />
              <Button kind="plain" name="act" value={act}>
                {t(`planning.groups.${act}`)}
                <span className="heard-only">: {name.text}</span>
              </Button>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}
