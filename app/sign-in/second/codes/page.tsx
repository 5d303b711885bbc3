import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { putCodesAway } from "@/app/actions/security";
import { staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { PublicPage } from "@/app/public-page";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { freshCodes } from "@/core/offices/factors/queries";
import { grouped } from "@/core/offices/factors/rules";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("security.codes.title") };
}

/** The codes on paper, until they are put away; afterwards nobody sees them again. */
export default async function RecoveryCodes() {
  const { store, actor, t } = await staffContext();
  const codes = freshCodes(store, actor);
  if (codes.length === 0) redirect(paths.security());
  return (
    <PublicPage bare>
      <div className="door">
        <h1>{t("security.codes.title")}</h1>
        <p className="lead">{t("security.codes.text")}</p>
        <ul className="codes">
          {codes.map((code) => (
            <li key={code} className="code">
              {grouped(code)}
            </li>
          ))}
        </ul>
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("security.codes.once")}</p>
        </Notice>
        <Form action={putCodesAway} texts={formTexts(t)}>
          <div className="buttons">
            <Button kind="primary">{t("security.codes.kept")}</Button>
          </div>
        </Form>
      </div>
    </PublicPage>
  );
}
