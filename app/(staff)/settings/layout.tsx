import type { ReactNode } from "react";
import { staffContext } from "@/app/context";
import { NavLink } from "@/components/shell/nav-link";
import { PageHead } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { canKeepOffice } from "@/core/offices/policy";
import { paths } from "@/lib/paths";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor, office, t } = await staffContext();
  const keeps = canKeepOffice(actor, office);
  return (
    <>
      <PageHead title={t("settings.title")} />
      <nav className="filters mb-6" aria-label={t("settings.title")}>
        <NavLink href={paths.profile()}>{t("settings.profile.title")}</NavLink>
        <NavLink href={paths.security()}>{t("security.title")}</NavLink>
        {keeps && <NavLink href={paths.users()}>{t("settings.users.title")}</NavLink>}
        {keeps && <NavLink href={paths.office()}>{t("settings.office.title")}</NavLink>}
        {keeps && <NavLink href={paths.letterhead()}>{t("office.papers.title")}</NavLink>}
        {keeps && <NavLink href={paths.officeSending()}>{t("office.sending.title")}</NavLink>}
        {keeps && <NavLink href={paths.retention()}>{t("office.keeping.title")}</NavLink>}
        {keeps && <NavLink href={paths.tree()}>{t("office.tree.title")}</NavLink>}
        {keeps && <NavLink href={paths.holidays()}>{t("settings.holidays.title")}</NavLink>}
        {keeps && <NavLink href={paths.templates()}>{t("planning.templates.title")}</NavLink>}
        {canKeepDirectory(actor, actor) && <NavLink href={paths.groups()}>{t("planning.groups.title")}</NavLink>}
      </nav>
      {children}
    </>
  );
}
