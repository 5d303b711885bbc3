import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { askSignIn, enterCode } from "@/app/actions/sign-in";
import { visitorContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { PublicPage } from "@/app/public-page";
import { currentArrival } from "@/app/session";
import { PasskeyButton } from "@/components/sign-in/passkey";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { demoAccounts } from "@/core/offices/queries";
import { env } from "@/lib/env";
import { paths, safePath } from "@/lib/paths";
import { DemoDoors } from "./demo-doors";
import { demoGuests } from "./demo-guests";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("signin.title") };
}

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const query = await searchParams;
  const next = safePath(query.next);
  const arrival = await currentArrival();
  if (arrival) redirect(arrival.lacks ? paths.secondFactor(next) : (next ?? paths.home()));
  const { store, t, locale } = await visitorContext();
  const accounts = demoAccounts(store);
  return (
    <PublicPage bare>
      <div className="door">
        <h1>{t("signin.title")}</h1>
        {query.said === "sent" && (
          <Notice tone="sent" icon={<Icon name="mail" />}>
            <p>
              <b>{t("signin.sentTitle")}</b>
            </p>
            <p>{t("signin.sent")}</p>
          </Notice>
        )}
        {query.said === "spent" && (
          <Notice tone="warn" icon={<Icon name="alert" />}>
            <p>{t("signin.spent")}</p>
          </Notice>
        )}
        {(query.said === "repeat" || query.said === "tries") && (
          <Notice tone="warn" icon={<Icon name="lock" />}>
            <p>{t(`signin.${query.said}`)}</p>
          </Notice>
        )}
        {(query.said === "late" || query.said === "stranger" || query.said === "busy") && (
          <Notice tone="warn" icon={<Icon name="alert" />}>
            <p>{t(`signin.provider.${query.said}`)}</p>
          </Notice>
        )}
        {query.said === "fault" && (
          <Notice tone="warn" icon={<Icon name="alert" />}>
            <p>{t("signin.provider.fault", { code: /^[0-9a-z]{8}$/.test(String(query.code)) ? String(query.code) : "–" })}</p>
          </Notice>
        )}
        {query.said === "out" && (
          <Notice tone="yes" icon={<Icon name="check" />}>
            <p>{t("signin.out")}</p>
          </Notice>
        )}
        {env.oidc && query.said !== "sent" && (
          <form method="post" action={paths.enterProvider()} className="mt-6">
            <input type="hidden" name="next" value={next ?? ""} />
            <Button kind="primary">{t("signin.provider.go", { name: env.oidcName(locale) })}</Button>
          </form>
        )}
        {query.said !== "sent" && <p className="lead">{t("signin.lead")}</p>}
        {query.said === "sent" && (
          <>
            <Form action={enterCode} texts={formTexts(t)}>
              <Field
                name="code"
                label={t("signin.code.label")}
                hint={t("signin.code.hint")}
                autoComplete="one-time-code"
                inputMode="numeric"
                maxLength={20}
                required
              />
              <div className="buttons">
                <Button kind="primary">{t("signin.code.button")}</Button>
              </div>
            </Form>
            <h2 className="mt-10 mb-4">{t("signin.code.another")}</h2>
          </>
        )}
        <Form action={askSignIn} texts={formTexts(t)}>
          <input type="hidden" name="next" value={next ?? ""} />
          <Field name="email" type="email" label={t("signin.email")} autoComplete="email" required maxLength={254} />
          <div className="buttons">
            {query.said === "sent" ? (
              <Button>{t("signin.again")}</Button>
            ) : (
              <Button kind={env.oidc ? "outline" : "primary"}>{t("signin.send")}</Button>
            )}
          </div>
        </Form>
        {query.said !== "sent" && (
          <PasskeyButton
            ask={paths.passkeyOptions()}
            take={paths.passkey()}
            next={next}
            words={{ button: t("security.passkey.enter"), failed: t("refusals.passkey_failed") }}
          />
        )}
        <p className="meta mt-6">{t("signin.invited")}</p>
        {accounts.length > 0 && (
          <DemoDoors
            accounts={accounts}
            guests={demoGuests(store, accounts[0]?.office.id ?? "", locale, Date.now())}
            next={next}
            t={t}
            locale={locale}
          />
        )}
      </div>
    </PublicPage>
  );
}
