import { ButtonLink } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { visitorContext } from "./context";
import { PublicPage } from "./public-page";
import { currentStaff } from "./session";

export default async function NotFound() {
  const { t } = await visitorContext();
  const staff = await currentStaff();
  return (
    <PublicPage>
      <article className="reading">
        <title>{t("public.missing.title")}</title>
        <h1>{t("public.missing.title")}</h1>
        <p className="lead">{t("public.missing.text")}</p>
        <p className="mt-6">
          <ButtonLink kind="primary" href={staff ? paths.home() : paths.landing()}>
            {staff ? t("shell.home") : t("public.home")}
          </ButtonLink>
        </p>
      </article>
    </PublicPage>
  );
}
