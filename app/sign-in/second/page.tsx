import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { beginApp, giveFactor } from "@/app/actions/security";
import { visitorContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { PublicPage } from "@/app/public-page";
import { currentArrival } from "@/app/session";
import { PasskeyButton } from "@/components/sign-in/passkey";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { findOffice } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import { paths, safePath } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { Again, isFresh } from "./again";
import { NewPasskey } from "./new-passkey";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("security.second.title") };
}

/** Between the first factor and the app: the second one is asked for, or set up where the office wants one. Nothing else opens before. */
export default async function SecondFactor({ searchParams }: PageProps<"/sign-in/second">) {
  const next = safePath((await searchParams).next);
  const arrival = await currentArrival();
  if (!arrival) redirect(paths.signIn(next));
  if (!arrival.lacks) redirect(next ?? paths.home());
  const { store, t, locale } = await visitorContext();
  const office = findOffice(store, arrival.staff.officeId);
  return (
    <PublicPage bare>
      <div className="door">
        <h1>{t("security.second.title")}</h1>
        {arrival.lacks === "factor" ? (
          <>
            <p className="lead">{t("security.second.ask")}</p>
            <Form action={giveFactor} texts={formTexts(t)}>
              <input type="hidden" name="next" value={next ?? ""} />
              <Field
                name="code"
                label={t("security.second.code")}
                hint={t("security.second.codeHint")}
                autoComplete="one-time-code"
                maxLength={40}
                required
              />
              <div className="buttons">
                <Button kind="primary">{t("security.second.button")}</Button>
              </div>
            </Form>
            <PasskeyButton
              ask={paths.passkeyOptions()}
              take={paths.passkey()}
              next={next}
              words={{ button: t("security.passkey.enter"), failed: t("refusals.passkey_failed") }}
            />
            <p className="meta mt-6">{t("security.second.lost")}</p>
          </>
        ) : (
          <>
            <p className="lead">{t("security.second.setUp", { office: capitalized(officeNamed(office, locale).the) })}</p>
            {isFresh(arrival) ? (
              <>
                <Form action={beginApp} texts={formTexts(t)}>
                  <div className="buttons">
                    <Button kind="primary">{t("security.app.begin")}</Button>
                  </div>
                </Form>
                <NewPasskey t={t} />
              </>
            ) : (
              <Again t={t} next={paths.secondFactor(next)} />
            )}
          </>
        )}
        <form method="post" action={paths.signOut()} className="mt-6">
          <Button kind="plain">{t("settings.profile.signOut")}</Button>
        </form>
      </div>
    </PublicPage>
  );
}
