import { staffContext } from "@/app/context";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { paths } from "@/lib/paths";

export default async function NotFound() {
  const { t } = await staffContext();
  return (
    <>
      <title>{t("public.missing.title")}</title>
      <PageHead title={t("public.missing.title")} />
      <p className="max-w-2xl text-muted">{t("public.missing.text")}</p>
      <p className="mt-6">
        <ButtonLink kind="primary" href={paths.home()}>
          {t("shell.home")}
        </ButtonLink>
      </p>
    </>
  );
}
