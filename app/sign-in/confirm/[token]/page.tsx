import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { visitorContext } from "@/app/context";
import { PublicPage } from "@/app/public-page";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { findOffice } from "@/core/offices/queries";
import { findSignInLink, officeToEnter } from "@/core/offices/sessions/queries";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { askedHere } from "../../enter";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("signin.title") };
}

/** Where the link of a mail ends. Opening it changes nothing, for mail scanners open every link; the button does. */
export default async function ConfirmSignIn({ params }: PageProps<"/sign-in/confirm/[token]">) {
  const { token } = await params;
  const { store, t, locale } = await visitorContext();
  const found = findSignInLink(store, token, Date.now());
  const officeId = found && officeToEnter(store, found.user.id, Date.now());
  if (!found || !officeId) redirect(paths.signIn(undefined, "spent"));
  const office = findOffice(store, officeId);
  return (
    <PublicPage bare>
      <div className="door">
        <h1>{t("signin.confirm.title")}</h1>
        {!(await askedHere(found.link.browserHash)) && (
          <Notice tone="warn" icon={<Icon name="alert" />}>
            <p>{t("signin.confirm.elsewhere")}</p>
          </Notice>
        )}
        <p className="lead">
          {t("signin.confirm.who", { name: found.user.name, office: readText(office.shortName, locale, office.language) })}
        </p>
        <form method="post" action={paths.confirmSignIn()}>
          <input type="hidden" name="token" value={token} />
          <Button kind="primary">{t("signin.confirm.button")}</Button>
        </form>
        <p className="meta mt-6">{t("signin.confirm.note")}</p>
      </div>
    </PublicPage>
  );
}
