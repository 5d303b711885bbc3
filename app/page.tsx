import { ButtonLink } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { visitorContext } from "./context";
import { PublicPage } from "./public-page";

export default async function Landing() {
  const { t } = await visitorContext();
  return (
    <PublicPage bare>
      <div className="landing">
        <h1>{t("public.landing.title")}</h1>
        <p className="lead">{t("public.landing.lead")}</p>
        <ButtonLink kind="primary" href={paths.signIn()}>
          {t("public.signIn")}
        </ButtonLink>
        <div className="three">
          <section>
            <h2>{t("public.landing.officer")}</h2>
            <p>{t("public.landing.officerText")}</p>
          </section>
          <section>
            <h2>{t("public.landing.liaison")}</h2>
            <p>{t("public.landing.liaisonText")}</p>
          </section>
          <section>
            <h2>{t("public.landing.manager")}</h2>
            <p>{t("public.landing.managerText")}</p>
          </section>
        </div>
      </div>
    </PublicPage>
  );
}
