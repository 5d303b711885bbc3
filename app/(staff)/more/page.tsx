import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { otherOffices } from "@/app/other-offices";
import { OfficeButtons } from "@/components/shell/offices";
import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import { PageHead, Sheet } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { canKeepOffice } from "@/core/offices/policy";
import { childrenOf } from "@/core/offices/tree/queries";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("shell.more") };
}

export default async function More() {
  const { store, actor, office, t, locale } = await staffContext();
  const others = otherOffices(store, actor, locale);
  const hasChildren = childrenOf(store, office.id).length > 0;
  const entry = (href: string, icon: IconName, text: string) => (
    <li key={href}>
      <a href={href}>
        <Icon name={icon} />
        {text}
      </a>
    </li>
  );
  return (
    <>
      <PageHead title={t("shell.more")} />
      <Sheet className="max-w-2xl" label={t("shell.more")}>
        <ul className="entries">
          {entry(paths.institutions(), "institutions", t("shell.institutions"))}
          {entry(paths.calendar(), "calendar", t("shell.calendar"))}
          {entry(paths.messages(), "mail", t("shell.messages"))}
          {entry(paths.register(), "document", t("letters.register.title"))}
          {entry(paths.search(), "search", t("shell.search"))}
          {canKeepOffice(actor, office) && entry(paths.users(), "people", t("settings.users.title"))}
          {canKeepOffice(actor, office) && entry(paths.office(), "building", t("settings.office.title"))}
          {canKeepOffice(actor, office) && entry(paths.letterhead(), "document", t("office.papers.title"))}
          {canKeepOffice(actor, office) && entry(paths.officeSending(), "send", t("office.sending.title"))}
          {canKeepOffice(actor, office) && entry(paths.retention(), "lock", t("office.keeping.title"))}
          {canKeepOffice(actor, office) && entry(paths.tree(), "building", t("office.tree.title"))}
          {hasChildren && entry(paths.region(), "institutions", t("region.title"))}
          {canKeepOffice(actor, office) && entry(paths.holidays(), "calendar", t("settings.holidays.title"))}
          {canKeepOffice(actor, office) && entry(paths.templates(), "document", t("planning.templates.title"))}
          {canKeepOffice(actor, office) && entry(paths.mailTexts(), "send", t("wording.page.title"))}
          {canKeepDirectory(actor, actor) && entry(paths.groups(), "institutions", t("planning.groups.title"))}
          {entry(paths.profile(), "settings", t("settings.profile.title"))}
          {others.length > 0 && (
            <li>
              <OfficeButtons label={t("shell.otherOffices")} offices={others} />
            </li>
          )}
        </ul>
      </Sheet>
      <div className="mt-6 flex max-w-2xl flex-wrap items-center justify-between gap-4 px-(--inset)">
        <p className="meta">
          {actor.name}
          <br />
          {t(`vocabulary.userRoles.${actor.role}`)} · {readText(office.shortName, locale, office.language)}
        </p>
        <form method="post" action={paths.signOut()}>
          <Button>
            <Icon name="leave" />
            {t("settings.profile.signOut")}
          </Button>
        </form>
      </div>
      <p className="meta mt-6 flex gap-6 px-(--inset)">
        <a className="link" href={paths.privacy()}>
          {t("public.privacy.title")}
        </a>
        <a className="link" href={paths.accessibility()}>
          {t("public.accessibility.title")}
        </a>
      </p>
    </>
  );
}
