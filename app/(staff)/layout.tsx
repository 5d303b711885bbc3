import { type ReactNode, Suspense } from "react";
import { staffContext } from "@/app/context";
import { Shell } from "@/components/shell/shell";
import { Done } from "@/components/ui/done";
import { isDemo } from "@/core/offices/queries";
import { languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { catalogues } from "@/lib/messages";
import { paths } from "@/lib/paths";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { store, actor, office, t, locale } = await staffContext();
  return (
    <>
      <Shell
        words={{
          skip: t("shell.skip"),
          main: t("shell.main"),
          search: t("shell.search"),
          demo: isDemo(store) ? t("shell.demo") : undefined,
        }}
        links={[
          { href: paths.home(), icon: "home", text: t("shell.home") },
          { href: paths.briefings(), icon: "briefings", text: t("shell.briefings") },
          { href: paths.followUps(), icon: "followups", text: t("shell.followUps") },
          { href: paths.institutions(), icon: "institutions", text: t("shell.institutions") },
          { href: paths.messages(), icon: "mail", text: t("shell.messages") },
        ]}
        more={{ href: paths.more(), icon: "more", text: t("shell.more") }}
        search={paths.search()}
        account={[
          { href: paths.users(), text: readText(office.shortName, locale, office.language), shown: actor.role === "admin" },
          { href: paths.profile(), text: languageNames[locale], shown: true },
          { href: paths.profile(), text: actor.name, shown: true },
        ]}
      />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Suspense>
        <Done texts={catalogues[locale].common.done} close={t("common.close_notice")} />
      </Suspense>
    </>
  );
}
