import type { ReactNode } from "react";
import { staffContext } from "@/app/context";
import { Places } from "@/components/settings/places";
import { PageHead } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { canKeepOffice } from "@/core/offices/policy";
import { paths } from "@/lib/paths";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor, office, t } = await staffContext();
  const keeps = canKeepOffice(actor, office);
  const place = (href: string, text: string) => ({ href, text });
  const places = [
    place(paths.profile(), t("settings.profile.title")),
    place(paths.security(), t("security.title")),
    ...(keeps
      ? [
          place(paths.users(), t("settings.users.title")),
          place(paths.office(), t("settings.office.title")),
          place(paths.letterhead(), t("office.papers.title")),
          place(paths.officeSending(), t("office.sending.title")),
          place(paths.retention(), t("office.keeping.title")),
          place(paths.tree(), t("office.tree.title")),
          place(paths.holidays(), t("settings.holidays.title")),
          place(paths.templates(), t("planning.templates.title")),
          place(paths.mailTexts(), t("wording.page.title")),
        ]
      : []),
    ...(canKeepDirectory(actor, actor) ? [place(paths.groups(), t("planning.groups.title"))] : []),
  ];
  return (
    <>
      <PageHead title={t("settings.title")} />
      <Places label={t("settings.title")} places={places} within={[place(paths.signInRules(), t("security.rules.title"))]} />
      {children}
    </>
  );
}
