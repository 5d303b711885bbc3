import "server-only";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public/frame";
import { languageNames, locales } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { visitorContext } from "./context";
import { currentStaff } from "./session";

/** Wraps what anybody may read in the public frame, in the reader's language. */
export async function PublicPage({ children, bare = false }: { children: ReactNode; bare?: boolean }) {
  const { t, locale } = await visitorContext();
  const staff = await currentStaff();
  return (
    <PublicFrame
      words={{ skip: t("shell.skip"), language: t("public.language.label"), nav: t("public.nav") }}
      languages={locales.map((l) => ({ locale: l, name: languageNames[l], current: l === locale }))}
      here={(await headers()).get("x-enlace-path") ?? "/"}
      signIn={bare ? undefined : staff ? { href: paths.home(), text: t("shell.home") } : { href: paths.signIn(), text: t("public.signIn") }}
      links={[
        { href: paths.privacy(), text: t("public.privacy.title") },
        { href: paths.accessibility(), text: t("public.accessibility.title") },
      ]}
    >
      {children}
    </PublicFrame>
  );
}
